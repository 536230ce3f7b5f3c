#include "openssl.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace casement::conformance {
namespace {

struct Free {
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
    void operator()(EVP_MD* hash) const { EVP_MD_free(hash); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(OSSL_PARAM* params) const { OSSL_PARAM_free(params); }
    void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
};
template <class T>
using Ptr = std::unique_ptr<T, Free>;

const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Ptr<BIGNUM> number(std::string_view big_endian) {
    return Ptr<BIGNUM>(BN_bin2bn(octets(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

Ptr<EVP_MD> fetch(const char* hash) {
    return Ptr<EVP_MD>(EVP_MD_fetch(nullptr, hash, nullptr));
}

bool is_extendable(const EVP_MD& hash) {
    return (EVP_MD_get_flags(&hash) & EVP_MD_FLAG_XOF) != 0;
}

KeyPtr key_of(const char* type, OSSL_PARAM_BLD& builder) {
    const Ptr<OSSL_PARAM> params(OSSL_PARAM_BLD_to_param(&builder));
    const Ptr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) {
        return {};
    }
    return KeyPtr(key);
}

std::string digest_of(const EVP_MD& hash, std::string_view message) {
    const Ptr<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const std::size_t size = is_extendable(hash) ? (EVP_MD_is_a(&hash, "SHAKE-128") ? 32 : 64)
                                                 : static_cast<std::size_t>(EVP_MD_get_size(&hash));
    std::string out(size, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    const bool done = context && EVP_DigestInit_ex2(context.get(), &hash, nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), message.data(), message.size()) == 1 &&
                      (is_extendable(hash) ? EVP_DigestFinalXOF(context.get(), bytes, size)
                                           : EVP_DigestFinal_ex(context.get(), bytes, nullptr)) == 1;
    return done ? out : std::string();
}

bool verify_rsa(EVP_PKEY& key, const char* hash, int padding, std::string_view message,
                std::string_view signature) {
    const Ptr<EVP_MD> md = fetch(hash);
    const std::string digest = md ? digest_of(*md, message) : std::string();
    const Ptr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(&key, nullptr));
    if (digest.empty() || !context || EVP_PKEY_verify_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), padding) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), md.get()) != 1) {
        return false;
    }
    if (padding == RSA_PKCS1_PSS_PADDING &&
        (EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), md.get()) != 1 ||
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), RSA_PSS_SALTLEN_DIGEST) != 1)) {
        return false;
    }
    return EVP_PKEY_verify(context.get(), octets(signature), signature.size(), octets(digest),
                           digest.size()) == 1;
}

}  // namespace

KeyPtr ec_key(const char* group, std::string_view x, std::string_view y) {
    if (x.size() != y.size()) return {};
    return ec_key(group, '\x04' + std::string(x) + std::string(y));
}

KeyPtr ec_key(const char* group, std::string_view point) {
    const Ptr<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, group, 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1) {
        return {};
    }
    KeyPtr key = key_of("EC", *builder);
    const Ptr<EVP_PKEY_CTX> context(key ? EVP_PKEY_CTX_new(key.get(), nullptr) : nullptr);
    if (!context || EVP_PKEY_public_check(context.get()) != 1) return {};
    return key;
}

KeyPtr rsa_key(std::string_view n, std::string_view e) {
    const Ptr<BIGNUM> modulus = number(n), exponent = number(e);
    const Ptr<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!modulus || !exponent || !builder ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1) {
        return {};
    }
    return key_of("RSA", *builder);
}

KeyPtr key_from_der(std::string_view spki) {
    const unsigned char* at = octets(spki);
    KeyPtr key(d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size())));
    return at == octets(spki) + spki.size() ? std::move(key) : KeyPtr();
}

KeyPtr key_from_pem(std::string_view spki) {
    const Ptr<BIO> bio(BIO_new_mem_buf(spki.data(), static_cast<int>(spki.size())));
    return KeyPtr(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

std::string curve_of(const EVP_PKEY& key) {
    char name[64] = {};
    return EVP_PKEY_get_group_name(&key, name, sizeof name, nullptr) == 1 ? name : "";
}

bool verify_ecdsa(EVP_PKEY& key, const char* hash, std::string_view message, std::string_view der_signature) {
    const Ptr<EVP_MD> md = fetch(hash);
    const std::string digest = md ? digest_of(*md, message) : std::string();
    const Ptr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(&key, nullptr));
    return !digest.empty() && context && EVP_PKEY_verify_init(context.get()) == 1 &&
           EVP_PKEY_verify(context.get(), octets(der_signature), der_signature.size(), octets(digest),
                           digest.size()) == 1;
}

bool verify_rsa_pkcs1(EVP_PKEY& key, const char* hash, std::string_view message, std::string_view signature) {
    return verify_rsa(key, hash, RSA_PKCS1_PADDING, message, signature);
}

bool verify_rsa_pss(EVP_PKEY& key, const char* hash, std::string_view message, std::string_view signature) {
    return verify_rsa(key, hash, RSA_PKCS1_PSS_PADDING, message, signature);
}

bool verify_hmac(std::string_view key, const char* hash, std::string_view message, std::string_view mac) {
    const Ptr<EVP_MD> md = fetch(hash);
    unsigned char expected[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    return md &&
           HMAC(md.get(), key.data(), static_cast<int>(key.size()), octets(message), message.size(), expected,
                &size) != nullptr &&
           mac.size() == size && CRYPTO_memcmp(mac.data(), expected, size) == 0;
}

std::optional<std::string> der_from_p1363(std::string_view signature, std::size_t width) {
    if (signature.size() != 2 * width) return std::nullopt;
    const Ptr<ECDSA_SIG> parts(ECDSA_SIG_new());
    Ptr<BIGNUM> r = number(signature.substr(0, width)), s = number(signature.substr(width));
    if (!parts || !r || !s || ECDSA_SIG_set0(parts.get(), r.get(), s.get()) != 1) return std::nullopt;
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(parts.get(), &bytes);
    if (size <= 0) return std::nullopt;
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

std::size_t hash_size(const char* hash) {
    const Ptr<EVP_MD> md = fetch(hash);
    return md ? static_cast<std::size_t>(EVP_MD_get_size(md.get())) : 0;
}

int bits_of(std::string_view big_endian_number) {
    const Ptr<BIGNUM> value = number(big_endian_number);
    return value ? BN_num_bits(value.get()) : 0;
}

std::string from_decimal(const std::string& text, std::size_t width) {
    BIGNUM* value = nullptr;
    const int digits = BN_dec2bn(&value, text.c_str());
    const Ptr<BIGNUM> owned(value);
    std::string out(width, '\0');
    if (digits <= 0 || static_cast<std::size_t>(digits) != text.size() ||
        BN_bn2binpad(value, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(width)) < 0) {
        return {};
    }
    return out;
}

unsigned remainder(std::string_view big_endian_number, unsigned divisor) {
    unsigned rest = 0;
    for (const char c : big_endian_number) rest = (rest * 256 + static_cast<unsigned char>(c)) % divisor;
    return rest;
}

}  // namespace casement::conformance
