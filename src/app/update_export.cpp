// Decisions out of this browser. A signed export is made in steps that the browser answers one after another:
// where decisions are left out, omissions are signed; the leaves of the tree are hashed, then level after
// level; then the checkpoint is signed and the file is saved.
#include <app/update_parts.hpp>
#include <core/base/base64.hpp>
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
    switch (state.lock.scope) {
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

// What is exported of one key's chain. What a correction names comes along, or nobody could check the
// correction.
std::vector<const LedgerEntry*> chosen_of(const State& state, const std::string& key_id) {
    std::set<std::string> wanted;
    for (auto entry = state.ledger.entries.rbegin(); entry != state.ledger.entries.rend(); ++entry) {
        if (entry->key_id != key_id) continue;
        if (!is_wanted(state, *entry) && !wanted.contains(entry->digest.hex())) continue;
        wanted.insert(entry->digest.hex());
        if (!entry->supersedes.empty()) wanted.insert(entry->supersedes);
    }
    std::vector<const LedgerEntry*> out;
    std::size_t last = 0;
    for (const LedgerEntry& entry : state.ledger.entries) {
        if (entry.key_id != key_id) continue;
        out.push_back(&entry);
        if (wanted.contains(entry.digest.hex())) last = out.size();
    }
    out.resize(last);
    // An omission is signed by the key it is about: of another key's chain nothing is left out.
    if (key_id == state.key.key_id)
        std::erase_if(out, [&](const LedgerEntry* entry) { return !wanted.contains(entry->digest.hex()); });
    return out;
}

// The entry of a chain with this number.
const LedgerEntry* numbered(const State& state, const std::string& key_id, std::int64_t seq) {
    for (const LedgerEntry& entry : state.ledger.entries) {
        if (entry.key_id == key_id && entry.seq == seq) return &entry;
    }
    return nullptr;
}

Line omission(const State& state, std::int64_t from, std::int64_t to) {
    decision::Omission gap;
    gap.from = from;
    gap.to = to;
    if (const auto* before = numbered(state, state.key.key_id, from - 1)) gap.prev = before->digest;
    if (const auto* last = numbered(state, state.key.key_id, to)) gap.last = last->digest;
    gap.reviewer = reviewer_of(state);
    auto payload = decision::omission_statement(gap);
    return {"", payload ? *std::move(payload) : std::string()};
}

void add_chain(const State& state, const std::string& key_id, ExportState& out) {
    std::int64_t before = 0;
    for (const LedgerEntry* entry : chosen_of(state, key_id)) {
        if (entry->seq > before + 1) out.lines.push_back(omission(state, before + 1, entry->seq - 1));
        out.lines.push_back({entry->envelope, ""});
        out.checkpoint.tails[key_id] = {entry->seq, entry->digest, entry->decided_at};
        out.covers[key_id] = entry->seq;
        before = entry->seq;
        ++out.decisions;
    }
}

const char* filter_words(ExportScope scope) {
    return scope == ExportScope::bundle       ? "decisions of one bundle"
           : scope == ExportScope::unexported ? "decisions that were in no export before"
                                              : "";
}

std::vector<std::string> keys_of(const State& state) {
    std::vector<std::string> keys;
    for (const LedgerEntry& entry : state.ledger.entries) {
        if (std::find(keys.begin(), keys.end(), entry.key_id) == keys.end()) keys.push_back(entry.key_id);
    }
    return keys;
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
    out.checkpoint.filter = filter_words(state.lock.scope);
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
    for (const std::string& key : keys_of(state)) add_chain(state, key, out);
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

// A field of RFC 4180. What a spreadsheet would take for a formula is kept from it by an apostrophe.
std::string csv_field(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos)
        text.insert(0, "'");
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

void export_table(Step& step) {
    const auto& state = step.state;
    std::string out =
        "number,decided_at,case,title,outcome,overridden,corrects,corrected,reviewer,key,digest\r\n";
    for (const LedgerEntry& entry : state.ledger.entries) {
        if (!is_wanted(state, entry)) continue;
        const std::string fields[] = {std::to_string(entry.seq),
                                      format_rfc3339(entry.decided_at),
                                      entry.case_id,
                                      entry.title,
                                      entry.outcome,
                                      entry.overridden ? "yes" : "no",
                                      entry.supersedes,
                                      state.ledger.superseded.contains(entry.digest.hex()) ? "yes" : "no",
                                      state.settings.alias,
                                      entry.key_id,
                                      entry.digest.text()};
        for (std::size_t i = 0; i < std::size(fields); ++i) out += (i == 0 ? "" : ",") + csv_field(fields[i]);
        out += "\r\n";
    }
    step.emit(Download{file_name(step, "decisions", ".csv"), "text/csv", std::move(out)});
    step.notice("The table is exported. It is for reading: only the signed export can be verified");
}

// Sigstore bundle v0.3: the same envelope, with the key named beside it.
void export_sigstore(Step& step) {
    const auto& state = step.state;
    std::string out;
    for (const LedgerEntry& entry : state.ledger.entries) {
        const auto envelope = is_wanted(state, entry) ? json::parse(entry.envelope) : Result<Json>(Error{});
        if (!envelope) continue;
        const Json wrapped = {{"mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json"},
                              {"verificationMaterial", {{"publicKey", {{"hint", entry.key_id}}}}},
                              {"dsseEnvelope", *envelope}};
        out += *json::canonical(wrapped) + "\n";
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
        if (state.lock.scope != ExportScope::bundle) last = std::max(last, seq);
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
    switch (state.lock.form) {
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
