// Wycheproof's EddsaVerify groups through the product's own reader and checker of keys.
#include "wycheproof.hpp"

#include <platform/native/crypto.hpp>

namespace casement::conformance {
namespace {

using native::PublicKey;

struct Spelling {
    const char* name;
    Result<PublicKey> key;
};

// Every form in which the group gives its key: raw, PEM, JWK.
std::vector<Spelling> keys_of(const Json& group) {
    std::vector<Spelling> out;
    const Json& key = first_of(group, {"publicKey", "key"});
    if (const auto raw = from_hex(json::get_string(key, "pk")); raw && !raw->empty()) {
        out.push_back({"pk", PublicKey::from_raw(*raw)});
    }
    const Json& pem = first_of(group, {"publicKeyPem", "keyPem"});
    if (pem.is_string()) {
        out.push_back({"PEM", PublicKey::from_pem_or_jwk(pem.get_ref<const std::string&>())});
    }
    const Json& jwk = first_of(group, {"publicKeyJwk", "jwk"});
    if (jwk.is_object()) out.push_back({"JWK", PublicKey::from_pem_or_jwk(jwk.dump())});
    return out;
}

bool is_ed25519(const Json& group, const std::string& type) {
    const std::string curve =
        json::get_string(first_of(group, {"publicKey", "key"}), "curve", "edwards25519");
    return type == "EddsaVerify" && curve == "edwards25519";
}

void run_test(const std::vector<Spelling>& keys, const Json& test, Report& report) {
    const auto message = from_hex(json::get_string(test, "msg"));
    const auto signature = from_hex(json::get_string(test, "sig"));
    if (!message || !signature) return report.fail(name_of(test), "msg and sig are not both hexadecimal");
    const auto verifies = [&](const Spelling& one) {
        return one.key && one.key->verify(*message, *signature);
    };
    const bool verified = verifies(keys.front());
    for (const Spelling& one : keys) {
        if (verifies(one) == verified) continue;
        return report.fail(name_of(test), std::string("the key's ") + one.name + " says otherwise than its " +
                                              keys.front().name);
    }
    judge(test, verified, report);
}

}  // namespace

void run_wycheproof_ed25519(const std::string& path, Report& report) {
    each_group(path, report, [&](const Json& group, const std::string& type) {
        if (!is_ed25519(group, type))
            return report.fail(path, "a test group is not EddsaVerify over edwards25519");
        const std::vector<Spelling> keys = keys_of(group);
        if (keys.empty()) return report.fail(path, "a test group has no public key");
        for (const Json& test : tests_of(group, report)) run_test(keys, test, report);
    });
}

}  // namespace casement::conformance
