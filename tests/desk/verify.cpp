// The check of a file of decisions at the desk.
#include "desk/week.hpp"

#include <boost/test/unit_test.hpp>

using namespace casement;
using test::Week;

namespace {

Json job_of(Week& week, bool vouched = true) {
    week.world.files["file:1"] = week.all_lines();
    week.world.is_valid = [x = week.x](const desk::SignatureWanted& one) {
        return one.public_x == x && one.signature == std::string(64, 's');
    };
    Json job = {{"job", "verify"},
                {"file", "file:1"},
                {"file_bytes", week.world.files["file:1"].size()},
                {"bundle", week.reference()}};
    if (vouched) job["keys"] = {{{"key_id", week.key_id}, {"x", week.x}}};
    return job;
}

Json run(Week& week, const Json& job) {
    auto result = test::run_desk(job.dump(), week.world);
    if (!result) BOOST_FAIL(describe(result.error()));
    return Json::parse(*result);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_check_at_the_desk)

BOOST_AUTO_TEST_CASE(derives_every_decision_again) {
    Week week(40);
    const Json result = run(week, job_of(week));
    BOOST_TEST(result["lines"] == 40);
    BOOST_TEST((result["statuses"] == Json{{"valid", 40}}), result.dump());
    BOOST_TEST(result["failures"].empty());
}

BOOST_AUTO_TEST_CASE(says_which_keys_nobody_vouched_for_and_what_no_bundle_was_there_for) {
    Week week(10);
    BOOST_TEST((run(week, job_of(week, false))["statuses"] == Json{{"valid_unvouched", 10}}));
    Json job = job_of(week);
    job.erase("bundle");
    BOOST_TEST((run(week, job)["statuses"] == Json{{"not_rederived", 10}}));
}

BOOST_AUTO_TEST_CASE(gives_each_failure_its_line_and_code) {
    Week week(12);
    const Json job = job_of(week);
    auto lines = week.lines;
    lines[2] = "no decision";
    std::swap(lines[6], lines[7]);
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    week.world.files["file:1"] = all;
    const Json result = run(week, job);
    BOOST_TEST(result["statuses"]["invalid"].get<int>() >= 3);
    BOOST_TEST(result["failures"][0]["line"] == 3);
    BOOST_TEST(result["failures"][0]["code"] == "json.syntax");
    BOOST_TEST(result["failures"][1]["line"] == 4);
    BOOST_TEST(result["failures"][1]["code"] == "sequence.gap");
    std::size_t counted = 0;
    for (const auto& [code, count] : result["codes"].items()) counted += count.get<std::size_t>();
    BOOST_TEST(counted == result["failures"].size());
}

BOOST_AUTO_TEST_CASE(refuses_signatures_that_are_not_valid) {
    Week week(3);
    const Json job = job_of(week);
    week.world.is_valid = nullptr;
    const Json result = run(week, job);
    BOOST_TEST((result["codes"] == Json{{"signature.invalid", 3}}), result.dump());
}

BOOST_AUTO_TEST_CASE(checks_a_line_by_a_trusted_key_with_that_key_and_no_other) {
    Week week(1);
    Json job = job_of(week);
    // The payload names the key the signature is valid for; the key id belongs to another one.
    job["keys"] = {{{"key_id", week.key_id}, {"x", std::string(42, 'B') + "A"}}};
    BOOST_TEST((run(week, job)["codes"] == Json{{"signature.invalid", 1}}));
}

BOOST_AUTO_TEST_CASE(finds_cases_and_packs_that_are_not_those_of_the_bundle) {
    Week week(4);
    week.records[1].case_digest = test::sha256("another case");
    week.records[2].policy = test::sha256("another pack");
    week.sign();
    const Json result = run(week, job_of(week));
    BOOST_TEST((result["codes"] == Json{{"digest.case", 1}, {"digest.policy", 1}}), result.dump());
    BOOST_TEST(result["statuses"]["valid"] == 2);
}

BOOST_AUTO_TEST_CASE(lists_the_first_thousand_failures_and_counts_all) {
    Week week(1);
    const Json job = job_of(week);
    std::string all;
    for (int i = 0; i < 1'200; ++i) all += "nothing\n";
    week.world.files["file:1"] = all;
    const Json result = run(week, job);
    BOOST_TEST(result["lines"] == 1'200);
    BOOST_TEST(result["failures"].size() == 1'000u);
    BOOST_TEST(result["codes"]["json.syntax"] == 1'200);
    BOOST_TEST(Json::parse(week.world.progress.back().note)["invalid"] == 1'200);
}

BOOST_AUTO_TEST_SUITE_END()
