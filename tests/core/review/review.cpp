#include <core/json/text.hpp>
#include <core/review/deadline.hpp>
#include <core/review/draft.hpp>
#include <core/review/filter_parse.hpp>
#include <core/review/filter_run.hpp>
#include <core/review/fold.hpp>
#include <core/review/order.hpp>
#include <core/review/reveal.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::review;

BOOST_AUTO_TEST_SUITE(deadlines)

BOOST_AUTO_TEST_CASE(turn_amber_at_a_quarter_and_red_at_a_tenth) {
    constexpr TimeMs kReceived = 1'000'000, kDue = kReceived + 1000;
    BOOST_TEST(static_cast<int>(urgency(kReceived, 0, kReceived)) == static_cast<int>(Urgency::none));
    BOOST_TEST(static_cast<int>(urgency(kReceived, kDue, kDue - 251)) == static_cast<int>(Urgency::calm));
    BOOST_TEST(static_cast<int>(urgency(kReceived, kDue, kDue - 250)) == static_cast<int>(Urgency::warning));
    BOOST_TEST(static_cast<int>(urgency(kReceived, kDue, kDue - 100)) == static_cast<int>(Urgency::critical));
    BOOST_TEST(static_cast<int>(urgency(kReceived, kDue, kDue)) == static_cast<int>(Urgency::critical));
    BOOST_TEST(static_cast<int>(urgency(kReceived, kDue, kDue + 1)) == static_cast<int>(Urgency::overdue));
    BOOST_TEST(!at_risk(Urgency::calm));
    BOOST_TEST(at_risk(Urgency::overdue));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(folding)

BOOST_AUTO_TEST_CASE(makes_equal_what_people_mean_to_be_equal) {
    BOOST_TEST(fold("Straße ÉCOLE") == "straße ecole");
    BOOST_TEST(fold("ŁÓDŹ Øre") == "lodz ore");
    BOOST_TEST(fold("ΑΘΉΝΑΣ") == fold("αθηνας"));
    BOOST_TEST(fold("Ϊός") == fold("ιοσ"));
    BOOST_TEST(fold("МОСКВА Ёлка") == "москва ёлка");
    BOOST_TEST(fold("ＡＢＣ１") == "abc1");
    BOOST_TEST(fold("a\xE2\x80\x8B"
                    "b\xC2\xA0\xC2\xA0"
                    "c") == "ab c");
    BOOST_TEST(fold("مُحَمَّد") == "محمد");
    BOOST_TEST(fold("  two   blanks ") == "two blanks");
}

BOOST_AUTO_TEST_CASE(survives_any_bytes) {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    const std::string folded = fold(all);
    for (std::size_t at = 0; at < folded.size();)
        BOOST_TEST(static_cast<unsigned>(next_code_point(folded, at)) <= 0x10FFFFu);
    BOOST_TEST(fold("\xF0\x9F") == "\xEF\xBF\xBD\xEF\xBF\xBD");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(queries)

namespace {
std::vector<bundle::CaseRow> rows() {
    std::vector<bundle::CaseRow> made(4);
    const char* titles[] = {"Counterfeit listing", "Élection ad", "منشور يحرض", "Zebra"};
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i].id = "C-" + std::to_string(i);
        made[i].title = titles[i];
        made[i].received_at = 100 - static_cast<TimeMs>(i);
        made[i].due_at = i == 1 ? 0 : 500 - static_cast<TimeMs>(i) * 10;
        made[i].severity_hint = static_cast<int>(i % 2);
        made[i].reach = i == 3 ? 9000 : 10;
    }
    made[0].tags = {"brand", "shoes"};
    return made;
}
std::vector<std::uint32_t> ask(std::string_view query, SortColumn column, bool descending = false) {
    Columns columns;
    for (const auto& row : rows()) BOOST_REQUIRE(columns.append(row).ok());
    return Orders().ordered(columns, evaluate(columns, read_filter(query).value(), {}), {column, descending});
}
using Rows = std::vector<std::uint32_t>;
}  // namespace

