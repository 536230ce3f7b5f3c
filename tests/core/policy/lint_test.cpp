#include <core/policy/lint.hpp>
#include <core/policy/samples.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace casement;
using namespace casement::policy;

namespace {

bool has(const LintReport& report, const std::string& code, const std::string& place = {}) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
        return finding.error.code == code && finding.error.place.rfind(place, 0) == 0;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(linting_a_pack)

BOOST_AUTO_TEST_CASE(a_good_pack_is_clean) {
    const LintReport report = lint(test::sample_pack().dump());
    for (const Finding& finding : report.findings) BOOST_TEST_MESSAGE(describe(finding.error));
    BOOST_TEST(report.clean());
    BOOST_TEST(report.tests_passed == 3u);
    BOOST_TEST(report.tests_failed == 0u);
}

BOOST_AUTO_TEST_CASE(a_pack_that_cannot_be_read_gives_the_readers_error) {
    BOOST_TEST(has(lint("{}"), "pack.schema"));
    BOOST_TEST(!lint("{}").clean());
}

BOOST_AUTO_TEST_CASE(each_fault_of_an_author_is_found) {
    Json pack = test::sample_pack();
    pack["tests"][2]["expect"] = "remove";
    BOOST_TEST(has(lint(pack.dump()), "lint.test", "/tests/2"));
    BOOST_TEST(lint(pack.dump()).tests_failed == 1u);

    pack = test::sample_pack();
    pack["outcomes"][2]["when"] = Json::parse(R"({"==": [{"var": "answers.target"}, "nobody"]})");
    BOOST_TEST(has(lint(pack.dump()), "lint.no_outcome"));
    BOOST_TEST(!lint(pack.dump()).clean());

    pack = test::sample_pack();
    pack["questions"][2]["ask_when"] = false;
    BOOST_TEST(has(lint(pack.dump()), "lint.never_asked", "/questions/2"));

    pack = test::sample_pack();
    std::swap(pack["outcomes"][0], pack["outcomes"][2]);
    BOOST_TEST(has(lint(pack.dump()), "lint.order", "/outcomes/0"));

    pack = test::sample_pack();
    pack["questions"][1]["ask_when"] = Json::parse(R"({"==": [{"var": "answers.means"}, "x"]})");
    BOOST_TEST(has(lint(pack.dump()), "lint.forward", "/questions/1/ask_when"));

    pack = test::sample_pack();
    pack["outcomes"][0]["when"] =
        Json::parse(R"({"==": [{"var": "answers.shoe"}, {"var": "case.weather"}]})");
    BOOST_TEST(has(lint(pack.dump()), "lint.unknown_answer", "/outcomes/0/when"));
    BOOST_TEST(has(lint(pack.dump()), "lint.unknown_fact", "/outcomes/0/when"));

    pack = test::sample_pack();
    pack["questions"][1].erase("because");
    pack["outcomes"][0].erase("because");
    BOOST_TEST(has(lint(pack.dump()), "lint.because", "/questions/1"));
    BOOST_TEST(has(lint(pack.dump()), "lint.because", "/outcomes/0"));

    pack = test::sample_pack();
    pack["tests"].erase(0);
    BOOST_TEST(has(lint(pack.dump()), "lint.untested", "/outcomes/0"));
    pack["tests"] = Json::array();
    BOOST_TEST(has(lint(pack.dump()), "lint.no_tests"));

    pack = test::sample_pack();
    pack["replies"].erase(0);
    BOOST_TEST(has(lint(pack.dump()), "lint.no_reply"));

    pack = test::sample_pack();
    pack["outcomes"][0]["when"] = Json::parse(R"({"throw": "nope"})");
    BOOST_TEST(has(lint(pack.dump()), "logic.thrown", "/outcomes/0/when"));
}

BOOST_AUTO_TEST_CASE(a_search_cut_short_says_so) {
    const LintReport report = lint(test::sample_pack().dump(), 3);
    BOOST_TEST(has(report, "lint.search_cut"));
    BOOST_TEST(report.clean());
}

BOOST_AUTO_TEST_CASE(the_packs_of_this_project_hold_their_own_tests) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/policies/community-standards@2026.11.json");
    if (!file) {
        BOOST_TEST_MESSAGE("skipped: policies/community-standards@2026.11.json is absent");
        return;
    }
    std::stringstream text;
    text << file.rdbuf();
    const auto pack = read_pack(text.str());
    BOOST_REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? "" : describe(pack.error())));
    BOOST_TEST(!pack->tests.empty());
    for (const PackTest& one : pack->tests) {
        const auto derived = derive(*pack, one.answers, one.facts);
        BOOST_TEST_CONTEXT(one.name) {
            BOOST_TEST((derived.ok() ? derived->outcome : describe(derived.error())) == one.expect);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
