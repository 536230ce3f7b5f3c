// A replay at the desk, beside the core's own totals over the same decisions.
#include "support/made_decisions.hpp"
#include "support/run_desk.hpp"

#include <core/policy/replay_totals.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>

using namespace casement;
using test::DeskWorld;

namespace {

const std::string kOld = "community-standards@2026.05", kNew = "community-standards@2026.11";

std::string canonical_pack(const std::string& name) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/policies/" + name + ".json");
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return *json::canonical(*json::parse(bytes));
}

Json reference(const std::string& name) {
    const auto at = name.find('@');
    return {{"id", name.substr(0, at)}, {"version", name.substr(at + 1)}, {"url", "policies/" + name}};
}

// A bundle of made cases, and a decision on each by the older pack.
struct Week {
    DeskWorld world;
    std::vector<std::string> lines;
    std::vector<decision::Record> records;
    std::vector<Json> facts;
    std::string old_bytes = canonical_pack(kOld), new_bytes = canonical_pack(kNew);
    policy::Pack old_pack = *policy::read_pack(old_bytes), new_pack = *policy::read_pack(new_bytes);

    explicit Week(std::size_t count) {
        test::MadeDecisions made(old_pack, test::sha256(old_bytes), 7, test::sha256);
        std::string cases;
        for (std::size_t i = 0; i < count; ++i) {
            made.next();
            cases += made.case_line + "\n";
            // As it was signed: made.record already leads on to the next one.
            records.push_back(
                *decision::read_statement(decision::read_envelope(made.decision_line)->payload));
            facts.push_back(made.facts);
        }
        world.files["week/cases/0.jsonl"] = cases;
        world.files["week/policies/old.json"] = old_bytes;
        world.files["policies/" + kOld] = old_bytes;
        world.files["policies/" + kNew] = new_bytes;
        world.files["week/datapackage.json"] = descriptor().dump();
        for (auto& record : records) {
            record.bundle = bundle();
            lines.push_back(decision::envelope_line({*decision::statement(record), decision::kPayloadType,
                                                     record.reviewer.key_id, std::string(64, 's')}));
        }
    }
    Digest bundle() const { return test::sha256(world.files.at("week/datapackage.json")); }
    Json descriptor() const {
        Json resources = Json::array();
        for (const auto& [name, path] :
             {std::pair{"cases-0", "cases/0.jsonl"}, {"policy", "policies/old.json"}}) {
            const std::string& bytes = world.files.at("week/" + std::string(path));
            resources.push_back({{"name", name},
                                 {"path", path},
                                 {"mediatype", "application/octet-stream"},
                                 {"bytes", bytes.size()},
                                 {"hash", test::sha256(bytes).text()}});
        }
        return {{"name", "week"},
                {"title", "Week"},
                {"casement",
                 {{"format", 1},
                  {"purpose", "training"},
                  {"policies",
                   {{{"id", old_pack.id},
                     {"version", old_pack.version},
                     {"path", "policies/old.json"},
                     {"digest", test::sha256(old_bytes).text()}}}}}},
                {"resources", resources}};
    }
    std::string all_lines() const {
        std::string all;
        for (const std::string& line : lines) all += line + "\n";
        return all;
    }
    Json job() const {
        return {{"job", "replay"},
                {"pack", kNew},
                {"follow", false},
                {"packs", {reference(kNew), reference(kOld)}},
                {"bundle", {{"url", "week/"}, {"digest", bundle().text()}}},
                {"lines", all_lines()}};
    }
    Json run(const Json& job) {
        auto result = test::run_desk(job.dump(), world);
        if (!result) BOOST_FAIL(describe(result.error()));
        return Json::parse(*result);
    }
};

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
    const Json result = week.run(week.job());
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
    const Json inlined = week.run(week.job());
    Json job = week.job();
    job.erase("lines");
    job["file"] = "file:1";
    week.world.files["file:1"] = week.all_lines();
    job["file_bytes"] = week.world.files["file:1"].size();
    week.world.progress.clear();
    BOOST_TEST(week.run(job) == inlined);
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
    Json job = week.job();
    job["lines"] = many + "no decision\n";
    const Json result = week.run(job);
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
    const Json result = week.run(week.job());
    BOOST_TEST(result["decisions"] == 40);
    for (const Json& cause : result["causes"]) BOOST_TEST(cause["kind"] == "not_known");
    for (const Json& flow : result["flows"]) BOOST_TEST(!flow["from"].contains("effect"));
}

BOOST_AUTO_TEST_CASE(refuses_a_bundle_that_is_no_longer_the_one_that_was_opened) {
    Week week(5);
    const Json job = week.job();
    week.world.files["week/datapackage.json"] += " ";
    const auto result = test::run_desk(job.dump(), week.world);
    BOOST_REQUIRE(!result);
    BOOST_TEST(result.error().code == "bundle.digest");
}

BOOST_AUTO_TEST_CASE(does_without_the_facts_of_a_shard_that_is_not_whole) {
    Week week(80);
    const Json job = week.job();
    week.world.files["week/cases/0.jsonl"] += "\n";
    const Json result = week.run(job);
    BOOST_TEST(result["decisions"] == 80);
    BOOST_TEST(result["flows"][0]["items"][0]["title"] == result["flows"][0]["items"][0]["case"]);
}

BOOST_AUTO_TEST_CASE(follows_the_decisions_to_their_pack_where_nobody_chose_one) {
    Week week(6);
    Json job = week.job();
    job["packs"].push_back({{"id", "other"}, {"version", "2026.01"}, {"url", "policies/other"}});
    job["pack"] = "other@2026.01";
    job["follow"] = true;
    const Json followed = week.run(job);
    BOOST_TEST(followed["pack"] == kNew);
    BOOST_TEST(followed["decisions"] == 6);
    job["follow"] = false;
    const auto chosen = test::run_desk(job.dump(), week.world);
    BOOST_TEST(chosen.error().code == "fetch.status");
}

BOOST_AUTO_TEST_CASE(leaves_decisions_of_other_packs_aside) {
    Week week(6);
    Json job = week.job();
    const std::string other = "intellectual-property@2026.11";
    week.world.files["policies/" + other] = canonical_pack(other);
    job["packs"].push_back(reference(other));
    job["pack"] = other;
    const Json result = week.run(job);
    BOOST_TEST(result["decisions"] == 0);
    BOOST_TEST(result["other_packs"] == 6);
}

BOOST_AUTO_TEST_SUITE_END()
