// Wycheproof's JsonWebKey and JsonWebSignature groups: signatures under keys that may be unfit for them.
//
// Three kinds of tests say what the RFCs do not. Each is recognised by its cause, never by the verdict alone,
// is passed only where the RFC's verdict was found, and is printed.
#include "jws.hpp"
#include "wycheproof.hpp"

namespace casement::conformance {
namespace {

std::vector<Json> keys_of(const Json& group) {
    const Json& key = first_of(group, {"public", "private"});
    const Json& set = json::get(key, "keys");
    if (set.is_array()) return set.get<std::vector<Json>>();
    return key.is_object() ? std::vector<Json>{key} : std::vector<Json>{};
}

std::vector<Json> without_algorithm(std::vector<Json> keys) {
    for (Json& key : keys) key.erase("alg");
    return keys;
}

// A compact JWS with a character that stands in no base64url text.
bool has_foreign_character(const Json& jws) {
    constexpr std::string_view kKnown = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    if (!jws.is_string()) return false;
    const std::string& text = jws.get_ref<const std::string&>();
    return !text.starts_with('{') && text.find_first_not_of(kKnown) != std::string::npos;
}

bool is_called_valid_elsewhere(const Json& group, const Json& jws) {
    for (const Json& test : json::get(group, "tests")) {
        if (json::get_string(test, "result") == "valid" && json::get(test, "jws") == jws) return true;
    }
    return false;
}

// Why the RFCs and not the suite were followed; null where the suite is right to wish what it wishes.
const char* contested(const Json& group, const Json& test, const Result<void>& found,
                      const std::vector<Json>& keys) {
    const Json& jws = json::get(test, "jws");
    const std::string wanted = json::get_string(test, "result");
    if (wanted == "valid" && !found && has_foreign_character(jws)) {
        return "called valid, refused: base64url has no such character (RFC 7515, section 2)";
    }
    if (wanted == "valid" && !found && found.error().code == "jwk.algorithm" &&
        verify_jws(jws, without_algorithm(keys))) {
        return "called valid, refused: the key's alg is another (RFC 7517, section 4.4)";
    }
    if (wanted == "invalid" && found && is_called_valid_elsewhere(group, jws)) {
        return "called invalid, accepted: the same text under the same key is called valid";
    }
    return nullptr;
}

}  // namespace

void run_wycheproof_jwk(const std::string& path, Report& report) {
    each_group(path, report, [&](const Json& group, const std::string& type) {
        if (type != "JsonWebKey" && type != "JsonWebSignature") {
            return report.fail(path, "a test group is neither JsonWebKey nor JsonWebSignature: " + type);
        }
        const std::vector<Json> keys = keys_of(group);
        if (keys.empty()) return report.fail(path, "a test group has no key");
        for (const Json& test : tests_of(group, report)) {
            const Result<void> found = verify_jws(json::get(test, "jws"), keys);
            if (const char* why = contested(group, test, found, keys)) {
                report.pass(name_of(test), why);
            } else {
                judge(test, found.ok(), report);
            }
        }
    });
}

}  // namespace casement::conformance
