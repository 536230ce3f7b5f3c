// A replay at the desk, beside the core's own totals over the same decisions.
#include "desk/week.hpp"

#include <core/policy/replay_totals.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using test::canonical_pack;
using test::kNew;
using test::kOld;
using test::reference;
using test::Week;

namespace {

Json job_of(const Week& week) {
    return {{"job", "replay"},
            {"pack", kNew},
            {"follow", false},
            {"packs", {reference(kNew), reference(kOld)}},
            {"bundle", week.reference()},
            {"lines", week.all_lines()}};
}

Json run(Week& week, const Json& job) {
    auto result = test::run_desk(job.dump(), week.world);
    if (!result) BOOST_FAIL(describe(result.error()));
    return Json::parse(*result);
}

std::size_t flows_that_change(const Json& result) {
    std::size_t count = 0;
    for (const Json& flow : result["flows"])
        if (flow["changes"].get<bool>()) count += flow["count"].get<std::size_t>();
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_replay_at_the_desk)

BOOST_AUTO_TEST_CASE(counts_what_the_core_counts) {
    Week week(300);
    const Json result = run(week, job_of(week));
    const policy::Replay replay(&week.old_pack, week.new_pack);
    policy::Replay working(&week.old_pack, week.new_pack);
    policy::ReplayTotals totals(week.new_pack);
    for (std::size_t i = 0; i < week.records.size(); ++i) {
        const auto& record = week.records[i];
        const auto facts = working.facts(week.facts[i]);
        const policy::Past past{record.answers, &facts, record.outcome, record.final_outcome};
        totals.add(replay, past, working.replay(past), record.case_id, "", record.violates);
    }
    BOOST_TEST(result["decisions"] == 300);
    BOOST_TEST(result["changed"] == totals.changed());
    BOOST_TEST(result["same"] == totals.same());
    BOOST_TEST(result["open"] == totals.of(policy::ReplayKind::needs_answer));
    BOOST_TEST(totals.changed() > 0u);
    BOOST_TEST(result["unknown"] == 0);
    BOOST_TEST(flows_that_change(result) == 300 - totals.same());
    std::size_t markets = 0;
    for (const Json& market : result["markets"]) {
        BOOST_TEST(market["name"] != "unknown");
        markets += market["count"].get<std::size_t>();
    }
    BOOST_TEST(markets == totals.changed() + totals.of(policy::ReplayKind::needs_answer));
    BOOST_TEST(result["causes"].size() == std::min<std::size_t>(200, totals.causes().size()));
}

BOOST_AUTO_TEST_CASE(is_the_same_of_a_file_read_in_pieces) {
    Week week(60);
    const Json inlined = run(week, job_of(week));
    Json job = job_of(week);
    job.erase("lines");
    job["file"] = "file:1";
    week.world.files["file:1"] = week.all_lines();
    job["file_bytes"] = week.world.files["file:1"].size();
    week.world.progress.clear();
    BOOST_TEST(run(week, job) == inlined);
    std::int64_t before = 0;
    for (const auto& progress : week.world.progress) {
        BOOST_TEST(progress.done >= before);
        before = progress.done;
    }
    BOOST_TEST(week.world.progress.size() > 60u);
    BOOST_TEST(before == week.world.progress.back().total);
}

BOOST_AUTO_TEST_CASE(lists_the_first_of_many_and_counts_all) {
    Week week(1);
    std::string many;
    for (int i = 0; i < 450; ++i) many += week.lines[0] + "\n";
    Json job = job_of(week);
    job["lines"] = many + "no decision\n";
    const Json result = run(week, job);
    BOOST_REQUIRE(result["flows"].size() == 1u);
    BOOST_TEST(result["flows"][0]["count"] == 450);
    BOOST_TEST(result["flows"][0]["items"].size() == 200u);
    BOOST_TEST(result["unreadable"] == 1);
}

BOOST_AUTO_TEST_CASE(knows_no_cause_where_the_old_pack_is_another_than_the_decisions_name) {
    Week week(40);
    Json other = Json::parse(week.old_bytes);
    other["title"] = "Another";
    week.world.files["policies/" + kOld] = other.dump();
    const Json result = run(week, job_of(week));
    BOOST_TEST(result["decisions"] == 40);
    for (const Json& cause : result["causes"]) BOOST_TEST(cause["kind"] == "not_known");
    for (const Json& flow : result["flows"]) BOOST_TEST(!flow["from"].contains("effect"));
}

BOOST_AUTO_TEST_CASE(refuses_a_bundle_that_is_no_longer_the_one_that_was_opened) {
    Week week(5);
    const Json job = job_of(week);
    week.world.files["week/datapackage.json"] += " ";
    const auto result = test::run_desk(job.dump(), week.world);
    BOOST_REQUIRE(!result);
    BOOST_TEST(result.error().code == "bundle.digest");
}

BOOST_AUTO_TEST_CASE(does_without_the_facts_of_a_shard_that_is_not_whole) {
    Week week(80);
    const Json job = job_of(week);
    week.world.files["week/cases/0.jsonl"] += "\n";
    const Json result = run(week, job);
    BOOST_TEST(result["decisions"] == 80);
    BOOST_TEST(result["flows"][0]["items"][0]["title"] == result["flows"][0]["items"][0]["case"]);
}

BOOST_AUTO_TEST_CASE(follows_the_decisions_to_their_pack_where_nobody_chose_one) {
    Week week(6);
    Json job = job_of(week);
    job["packs"].push_back({{"id", "other"}, {"version", "2026.01"}, {"url", "policies/other"}});
    job["pack"] = "other@2026.01";
    job["follow"] = true;
    const Json followed = run(week, job);
    BOOST_TEST(followed["pack"] == kNew);
    BOOST_TEST(followed["decisions"] == 6);
    job["follow"] = false;
    const auto chosen = test::run_desk(job.dump(), week.world);
    BOOST_TEST(chosen.error().code == "fetch.status");
}

BOOST_AUTO_TEST_CASE(leaves_decisions_of_other_packs_aside) {
    Week week(6);
    Json job = job_of(week);
    const std::string other = "intellectual-property@2026.11";
    week.world.files["policies/" + other] = canonical_pack(other);
    job["packs"].push_back(reference(other));
    job["pack"] = other;
    const Json result = run(week, job);
    BOOST_TEST(result["decisions"] == 0);
    BOOST_TEST(result["other_packs"] == 6);
}

BOOST_AUTO_TEST_SUITE_END()
