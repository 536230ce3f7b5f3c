// Wycheproof's ECDSA groups over P-256: signatures in DER (EcdsaVerify) and as r and s (EcdsaP1363Verify).
#include "openssl.hpp"
#include "wycheproof.hpp"

#include <core/base/base64.hpp>

namespace casement::conformance {
namespace {

constexpr const char* kCurve = "prime256v1";
constexpr std::size_t kWidth = 32;

KeyPtr key_of_jwk(const Json& jwk) {
    const auto x = base64url_decode(json::get_string(jwk, "x"));
    const auto y = base64url_decode(json::get_string(jwk, "y"));
    if (json::get_string(jwk, "crv") != "P-256" || !x || !y || x->size() != kWidth) return {};
    return ec_key(kCurve, *x, *y);
}

// Every form in which the group gives its key: point, DER, PEM, JWK. A null one could not be read.
std::vector<KeyPtr> keys_of(const Json& group) {
    std::vector<KeyPtr> out;
    const Json& point = json::get(first_of(group, {"publicKey", "key"}), "uncompressed");
    const Json& der = first_of(group, {"publicKeyDer", "keyDer"});
    const Json& pem = first_of(group, {"publicKeyPem", "keyPem"});
    const Json& jwk = first_of(group, {"publicKeyJwk", "jwk"});
    const auto bytes = [](const Json& hex) {
        return from_hex(hex.get_ref<const std::string&>()).value_or("");
    };
    if (point.is_string()) out.push_back(ec_key(kCurve, bytes(point)));
    if (der.is_string()) out.push_back(key_from_der(bytes(der)));
    if (pem.is_string()) out.push_back(key_from_pem(pem.get_ref<const std::string&>()));
    if (jwk.is_object()) out.push_back(key_of_jwk(jwk));
    return out;
}

void run_test(const std::vector<KeyPtr>& keys, const std::string& hash, bool der, const Json& test,
              Report& report) {
    const auto message = from_hex(json::get_string(test, "msg"));
    const auto signature = from_hex(json::get_string(test, "sig"));
    if (!message || !signature) return report.fail(name_of(test), "msg and sig are not both hexadecimal");
    const auto read = der ? signature : der_from_p1363(*signature, kWidth);
    std::size_t accepted = 0;
    for (const KeyPtr& key : keys) {
        accepted += key && read && verify_ecdsa(*key, hash.c_str(), *message, *read) ? 1u : 0u;
    }
    if (accepted != 0 && accepted != keys.size()) {
        return report.fail(name_of(test), "the spellings of the key disagree");
    }
    judge(test, accepted != 0, report);
}

}  // namespace

void run_wycheproof_p256(const std::string& path, Report& report) {
    each_group(path, report, [&](const Json& group, const std::string& type) {
        if (type != "EcdsaVerify" && type != "EcdsaP1363Verify") {
            return report.fail(path, "a test group is neither EcdsaVerify nor EcdsaP1363Verify: " + type);
        }
        const std::string hash = json::get_string(group, "sha");
        if (hash_size(hash.c_str()) == 0)
            return report.fail(path, "there is no hash called \"" + hash + "\"");
        const std::vector<KeyPtr> keys = keys_of(group);
        if (keys.empty()) return report.fail(path, "a test group has no public key");
        for (const KeyPtr& key : keys) {
            if (key && curve_of(*key) != kCurve) return report.fail(path, "a key is not on P-256");
        }
        for (const Json& test : tests_of(group, report)) {
            run_test(keys, hash, type == "EcdsaVerify", test, report);
        }
    });
}

}  // namespace casement::conformance
