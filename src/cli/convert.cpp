// casement convert: an export in the form of other programs. The form is read strictly, the signatures are
// not checked: that is `casement verify`.
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <core/base/csv.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/record.hpp>
#include <platform/native/crypto.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

namespace casement::cli {
namespace {

// What becomes of a line: text for the output, empty where the form has no place for it.
using Convert = Result<std::string> (*)(std::string_view line, const decision::Envelope& envelope);

Result<std::string> as_sigstore(std::string_view line, const decision::Envelope& envelope) {
    CASEMENT_TRY(const std::string bundle, decision::sigstore_bundle(line, envelope.key_id));
    return bundle + "\n";
}

const std::vector<std::string> kColumns = {
    "number",       "decided_at", "opened_at",   "active_ms",   "case",       "policy",    "derived",
    "outcome",      "override",   "approved_by", "corrects",    "correction", "rationale", "reviewer",
    "organisation", "temporary",  "key",         "decision_id", "digest"};

// A row a decision; other lines of an export are none.
Result<std::string> as_csv(std::string_view line, const decision::Envelope& envelope) {
    auto record = decision::read_statement(envelope.payload);
    if (!record) {
        if (record.error().code == "payload.predicate_type") return std::string();
        return std::move(record).error();
    }
    const decision::Record& r = *record;
    return csv_record(
        {std::to_string(r.seq), format_rfc3339(r.decided_at), format_rfc3339(r.opened_at),
         std::to_string(r.active_ms), visible(r.case_id), visible(r.policy_id + "@" + r.policy_version),
         visible(r.outcome), visible(r.final_outcome), r.override_ ? visible(r.override_->reason) : "",
         r.override_ ? visible(r.override_->approved_by) : "",
         r.supersedes ? r.supersedes->digest.text() : "", r.supersedes ? visible(r.supersedes->reason) : "",
         visible(r.rationale), visible(r.reviewer.alias), visible(r.reviewer.organisation),
         r.reviewer.temporary ? "yes" : "no", visible(r.reviewer.key_id), r.decision_id,
         native::sha256(line).text()});
}

// Whether every line could be converted; what could not is said and left out.
Result<bool> convert_file(const std::string& path, Convert convert) {
    bool clean = true;
    CASEMENT_CHECK(
        native::each_line(path, decision::kMaxEnvelopeBytes, [&](std::string_view line, std::size_t number) {
            const auto made = [&]() -> Result<std::string> {
                CASEMENT_TRY(const decision::Envelope envelope, decision::read_envelope(line));
                return convert(line, envelope);
            }();
            if (made) {
                fmt::print("{}", *made);
            } else {
                clean = false;
                print_error(placed(made.error(), fmt::format("{}:{}", path, number)));
            }
            return true;
        }));
    return clean;
}

int convert(const Args& args) {
    const std::string to = args.one("--to").value_or("");
    const Convert form = to == "sigstore" ? as_sigstore : to == "csv" ? as_csv : nullptr;
    if (!form || args.files().empty()) {
        print_error({"usage.value", "--to", "convert takes --to sigstore or --to csv, and exports",
                     "see casement convert --help"});
        return kExitUsage;
    }
    if (to == "csv") fmt::print("{}", csv_record(kColumns));
    bool clean = true;
    for (const std::string& path : args.files()) {
        const auto done = convert_file(path, form);
        if (!done) return print_error(done.error()), kExitUsage;
        clean = clean && *done;
    }
    return clean ? kExitGood : kExitFound;
}

}  // namespace

const Verb kConvertVerb{
    "convert",
    "--to FORM EXPORT...",
    "write an export of decisions for other programs",
    "Writes to standard output what the lines of each EXPORT (- is standard input) are in another form. Signatures are\n"
    "not checked: run casement verify first. A line that cannot be read is reported and left out.\n\n"
    "  sigstore  a Sigstore bundle v0.3 a line: the same envelope and signature, for a key that the verifier knows\n"
    "  csv       a table to read (RFC 4180), a row a decision. Nothing can be verified of it. A field that a spreadsheet\n"
    "            would take for a formula begins with an apostrophe\n\n"
    "exit codes:\n"
    "  0  every line was converted\n"
    "  1  a line could not be read\n"
    "  2  the command was not understood, or a file cannot be read",
    {{"--to", "FORM", "sigstore or csv"}},
    "  casement convert --to csv casement-decisions.jsonl > decisions.csv",
    convert};

}  // namespace casement::cli
