#include "wycheproof.hpp"

namespace casement::conformance {
namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

struct Schema {
    const char* name;  // how it begins, without its version
    const char* type;  // of its groups
};

constexpr Schema kSchemas[] = {{"eddsa_verify_schema", "EddsaVerify"},
                               {"ecdsa_verify_schema", "EcdsaVerify"},
                               {"ecdsa_p1363_verify_schema", "EcdsaP1363Verify"},
                               {"json_web_key_schema", "JsonWebKey"},
                               {"json_web_signature_schema", "JsonWebSignature"}};

std::string type_of_schema(const std::string& schema) {
    for (const Schema& one : kSchemas) {
        if (schema.starts_with(one.name)) return one.type;
    }
    return schema;
}

}  // namespace

void each_group(const std::string& path, Report& report,
                const std::function<void(const Json& group, const std::string& type)>& read) {
    json::Limits limits;
    limits.max_bytes = 256u << 20;
    const Result<Json> file = json::parse(read_file(path), limits);
    if (!file) return report.fail(path, describe(file.error()));
    const Json& groups = json::get(*file, "testGroups");
    if (!groups.is_array() || groups.empty()) return report.fail(path, "there are no testGroups");
    const std::string type = type_of_schema(json::get_string(*file, "schema"));
    for (const Json& group : groups) read(group, json::get_string(group, "type", type));
}

const Json& tests_of(const Json& group, Report& report) {
    static const Json none = Json::array();
    const Json& tests = json::get(group, "tests");
    if (tests.is_array() && !tests.empty()) return tests;
    report.fail("a test group", "there are no tests");
    return none;
}

std::string name_of(const Json& test) {
    const std::string comment = json::get_string(test, "comment");
    const std::string name = "tcId " + std::to_string(json::get_int(test, "tcId"));
    return comment.empty() ? name : name + " (" + comment + ")";
}

void judge(const Json& test, bool verified, Report& report) {
    const std::string wanted = json::get_string(test, "result");
    if (wanted == "valid") {
        report.check(verified, name_of(test), "is valid, and was refused");
    } else if (wanted == "invalid") {
        report.check(!verified, name_of(test), "is invalid, and was accepted");
    } else if (wanted == "acceptable") {
        report.pass(name_of(test), verified ? "acceptable, and was accepted" : "acceptable, and was refused");
    } else {
        report.fail(name_of(test), "the result is none of valid, invalid and acceptable");
    }
}

const Json& first_of(const Json& group, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const Json& found = json::get(group, name);
        if (!found.is_null()) return found;
    }
    return json::get(Json(), "");
}

std::optional<std::string> from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = digit(hex[i]), low = digit(hex[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

}  // namespace casement::conformance
