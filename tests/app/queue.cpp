// The queue as a reviewer narrows and orders it.
#include "world.hpp"

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::app;
using test::Session;

BOOST_AUTO_TEST_SUITE(queue)

namespace {

void type(Session& s, const std::string& text) {
    s.give(Arrival{FieldEdited{"filter", text}});
}

std::vector<std::string> shown(const Session& s) {
    std::vector<std::string> ids;
    for (const auto row : s.state.queue.shown) ids.push_back(s.state.bundle.rows[row].id);
    return ids;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_filter_keeps_what_it_says_and_a_word_is_looked_for) {
    Session s;
    s.open();
    const auto all = shown(s);
    BOOST_REQUIRE(all.size() == 3u);
    type(s, "id:" + all[1]);
    BOOST_TEST(shown(s) == std::vector<std::string>{all[1]}, boost::test_tools::per_element());
    type(s, "-id:" + all[1]);
    BOOST_TEST(shown(s).size() == 2u);
    type(s, "nothing-has-this-word");
    BOOST_TEST(shown(s).empty());
    type(s, "");
    BOOST_TEST(shown(s) == all, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_understood_is_named_and_the_last_result_stays) {
    Session s;
    s.open();
    const std::string first = shown(s)[0];
    type(s, "id:" + first);
    type(s, "id:" + first + " areax:ip more");
    BOOST_REQUIRE(s.state.queue.problem.has_value());
    BOOST_TEST(s.state.queue.problem->code == "filter.unknown_field");
    BOOST_TEST(shown(s) == std::vector<std::string>{first}, boost::test_tools::per_element());
    type(s, "");
    BOOST_TEST(!s.state.queue.problem.has_value());
    BOOST_TEST(shown(s).size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_facet_writes_the_filter_and_takes_itself_out_again) {
    Session s;
    s.open();
    s.give(ToggleFacet{review::Field::state, "new"});
    BOOST_TEST(s.state.queue.filter == "state:new");
    BOOST_TEST(shown(s).size() == 3u);
    s.give(ToggleFacet{review::Field::state, "decided"});
    BOOST_TEST(s.state.queue.filter == "state:new,decided");
    s.give(ToggleFacet{review::Field::state, "new"});
    s.give(ToggleFacet{review::Field::state, "decided"});
    BOOST_TEST(s.state.queue.filter == "");
}

BOOST_AUTO_TEST_CASE(a_suggestion_completes_what_is_typed) {
    Session s;
    s.open();
    type(s, "stat");
    const auto& list = s.state.queue.suggestions.list;
    BOOST_REQUIRE(!list.empty());
    BOOST_TEST(list[0].text == "state:");
    s.give(TakeSuggestion{0});
    BOOST_TEST(s.state.queue.filter == "state:");
    BOOST_REQUIRE(!s.state.queue.suggestions.list.empty());
    s.give(TakeSuggestion{0});
    BOOST_TEST(s.state.queue.filter.starts_with("state:"));
    BOOST_TEST(s.state.queue.filter.ends_with(" "));
    s.give(TakeSuggestion{99});  // one that is not there any more
    BOOST_TEST(!s.state.queue.problem.has_value());
}

BOOST_AUTO_TEST_CASE(what_is_begun_and_decided_can_be_asked_for) {
    Session s;
    s.open();
    s.give(StepCase{1});
    const std::string id = s.state.review.c.id;
    type(s, "state:in_review");
    BOOST_TEST(shown(s).empty());
    s.give(ChooseOption{1});
    type(s, "state:in_review");
    BOOST_TEST(shown(s) == std::vector<std::string>{id}, boost::test_tools::per_element());
    s.give(SignAndNext{});
    s.tick(10'000);
    BOOST_REQUIRE(s.state.ledger.entries.size() == 1u);
    type(s, "is:decided");
    BOOST_TEST(shown(s) == std::vector<std::string>{id}, boost::test_tools::per_element());
    type(s, "is:open");
    BOOST_TEST(shown(s).size() == 2u);
    type(s, "");
    s.give(ToggleDecided{});
    BOOST_TEST(shown(s).size() == 2u);
}

BOOST_AUTO_TEST_CASE(by_priority_the_most_points_come_first_and_the_reasons_add_up) {
    Session s;
    s.open();
    s.give(SetOrder{queue_order("priority")->order});
    const auto points = s.state.queue.columns.priority();
    const auto& rows = s.state.queue.shown;
    for (std::size_t i = 1; i < rows.size(); ++i) BOOST_TEST(points[rows[i - 1]] >= points[rows[i]]);
    s.give(OpenCase{rows[0]});
    std::int32_t sum = 0;
    for (const auto& reason : priority_reasons(s.state)) sum += reason.points;
    BOOST_TEST(sum == points[rows[0]]);
    BOOST_TEST(sum > 0);
}

BOOST_AUTO_TEST_CASE(the_order_is_there_after_a_reload) {
    Session s;
    s.open();
    s.give(SetOrder{queue_order("reach")->order});
    const auto saved = s.state.queue.order;
    BOOST_TEST(std::string(order_name(saved)) == "reach");
    BOOST_TEST((queue_order("reach")->order == saved));
    BOOST_TEST((queue_order("no such") == nullptr));
}

BOOST_AUTO_TEST_CASE(the_palette_finds_cases_by_words_and_by_filter) {
    Session s;
    s.open();
    const std::string id = s.state.bundle.rows[1].id;
    s.give(Arrival{FieldEdited{"palette", id}});
    BOOST_TEST(s.state.queue.found == std::vector<std::uint32_t>{1}, boost::test_tools::per_element());
    s.give(Arrival{FieldEdited{"palette", "state:new"}});
    BOOST_TEST(s.state.queue.found.size() == 3u);
    s.give(Arrival{FieldEdited{"palette", "\"open quote"}});
    BOOST_TEST(s.state.queue.found.empty());
}

BOOST_AUTO_TEST_SUITE_END()
