// Decisions out of this browser. A signed export is made in steps that the browser answers one after another:
// where decisions are left out, omissions are signed; the leaves of the tree are hashed, then level after
// level; then the checkpoint is signed and the file is saved.
#include <app/update_parts.hpp>
#include <core/base/base64.hpp>
#include <core/base/csv.hpp>
#include <core/decision/merkle.hpp>
#include <core/json/canonical.hpp>

#include <algorithm>

namespace casement::app {
namespace {

using Line = ExportState::Line;

std::string file_name(const Step& step, const char* what, const char* ending) {
    return std::string("casement-") + what + "-" + format_rfc3339(step.world.now_ms).substr(0, 10) + ending;
}

bool is_wanted(const State& state, const LedgerEntry& entry) {
    switch (state.form.scope) {
        case ExportScope::all:
            return true;
        case ExportScope::bundle:
            return entry.bundle == state.bundle.digest.hex();
        case ExportScope::unexported: {
            const auto& exported = state.settings.exported;
            const auto last = exported.find(entry.key_id);
            return last == exported.end() || entry.seq > last->second;
        }
    }
    return true;
}

using Chain = std::vector<const LedgerEntry*>;

// What is exported of one key's chain. What a correction names comes along, or nobody could check the
// correction.
std::vector<bool> chosen_of(const State& state, const Chain& chain) {
    std::vector<bool> chosen(chain.size());
    std::set<Digest> named;
    std::size_t end = 0;
    for (std::size_t at = chain.size(); at-- > 0;) {
        const LedgerEntry& entry = *chain[at];
        if (!is_wanted(state, entry) && !named.contains(entry.digest)) continue;
        chosen[at] = true;
        end = std::max(end, at + 1);
        if (entry.supersedes) named.insert(*entry.supersedes);
    }
    chosen.resize(end);
    // An omission is signed by the key it is about: of another key's chain nothing is left out.
    if (!chain.empty() && chain.front()->key_id != state.key.key_id) chosen.assign(end, true);
    return chosen;
}

// Stands for the decisions from `first` up to before `end`.
Line omission(const State& state, const Chain& chain, std::size_t first, std::size_t end) {
    decision::Omission gap;
    gap.from = chain[first]->seq;
    gap.to = chain[end - 1]->seq;
    if (first > 0) gap.prev = chain[first - 1]->digest;
    gap.last = chain[end - 1]->digest;
    gap.reviewer = reviewer_of(state);
    auto payload = decision::omission_statement(gap);
    return {"", payload ? *std::move(payload) : std::string()};
}

void add_chain(const State& state, const Chain& chain, ExportState& out) {
    const auto chosen = chosen_of(state, chain);
    std::size_t next = 0;  // the first one that is neither in nor left out yet
    for (std::size_t at = 0; at < chosen.size(); ++at) {
        if (!chosen[at]) continue;
        const LedgerEntry& entry = *chain[at];
        if (at > next) out.lines.push_back(omission(state, chain, next, at));
        out.lines.push_back({entry.envelope, ""});
        out.checkpoint.tails[entry.key_id] = {entry.seq, entry.digest, entry.decided_at};
        out.covers[entry.key_id] = entry.seq;
        next = at + 1;
        ++out.decisions;
    }
}

const char* filter_words(ExportScope scope) {
    return scope == ExportScope::bundle       ? "decisions of one bundle"
           : scope == ExportScope::unexported ? "decisions that were in no export before"
                                              : "";
}

// The chains of this browser's keys, in the order in which the keys were first used.
std::vector<Chain> chains_of(const State& state) {
    std::vector<Chain> chains;
    std::map<std::string, std::size_t> number;
    for (const LedgerEntry& entry : state.ledger.entries) {
        const auto [known, first] = number.try_emplace(entry.key_id, chains.size());
        if (first) chains.emplace_back();
        chains[known->second].push_back(&entry);
    }
    return chains;
}

void hash_leaves(Step& step) {
    auto& out = *step.state.ledger.exporting;
    out.hashing_leaves = true;
    Hash hash{step.ticket("export.hash"), {}};
    for (const Line& line : out.lines) hash.items.push_back(decision::merkle_leaf(line.bytes));
    hash.items.push_back(out.lines.back().bytes);
    step.emit(std::move(hash));
}

void sign_checkpoint(Step& step) {
    auto& state = step.state;
    auto& out = *state.ledger.exporting;
    out.checkpoint.count = static_cast<std::int64_t>(out.lines.size());
    out.checkpoint.root = out.level.front();
    out.checkpoint.filter = filter_words(state.form.scope);
    out.checkpoint.reviewer = reviewer_of(state);
    out.checkpoint.made_at = step.world.now_ms;
    out.checkpoint.app = state.build_digest;
    auto payload = decision::checkpoint_statement(out.checkpoint);
    if (!payload) return export_failed(step, payload.error());
    out.checkpoint_payload = *std::move(payload);
    Sign sign{step.ticket("export.checkpoint"), {}};
    sign.messages.push_back(decision::pae(decision::kPayloadType, out.checkpoint_payload));
    step.emit(std::move(sign));
}

void climb(Step& step) {
    const auto pairs = decision::merkle_pairs(step.state.ledger.exporting->level);
    if (pairs.empty()) return sign_checkpoint(step);
    step.emit(Hash{step.ticket("export.hash"), pairs});
}

std::string sealed(const State& state, const std::string& payload, const std::string& signature) {
    return decision::envelope_line({payload, decision::kPayloadType, state.key.key_id, signature});
}

void begin_envelopes(Step& step) {
    auto& state = step.state;
    auto& out = state.ledger.exporting.emplace();
    for (const Chain& chain : chains_of(state)) add_chain(state, chain, out);
    if (out.lines.empty()) {
        state.ledger.exporting.reset();
        return step.notice("There is nothing to export in this choice", true);
    }
    Sign sign{0, {}};
    for (const Line& line : out.lines) {
        if (line.bytes.empty()) sign.messages.push_back(decision::pae(decision::kPayloadType, line.payload));
    }
    if (sign.messages.empty()) return hash_leaves(step);
    sign.ticket = step.ticket("export.omissions");
    step.emit(std::move(sign));
}

void export_table(Step& step) {
    const auto& state = step.state;
    std::string out = csv_record({"number", "decided_at", "case", "title", "outcome", "overridden",
                                  "corrects", "corrected", "reviewer", "key", "digest"});
    for (const LedgerEntry& entry : state.ledger.entries) {
        if (!is_wanted(state, entry)) continue;
        out += csv_record({std::to_string(entry.seq), format_rfc3339(entry.decided_at), entry.case_id,
                           entry.title, entry.outcome, entry.overridden ? "yes" : "no",
                           entry.supersedes ? entry.supersedes->text() : "",
                           state.ledger.superseded.contains(entry.digest) ? "yes" : "no",
                           state.settings.alias, entry.key_id, entry.digest.text()});
    }
    step.emit(Download{file_name(step, "decisions", ".csv"), "text/csv", std::move(out)});
    step.notice("The table is exported. It is for reading: only the signed export can be verified");
}

void export_sigstore(Step& step) {
    const auto& state = step.state;
    std::string out;
    for (const LedgerEntry& entry : state.ledger.entries) {
        if (!is_wanted(state, entry)) continue;
        if (const auto bundle = decision::sigstore_bundle(entry.envelope, entry.key_id))
            out += *bundle + "\n";
    }
    step.emit(Download{file_name(step, "sigstore", ".jsonl"), "application/jsonl", std::move(out)});
    step.notice("The decisions are exported as Sigstore bundles");
}

// JWS (RFC 7515, RFC 8037) is another signature over the same statement, so only this browser's key can make
// it.
void begin_jws(Step& step) {
    auto& state = step.state;
    auto& out = state.ledger.exporting.emplace();
    const Json header = {{"alg", "EdDSA"}, {"kid", state.key.key_id}, {"typ", "vnd.in-toto+json"}};
    const std::string head = base64url_encode(*json::canonical(header)) + ".";
    Sign sign{step.ticket("export.jws"), {}};
    for (const LedgerEntry& entry : state.ledger.entries) {
        if (entry.key_id != state.key.key_id || !is_wanted(state, entry)) continue;
        const auto envelope = decision::read_envelope(entry.envelope);
        if (!envelope) continue;
        out.lines.push_back({head + base64url_encode(envelope->payload), ""});
        sign.messages.push_back(out.lines.back().bytes);
    }
    step.emit(std::move(sign));
}

void finish_envelopes(Step& step, const std::string& signature) {
    auto& state = step.state;
    auto& out = *state.ledger.exporting;
    std::string bytes;
    for (const Line& line : out.lines) bytes += line.bytes + "\n";
    bytes += sealed(state, out.checkpoint_payload, signature) + "\n";
    step.emit(Download{file_name(step, "decisions", ".jsonl"), "application/jsonl", std::move(bytes)});
    for (const auto& [key, seq] : out.covers) {
        auto& last = state.settings.exported[key];
        if (state.form.scope != ExportScope::bundle) last = std::max(last, seq);
    }
    save_settings(step);
    step.notice(std::to_string(out.decisions) + (out.decisions == 1 ? " decision" : " decisions") +
                " exported, sealed by a checkpoint");
    state.ledger.exporting.reset();
}

}  // namespace

void export_decisions(Step& step) {
    auto& state = step.state;
    show_dialog(step, Dialog::none);
    sign_now(step);
    if (!state.ledger.pending.empty())
        return step.notice("Signing what is pending first; export again in a moment");
    if (state.ledger.exporting) return step.notice("An export is being made");
    if (!state.key.ready) return step.notice("There is no key to seal the export with", true);
    switch (state.form.form) {
        case ExportForm::envelopes:
            return begin_envelopes(step);
        case ExportForm::table:
            return export_table(step);
        case ExportForm::sigstore:
            return export_sigstore(step);
        case ExportForm::jws:
            return begin_jws(step);
    }
}

void export_signed(Step& step, const std::string& purpose, const Signed& answer) {
    auto& state = step.state;
    if (!state.ledger.exporting) return;
    auto& out = *state.ledger.exporting;
    if (purpose == "export.checkpoint") return finish_envelopes(step, answer.signatures.at(0));
    std::size_t next = 0;
    if (purpose == "export.omissions") {
        for (Line& line : out.lines) {
            if (line.bytes.empty()) line.bytes = sealed(state, line.payload, answer.signatures.at(next++));
        }
        return hash_leaves(step);
    }
    std::string bytes;
    for (const Line& line : out.lines)
        bytes += line.bytes + "." + base64url_encode(answer.signatures.at(next++)) + "\n";
    state.ledger.exporting.reset();
    step.emit(Download{file_name(step, "decisions", ".jws"), "application/jose", std::move(bytes)});
    step.notice("This key's decisions are exported as JWS");
}

void export_hashed(Step& step, const Hashed& hashed) {
    if (!step.state.ledger.exporting) return;
    auto& out = *step.state.ledger.exporting;
    if (out.hashing_leaves) {
        out.hashing_leaves = false;
        out.level.assign(hashed.digests.begin(), hashed.digests.end() - 1);
        out.checkpoint.last = hashed.digests.back();
    } else {
        out.level = decision::merkle_above(out.level, hashed.digests);
    }
    climb(step);
}

void export_failed(Step& step, const Error& error) {
    step.state.ledger.exporting.reset();
    step.notice("Not exported: " + error.message, true);
}

// Needs neither the storage nor a key: what is in memory, as it is.
void export_rescue(Step& step) {
    const auto& state = step.state;
    Json drafts = Json::object();
    for (const auto& [key, draft] : state.drafts) drafts[key] = review::to_json(draft);
    Json decisions = Json::array();
    for (const LedgerEntry& entry : state.ledger.entries) decisions.push_back(entry.envelope);
    Json unsigned_ = Json::array();
    for (const PendingDecision& pending : state.ledger.pending)
        unsigned_.push_back({{"case_id", pending.record.case_id}, {"outcome", pending.record.final_outcome}});
    const Json all = {{"casement_rescue", 1},
                      {"at", format_rfc3339(step.world.now_ms)},
                      {"drafts", std::move(drafts)},
                      {"decisions", std::move(decisions)},
                      {"not_signed", std::move(unsigned_)}};
    step.emit(Download{file_name(step, "rescue", ".json"), "application/json", all.dump(1) + "\n"});
    step.notice("Drafts and decisions are saved as a file");
}

}  // namespace casement::app
