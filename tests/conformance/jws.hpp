// JSON Web Signatures (RFC 7515), read strictly: compact, flattened and general.
#pragma once

#include <core/json/json.hpp>

#include <vector>

namespace casement::conformance {

// The error when no signature verifies: jws.form (not three parts, not the members of a JSON serialisation),
// jws.base64url (a part is not base64url as section 2 has it), jws.header, jws.kid (no such key), and those
// of jwk.hpp. `jws` is a text, or the object of a JSON serialisation.
Result<void> verify_jws(const Json& jws, const std::vector<Json>& keys);

}  // namespace casement::conformance