BOOST_AUTO_TEST_CASE(every_word_must_occur_in_any_field_and_any_script) {
    BOOST_TEST(ask("", SortColumn::title).size() == 4u);
    BOOST_TEST(ask("election", SortColumn::due) == (Rows{1}), boost::test_tools::per_element());
    BOOST_TEST(ask("SHOES counter", SortColumn::due) == (Rows{0}), boost::test_tools::per_element());
    BOOST_TEST(ask("منشور", SortColumn::due) == (Rows{2}), boost::test_tools::per_element());
    BOOST_TEST(ask("shoes zebra", SortColumn::due).empty());
}

BOOST_AUTO_TEST_CASE(orders_are_stable_and_cases_without_a_clock_come_last) {
    BOOST_TEST(ask("", SortColumn::due) == (Rows{3, 2, 0, 1}), boost::test_tools::per_element());
    BOOST_TEST(ask("", SortColumn::received) == (Rows{3, 2, 1, 0}), boost::test_tools::per_element());
    BOOST_TEST(ask("", SortColumn::severity, true) == (Rows{1, 3, 0, 2}), boost::test_tools::per_element());
    BOOST_TEST(ask("", SortColumn::reach, true) == (Rows{3, 0, 1, 2}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(hidden)

namespace {
std::string names(std::string_view text) {
    std::string all;
    for (const auto& h : hidden_characters(text))
        all += std::string(h.name) + "@" + std::to_string(h.start) + " ";
    return all;
}
}  // namespace

BOOST_AUTO_TEST_CASE(bidi_controls_and_zero_width_characters_are_found_at_their_utf16_offsets) {
    BOOST_TEST(names("a\u202Eb\u202C") == "RLO@1 PDF@3 ");
    BOOST_TEST(names("😀\u200Bx") == "ZWSP@2 ");
    BOOST_TEST(names("\uFEFFx\u2060") == "BOM@0 WJ@2 ");
    BOOST_TEST(names("plain\ntext\twith tabs") == "");
    BOOST_TEST(names(std::string_view("nul\0here", 8)) == "CTRL@3 ");
    BOOST_TEST(names("tag \U000E0041") == "TAG@4 ");
}

BOOST_AUTO_TEST_CASE(joiners_that_a_script_needs_are_left_alone) {
    BOOST_TEST(names("👨\u200D👩\u200D👧") == "");
    BOOST_TEST(names("می\u200Cخواهم") == "");
    BOOST_TEST(names("क\u094D\u200Dष") == "");
    BOOST_TEST(names("in\u200Cvisible") == "ZWNJ@2 ");
    BOOST_TEST(names("🏴\U000E0067\U000E0062\U000E007F") == "");
}

BOOST_AUTO_TEST_CASE(slices_never_cut_a_surrogate_pair) {
    BOOST_TEST(json::utf16_length("a😀b") == 4u);
    BOOST_TEST(utf16_slice("a😀b", 1, 3) == "😀");
    BOOST_TEST(utf16_slice("a😀b", 2, 4) == "b");
    BOOST_TEST(utf16_slice("a😀b", 3, 3) == "");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(drafts)

BOOST_AUTO_TEST_CASE(come_back_as_they_went) {
    Draft draft;
    draft.decision_id = "0192f0c1-2d3e-7abc-8def-0123456789ab";
    draft.case_id = "C-1";
    draft.answers = {{"q", "yes"}, {"many", {"a", "b"}}};
    draft.evidence = {{"p1", 3, 9, "q"}};
    draft.rationale = "Because ✓";
    draft.override_ = decision::Override{"remove", "context"};
    draft.opened_at = 42;
    draft.active_ms = 7;
    const auto back = read_draft(to_json(draft));
    BOOST_REQUIRE(back.ok());
    BOOST_TEST(to_json(*back) == to_json(draft));
}

BOOST_AUTO_TEST_CASE(of_another_version_are_refused) {
    for (const Json& bad :
         {Json{{"version", 2}, {"answers", Json::object()}}, Json{{"version", 1}}, Json::array()}) {
        const auto read = read_draft(bad);
        BOOST_REQUIRE(!read.ok());
        BOOST_TEST(read.error().code == "draft.format");
    }
}

BOOST_AUTO_TEST_SUITE_END()
