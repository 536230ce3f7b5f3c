// OpenSSL's answer to what the core asks about a signed line.
#pragma once

#include <core/decision/verify.hpp>
#include <platform/native/crypto.hpp>

#include <set>
#include <string>

namespace casement::native {

// Checks the signature with the key that the payload names, and whether that key is among the vouched ones.
// `vouched` holds key ids (RFC 7638 thumbprints). The bytes must outlive the result.
decision::SignedLine sign_check(std::string_view line, const std::set<std::string>& vouched);

// One envelope, signed: what stands in datapackage.dsse.json and in each line of a file of decisions.
std::string signed_envelope(std::string_view payload, const PrivateKey& key);

Json public_jwk(const PublicKey& key);

}  // namespace casement::native
