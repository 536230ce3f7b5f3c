// tests/vectors/packs: a pack without a fault, and what breaks it. Each entry of broken.json must give the
// findings that it names, and no other.
#include <core/base/base64.hpp>
#include <core/policy/lint.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace casement;
using namespace casement::policy;

namespace {

std::string file_text(const std::string& path) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/" + path);
    BOOST_REQUIRE_MESSAGE(file, path << " cannot be read");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

Json vectors(const std::string& name) {
    auto read = json::parse(file_text("tests/vectors/packs/" + name));
    BOOST_REQUIRE_MESSAGE(read.ok(), name << ": " << (read.ok() ? "" : describe(read.error())));
    return *read;
}

// "{n}" in any text of it becomes the number.
Json numbered(Json value, int number) {
    if (value.is_structured()) {
        for (Json& inner : value) inner = numbered(std::move(inner), number);
    } else if (value.is_string()) {
        std::string text = value.get<std::string>();
        for (std::size_t at = text.find("{n}"); at != std::string::npos; at = text.find("{n}"))
            text.replace(at, 3, std::to_string(number));
        value = text;
    }
    return value;
}

std::string repeated(const Json& form) {
    std::string bytes = form.at("before").get<std::string>();
    const auto text = form.at("text").get<std::string>();
    for (int i = 0; i < form.at("times").get<int>(); ++i) bytes += text;
    return bytes + json::get_string(form, "after");
}

// The bytes of the pack that an entry describes; the forms are in tests/vectors/packs/README.md.
std::string broken_bytes(const Json& base, const Json& entry) {
    if (entry.contains("bytes")) return entry["bytes"].get<std::string>();
    if (entry.contains("base64")) return *base64_decode(entry["base64"].get<std::string>());
    if (entry.contains("repeat")) return repeated(entry["repeat"]);
    Json pack = base;
    if (entry.contains("patch")) pack.patch_inplace(entry["patch"]);
    for (const Json& form : json::get(entry, "add")) {
        Json& list = pack.at(Json::json_pointer(form.at("to").get<std::string>()));
        for (int i = 0; i < form.at("times").get<int>(); ++i) list.push_back(numbered(form.at("value"), i));
    }
    if (entry.contains("nest")) {
        const Json& form = entry["nest"];
        Json& value = pack.at(Json::json_pointer(form.at("at").get<std::string>()));
        for (int i = 0; i < form.at("times").get<int>(); ++i)
            value = Json{{form.at("with").get<std::string>(), std::move(value)}};
    }
    return pack.dump();
}

using Places = std::multiset<std::string>;  // code and place

std::string at_place(const std::string& code, const std::string& place) {
    return code + " at \"" + place + "\"";
}

std::string key_of(const Json& one) {
    return at_place(one.at("code").get<std::string>(), one.at("place").get<std::string>());
}

Places expected_of(const Json& entry) {
    Places places;
    for (const Json& one : entry.at("expect")) places.insert(key_of(one));
    return places;
}

Places found_in(const LintReport& report) {
    Places places;
    for (const Finding& finding : report.findings)
        places.insert(at_place(finding.error.code, finding.error.place));
    return places;
}

// Empty where both are the same; or a line for each that is missing or was not expected.
std::string difference(const Places& expected, const LintReport& report) {
    const Places found = found_in(report);
    Places missing, more;
    std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                        std::inserter(missing, missing.end()));
    std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                        std::inserter(more, more.end()));
    std::string text;
    for (const std::string& one : missing) text += "\n  missing:  " + one;
    for (const std::string& one : more) {
        text += "\n  too much: " + one;
        for (const Finding& finding : report.findings) {
            if (at_place(finding.error.code, finding.error.place) == one)
                text += "\n            " + finding.error.message.substr(0, 300);
        }
    }
    return text;
}

// What an entry wants to be told in the message or in the remedy.
std::string unsaid(const Json& entry, const LintReport& report) {
    std::string text;
    for (const Json& one : entry.at("expect")) {
        const std::string says = json::get_string(one, "says");
        const bool said =
            std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
                const Error& error = finding.error;
                return at_place(error.code, error.place) == key_of(one) &&
                       (error.message + "\n" + error.remedy).find(says) != std::string::npos;
            });
        if (!said) text += "\n  does not say \"" + says + "\": " + key_of(one);
    }
    return text;
}

bool is_code_char(char c) {
    return (c >= 'a' && c <= 'z') || c == '_' || c == '.';
}

// The codes in backquotes that the format's page documents.
std::set<std::string> documented_codes() {
    const std::string text = file_text("docs/policy-format.md");
    std::set<std::string> codes;
    for (std::size_t at = text.find('`'); at != std::string::npos; at = text.find('`', at + 1)) {
        std::size_t end = at + 1;
        while (end < text.size() && is_code_char(text[end])) ++end;
        const std::string word = text.substr(at + 1, end - at - 1);
        const bool is_code = word.rfind("lint.", 0) == 0 || word.rfind("pack.", 0) == 0 ||
                             word.rfind("json.", 0) == 0 || word.rfind("logic.", 0) == 0;
        if (is_code && end < text.size() && text[end] == '`') codes.insert(word);
    }
    return codes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(broken_packs)

BOOST_AUTO_TEST_CASE(the_pack_that_is_broken_has_no_fault_itself) {
    const LintReport report = lint(vectors("base.json").dump());
    BOOST_TEST(report.tests_passed == 10u);
    const std::string differs = difference({}, report);
    BOOST_TEST(differs.empty(), "base.json:" << differs);
}

BOOST_AUTO_TEST_CASE(each_gives_its_findings_and_nothing_else) {
    const Json base = vectors("base.json");
    const Json entries = vectors("broken.json");
    std::set<std::string> names;
    for (const Json& entry : entries) {
        const auto name = entry.at("name").get<std::string>();
        BOOST_TEST(names.insert(name).second, "two entries are named \"" << name << "\"");
        BOOST_TEST(!entry.at("expect").empty(), "\"" << name << "\" breaks nothing");
        const auto states = static_cast<std::size_t>(
            json::get_int(entry, "max_states", static_cast<std::int64_t>(kMaxSearchStates)));
        const LintReport report = lint(broken_bytes(base, entry), states);
        const std::string differs = difference(expected_of(entry), report) + unsaid(entry, report);
        BOOST_TEST(differs.empty(), "\"" << name << "\":" << differs);
    }
    BOOST_TEST_MESSAGE(entries.size() << " broken packs");
    BOOST_TEST(entries.size() >= 50u);
}

BOOST_AUTO_TEST_CASE(every_code_that_is_documented_is_shown_by_one) {
    const Json entries = vectors("broken.json");
    std::set<std::string> shown;
    for (const Json& entry : entries)
        for (const Json& one : entry.at("expect")) shown.insert(one.at("code").get<std::string>());
    const std::set<std::string> documented = documented_codes();
    BOOST_TEST(documented.size() > 40u);
    for (const std::string& code : documented)
        BOOST_TEST(shown.count(code) != 0, code << " is documented, and no broken pack shows it");
    for (const std::string& code : shown)
        BOOST_TEST(documented.count(code) != 0, code << " is found, and not documented");
}

BOOST_AUTO_TEST_SUITE_END()
