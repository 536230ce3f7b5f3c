// OpenSSL's answer to what the core asks about a signed line.
#pragma once

#include <core/decision/verify.hpp>
#include <platform/native/crypto.hpp>

#include <map>
#include <string>

namespace casement::native {

// The keys a verifier was told to trust, by key id (RFC 7638 thumbprint).
using Vouched = std::map<std::string, PublicKey>;
Vouched vouch_for(const PublicKey& key);

// Checks the signature: with the vouched key that the envelope names where there is one, whatever the payload
// claims, and else with the key that the payload brings. The bytes must outlive the result.
decision::SignedLine sign_check(std::string_view line, const Vouched& vouched,
                                std::size_t max_bytes = decision::kMaxEnvelopeBytes);

// One envelope, signed: what stands in datapackage.dsse.json and in each line of a file of decisions.
std::string signed_envelope(std::string_view payload, const PrivateKey& key);

Json public_jwk(const PublicKey& key);

}  // namespace casement::native
