#include <core/bundle/case.hpp>
#include <core/bundle/samples.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::bundle;
using test::Change;

BOOST_AUTO_TEST_SUITE(reading_a_case)

BOOST_AUTO_TEST_CASE(everything_in_it_is_read) {
    const auto read = read_case(test::sample_case(), "s:1");
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    const Case& c = *read;
    BOOST_TEST(c.id == "case-1");
    BOOST_TEST(format_rfc3339(c.received_at) == "2026-11-20T08:00:00.000Z");
    BOOST_TEST((c.source.kind == SourceKind::regulator));
    BOOST_TEST(c.source.reference == "MO/17");
    BOOST_TEST((c.subject.kind == SubjectKind::comment));
    BOOST_TEST(c.subject.author.followers == 12);
    BOOST_TEST(c.subject.prior_decisions.size() == 2u);
    BOOST_REQUIRE(c.content.size() == 3u);
    BOOST_TEST(c.content[0].translations[0].text == "A sentence.");
    BOOST_TEST(c.content[1].media_path == "media/ab.png");
    BOOST_TEST(c.content[1].width_px == 640);
    BOOST_TEST(c.content[1].digest->hex().substr(0, 4) == "0123");
    BOOST_TEST(c.content[2].text == "https://example.org/");
    BOOST_TEST(c.thread[1].is_subject);
    BOOST_TEST(c.reports[0].count == 4);
    BOOST_TEST(c.notices[0].works.size() == 1u);
    BOOST_TEST(c.signals[0].value == "0.93");
    BOOST_TEST(c.events[0].kind == "received");
    BOOST_TEST(c.tags.size() == 2u);
}

BOOST_AUTO_TEST_CASE(one_wrong_thing_is_refused_with_its_code_and_place) {
    const Change changes[] = {
        {"/id", nullptr, "case.schema", "/id"},
        {"/id", "7", "case.schema", "/id"},
        {"/id", "\"\"", "case.id", "/id"},
        {"/id", "\"a\\u0007\"", "case.id", "/id"},
        {"/received_at", nullptr, "case.schema", "/received_at"},
        {"/received_at", "\"yesterday\"", "case.time", "/received_at"},
        {"/due_at", "null", "case.schema", "/due_at"},
        {"/due_at", "\"2026-13-01T00:00:00Z\"", "case.time", "/due_at"},
        {"/area", "\"weather\"", "case.schema", "/area"},
        {"/market", "\"Germany\"", "case.schema", "/market"},
        {"/language", "\"de_DE\"", "case.schema", "/language"},
        {"/reach", "-1", "case.schema", "/reach"},
        {"/reach", "1.5", "case.schema", "/reach"},
        {"/severity_hint", "5", "case.schema", "/severity_hint"},
        {"/source/kind", "\"friend\"", "case.schema", "/source/kind"},
        {"/source", "[]", "case.schema", "/source"},
        {"/subject/kind", nullptr, "case.schema", "/subject/kind"},
        {"/subject/author/created_at", "\"2026\"", "case.time", "/subject/author/created_at"},
        {"/subject/author/verified", "\"yes\"", "case.schema", "/subject/author/verified"},
        {"/subject/history/0", "1", "case.schema", "/subject/history/0"},
        {"/subject/prior_decisions/1/outcome", nullptr, "case.schema", "/subject/prior_decisions/1/outcome"},
        {"/content", "[]", "case.schema", "/content"},
        {"/content/0", "\"text\"", "case.schema", "/content/0"},
        {"/content/0/text", nullptr, "case.schema", "/content/0/text"},
        {"/content/0/kind", "\"smell\"", "case.schema", "/content/0/kind"},
        {"/content/0/translations/0/language", nullptr, "case.schema", "/content/0/translations/0/language"},
        {"/content/1/digest", "\"sha256:12\"", "case.schema", "/content/1/digest"},
        {"/content/1/digest", nullptr, "case.schema", "/content/1/digest"},
        {"/content/1/width", "70000", "case.schema", "/content/1/width"},
        {"/content/1/path", "\"media/../../etc/passwd\"", "case.path", "/content/1/path"},
        {"/content/1/path", "\"/etc/passwd\"", "case.path", "/content/1/path"},
        {"/content/1/path", "\"https://example.org/a.png\"", "case.path", "/content/1/path"},
        {"/content/1/path", "\"media/a\\\\b.png\"", "case.path", "/content/1/path"},
        {"/content/1/path", "\"media/..\"", "case.path", "/content/1/path"},
        {"/thread/0/text", nullptr, "case.schema", "/thread/0/text"},
        {"/reports/0/count", "0", "case.schema", "/reports/0/count"},
        {"/notices/0/works", "{}", "case.schema", "/notices/0/works"},
        {"/signals/0/value", "[]", "case.schema", "/signals/0/value"},
        {"/signals/0/value", nullptr, "case.schema", "/signals/0/value"},
        {"/events/0/at", nullptr, "case.schema", "/events/0/at"},
        {"/tags", "\"a\"", "case.schema", "/tags"},
        {"/csam", "\"no\"", "case.schema", "/csam"},
        {"/csam", "true", "case.csam", ""},
        {"/tags/0", "\"CSAM\"", "case.csam", ""},
        {"/signals/0/name", "\"csam\"", "case.csam", ""},
    };
    for (const Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)")) {
            const auto read = read_case(test::changed(test::sample_case(), change), "cases/0.jsonl:7");
            BOOST_REQUIRE(!read.ok());
            BOOST_TEST(read.error().code == change.code);
            BOOST_TEST(read.error().place == std::string("cases/0.jsonl:7") + change.place);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_flagged_case_is_refused_for_the_flag_even_when_it_is_malformed) {
    const auto read = read_case(std::string_view(R"({"csam": true})"), "x:1");
    BOOST_REQUIRE(!read.ok());
    BOOST_TEST(read.error().code == "case.csam");
    BOOST_TEST(read.error().remedy.find("do not open") == 0u);
}

