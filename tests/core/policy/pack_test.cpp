#include <core/bundle/samples.hpp>
#include <core/json/schema.hpp>
#include <core/policy/pack.hpp>
#include <core/policy/samples.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using namespace casement;
using namespace casement::policy;
using test::Change;

BOOST_AUTO_TEST_SUITE(reading_a_pack)

BOOST_AUTO_TEST_CASE(everything_in_it_is_read) {
    const auto read = read_pack(test::sample_pack().dump());
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    const Pack& pack = *read;
    BOOST_TEST(pack.id == "sample");
    BOOST_TEST(pack.sections[0].exceptions[0].title == "Quoting");
    BOOST_TEST(pack.sections[0].examples[0].verdict == "remove");
    BOOST_TEST(pack.clocks[0].pauses[0] == "consult");
    BOOST_TEST((pack.action("delete")->effect == Effect::remove));
    BOOST_TEST(pack.action("delete")->strikes == 1);
    BOOST_TEST(pack.question("target")->options[1].needs_evidence);
    BOOST_TEST(pack.question("target")->options[1].needs_note);
    BOOST_TEST(!pack.question("target")->options[0].needs_note);
    BOOST_TEST(pack.question("target")->always);
    BOOST_TEST(!pack.question("intent")->always);
    BOOST_TEST(pack.question("intent")->options.size() == 2u);
    BOOST_TEST(!pack.question("words")->required);
    BOOST_TEST(pack.outcome("escalate")->severity == 4);
    BOOST_TEST(pack.tests[0].facts.at("reach") == 5);
    BOOST_TEST(pack.section("S9") == nullptr);
    BOOST_TEST(pack.question("") == nullptr);
}

BOOST_AUTO_TEST_CASE(one_wrong_thing_is_refused_with_its_code_and_place) {
    const Change changes[] = {
        {"/casement_policy", "2", "pack.format", "/casement_policy"},
        {"/casement_policy", nullptr, "pack.schema", "/casement_policy"},
        {"/id", "\"a b\"", "pack.schema", "/id"},
        {"/version", "\"1.0\"", "pack.schema", "/version"},
        {"/version", "\"2026.13\"", "pack.schema", "/version"},
        {"/effective", "\"2026-11\"", "pack.schema", "/effective"},
        {"/area", "\"sport\"", "pack.schema", "/area"},
        {"/title", "\"\"", "pack.schema", "/title"},
        {"/sections", "[]", "pack.schema", "/sections"},
        {"/sections/1/rule", nullptr, "pack.schema", "/sections/1/rule"},
        {"/sections/1/id", "\"S1\"", "pack.duplicate", "/sections/1/id"},
        {"/sections/0/examples/0/verdict", "\"gone\"", "pack.reference", "/sections/0/examples/0/verdict"},
        {"/clocks/0/duration", "\"24 hours\"", "pack.schema", "/clocks/0/duration"},
        {"/clocks/0/calendar", "\"moon\"", "pack.schema", "/clocks/0/calendar"},
        {"/actions/1/id", "\"delete\"", "pack.duplicate", "/actions/1/id"},
        {"/actions/0/effect", "\"explode\"", "pack.schema", "/actions/0/effect"},
        {"/questions/0/id", "\"a.b\"", "pack.schema", "/questions/0/id"},
        {"/questions/0/section", "\"S7\"", "pack.reference", "/questions/0/section"},
        {"/questions/0/kind", "\"maybe\"", "pack.schema", "/questions/0/kind"},
        {"/questions/0/options", nullptr, "pack.schema", "/questions/0/options"},
        {"/questions/0/options/1/id", "\"person\"", "pack.duplicate", "/questions/0/options/1/id"},
        {"/questions/0/options/1/needs", "[\"luck\"]", "pack.schema", "/questions/0/options/1/needs"},
        {"/questions/1/options", "[{\"id\": \"yes\", \"label\": \"Y\"}]", "pack.schema",
         "/questions/1/options"},
        {"/questions/1/ask_when", "{\"frobnicate\": [1]}", "pack.rule", "/questions/1/ask_when"},
        {"/questions/1/required", "\"no\"", "pack.schema", "/questions/1/required"},
        {"/questions/6/id", "\"note\"", "pack.duplicate", "/questions/6/id"},
        {"/outcomes/0/when", nullptr, "pack.schema", "/outcomes/0/when"},
        {"/outcomes/0/severity", "5", "pack.schema", "/outcomes/0/severity"},
        {"/outcomes/0/actions/0", "\"shout\"", "pack.reference", "/outcomes/0/actions/0"},
        {"/outcomes/1/violates/1", "\"S3\"", "pack.reference", "/outcomes/1/violates/1"},
        {"/replies/1/outcomes/0", "\"gone\"", "pack.reference", "/replies/1/outcomes/0"},
        {"/replies/1/audience", "\"everybody\"", "pack.schema", "/replies/1/audience"},
        {"/tests/2/expect", "\"gone\"", "pack.reference", "/tests/2/expect"},
        {"/tests/2/answers", "[]", "pack.schema", "/tests/2/answers"},
    };
    for (const Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)")) {
            const auto read = read_pack(test::changed(test::sample_pack(), change).dump());
            BOOST_REQUIRE(!read.ok());
            BOOST_TEST(read.error().code == change.code);
            BOOST_TEST(read.error().place.rfind(change.place, 0) == 0u);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_pack_beyond_the_limits_is_refused) {
    Json pack = test::sample_pack();
    const Json section = pack["sections"][1];
    for (int i = 0; i < 1000; ++i) pack["sections"].push_back(section);
    BOOST_TEST(read_pack(pack.dump()).error().code == "pack.limit");
    BOOST_TEST(read_pack(std::string((8u << 20) + 1, ' ')).error().code == "json.size");
    BOOST_TEST(read_pack("[]").error().code == "pack.schema");
}

