#include "world.hpp"

#include <app/command_table.hpp>
#include <app/route.hpp>

#include <boost/test/unit_test.hpp>

#include <set>

using namespace casement::app;

BOOST_AUTO_TEST_SUITE(routes)

BOOST_AUTO_TEST_CASE(name_a_bundle_and_a_case_in_any_script) {
    for (const Route& route :
         {Route{"demo", "ESC-1"}, Route{"demo", ""}, Route{"bundles/a b/", "ق/1%"}, Route{}}) {
        BOOST_TEST((read_route(write_route(route)) == route));
    }
    BOOST_TEST(write_route({"a/b", "c d"}) == "#/b/a%2Fb/c/c%20d");
}

BOOST_AUTO_TEST_CASE(lead_to_a_case_but_take_nobody_away_from_where_they_went_meanwhile) {
    casement::test::Session s;
    s.state.environment.width_px = 800;
    s.open();
    const std::string first = s.state.bundle.rows[0].id;
    s.give(ShowPanel{Panel::settings});
    s.give(Arrival{RouteChanged{write_route({s.state.bundle.id, first})}});
    BOOST_TEST((s.state.panel == Panel::review));
    BOOST_TEST(s.state.review.c.id == first);

    s.state.wanted_route = {s.state.bundle.id, s.state.bundle.rows[1].id};
    s.give(ShowPanel{Panel::settings});
    s.state.waiting[9999] = "bundles";  // the list that was still to come when Settings was opened
    s.give(Arrival{Failed{9999, {}}});
    BOOST_TEST(s.state.review.c.id == s.state.bundle.rows[1].id);
    BOOST_TEST((s.state.panel == Panel::settings));
}

BOOST_AUTO_TEST_CASE(read_anything_else_as_no_route) {
    for (const char* hash : {"", "#", "#/", "#/x/demo", "#b/demo", "javascript:alert(1)"}) {
        BOOST_TEST((read_route(hash) == Route{}), hash);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(commands)

BOOST_AUTO_TEST_CASE(have_ids_labels_and_chords_of_their_own) {
    std::set<std::string> ids, chords;
    for (const auto& row : command_table()) {
        BOOST_TEST(ids.insert(row.id).second, row.id);
        if (*row.chord) BOOST_TEST(chords.insert(row.chord).second, row.chord);
        BOOST_TEST(*row.label);
        BOOST_TEST(!std::string(row.tooltip).ends_with("."), row.tooltip);
    }
}

BOOST_AUTO_TEST_CASE(are_found_by_chord_whatever_the_keyboard_layout) {
    State state;
    KeyEvent event;
    event.key = "k";
    event.ctrl = true;
    BOOST_REQUIRE(match_chord(state, event));
    BOOST_TEST(std::string(match_chord(state, event)->id) == "palette");
    event.key = "л";  // the same key on a Russian layout
    event.code = "KeyK";
    BOOST_REQUIRE(match_chord(state, event));
    BOOST_TEST(std::string(match_chord(state, event)->id) == "palette");
}

BOOST_AUTO_TEST_CASE(do_not_fire_while_a_field_has_the_focus_unless_with_ctrl) {
    State state;
    KeyEvent event;
    event.key = "?";
    BOOST_TEST(match_chord(state, event) != nullptr);
    event.in_field = true;
    BOOST_TEST(match_chord(state, event) == nullptr);
    event.key = "k";
    event.ctrl = true;
    BOOST_TEST(match_chord(state, event) != nullptr);
}

BOOST_AUTO_TEST_CASE(in_sequence_need_their_first_key) {
    State state;
    KeyEvent event;
    event.key = "g";
    BOOST_TEST(starts_sequence(state, event));
    event.key = "l";
    BOOST_TEST(match_chord(state, event) == nullptr);
    state.chord_g = true;
    BOOST_REQUIRE(match_chord(state, event));
    BOOST_TEST(std::string(match_chord(state, event)->id) == "go.ledger");
}

BOOST_AUTO_TEST_CASE(that_cannot_be_given_now_are_not_offered) {
    State state;
    for (const auto* row : find_commands(state, "")) BOOST_TEST(row->enabled(state), row->id);
    BOOST_TEST(find_commands(state, "sign and next").empty());
    BOOST_TEST(find_commands(state, "LEDGER").size() >= 1u);
}

BOOST_AUTO_TEST_SUITE_END()
