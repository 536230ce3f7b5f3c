// What all statements have in common: the in-toto frame, its strict opening, and the reviewer.
#pragma once

#include <core/decision/envelope.hpp>
#include <core/decision/record.hpp>
#include <core/json/fields.hpp>

namespace casement::decision {

// The canonical payload of a statement about one subject.
Result<std::string> write_statement(const std::string& subject, const Digest& digest,
                                    const char* predicate_type, Json predicate);

// The document of a payload in its canonical spelling with this predicate type. Errors: payload.canonical,
// payload.type, payload.predicate_type, payload.schema (no object), json.*.
Result<Json> open_statement(std::string_view payload, const char* predicate_type,
                            std::size_t max_bytes = kMaxEnvelopeBytes);

// What `read` takes from the predicate of an opened statement. Error: payload.schema.
template <class Predicate>
Result<Predicate> read_predicate(const Json& document, void (*read)(const json::Fields&, Predicate&)) {
    json::Reading reading{"payload.schema", {}};
    Predicate predicate;
    json::Fields(document, reading)
        .object("predicate", [&](const json::Fields& at) { read(at, predicate); }, json::Need::required);
    if (!reading.ok()) return std::move(*reading.failure);
    return predicate;
}

// The digest of the one subject, which must have this name and no other. Error: payload.subject.
Result<Digest> read_subject(const Json& document, const std::string& name);
// The one subject is a key, by its thumbprint. Error: payload.subject.
Result<void> check_key_subject(const Json& document, const std::string& name, const std::string& key_id);

// The member "public_jwk": an Ed25519 public key and no private half.
Json read_public_jwk(const json::Fields& fields);

// What a payload says it is: its predicate type, empty when it cannot be read.
std::string predicate_type_of(std::string_view payload);

Json to_json(const Reviewer& reviewer);
Reviewer read_reviewer(const json::Fields& fields);
// The member "reviewer", required.
Reviewer read_signer(const json::Fields& fields);

}  // namespace casement::decision
