// The schema files are documentation; this holds them to what the readers do.
#include <core/bundle/case.hpp>
#include <core/bundle/descriptor.hpp>
#include <core/bundle/samples.hpp>
#include <core/json/schema.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using namespace casement;

namespace {

json::Schema schema(const char* path) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    auto document = json::parse(text.str());
    BOOST_REQUIRE_MESSAGE(document.ok(), path);
    auto compiled = json::Schema::compile(*document);
    BOOST_REQUIRE_MESSAGE(compiled.ok(), (compiled.ok() ? "" : describe(compiled.error())));
    return *compiled;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_and_reader_agree)

BOOST_AUTO_TEST_CASE(on_cases) {
    const json::Schema by_schema = schema("docs/schemas/case.schema.json");
    const test::Change changes[] = {
        {"/title", "\"other\"", nullptr},
        {"/extra", "[null]", nullptr},
        {"/reach", "2.0", nullptr},
        {"/source", nullptr, nullptr},
        {"/subject", nullptr, nullptr},
        {"/language", "\"zh-Hant-TW\"", nullptr},
        {"/language", "\"\"", nullptr},
        {"/market", "\"\"", nullptr},
        {"/content/0/text", "\"\"", nullptr},
        {"/signals/0/value", "\"x\"", nullptr},
        {"/signals/0/value", "true", nullptr},
        {"/csam", "false", nullptr},
        {"/received_at", "\"2026-11-20T08:00:00.5+05:30\"", nullptr},
        {"/id", nullptr, ""},
        {"/id", "3", ""},
        {"/id", "\"\"", ""},
        {"/area", nullptr, ""},
        {"/area", "\"x\"", ""},
        {"/received_at", "\"2026-11-20\"", ""},
        {"/received_at", "5", ""},
        {"/due_at", "null", ""},
        {"/market", "\"de\"", ""},
        {"/language", "\"e_n\"", ""},
        {"/language", "\"123\"", ""},
        {"/reach", "-2", ""},
        {"/reach", "0.5", ""},
        {"/severity_hint", "9", ""},
        {"/source/kind", nullptr, ""},
        {"/subject", "3", ""},
        {"/subject/author/followers", "\"9\"", ""},
        {"/subject/prior_decisions/0/outcome", nullptr, ""},
        {"/subject/posted_at", "\"x\"", ""},
        {"/content", nullptr, ""},
        {"/content", "[]", ""},
        {"/content/0/id", "\"\"", ""},
        {"/content/0/kind", nullptr, ""},
        {"/content/0/text", nullptr, ""},
        {"/content/1/path", nullptr, ""},
        {"/content/1/path", "\"cases/x\"", ""},
        {"/content/1/mediatype", nullptr, ""},
        {"/content/1/digest", "\"sha256:AB\"", ""},
        {"/content/1/height", "1.5", ""},
        {"/content/2/text", nullptr, ""},
        {"/thread/0/id", nullptr, ""},
        {"/reports/0/reason", nullptr, ""},
        {"/reports/0/count", "0", ""},
        {"/notices/0/kind", nullptr, ""},
        {"/signals/0/value", "{}", ""},
        {"/events/0/at", nullptr, ""},
        {"/tags", "[1]", ""},
    };
    for (const test::Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)")) {
            const Json document = test::changed(test::sample_case(), change);
            const bool expected = change.code == nullptr;
            BOOST_TEST(bundle::read_case(document, "").ok() == expected);
            BOOST_TEST(by_schema.validate(document).empty() == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(on_descriptors) {
    const json::Schema by_schema = schema("docs/schemas/descriptor.schema.json");
    const test::Change changes[] = {
        {"/title", nullptr, nullptr},
        {"/extra", "1", nullptr},
        {"/resources/0/cases", nullptr, nullptr},
        {"/casement/policies", nullptr, nullptr},
        {"/casement/publisher", nullptr, nullptr},
        {"/name", nullptr, ""},
        {"/name", "\"\"", ""},
        {"/created", "\"x\"", ""},
        {"/resources", "{}", ""},
        {"/resources/0/path", nullptr, ""},
        {"/resources/0/path", "\"a//b\"", ""},
        {"/resources/0/path", "\"../x\"", ""},
        {"/resources/0/bytes", "\"5\"", ""},
        {"/resources/0/hash", nullptr, ""},
        {"/resources/0/hash", "\"md5:1\"", ""},
        {"/casement", nullptr, ""},
        {"/casement/format", "2", ""},
        {"/casement/purpose", nullptr, ""},
        {"/casement/purpose", "\"x\"", ""},
        {"/casement/policies/0/id", nullptr, ""},
        {"/casement/expires_at", "1", ""},
    };
    for (const test::Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)")) {
            const Json document = test::changed(test::sample_descriptor(), change);
            const bool expected = change.code == nullptr;
            BOOST_TEST(bundle::read_descriptor(document.dump()).ok() == expected);
            BOOST_TEST(by_schema.validate(document).empty() == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(facts_fit_their_schema) {
    const json::Schema by_schema = schema("policies/facts.schema.json");
    Json c = test::sample_case();
    BOOST_TEST(by_schema.validate(bundle::facts(*bundle::read_case(c, ""))).empty());
    c.erase("subject");
    BOOST_TEST(by_schema.validate(bundle::facts(*bundle::read_case(c, ""))).empty());
    BOOST_TEST(!by_schema.validate(Json{{"reach", "many"}}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