BOOST_AUTO_TEST_CASE(the_schema_gives_the_same_verdict) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/policies/pack.schema.json");
    std::stringstream text;
    text << file.rdbuf();
    const auto schema = json::Schema::compile(*json::parse(text.str()));
    BOOST_REQUIRE_MESSAGE(schema.ok(), (schema.ok() ? "" : describe(schema.error())));
    const Change changes[] = {
        {"/summary", nullptr, nullptr},
        {"/version", "\"2026.11.3\"", nullptr},
        {"/clocks/0/duration", "\"P1DT12H\"", nullptr},
        {"/clocks/0/duration", "\"P2W\"", nullptr},
        {"/questions/1/options", "[{\"id\":\"no\",\"label\":\"N\"},{\"id\":\"yes\",\"label\":\"Y\"}]",
         nullptr},
        {"/outcomes/0/because", nullptr, nullptr},
        {"/tests", nullptr, nullptr},
        {"/replies/0/more", "{}", nullptr},
        {"/casement_policy", "2", ""},
        {"/id", nullptr, ""},
        {"/id", "\"-a\"", ""},
        {"/version", "\"2026.1\"", ""},
        {"/effective", "\"2026-11-32\"", ""},
        {"/area", "\"x\"", ""},
        {"/sections", "[]", ""},
        {"/sections/0/rule", "\"\"", ""},
        {"/clocks/0/duration", "\"P\"", ""},
        {"/clocks/0/duration", "\"PT\"", ""},
        {"/clocks/0/duration", "\"P1DT\"", ""},
        {"/actions/0/strikes", "-1", ""},
        {"/questions/0/id", "\"a.b\"", ""},
        {"/questions/0/options", nullptr, ""},
        {"/questions/0/options", "[]", ""},
        {"/questions/0/options/0/label", nullptr, ""},
        {"/questions/2/options", nullptr, ""},
        {"/questions/0/options/1/needs", "[\"x\"]", ""},
        {"/questions/3/required", "0", ""},
        {"/outcomes/0/when", nullptr, ""},
        {"/outcomes/0/effect", "\"x\"", ""},
        {"/outcomes/0/actions", "\"delete\"", ""},
        {"/replies/0/audience", "\"x\"", ""},
        {"/replies/0/body", nullptr, ""},
        {"/tests/0/answers", nullptr, ""},
        {"/tests/0/case", "[]", ""},
    };
    for (const Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)")) {
            const Json document = test::changed(test::sample_pack(), change);
            const bool expected = change.code == nullptr;
            BOOST_TEST(read_pack(document.dump()).ok() == expected);
            BOOST_TEST(schema->validate(document).empty() == expected);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
