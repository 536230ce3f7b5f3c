// Packs to compare, and a look into what was found.
#pragma once

#include <core/bundle/samples.hpp>
#include <core/policy/diff.hpp>
#include <core/policy/samples.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace casement::test {

inline policy::Pack pack_of(const Json& document) {
    auto read = policy::read_pack(document.dump());
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    return *std::move(read);
}

inline Json with(const char* pointer, const char* value) {
    return changed(sample_pack(), {pointer, value, nullptr});
}

inline policy::PackDiff from_sample(const Json& after, policy::DiffScope scope = policy::DiffScope::all) {
    return policy::diff(pack_of(sample_pack()), pack_of(after), scope);
}

inline const policy::DiffField* field(const policy::DiffItem& item, std::string_view key) {
    for (const policy::DiffField& one : item.fields)
        if (one.key == key) return &one;
    return nullptr;
}

inline std::string text_of(const std::string& path) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// A pack in which much differs from the sample: entries that come, go, change and move.
inline Json other_pack() {
    Json pack = sample_pack();
    pack["version"] = "2027.03";
    pack["sections"][0]["rule"] = "No threats, whoever makes them.";
    pack["sections"][0]["changes"] = "Threats by anyone count.";
    pack["sections"].push_back({{"id", "S3"}, {"title", "Doxxing"}, {"rule", "No addresses."}});
    pack["sections"][0]["definitions"][0]["term"] = "menace";
    pack["questions"].erase(6);
    pack["questions"][0]["options"].erase(0);
    pack["questions"][1]["ask_when"] = Json::parse(R"({"==": [{"var": "answers.target"}, "group"]})");
    std::swap(pack["outcomes"][0], pack["outcomes"][1]);
    pack["clocks"][0]["duration"] = "PT12H";
    pack["replies"].erase(3);
    pack["strike_ladder"] = Json::parse(R"([{"strikes": 3, "label": "Suspended", "lasts": "P7D"}])");
    pack["tests"].erase(0);
    return pack;
}

}  // namespace casement::test
