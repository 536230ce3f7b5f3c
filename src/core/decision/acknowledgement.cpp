#include <core/decision/acknowledgement.hpp>
#include <core/decision/statement.hpp>

namespace casement::decision {

using json::Fields;
using json::Need;

Result<std::string> acknowledgement_statement(const AcknowledgementRecord& record) {
    if (record.pack.empty() || record.version.empty() || record.digest.is_zero() ||
        record.reviewer.key_id.empty() || record.at == 0) {
        return Error{"record.incomplete", "/predicate",
                     "the acknowledgement cannot be signed before this is known", ""};
    }
    Json predicate = {{"pack", record.pack},
                      {"version", record.version},
                      {"reviewer", to_json(record.reviewer)},
                      {"acknowledged_at", format_rfc3339(record.at)}};
    if (!record.previous.empty()) predicate["previous"] = record.previous;
    if (!record.app.empty()) predicate["app"] = record.app;
    return write_statement(record.pack + "@" + record.version, record.digest, kAcknowledgementType,
                           std::move(predicate));
}

namespace {

void read_acknowledged(const Fields& at, AcknowledgementRecord& record) {
    record.pack = at.text("pack", Need::required, 1);
    record.version = at.text("version", Need::required, 1);
    record.previous = at.text("previous");
    record.reviewer = read_signer(at);
    record.at = at.time("acknowledged_at", Need::required, nullptr).value_or(0);
    record.app = at.text("app");
}

}  // namespace

Result<AcknowledgementRecord> read_acknowledgement(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kAcknowledgementType));
    CASEMENT_TRY(AcknowledgementRecord record, read_predicate(document, read_acknowledged));
    CASEMENT_TRY(record.digest, read_subject(document, record.pack + "@" + record.version));
    return record;
}

}  // namespace casement::decision
