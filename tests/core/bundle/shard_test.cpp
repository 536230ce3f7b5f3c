#include <core/bundle/samples.hpp>
#include <core/bundle/shard.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::bundle;

namespace {

std::string line_of(const char* id) {
    Json c = test::sample_case();
    c["id"] = id;
    return c.dump();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_a_shard)

BOOST_AUTO_TEST_CASE(one_broken_case_is_reported_and_the_rest_is_read) {
    const std::string bytes =
        line_of("a") + "\n{broken\n\n" + line_of("b") + "\r\n" + R"({"csam": true})" + "\n" + line_of("c");
    ShardReader reader(bytes, "cases/0.jsonl", 3);
    std::vector<CaseRow> rows;
    std::vector<Error> errors;
    while (reader.step(2, rows, errors)) {
    }
    BOOST_TEST(reader.consumed_bytes() == bytes.size());
    BOOST_REQUIRE(rows.size() == 3u);
    BOOST_REQUIRE(errors.size() == 2u);
    BOOST_TEST(errors[0].code == "json.syntax");
    BOOST_TEST(errors[0].place.rfind("cases/0.jsonl:2", 0) == 0u);
    BOOST_TEST(errors[1].code == "case.csam");
    BOOST_TEST(errors[1].place == "cases/0.jsonl:5");
    BOOST_TEST(rows[1].id == "b");
    BOOST_TEST(rows[1].line == 4u);
    BOOST_TEST(rows[1].shard == 3u);
    for (const CaseRow& row : rows) {
        BOOST_TEST(
            read_case(std::string_view(bytes).substr(static_cast<std::size_t>(row.offset), row.length), "")
                ->id == row.id);
    }
}

BOOST_AUTO_TEST_CASE(a_step_reads_no_more_lines_than_asked) {
    const std::string bytes = line_of("a") + "\n" + line_of("b") + "\n";
    ShardReader reader(bytes, "s", 0);
    std::vector<CaseRow> rows;
    std::vector<Error> errors;
    BOOST_TEST(reader.step(1, rows, errors));
    BOOST_TEST(rows.size() == 1u);
    BOOST_TEST(!reader.step(1, rows, errors));
    BOOST_TEST(rows.size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_empty_shard_is_at_its_end) {
    ShardReader reader("", "s", 0);
    std::vector<CaseRow> rows;
    std::vector<Error> errors;
    BOOST_TEST(!reader.step(10, rows, errors));
    BOOST_TEST(rows.empty());
}

BOOST_AUTO_TEST_CASE(a_row_has_what_the_queue_shows) {
    const CaseRow row = row_of(*read_case(test::sample_case(), ""));
    BOOST_TEST(row.title == "Threat under a public page");
    BOOST_TEST(row.excerpt == "Ein Satz.");
    BOOST_TEST(row.source_name == "Media Office");
    BOOST_TEST(row.reports == 5);
    BOOST_TEST(row.due_at == 1795334400000);
    BOOST_TEST(row.clock == "dsa-notice");
    BOOST_TEST(row.author == "@a");
    BOOST_TEST(row.has_media);
}

BOOST_AUTO_TEST_CASE(the_second_case_with_an_id_is_dropped_and_named) {
    std::vector<CaseRow> rows(4);
    rows[0].id = "a", rows[1].id = "b", rows[2].id = "a", rows[3].id = "c";
    rows[2].shard = 1, rows[2].line = 8;
    std::vector<Error> errors;
    drop_duplicate_ids(rows, {"cases/0", "cases/1"}, errors);
    BOOST_REQUIRE(rows.size() == 3u);
    BOOST_TEST(rows[2].id == "c");
    BOOST_REQUIRE(errors.size() == 1u);
    BOOST_TEST(errors[0].code == "case.duplicate_id");
    BOOST_TEST(errors[0].place == "cases/1:8/id");
}

BOOST_AUTO_TEST_SUITE_END()
