// Facets, completion and groups over the small queue.
#include "queue_fixture.hpp"

#include <core/review/facets.hpp>
#include <core/review/filter_complete.hpp>
#include <core/review/filter_parse.hpp>
#include <core/review/filter_run.hpp>
#include <core/review/filter_text.hpp>

using namespace casement;
using namespace casement::review;

BOOST_AUTO_TEST_SUITE(facets)

namespace {

std::string toggled(const char* text, Field field, const char* value,
                    FacetState wished = FacetState::wanted) {
    auto made = toggle_facet(text, field, value, wished);
    return made ? *made : made.error().code;
}

// "x|" has the caret at the bar. The replaced part, a colon, and what could stand there.
std::string completed(std::string text, std::size_t most = 8) {
    const std::size_t caret = text.find('|');
    text.erase(caret, 1);
    const Completions made = complete_filter(columns_of(small_queue()), text, caret, most);
    std::string said = text.substr(made.replaces.begin, made.replaces.end - made.replaces.begin) + " ->";
    for (const Completion& one : made.list)
        said += " " + one.text + (one.count ? "=" + std::to_string(one.count) : "");
    return said;
}

std::string counted(const char* filter, Field field, std::size_t most = 10) {
    const Columns columns = columns_of(small_queue());
    const Bitmap rows = evaluate(columns, *read_filter(filter), {noon(), "ana"});
    std::string said;
    for (const FacetCount& one : facet_counts(columns, rows, field, most))
        said += one.value + "=" + std::to_string(one.count) + " ";
    return said;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_click_changes_its_own_term_and_nothing_else) {
    BOOST_TEST(toggled("", Field::area, "ip") == "area:ip");
    BOOST_TEST(toggled("shoes  \"half price\" ", Field::area, "ip") == "shoes  \"half price\" area:ip");
    BOOST_TEST(toggled("area:ip shoes", Field::area, "community") == "area:ip,community shoes");
    BOOST_TEST(toggled("AREA:IP,community shoes", Field::area, "ip") == "AREA:community shoes");
    BOOST_TEST(toggled("area:ip,community shoes", Field::area, "community") == "area:ip shoes");
    BOOST_TEST(toggled("a area:ip b", Field::area, "ip") == "a b");
    BOOST_TEST(toggled("area:ip b", Field::area, "ip") == "b");
    BOOST_TEST(toggled("a area:ip", Field::area, "ip") == "a");
    BOOST_TEST(toggled("area:ip", Field::area, "ip") == "");
    BOOST_TEST(toggled("a", Field::tag, "two words") == "a tag:\"two words\"");
    BOOST_TEST(toggled("tag:\"two words\",b", Field::tag, "Two Words") == "tag:b");
    BOOST_TEST(toggled("a", Field::author, "@x") == "a author:@x");
    BOOST_TEST(toggled("a author:x", Field::author, "@x") == "a");
    BOOST_TEST(toggled("a", Field::tag, "spam", FacetState::excluded) == "a -tag:spam");
    BOOST_TEST(toggled("-tag:spam a", Field::tag, "b", FacetState::excluded) == "-tag:spam,b a");
    BOOST_TEST(toggled("-tag:spam a", Field::tag, "b") == "-tag:spam a tag:b");
    BOOST_TEST(toggled("-tag:spam a", Field::tag, "spam", FacetState::excluded) == "a");
    BOOST_TEST(toggled("a OR b", Field::area, "ip") == "(a OR b) area:ip");
    BOOST_TEST(toggled("(a OR b) area:ip", Field::area, "ip") == "(a OR b)");
    BOOST_TEST(toggled("(area:ip) b", Field::area, "ip") == "b");
    BOOST_TEST(toggled("(area:ip tag:a) b", Field::tag, "a") == "(area:ip) b");
    BOOST_TEST(toggled("severity:3", Field::severity, "3") == "");
    BOOST_TEST(toggled("a", Field::severity, "3") == "a severity:3");
    BOOST_TEST(toggled("\"open", Field::area, "ip") == "filter.unclosed_quote");
}

BOOST_AUTO_TEST_CASE(a_facet_knows_how_it_stands) {
    const Filter filter = *read_filter("area:ip -tag:spam (market:de OR market:fr) severity:3");
    const auto state = [&](Field field, const char* value) {
        return static_cast<int>(facet_state(filter, field, value));
    };
    BOOST_TEST(state(Field::area, "ip") == static_cast<int>(FacetState::wanted));
    BOOST_TEST(state(Field::area, "community") == static_cast<int>(FacetState::absent));
    BOOST_TEST(state(Field::tag, "SPAM") == static_cast<int>(FacetState::excluded));
    BOOST_TEST(state(Field::market, "de") == static_cast<int>(FacetState::absent));
    BOOST_TEST(state(Field::severity, "3") == static_cast<int>(FacetState::wanted));
    BOOST_TEST(filter_text(without_field(filter, Field::tag)) ==
               "area:ip (market:de OR market:fr) severity:3");
}

BOOST_AUTO_TEST_CASE(counts_are_of_the_rows_that_are_left) {
    BOOST_TEST(counted("", Field::area) == "community=4 ip=2 advertising=1 regulation=1 ");
    BOOST_TEST(counted("market:de", Field::area) == "ip=1 regulation=1 ");
    BOOST_TEST(counted("", Field::tag, 3) == "=2 brand=2 Spam=1 ");
    BOOST_TEST(counted("area:ip", Field::requester) == "Acme GmbH=2 ");
    BOOST_TEST(counted("", Field::severity) == "0=2 2=2 3=2 1=1 4=1 ");
    BOOST_TEST(counted("", Field::state) == "new=4 decided=1 escalated=1 in_review=1 parked=1 ");
    BOOST_TEST(counted("", Field::due) == "");
    BOOST_TEST(!has_facets(Field::due));
}

BOOST_AUTO_TEST_CASE(groups_keep_the_order_and_have_counts) {
    const Columns columns = columns_of(small_queue());
    const std::vector<std::uint32_t> order = {7, 6, 5, 4, 3, 2, 1, 0};
    const GroupedRows areas = group_rows(columns, order, Field::area);
    std::string said;
    for (const RowGroup& group : areas.groups) {
        said += group.value + ":";
        for (std::size_t i = 0; i < group.count; ++i)
            said += " " + std::to_string(areas.rows[group.begin + i]);
        said += "; ";
    }
    BOOST_TEST(said == "community: 7 5 4 2; ip: 6 0; regulation: 3; advertising: 1; ");
    const GroupedRows tags = group_rows(columns, order, Field::tag);
    BOOST_TEST(tags.groups.front().value == "");
    BOOST_TEST(tags.groups.front().count == 2u);
    BOOST_TEST(tags.rows.size() == 11u);
}

BOOST_AUTO_TEST_CASE(completion_offers_fields_then_values_by_count) {
    BOOST_TEST(completed("ar|") == "ar -> area:");
    BOOST_TEST(completed("shoes -re|") == "re -> requester: received: reach: reports:");
    BOOST_TEST(completed("re|ac:>5") == "reac: -> requester: received: reach: reports:");
    BOOST_TEST(completed("(s|") == "s -> source: state: severity:");
    BOOST_TEST(completed("|", 3) == " -> area: source: kind:");
    BOOST_TEST(completed("area:|") == " -> community=4 ip=2 advertising=1 regulation=1");
    BOOST_TEST(completed("area:i|") == "i -> ip=2");
    BOOST_TEST(completed("area:ip,c|") == "c -> community=4");
    BOOST_TEST(completed("area:co|mm shoes") == "comm -> community=4");
    BOOST_TEST(completed("source:law_|") == "law_ -> law_enforcement=1");
    BOOST_TEST(completed("market:|", 2) == " -> DE=2 CN=1");
    BOOST_TEST(completed("market:f|") == "f -> FR=1 fr=1");
    BOOST_TEST(completed("tag:t|") == "t -> \"two words\"=1");
    BOOST_TEST(completed("tag:\"two|") == "\"two -> \"two words\"=1");
    BOOST_TEST(completed("author:@mu|") == "@mu -> @mug-shop=1");
    BOOST_TEST(completed("author:mu|") == "mu -> @mug-shop=1");
    BOOST_TEST(completed("requester:acme|") == "acme -> \"Acme GmbH\"=2");
    BOOST_TEST(completed("assignee:|") == " -> ana=2 ben=1 me none");
    BOOST_TEST(completed("is:o|") == "o -> overdue open");
    BOOST_TEST(completed("due:|") == " -> <4h <1d <1w >1d");
    BOOST_TEST(completed("severity:>|") == "> -> >=3");
    BOOST_TEST(completed("\"are|") == " ->");
    BOOST_TEST(completed("nope:x|") == " ->");
    BOOST_TEST(completed("住|") == "住 ->");
}

BOOST_AUTO_TEST_SUITE_END()