BOOST_AUTO_TEST_CASE(errors_of_the_json_reader_keep_their_codes) {
    const auto code = [](std::string_view line) { return read_case(line, "s:3").error().code; };
    BOOST_TEST(code("{\"id\": 1, \"id\": 2}") == "json.duplicate_key");
    BOOST_TEST(code("{") == "json.syntax");
    BOOST_TEST(code("\xFF") == "json.encoding");
    BOOST_TEST(read_case(std::string_view("{"), "s:3").error().place.rfind("s:3", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(an_id_of_200_bytes_is_accepted_and_one_of_201_is_not) {
    Json c = test::sample_case();
    c["id"] = std::string(200, 'x');
    BOOST_TEST(read_case(c, "").ok());
    c["id"] = std::string(201, 'x');
    BOOST_TEST(read_case(c, "").error().code == "case.id");
}

BOOST_AUTO_TEST_CASE(a_title_is_made_from_the_content_where_there_is_none) {
    Json c = test::sample_case();
    c.erase("title");
    c["content"][0]["text"] = "  one\n\ttwo  ";
    BOOST_TEST(read_case(c, "")->title == "one two");
    c["content"][0]["text"] = " ";
    BOOST_TEST(read_case(c, "")->title == "a street");
    c["content"] = Json::parse(R"([{"id": "l", "kind": "link", "text": "x"}])");
    BOOST_TEST(read_case(c, "")->title == "Please review the comment");
    c.erase("ask");
    BOOST_TEST(read_case(c, "")->title == "comment case-1");
}

BOOST_AUTO_TEST_CASE(a_long_title_is_cut_between_code_points) {
    Json c = test::sample_case();
    c.erase("title");
    std::string text;
    for (int i = 0; i < 100; ++i) text += "\xE0\xA4\x95";  // Devanagari ka
    c["content"][0]["text"] = text;
    BOOST_TEST(read_case(c, "")->title == text.substr(0, 240) + "\xE2\x80\xA6");
}

BOOST_AUTO_TEST_CASE(facts_are_flat_and_computed_from_the_case) {
    const Json found = facts(*read_case(test::sample_case(), ""));
    const Json expected = Json::parse(R"({
      "market": "DE", "language": "de", "area": "community", "source_kind": "regulator", "subject_kind": "comment",
      "reach": 1200, "severity_hint": 3, "report_count": 5, "notice_count": 1, "notice_kinds": ["court_order"],
      "notice_rights": [], "notice_registered": false, "prior_violations": 1, "strikes": 1,
      "author_verified": true, "author_age_days": 365, "has_media": true, "tags": ["de", "urgent"]})");
    BOOST_TEST(found.dump() == expected.dump());
}

BOOST_AUTO_TEST_CASE(the_age_of_an_author_is_null_where_it_is_unknown_and_never_negative) {
    Json c = test::sample_case();
    c["subject"]["author"].erase("created_at");
    BOOST_TEST(facts(*read_case(c, "")).at("author_age_days").is_null());
    c["subject"]["author"]["created_at"] = "2030-01-01T00:00:00Z";
    BOOST_TEST(facts(*read_case(c, "")).at("author_age_days") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
