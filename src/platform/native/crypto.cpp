#include <core/base/base64.hpp>
#include <core/decision/ed25519.hpp>
#include <core/decision/envelope.hpp>
#include <core/json/json.hpp>
#include <platform/native/crypto.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

#include <cstdio>
#include <cstdlib>

namespace casement::native {
namespace {

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Free>;
using ContextPtr = std::unique_ptr<EVP_MD_CTX, Free>;
using BioPtr = std::unique_ptr<BIO, Free>;

const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Error bad_key(std::string message) {
    return {"key.format", "", std::move(message),
            "give an Ed25519 key: a PEM file made by casement keygen or openssl genpkey, or its JWK"};
}

BioPtr memory(std::string_view text) {
    return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string text_of(BIO* bio) {
    char* start = nullptr;
    const long size = BIO_get_mem_data(bio, &start);
    return size > 0 ? std::string(start, static_cast<std::size_t>(size)) : std::string();
}

// Without a working hash or random source nothing this program says could be believed.
[[noreturn]] void no_crypto(const char* what) {
    std::fprintf(stderr, "casement: OpenSSL cannot %s\n", what);
    std::abort();
}

KeyPtr private_key(const std::string& seed) {
    return KeyPtr(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(seed), seed.size()));
}

std::string raw_public(const EVP_PKEY* key) {
    std::string raw(32, '\0');
    std::size_t size = raw.size();
    if (EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(raw.data()), &size) != 1) return {};
    return raw;
}

// An encrypted PEM must end in an error, not in a question on the terminal.
int no_passphrase(char*, int, int, void*) {
    return 0;
}

Result<std::string> raw_from_jwk(std::string_view text) {
    auto parsed = json::parse(text);
    if (!parsed) return bad_key("the key is neither PEM nor JSON");
    if (json::get_string(*parsed, "kty") != "OKP" || json::get_string(*parsed, "crv") != "Ed25519") {
        return bad_key("the JWK is not an Ed25519 key");
    }
    auto raw = base64url_decode(json::get_string(*parsed, "x"));
    if (!raw || raw->size() != 32) return bad_key("the JWK's x is not 32 bytes in base64url");
    return raw;
}

}  // namespace

Digest sha256(std::string_view bytes) {
    Digest out;
    if (EVP_Digest(bytes.data(), bytes.size(), out.bytes.data(), nullptr, EVP_sha256(), nullptr) != 1) {
        no_crypto("hash");
    }
    return out;
}

void random_bytes(void* out, std::size_t n) {
    if (RAND_bytes(static_cast<unsigned char*>(out), static_cast<int>(n)) != 1)
        no_crypto("give random bytes");
}

Result<PublicKey> PublicKey::from_raw(std::string_view raw32) {
    if (raw32.size() != 32) return bad_key("an Ed25519 public key has 32 bytes");
    if (!decision::is_sound_ed25519_key(raw32)) {
        return bad_key("it is a key under which one signature fits many messages");
    }
    PublicKey key;
    key.raw_ = std::string(raw32);
    return key;
}

Result<PublicKey> PublicKey::from_pem_or_jwk(std::string_view text) {
    if (text.size() == 32) return from_raw(text);
    if (text.find("-----BEGIN") == std::string_view::npos) {
        CASEMENT_TRY(const std::string raw, raw_from_jwk(text));
        return from_raw(raw);
    }
    const BioPtr bio = memory(text);
    const KeyPtr key(PEM_read_bio_PUBKEY(bio.get(), nullptr, no_passphrase, nullptr));
    if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519)
        return bad_key("the PEM text holds no Ed25519 public key");
    return from_raw(raw_public(key.get()));
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
    if (signature.size() != 64) return false;
    const KeyPtr key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(raw_), raw_.size()));
    const ContextPtr context(EVP_MD_CTX_new());
    return key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                            message.size()) == 1;
}

std::string PublicKey::raw() const {
    return raw_;
}

std::string PublicKey::key_id() const {
    const Digest digest = sha256(decision::thumbprint_input(base64url_encode(raw_)));
    return base64url_encode(
        std::string_view(reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()));
}

std::string PublicKey::spki_pem() const {
    const KeyPtr key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(raw_), raw_.size()));
    const BioPtr bio(BIO_new(BIO_s_mem()));
    if (!key || !bio || PEM_write_bio_PUBKEY(bio.get(), key.get()) != 1) no_crypto("write a public key");
    return text_of(bio.get());
}

Result<PrivateKey> PrivateKey::generate() {
    PrivateKey key;
    key.seed_.resize(32);
    random_bytes(key.seed_.data(), key.seed_.size());
    return key;
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pkcs8_pem) {
    const BioPtr bio = memory(pkcs8_pem);
    const KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
    if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519) {
        return bad_key("the text holds no Ed25519 private key in unencrypted PKCS#8 PEM");
    }
    PrivateKey out;
    out.seed_.resize(32);
    std::size_t size = out.seed_.size();
    if (EVP_PKEY_get_raw_private_key(key.get(), reinterpret_cast<unsigned char*>(out.seed_.data()), &size) !=
        1) {
        return bad_key("the private key cannot be read");
    }
    return out;
}

std::string PrivateKey::sign(std::string_view message) const {
    const KeyPtr key = private_key(seed_);
    const ContextPtr context(EVP_MD_CTX_new());
    std::string signature(64, '\0');
    std::size_t size = signature.size();
    const bool done = key && context &&
                      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                     octets(message), message.size()) == 1;
    if (!done) no_crypto("sign");
    return signature;
}

PublicKey PrivateKey::public_key() const {
    const KeyPtr key = private_key(seed_);
    auto out = PublicKey::from_raw(key ? raw_public(key.get()) : std::string());
    if (!out) no_crypto("make a public key");
    return *out;
}

std::string PrivateKey::pkcs8_pem() const {
    const KeyPtr key = private_key(seed_);
    const BioPtr bio(BIO_new(BIO_s_mem()));
    if (!key || !bio ||
        PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        no_crypto("write a private key");
    }
    return text_of(bio.get());
}

}  // namespace casement::native
