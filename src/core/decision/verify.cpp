#include <core/base/base64.hpp>
#include <core/base/text.hpp>
#include <core/decision/statement.hpp>
#include <core/decision/steps.hpp>
#include <core/decision/verify.hpp>

namespace casement::decision {

const char* name(Status status) {
    switch (status) {
        case Status::valid:
            return "valid";
        case Status::valid_unvouched:
            return "valid_unvouched";
        case Status::not_rederived:
            return "not_rederived";
        case Status::invalid:
            break;
    }
    return "invalid";
}

const char* name(LineKind kind) {
    constexpr const char* kNames[] = {"decision", "omission", "checkpoint", "acknowledgement"};
    return kNames[static_cast<int>(kind)];
}

Result<std::string> signing_key_x(const Envelope& envelope) {
    const Error unknown{"key.unknown", "/predicate", "the payload names no Ed25519 key", ""};
    json::Limits limits;
    limits.max_bytes = kMaxKeyringBytes;
    auto payload = json::parse(envelope.payload, limits);
    if (!payload) return unknown;
    const Json& predicate = json::get(*payload, "predicate");
    for (const char* who : {"reviewer", "publisher"}) {
        const std::string x = json::get_string(json::get(json::get(predicate, who), "public_jwk"), "x");
        const auto raw = base64url_decode(x);
        if (raw && raw->size() == 32) return x;
    }
    return unknown;
}

Verifier::Verifier(Context context) : context_(std::move(context)) {}

LineReport Verifier::check(const SignedLine& line) {
    LineReport report;
    report.line = ++line_;
    const auto run = [&]() -> Result<void> {
        CASEMENT_TRY(const Envelope envelope, envelope_of(line));
        report.checked.push_back("envelope");
        CASEMENT_CHECK(check_signature(line));
        report.checked.push_back("signature");
        CASEMENT_CHECK(check_key(line, envelope.key_id, "/signatures/0/keyid"));
        report.key_id = envelope.key_id;
        vouched_ = line.key_vouched;
        auto checked = check_decision(line, envelope, report);
        if (checked || checked.error().code != "payload.predicate_type") return checked;
        return check_other(line, envelope, report);
    };
    Result<void> checked = run();
    if (!checked) report.error = std::move(checked).error();

    if (report.kind == LineKind::checkpoint) {
        verified_.leaves.clear();
        verified_.covered.clear();
    } else {
        verified_.leaves.push_back(line.leaf);
    }
    verified_.last = line.digest;
    const bool derived = context_.have_bundle || report.kind != LineKind::decision;
    report.status = report.error ? Status::invalid
                    : !derived   ? Status::not_rederived
                    : vouched_   ? Status::valid
                                 : Status::valid_unvouched;
    return report;
}

std::size_t Verifier::end_file() {
    const std::size_t unsealed = verified_.leaves.size();
    verified_.leaves.clear();
    verified_.covered.clear();
    verified_.last = {};
    return unsealed;
}

// The reviewer of a payload: the key that signed, and allowed to.
Result<void> Verifier::check_reviewer(const SignedLine& line, const Reviewer& reviewer, TimeMs at,
                                      std::int64_t seq, LineReport& report) {
    CASEMENT_CHECK(check_signer(line, "/predicate/reviewer", reviewer.key_id, reviewer.public_jwk));
    if (context_.keyring && context_.keyring->find(reviewer.key_id)) {
        constexpr KeyRole kMay[] = {KeyRole::reviewer, KeyRole::lead, KeyRole::trainer};
        CASEMENT_CHECK(check_may_sign(*context_.keyring, reviewer.key_id, kMay, at, seq));
        vouched_ = true;
    }
    report.checked.push_back("key");
    return {};
}

Result<void> Verifier::check_decision(const SignedLine& line, const Envelope& envelope, LineReport& report) {
    auto record = read_statement(envelope.payload);
    if (!record) {
        return record.error().code == "payload.predicate_type" ? record.error()
                                                               : placed(std::move(record).error(), "payload");
    }
    report.record = *record;
    report.checked.push_back("payload");
    auto may = check_reviewer(line, record->reviewer, record->decided_at, record->seq, report);

    // From here on the line is what its key's owner wrote: its place in the chain counts, whatever else is
    // wrong.
    if (!may && may.error().code == "key.mismatch") return may;
    ChainTail& tail = verified_.tails[record->reviewer.key_id];
    const ChainTail before = tail;
    if (record->seq > tail.seq) {
        tail = {record->seq, line.digest, std::max(record->decided_at, before.decided_at)};
        verified_.covered[record->reviewer.key_id] = tail;
        decided_.emplace(line.digest, record->case_digest);
    }
    if (!may) return may;
    const bundle::Case* the_case = nullptr;
    const policy::Pack* pack = nullptr;
    CASEMENT_CHECK(check_digests(context_, *record, the_case, pack));
    if (context_.have_bundle) report.checked.push_back("digests");
    CASEMENT_CHECK(check_chain(record->seq, record->prev, line.digest, before));
    CASEMENT_CHECK(check_supersedes(*record));
    report.checked.push_back("chain");
    if (context_.have_bundle) {
        CASEMENT_CHECK(check_derivation(*record, *the_case, *pack));
        CASEMENT_CHECK(check_demands(*record, *the_case, *pack));
        report.checked.push_back("derivation");
    }
    CASEMENT_CHECK(check_override(*record, pack));
    report.checked.push_back("override");
    CASEMENT_CHECK(check_time(*record, before, context_));
    report.checked.push_back("time");
    return {};
}

Result<void> Verifier::check_supersedes(const Record& record) const {
    if (!record.supersedes) return {};
    const std::string place = "/predicate/supersedes";
    const auto target = decided_.find(record.supersedes->digest);
    if (target == decided_.end()) {
        return Error{"supersedes.unknown", place + "/digest",
                     "the decision it corrects does not stand before it",
                     "verify it together with the export that has the earlier decision"};
    }
    if (target->second != record.case_digest) {
        return Error{"supersedes.case", place + "/digest", "the decision it corrects is on another case", ""};
    }
    if (is_blank(record.supersedes->reason)) {
        return Error{"supersedes.reason", place + "/reason", "the correction gives no reason", ""};
    }
    return {};
}

// Whatever is no decision but has its place in such a file.
Result<void> Verifier::check_other(const SignedLine& line, const Envelope& envelope, LineReport& report) {
    const std::string type = predicate_type_of(envelope.payload);
    const auto inside = [](Error error) { return placed(std::move(error), "payload"); };
    if (type == kCheckpointType) {
        report.kind = LineKind::checkpoint;
        auto checkpoint = read_checkpoint(envelope.payload);
        if (!checkpoint) return inside(std::move(checkpoint).error());
        report.checked.push_back("payload");
        report.checkpoint = *checkpoint;
        CASEMENT_CHECK(check_reviewer(line, checkpoint->reviewer, checkpoint->made_at, 0, report));
        CASEMENT_CHECK(check_checkpoint(*checkpoint));
        report.checked.push_back("checkpoint");
        return {};
    }
    if (type == kOmissionType) {
        report.kind = LineKind::omission;
        auto omission = read_omission(envelope.payload);
        if (!omission) return inside(std::move(omission).error());
        report.checked.push_back("payload");
        // It has no time of its own: a key that was valid once may say so, but not for numbers after the last
        // one that is believed.
        const KeyringEntry* listed =
            context_.keyring ? context_.keyring->find(omission->reviewer.key_id) : nullptr;
        CASEMENT_CHECK(
            check_reviewer(line, omission->reviewer, listed ? listed->valid_from : 0, omission->to, report));
        ChainTail& tail = verified_.tails[report.key_id];
        const ChainTail before = tail;
        if (omission->to > tail.seq) {
            tail = {omission->to, omission->last, before.decided_at};
            verified_.covered[report.key_id] = tail;
        }
        CASEMENT_CHECK(check_chain(omission->from, omission->prev, line.digest, before));
        report.checked.push_back("chain");
        return {};
    }
    if (type == kAcknowledgementType) {
        report.kind = LineKind::acknowledgement;
        auto acknowledgement = read_acknowledgement(envelope.payload);
        if (!acknowledgement) return inside(std::move(acknowledgement).error());
        report.checked.push_back("payload");
        return check_reviewer(line, acknowledgement->reviewer, acknowledgement->at, 0, report);
    }
    return Error{"payload.predicate_type", "payload/predicateType",
                 "the statement is about something that does not belong in a file of decisions",
                 std::string("the predicate type must be ") + kPredicateType};
}

Result<void> Verifier::check_checkpoint(const Checkpoint& checkpoint) const {
    const auto& leaves = verified_.leaves;
    if (checkpoint.count != static_cast<std::int64_t>(leaves.size())) {
        return Error{"checkpoint.count", "/predicate/count",
                     "the checkpoint says " + std::to_string(checkpoint.count) + " lines, there are " +
                         std::to_string(leaves.size()),
                     "lines were taken out or put in; ask for the export again"};
    }
    if (checkpoint.count > 0 && checkpoint.last != verified_.last) {
        return Error{"checkpoint.last", "/predicate/last", "the last line is another one",
                     "the order was changed; ask for the export again"};
    }
    const auto same_place = [](const auto& a, const auto& b) {
        return a.first == b.first && a.second.seq == b.second.seq && a.second.digest == b.second.digest;
    };
    const auto& covered = verified_.covered;
    if (!std::equal(checkpoint.tails.begin(), checkpoint.tails.end(), covered.begin(), covered.end(),
                    same_place)) {
        return Error{"checkpoint.keys", "/predicate/keys",
                     "the keys, their last numbers or digests are not those of the lines", ""};
    }
    if (context_.merkle_root && context_.merkle_root(leaves) == checkpoint.root) return {};
    return Error{"checkpoint.root", "/subject/0/digest",
                 "the lines are not those that the checkpoint was made for",
                 "a line was changed or exchanged; ask for the export again"};
}

}  // namespace casement::decision
