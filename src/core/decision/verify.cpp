#include <core/base/base64.hpp>
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

Result<std::string> signing_key_x(const Envelope& envelope) {
    const Error unknown{"key.unknown", "/predicate", "the payload names no Ed25519 key", ""};
    json::Limits limits;
    limits.max_bytes = kMaxEnvelopeBytes;
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
    const auto failed = [&](Error error) {
        report.error = std::move(error);
        return report;
    };

    auto envelope = read_envelope(line.bytes);
    if (!envelope) return failed(std::move(envelope).error());
    report.checked.push_back("envelope");

    if (auto signature = check_signature(line); !signature) return failed(std::move(signature).error());
    report.checked.push_back("signature");

    auto key = check_key(line, envelope->key_id, "/signatures/0/keyid");
    if (!key) return failed(std::move(key).error());

    auto record = read_statement(envelope->payload);
    if (!record) return failed(placed(std::move(record).error(), "payload"));
    report.record = *record;
    report.checked.push_back("payload");

    key = check_key(line, record->reviewer.key_id, "/predicate/reviewer/key_id");
    if (!key) return failed(std::move(key).error());
    report.checked.push_back("key");

    // From here on the line is what its key's owner wrote: its place in the chain counts, whatever else is
    // wrong.
    const bundle::Case* the_case = nullptr;
    const policy::Pack* pack = nullptr;
    Result<void> digests = check_digests(context_, *record, the_case, pack);
    const Tail tail = tails_[record->reviewer.key_id];
    if (record->seq > tail.seq) tails_[record->reviewer.key_id] = {record->seq, line.digest};
    if (!digests) return failed(std::move(digests).error());
    if (context_.have_bundle) report.checked.push_back("digests");

    if (auto chain = check_chain(*record, line.digest, tail.seq, tail.digest); !chain) {
        return failed(std::move(chain).error());
    }
    report.checked.push_back("chain");

    if (context_.have_bundle) {
        if (auto derived = check_derivation(*record, *the_case, *pack); !derived) {
            return failed(std::move(derived).error());
        }
        report.checked.push_back("derivation");
    }
    if (auto override_ = check_override(*record, pack); !override_)
        return failed(std::move(override_).error());
    report.checked.push_back("override");
    if (auto time = check_time(*record); !time) return failed(std::move(time).error());
    report.checked.push_back("time");

    report.status = !context_.have_bundle ? Status::not_rederived
                    : line.key_vouched    ? Status::valid
                                          : Status::valid_unvouched;
    return report;
}

}  // namespace casement::decision
