// The publisher's envelope of a bundle (datapackage.dsse.json): an in-toto statement whose subject is the
// descriptor. Everything else in the bundle hangs on the descriptor by digest.
#pragma once

#include <core/decision/verify.hpp>

#include <string>

namespace casement::decision {

inline constexpr const char* kBundlePredicateType = "urn:casement:bundle:v1";
inline constexpr const char* kDescriptorName = "datapackage.json";

struct Publication {
    Digest descriptor;      // of the bytes of datapackage.json
    std::string publisher;  // a name for people, may be empty
    std::string key_id;     // RFC 7638 thumbprint
    Json public_jwk;
};

// Canonical JSON, the payload to sign. Errors: json.*.
Result<std::string> publication_statement(const Publication& publication);

// Errors: payload.canonical, payload.type, payload.predicate_type, payload.schema, payload.subject, json.*.
Result<Publication> read_publication(std::string_view payload);

// The bytes of datapackage.dsse.json (one line; one line feed at its end is left out by the caller) against
// the descriptor. Errors in this order: those of read_envelope, signature.invalid, key.unknown, key.mismatch,
// those of read_publication, digest.bundle (the envelope is of another descriptor).
Result<Publication> check_publication(const SignedLine& line, const Digest& descriptor);

}  // namespace casement::decision
