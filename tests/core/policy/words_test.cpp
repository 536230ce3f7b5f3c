#include "samples.hpp"

#include <core/policy/words.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::policy;

namespace {

const Pack& pack() {
    static const Pack read = *read_pack(test::sample_pack().dump());
    return read;
}

std::string said(const char* rule, const Json& answers = Json::object()) {
    const auto compiled = json::Rule::compile(Json::parse(rule));
    json::Trace trace;
    if (!answers.empty())
        BOOST_REQUIRE(compiled->evaluate({{"answers", answers}, {"case", {{"reach", 500}}}}, &trace).ok());
    std::string text;
    for (const RuleLine& line : rule_tree(pack(), *compiled, trace)) {
        const char marks[] = {'?', '-', '+'};
        text += std::string(static_cast<std::size_t>(line.depth), ' ') + marks[static_cast<int>(line.state)] +
                " " + line.text + "\n";
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rules_in_words)

BOOST_AUTO_TEST_CASE(name_questions_by_their_text_and_answers_by_their_label) {
    BOOST_TEST(said(R"({"==": [{"var": "answers.target"}, "person"]})") ==
               "? “Is somebody targeted?” is A person\n");
    BOOST_TEST(said(R"({"in": [{"var": "answers.target"}, ["person", "group"]]})") ==
               "? “Is somebody targeted?” is one of A person, A group\n");
    BOOST_TEST(said(R"({"in": ["weapon", {"var": "answers.means"}]})") ==
               "? “Which means?” includes Weapon\n");
    BOOST_TEST(said(R"({">=": [{"var": ["case.author_age_days", 0]}, 30]})") ==
               "? the case’s author age days is at least 30\n");
    BOOST_TEST(said(R"({"var": "answers.note"})") == "? “Anything else?” is answered\n");
    BOOST_TEST(said("true") == "? always\n");
}

BOOST_AUTO_TEST_CASE(light_what_held_and_leave_out_of_the_light_what_was_not_tried) {
    BOOST_TEST(said(R"({"and": [{"==": [{"var": "answers.target"}, "group"]}, {"var": "answers.note"}]})",
                    {{"target", "person"}}) ==
               "- all of these\n"
               " - “Is somebody targeted?” is A group\n"
               " ? “Anything else?” is answered\n");
    BOOST_TEST(said(R"({"or": [{"!": {"var": "answers.note"}}, {">": [{"var": "case.reach"}, 100]}]})",
                    {{"target", "person"}}) ==
               "+ at least one of these\n"
               " + not\n"
               "  - “Anything else?” is answered\n"
               " ? the case’s reach is over 100\n");
}

BOOST_AUTO_TEST_CASE(show_a_rule_of_another_form_as_it_is) {
    BOOST_TEST(said(R"({"+": [1, {"var": "answers.age"}]})") == "? {\"+\":[1,{\"var\":\"answers.age\"}]}\n");
}

BOOST_AUTO_TEST_CASE(tell_what_a_rule_read) {
    const auto rule = json::Rule::compile(
        Json::parse(R"({"and": [{"==": [{"var": "answers.target"}, "person"]}, {"var": "case.reach"}]})"));
    const auto values = values_read(pack(), *rule, {{"target", "person"}}, {{"reach", 12}});
    BOOST_REQUIRE(values.size() == 2u);
    BOOST_TEST(values[0].label == "Is somebody targeted?");
    BOOST_TEST(values[0].value == "A person");
    BOOST_TEST(values[1].label == "reach");
    BOOST_TEST(values[1].value == "12");
}

BOOST_AUTO_TEST_SUITE_END()
