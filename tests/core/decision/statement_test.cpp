#include <core/decision/samples.hpp>
#include <core/decision/statement.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::decision;

namespace {

// The example of in-toto's specification of test results, version 0.1 (in-toto/attestation,
// spec/predicates/test-result.md).
constexpr const char* kTestResult = R"json({
    "_type": "https://in-toto.io/Statement/v1",
    "subject": [
        {
            "digest": {
                "gitCommit": "d20ace7968ba43c0219f62d71334c1095bab1602"
            }
        }
    ],
    "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
    "predicate": {
        "result": "PASSED",
        "configuration": [{
            "name": ".github/workflows/ci.yml",
            "downloadLocation": "https://github.com/in-toto/in-toto/blob/d20ace7968ba43c0219f62d71334c1095bab1602/.github/workflows/ci.yml",
            "digest": {
                "gitBlob": "ebe4add40f63c3c98bc9b32ff1e736f04120b023"
            }
        }],
        "url": "https://github.com/in-toto/in-toto/actions/runs/4425592351",
        "passedTests": [
            "build (3.7, ubuntu-latest, py)",
            "build (3.7, macos-latest, py)",
            "build (3.7, windows-latest, py)",
            "build (3.8, ubuntu-latest, py)",
            "build (3.8, macos-latest, py)",
            "build (3.8, windows-latest, py)",
            "build (3.9, ubuntu-latest, py)",
            "build (3.9, macos-latest, py)",
            "build (3.9, windows-latest, py)",
            "build (3.10, ubuntu-latest, py)",
            "build (3.10, macos-latest, py)",
            "build (3.10, windows-latest, py)",
            "build (3.x, ubuntu-latest, lint)"
        ],
        "warnedTests": [],
        "failedTests": []
}
})json";

constexpr const char* kTestResultType = "https://in-toto.io/attestation/test-result/v0.1";

std::string code_of(const Result<Json>& read) {
    return read.ok() ? "" : read.error().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(statements)

BOOST_AUTO_TEST_CASE(an_example_of_the_in_toto_specification_says_what_it_is_about) {
    BOOST_TEST(predicate_type_of(kTestResult) == kTestResultType);
    BOOST_TEST(code_of(open_statement(kTestResult, kTestResultType)) == "payload.canonical");

    const std::string canonical = *json::canonical(Json::parse(kTestResult));
    BOOST_TEST(predicate_type_of(canonical) == kTestResultType);
    const auto opened = open_statement(canonical, kTestResultType);
    BOOST_REQUIRE(opened.ok());
    BOOST_TEST(json::get_string(json::get(*opened, "predicate"), "result") == "PASSED");
}

BOOST_AUTO_TEST_CASE(an_example_of_the_in_toto_specification_is_no_decision) {
    const std::string canonical = *json::canonical(Json::parse(kTestResult));
    BOOST_TEST(code_of(open_statement(canonical, kPredicateType)) == "payload.predicate_type");
    BOOST_TEST(read_statement(canonical).error().code == "payload.predicate_type");
}

BOOST_AUTO_TEST_CASE(another_version_of_the_frame_is_refused_before_its_predicate) {
    Json older = Json::parse(kTestResult);
    older["_type"] = "https://in-toto.io/Statement/v0.1";
    BOOST_TEST(code_of(open_statement(*json::canonical(older), kTestResultType)) == "payload.type");
    BOOST_TEST(read_statement(*json::canonical(older)).error().code == "payload.type");
}

BOOST_AUTO_TEST_CASE(a_subject_without_the_one_digest_and_name_is_none) {
    const Json document = Json::parse(kTestResult);
    BOOST_TEST(read_subject(document, "").error().code == "payload.subject");  // a gitCommit is no sha256
}

BOOST_AUTO_TEST_SUITE_END()
