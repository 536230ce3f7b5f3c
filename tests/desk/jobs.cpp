// Jobs of the desk, from their JSON to their result, without a browser.
#include "support/run_desk.hpp"

#include <boost/test/unit_test.hpp>

using namespace casement;
using test::DeskWorld;

namespace {

Json tiny(const std::string& version) {
    return Json::parse(R"({
      "casement_policy": 1, "id": "tiny", "version": "2026.01", "effective": "2026-11-01", "title": "Tiny",
      "language": "en", "area": "community", "sections": [{"id": "s", "title": "Section", "rule": "Be kind"}],
      "actions": [{"id": "delete", "label": "Delete", "effect": "remove", "strikes": 1}],
      "questions": [{"id": "bad", "section": "s", "text": "Is it bad?", "kind": "yes_no"}],
      "outcomes": [
        {"id": "remove", "label": "Remove", "effect": "remove", "because": "It is bad", "actions": ["delete"],
         "severity": 2, "violates": ["s"], "when": {"==": [{"var": "answers.bad"}, "yes"]}},
        {"id": "keep", "label": "Keep", "effect": "no_action", "because": "It is not", "severity": 0,
         "when": {"!=": [{"var": "answers.bad"}, "yes"]}}]})")
        .patch(Json::array({{{"op", "replace"}, {"path", "/version"}, {"value", version}}}));
}

Json reference(const std::string& version) {
    return {{"id", "tiny"}, {"version", version}, {"url", "policies/" + version}};
}

Json compare(DeskWorld& world, const Json& old_pack, const Json& new_pack) {
    world.files["policies/2026.01"] = old_pack.dump();
    world.files["policies/2026.02"] = new_pack.dump();
    return {{"job", "compare"}, {"old", reference("2026.01")}, {"new", reference("2026.02")}};
}

std::string code_of(const Json& job, DeskWorld world = {}) {
    const auto result = test::run_desk(job.dump(), world);
    return result ? "" : result.error().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_job)

BOOST_AUTO_TEST_CASE(that_is_not_known_is_refused) {
    BOOST_TEST(code_of({{"job", "sing"}}) == "desk.job");
    BOOST_TEST(code_of(Json::array()) == "desk.job");
    BOOST_TEST(code_of({{"job", "compare"}, {"old", reference("2026.01")}}) == "desk.job");
    DeskWorld world;
    BOOST_TEST(test::run_desk("{", world).error().code == "json.syntax");
}

BOOST_AUTO_TEST_CASE(refuses_a_pack_with_another_digest_or_name) {
    DeskWorld world;
    Json job = compare(world, tiny("2026.01"), tiny("2026.02"));
    BOOST_TEST(code_of(job, world) == "");
    job["old"]["digest"] = test::sha256("another").text();
    BOOST_TEST(code_of(job, world) == "bundle.digest");
    job["old"]["digest"] = test::sha256(tiny("2026.01").dump()).text();
    BOOST_TEST(code_of(job, world) == "");
    world.files["policies/2026.01"] = tiny("2026.09").dump();
    job["old"].erase("digest");
    BOOST_TEST(code_of(job, world) == "pack.name");
    world.files.erase("policies/2026.01");
    BOOST_TEST(code_of(job, world) == "fetch.status");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_comparison)

BOOST_AUTO_TEST_CASE(counts_and_shows_what_changed) {
    DeskWorld world;
    Json newer = tiny("2026.02");
    newer["sections"][0]["rule"] = "Be very kind";
    newer["outcomes"][0]["when"] = {{"!=", {{{"var", "answers.bad"}}, "no"}}};
    const auto text = test::run_desk(compare(world, tiny("2026.01"), newer).dump(), world);
    BOOST_REQUIRE(text);
    const Json result = Json::parse(*text);
    BOOST_TEST(result["old"] == "tiny@2026.01");
    BOOST_TEST(result["new"] == "tiny@2026.02");
    BOOST_TEST(result["outcome"] == 1);
    BOOST_TEST(result["words"].get<int>() >= 1);
    BOOST_TEST(result["blocks"][0]["text"] == "Tiny: 2026.01 to 2026.02");
    BOOST_TEST(result["blocks"].dump().find(R"({"change":"added","text":"very )") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
