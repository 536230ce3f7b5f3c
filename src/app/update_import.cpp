// Checking a file of decisions: the same verification as `casement verify`, with WebCrypto's digests and
// signatures.
#include <app/update_parts.hpp>
#include <core/json/canonical.hpp>

#include <algorithm>
#include <memory>

namespace casement::app {
namespace {

constexpr std::int64_t kMaxImportBytes = 64ll << 20;
constexpr std::size_t kDigestsPerLine =
    3;  // of the line, of the case it is about, of its key's thumbprint input

// What a line claims about itself, read before anything is believed: only to know which key and case to look
// up.
struct Claim {
    decision::Envelope envelope;
    std::string public_x, case_id;
};

// A line that says it is by the reviewer's own key is checked with that key, whatever its payload claims.
std::optional<Claim> claim_of(std::string_view line, const KeyState& own) {
    auto envelope = decision::read_envelope(line);
    if (!envelope) return std::nullopt;
    const auto record = decision::read_statement(envelope->payload);
    auto x = decision::signing_key_x(*envelope);
    if (own.ready && envelope->key_id == own.key_id) x = own.public_x;
    Claim claim{*std::move(envelope), x ? *std::move(x) : std::string(), ""};
    if (record) {
        claim.case_id = record->case_id;
    }
    return claim;
}

// Canonical bytes of the case a line is about, if this bundle has it; empty otherwise.
std::string canonical_case(const BundleState& b, const std::string& case_id) {
    const auto* row = case_id.empty() ? nullptr : row_named(b, case_id);
    if (!row) return {};
    const auto parsed = json::parse(case_line(b, *row));
    if (!parsed) return {};
    auto bytes = json::canonical(*parsed);
    return bytes ? *std::move(bytes) : std::string();
}

}  // namespace

void import_picked(Step& step, FilePicked&& file) {
    auto& state = step.state;
    if (static_cast<std::int64_t>(file.bytes.size()) > kMaxImportBytes) {
        return step.notice("The file is over 64 MiB: check it with `casement verify`", true);
    }
    state.ledger.import.emplace();
    auto& import = *state.ledger.import;
    import.name = std::move(file.name);
    import.bytes = std::move(file.bytes);
    import.checking = true;
    std::string_view rest = import.bytes;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        import.lines.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    show_dialog(step, Dialog::imported);

    Hash hash{step.ticket("import.hash"), {}};
    for (const auto line : import.lines) {
        const auto claim = claim_of(line, state.key);
        hash.items.emplace_back(line);
        hash.items.push_back(claim ? canonical_case(state.bundle, claim->case_id) : std::string());
        hash.items.push_back(claim ? decision::thumbprint_input(claim->public_x) : std::string());
    }
    step.emit(std::move(hash));
}

void import_hashed(Step& step, const Hashed& hashed) {
    auto& state = step.state;
    auto& import = state.ledger.import;
    if (!import || hashed.digests.size() != import->lines.size() * kDigestsPerLine) return;
    import->digests = hashed.digests;
    VerifySignatures verify{step.ticket("import.verify"), {}};
    for (const auto line : import->lines) {
        const auto claim = claim_of(line, state.key);
        verify.items.push_back(
            claim ? VerifyItem{claim->public_x,
                               decision::pae(claim->envelope.payload_type, claim->envelope.payload),
                               claim->envelope.signature}
                  : VerifyItem{});
    }
    step.emit(std::move(verify));
}

void import_checked(Step& step, const SignaturesChecked& checked) {
    auto& state = step.state;
    auto& import = state.ledger.import;
    if (!import || checked.valid.size() != import->lines.size()) return;

    std::map<std::string, std::pair<Digest, std::shared_ptr<bundle::Case>>> cases;
    for (std::size_t i = 0; i < import->lines.size(); ++i) {
        const auto claim = claim_of(import->lines[i], state.key);
        const auto* row = claim ? row_named(state.bundle, claim->case_id) : nullptr;
        if (!row || cases.contains(row->id)) continue;
        if (auto c = bundle::read_case(case_line(state.bundle, *row), row->id)) {
            cases[row->id] = {import->digests[kDigestsPerLine * i + 1],
                              std::make_shared<bundle::Case>(*std::move(c))};
        }
    }
    decision::Context context;
    context.have_bundle = state.bundle.phase == BundleState::Phase::ready;
    context.bundle = state.bundle.digest;
    context.find_case = [&](const std::string& id, const Digest& digest) -> const bundle::Case* {
        const auto found = cases.find(id);
        return found != cases.end() && found->second.first == digest ? found->second.second.get() : nullptr;
    };
    context.find_policy = [&](const Digest& digest) -> const policy::Pack* {
        for (std::size_t i = 0; i < state.bundle.packs.size(); ++i) {
            if (state.bundle.descriptor.policies[i].digest == digest) return state.bundle.packs[i].get();
        }
        return nullptr;
    };
    decision::Verifier verifier(context);
    for (std::size_t i = 0; i < import->lines.size(); ++i) {
        const auto claim = claim_of(import->lines[i], state.key);
        const bool own =
            claim && claim->envelope.key_id == state.key.key_id && claim->public_x == state.key.public_x;
        decision::SignedLine line;
        line.bytes = import->lines[i];
        line.digest = import->digests[kDigestsPerLine * i];
        line.signature =
            checked.valid[i] ? decision::SignatureVerdict::valid : decision::SignatureVerdict::invalid;
        line.key_vouched = own;
        line.key_thumbprint = import->digests[kDigestsPerLine * i + 2];
        auto report = verifier.check(line);
        import->valid += report.status == decision::Status::valid;
        import->unvouched += report.status == decision::Status::valid_unvouched;
        import->not_rederived += report.status == decision::Status::not_rederived;
        import->invalid += report.status == decision::Status::invalid;
        import->results.push_back({std::move(report), claim ? claim->envelope.key_id : ""});
    }
    import->checking = false;
    step.say(std::to_string(import->lines.size()) + " decisions checked, " + std::to_string(import->invalid) +
                 " refused",
             import->invalid > 0);
}

}  // namespace casement::app
