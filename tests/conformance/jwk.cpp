#include "jwk.hpp"

#include "openssl.hpp"

#include <core/base/base64.hpp>
#include <platform/native/crypto.hpp>

#include <algorithm>
#include <set>

namespace casement::conformance {
namespace {

enum class Family { hmac, rsa_pkcs1, rsa_pss, ecdsa, eddsa };

struct Algorithm {
    const char* name;
    Family family;
    const char* hash;
    const char* curve = nullptr;  // the JWK's name
    const char* group = nullptr;  // OpenSSL's
    std::size_t width = 0;        // of a coordinate, and of r and of s
};

constexpr Algorithm kAlgorithms[] = {{"HS256", Family::hmac, "SHA-256"},
                                     {"HS384", Family::hmac, "SHA-384"},
                                     {"HS512", Family::hmac, "SHA-512"},
                                     {"RS256", Family::rsa_pkcs1, "SHA-256"},
                                     {"RS384", Family::rsa_pkcs1, "SHA-384"},
                                     {"RS512", Family::rsa_pkcs1, "SHA-512"},
                                     {"PS256", Family::rsa_pss, "SHA-256"},
                                     {"PS384", Family::rsa_pss, "SHA-384"},
                                     {"PS512", Family::rsa_pss, "SHA-512"},
                                     {"ES256", Family::ecdsa, "SHA-256", "P-256", "prime256v1", 32},
                                     {"ES384", Family::ecdsa, "SHA-384", "P-384", "secp384r1", 48},
                                     {"ES512", Family::ecdsa, "SHA-512", "P-521", "secp521r1", 66},
                                     {"ES256K", Family::ecdsa, "SHA-256", "secp256k1", "secp256k1", 32},
                                     {"EdDSA", Family::eddsa, ""}};

constexpr int kLeastRsaBits = 2048;  // RFC 7518, section 3.3

Error no_key(std::string message) {
    return {"jwk.key", "", std::move(message), ""};
}

Result<void> verdict(bool verified) {
    if (verified) return {};
    return Error{"jws.signature", "", "the signature does not verify", ""};
}

const Algorithm* find_algorithm(const std::string& name) {
    const auto* found = std::find_if(std::begin(kAlgorithms), std::end(kAlgorithms),
                                     [&](const Algorithm& one) { return one.name == name; });
    return found == std::end(kAlgorithms) ? nullptr : found;
}

// Keys of the vulnerable generator (CVE-2017-15361) are, modulo each of many small primes, a power of 65537.
// Another key is so modulo all of these once in 2^27.
bool has_roca_fingerprint(std::string_view n) {
    for (unsigned prime = 3; prime <= 167; prime += 2) {
        bool is_prime = true;
        for (unsigned factor = 3; factor * factor <= prime; factor += 2)
            is_prime = is_prime && prime % factor != 0;
        if (!is_prime) continue;
        const unsigned rest = remainder(n, prime);
        unsigned power = 1;
        bool reached = false;
        for (unsigned i = 0; i < prime && !reached; ++i) {
            reached = power == rest;
            power = power * (65537 % prime) % prime;
        }
        if (!reached) return false;
    }
    return true;
}

Result<void> verify_rsa_key(const Algorithm& algorithm, const Json& jwk, std::string_view message,
                            std::string_view signature) {
    const auto n = base64url_decode(json::get_string(jwk, "n"));
    const auto e = base64url_decode(json::get_string(jwk, "e"));
    if (json::get_string(jwk, "kty") != "RSA" || !n || !e || n->empty() || e->empty()) {
        return no_key("there is no RSA key");
    }
    if (n->front() == '\0' || e->front() == '\0') return no_key("a number has leading zero bytes");
    if (bits_of(*n) < kLeastRsaBits) return no_key("the modulus is shorter than 2048 bits");
    const bool odd = (e->back() & 1) != 0;
    if (!odd || bits_of(*e) < 2) return no_key("the public exponent is not an odd number of at least 3");
    if (has_roca_fingerprint(*n))
        return no_key("the modulus comes from a generator whose keys can be factored");
    const KeyPtr key = rsa_key(*n, *e);
    if (!key) return no_key("OpenSSL does not take the RSA key");
    if (signature.size() != n->size()) return verdict(false);
    const auto verify = algorithm.family == Family::rsa_pss ? verify_rsa_pss : verify_rsa_pkcs1;
    return verdict(verify(*key, algorithm.hash, message, signature));
}

Result<void> verify_ec_key(const Algorithm& algorithm, const Json& jwk, std::string_view message,
                           std::string_view signature) {
    const auto x = base64url_decode(json::get_string(jwk, "x"));
    const auto y = base64url_decode(json::get_string(jwk, "y"));
    if (json::get_string(jwk, "kty") != "EC" || json::get_string(jwk, "crv") != algorithm.curve) {
        return no_key(std::string("there is no key on ") + algorithm.curve);
    }
    if (!x || !y || x->size() != algorithm.width || y->size() != algorithm.width) {
        return no_key("a coordinate does not have its full length");
    }
    const KeyPtr key = ec_key(algorithm.group, *x, *y);
    if (!key) return no_key("the point is not on the curve");
    const auto der = der_from_p1363(signature, algorithm.width);
    return verdict(der && verify_ecdsa(*key, algorithm.hash, message, *der));
}

Result<void> verify_secret(const Algorithm& algorithm, const Json& jwk, std::string_view message,
                           std::string_view signature) {
    const auto secret = base64url_decode(json::get_string(jwk, "k"));
    if (json::get_string(jwk, "kty") != "oct" || !secret) return no_key("there is no secret");
    if (secret->size() < hash_size(algorithm.hash)) return no_key("the secret is shorter than the hash");
    return verdict(verify_hmac(*secret, algorithm.hash, message, signature));
}

Result<void> verify_ed25519(const Json& jwk, std::string_view message, std::string_view signature) {
    const auto key = native::PublicKey::from_pem_or_jwk(jwk.dump());
    if (!key) return no_key(key.error().message);
    return verdict(key->verify(message, signature));
}

// What the key says it is for. Absent members allow everything.
Result<void> check_use(const Json& jwk) {
    const Json& use = json::get(jwk, "use");
    if (!use.is_null() && use != "sig") return Error{"jwk.use", "", "the key is not for signatures", ""};
    const Json& operations = json::get(jwk, "key_ops");
    if (operations.is_null()) return {};
    const bool verifies =
        operations.is_array() && std::count(operations.begin(), operations.end(), "verify") == 1;
    if (verifies) return {};
    return Error{"jwk.use", "", "verifying is not among the key's operations", ""};
}

}  // namespace

Result<void> verify_with(const Json& jwk, const std::string& name, std::string_view message,
                         std::string_view signature) {
    const Algorithm* algorithm = find_algorithm(name);
    if (algorithm == nullptr) return no_key("the algorithm is not known: " + name);
    CASEMENT_CHECK(check_use(jwk));
    const Json& meant = json::get(jwk, "alg");
    if (!meant.is_null() && meant != name) {
        return Error{"jwk.algorithm", "", "the key is for another algorithm than " + name, ""};
    }
    switch (algorithm->family) {
        case Family::hmac:
            return verify_secret(*algorithm, jwk, message, signature);
        case Family::ecdsa:
            return verify_ec_key(*algorithm, jwk, message, signature);
        case Family::eddsa:
            return verify_ed25519(jwk, message, signature);
        case Family::rsa_pkcs1:
        case Family::rsa_pss:
            return verify_rsa_key(*algorithm, jwk, message, signature);
    }
    return no_key("the algorithm is not known: " + name);
}

Result<void> check_key_set(const std::vector<Json>& keys) {
    std::set<std::string> sorts, ids;
    for (const Json& key : keys) {
        const bool secret = json::get_string(key, "kty") == "oct";
        sorts.insert(secret ? "secret" : key.contains("d") ? "private" : "public");
        const Json& id = json::get(key, "kid");
        if (id.is_string() && !ids.insert(id.get_ref<const std::string&>()).second) {
            return Error{"jwk.set", "", "two keys of the set have one kid", ""};
        }
    }
    if (sorts.size() == 1) return {};
    return Error{"jwk.set", "", keys.empty() ? "the set is empty" : "the set mixes sorts of keys", ""};
}

}  // namespace casement::conformance
