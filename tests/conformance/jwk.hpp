// JSON Web Keys (RFC 7517, 7518, 8037, 8812) as far as checking a signature needs them.
#pragma once

#include <core/json/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace casement::conformance {

// The error when a signature does not verify with this key, or the key may not be used for it:
// jwk.algorithm (the key's `alg` is another), jwk.use (`use` or `key_ops` say otherwise), jwk.key (no key of
// that algorithm, or a weak one), jws.signature.
Result<void> verify_with(const Json& jwk, const std::string& algorithm, std::string_view message,
                         std::string_view signature);

// A set is of one sort: secrets, private keys or public keys, no two with one `kid`. Error: jwk.set.
Result<void> check_key_set(const std::vector<Json>& keys);

}  // namespace casement::conformance
