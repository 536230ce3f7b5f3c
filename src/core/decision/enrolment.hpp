// "Please enrol this key": what a reviewer sends to the publisher of the keyring. An in-toto statement about
// the key, signed with that key, which proves that the sender holds it.
#pragma once

#include <core/decision/record.hpp>

namespace casement::decision {

struct SignedLine;

inline constexpr const char* kEnrolmentType = "urn:casement:enrolment:v1";

struct Enrolment {
    Reviewer reviewer;
    TimeMs made_at = 0;
    std::string app;  // digest of the console's code
};

// The payload, canonical JSON. Errors: record.incomplete, json.*.
Result<std::string> enrolment_statement(const Enrolment& enrolment);
// Errors: payload.canonical, .type, .predicate_type, .schema, .subject, json.*.
Result<Enrolment> read_enrolment(std::string_view payload);
// The line of a request. Errors in this order: those of read_envelope, signature.invalid, key.unknown,
// key.mismatch, those of read_enrolment.
Result<Enrolment> check_enrolment(const SignedLine& line);

}  // namespace casement::decision
