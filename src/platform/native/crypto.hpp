// OpenSSL behind the core's narrow needs: SHA-256, Ed25519, random bytes, PEM and JWK of a key.
#pragma once

#include <core/base/digest.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace casement::native {

Digest sha256(std::string_view bytes);
void random_bytes(void* out, std::size_t n);

class PublicKey {
  public:
    // Errors: key.format (neither SPKI PEM, nor JWK, nor 32 raw bytes of Ed25519; or a point of small order).
    static Result<PublicKey> from_pem_or_jwk(std::string_view text);
    static Result<PublicKey> from_raw(std::string_view raw32);
    bool verify(std::string_view message, std::string_view signature) const;
    std::string raw() const;     // 32 bytes
    std::string key_id() const;  // RFC 7638 thumbprint, base64url
    std::string spki_pem() const;

  private:
    std::string raw_;
};

class PrivateKey {
  public:
    static Result<PrivateKey> generate();
    static Result<PrivateKey> from_pem(std::string_view pkcs8_pem);
    std::string sign(std::string_view message) const;  // 64 bytes
    PublicKey public_key() const;
    std::string pkcs8_pem() const;

  private:
    std::string seed_;  // 32 bytes
};

}  // namespace casement::native
