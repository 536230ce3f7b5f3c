#include <core/base/base64.hpp>
#include <platform/native/crypto.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::native;

namespace {

// The key of RFC 8037, appendix A, as PKCS#8: the fixed DER prefix of an Ed25519 key (RFC 8410) and the seed.
std::string rfc_8037_pem() {
    const std::string prefix("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
    const std::string der = prefix + *base64url_decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
    return "-----BEGIN PRIVATE KEY-----\n" + base64_encode(der) + "\n-----END PRIVATE KEY-----\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(crypto)

BOOST_AUTO_TEST_CASE(sha256_of_abc_is_that_of_fips_180_4) {
    BOOST_TEST(sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_CASE(the_key_of_rfc_8037_signs_as_it_says) {
    const auto key = PrivateKey::from_pem(rfc_8037_pem());
    BOOST_REQUIRE(key.ok());
    BOOST_TEST(base64url_encode(key->public_key().raw()) == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    BOOST_TEST(key->public_key().key_id() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    const std::string message = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    BOOST_TEST(base64url_encode(key->sign(message)) ==
               "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    BOOST_TEST(key->pkcs8_pem() == rfc_8037_pem());
}

BOOST_AUTO_TEST_CASE(a_public_key_is_read_from_pem_jwk_and_bytes) {
    const PublicKey key = PrivateKey::generate()->public_key();
    BOOST_TEST(PublicKey::from_pem_or_jwk(key.spki_pem())->raw() == key.raw());
    const std::string jwk = R"({"kty":"OKP","crv":"Ed25519","x":")" + base64url_encode(key.raw()) + R"("})";
    BOOST_TEST(PublicKey::from_pem_or_jwk(jwk)->raw() == key.raw());
    BOOST_TEST(PublicKey::from_pem_or_jwk(key.raw())->raw() == key.raw());
    BOOST_TEST(PublicKey::from_raw(key.raw())->key_id() == key.key_id());
}

BOOST_AUTO_TEST_CASE(what_is_no_key_is_refused) {
    for (const char* text :
         {"", "hello", "{}", R"({"kty":"OKP","crv":"Ed25519","x":"AAAA"})", R"({"kty":"RSA"})",
          "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"}) {
        BOOST_TEST(PublicKey::from_pem_or_jwk(text).error().code == "key.format");
        BOOST_TEST(PrivateKey::from_pem(text).error().code == "key.format");
    }
    BOOST_TEST(PublicKey::from_raw("short").error().code == "key.format");
    const std::string neutral = '\x01' + std::string(31, '\0');  // R = neutral and S = 0 would sign anything
    BOOST_TEST(PublicKey::from_raw(neutral).error().code == "key.format");
}

BOOST_AUTO_TEST_CASE(a_signature_fits_its_message_and_key_only) {
    const PrivateKey key = *PrivateKey::generate();
    std::string signature = key.sign("message");
    BOOST_TEST(signature.size() == 64u);
    BOOST_TEST(key.public_key().verify("message", signature));
    BOOST_TEST(!key.public_key().verify("massage", signature));
    BOOST_TEST(!PrivateKey::generate()->public_key().verify("message", signature));
    BOOST_TEST(!key.public_key().verify("message", ""));
    signature[63] = static_cast<char>(signature[63] ^ 1);
    BOOST_TEST(!key.public_key().verify("message", signature));
}

BOOST_AUTO_TEST_SUITE_END()
