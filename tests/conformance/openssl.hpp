// Signatures of the foreign suites that the product itself does not make: ECDSA, RSA and HMAC through
// OpenSSL.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace casement::conformance {

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeKey>;

// Null when it is no key: a point that is not on the curve, a text that is not DER.
KeyPtr ec_key(const char* group, std::string_view x, std::string_view y);  // coordinates of full length
KeyPtr ec_key(const char* group, std::string_view point);                  // uncompressed or compressed
KeyPtr rsa_key(std::string_view n, std::string_view e);
KeyPtr key_from_der(std::string_view spki);
KeyPtr key_from_pem(std::string_view spki);
std::string curve_of(const EVP_PKEY& key);  // OpenSSL's name: "prime256v1"

// `hash` is a name OpenSSL knows: "SHA-256", "SHA3-384". SHAKE128 and SHAKE256 give 32 and 64 bytes (RFC
// 8692).
bool verify_ecdsa(EVP_PKEY& key, const char* hash, std::string_view message, std::string_view der_signature);
bool verify_rsa_pkcs1(EVP_PKEY& key, const char* hash, std::string_view message, std::string_view signature);
bool verify_rsa_pss(EVP_PKEY& key, const char* hash, std::string_view message, std::string_view signature);
bool verify_hmac(std::string_view key, const char* hash, std::string_view message, std::string_view mac);

// r and s of `width` bytes each (IEEE P1363) as the DER that OpenSSL reads; nothing when the length is
// another.
std::optional<std::string> der_from_p1363(std::string_view signature, std::size_t width);

std::size_t hash_size(const char* hash);  // 0 when there is no such hash
int bits_of(std::string_view big_endian_number);
std::string from_decimal(const std::string& number,
                         std::size_t width);  // big endian; empty when it does not fit

// n modulo a small number, of a number written big end first.
unsigned remainder(std::string_view big_endian_number, unsigned divisor);

}  // namespace casement::conformance
