// "I have read this version of the policy": an in-toto statement about a pack, signed like a decision.
#pragma once

#include <core/decision/record.hpp>

namespace casement::decision {

inline constexpr const char* kAcknowledgementType = "urn:casement:acknowledgement:v1";

struct AcknowledgementRecord {
    std::string pack, version, previous;  // previous: the version acknowledged before, empty for the first
    Digest digest;                        // of the pack's stored bytes
    Reviewer reviewer;
    TimeMs at = 0;
    std::string app;
};

// The payload, canonical JSON. Errors: record.incomplete, json.*.
Result<std::string> acknowledgement_statement(const AcknowledgementRecord& record);
// Errors: payload.canonical, payload.type, payload.predicate_type, payload.schema, payload.subject, json.*.
Result<AcknowledgementRecord> read_acknowledgement(std::string_view payload);

}  // namespace casement::decision
