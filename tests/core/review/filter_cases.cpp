// The filter language by example: what each filter finds in the small queue, and what is wrong with bad ones.
#include "queue_fixture.hpp"

#include <core/review/filter_parse.hpp>
#include <core/review/filter_run.hpp>
#include <core/review/filter_text.hpp>

using namespace casement;
using namespace casement::review;

BOOST_AUTO_TEST_SUITE(filter_cases)

namespace {

struct Good {
    const char* filter;
    const char* ids;
    const char* canonical = nullptr;  // where it is another text
};
constexpr const char* kAll = "A-1 A-2 B-1 B-2 C-1 C-2 C-10 D-1";

const Good kGood[] = {
    {"", kAll},
    {"   ", kAll, ""},
    // Words and phrases.
    {"shoes", "A-1"},
    {"SHOES", "A-1"},
    {"election", "A-2"},
    {"ÉLECTION", "A-2"},
    {"counter half", "A-1"},
    {"half counter", "A-1"},
    {"counter zebra", ""},
    {"ount", "A-1"},
    {"\"half the price\"", "A-1"},
    {"\"HALF  the\tprice\"", "A-1"},
    {"\"price half\"", ""},
    {"“half the price”", "A-1", "\"half the price\""},
    {"„half the price“", "A-1", "\"half the price\""},
    {"\"shoes\"", "A-1", "shoes"},
    {"\"shoes original\"", ""},
    {"منشور", "B-1"},
    {"محمد", "B-1"},
    {"ШУТКА", "C-2"},
    {"елка", ""},
    {"ёлка москва", "C-2"},
    {"标题", "D-1"},
    {"标题　例子", "D-1", "标题 例子"},
    {"ＳＨＯＥＳ", "A-1"},
    {"acme", "A-1 C-10"},
    {"anna", "B-2"},
    {"brand", "A-1 C-10"},
    {"c-1", "C-1 C-10"},
    {"12:30", "B-2"},
    {"100%", "C-1"},
    {"\"f**k\"", "C-1"},
    {"\"\\\"free\\\"\"", "C-1"},
    {"\"-minus\"", "D-1"},
    {"\"OR\" perhaps", "C-10"},
    {"\"(copy)\"", "B-2"},
    {"shoe*", "A-1", "shoe"},
    {"\"half the\"*", "A-1", "\"half the\""},
    {"-acme", "A-2 B-1 B-2 C-1 C-2 D-1"},
    {"-\"vote early\"", "A-1 B-1 B-2 C-1 C-2 C-10 D-1"},
    {"q", "D-1"},
    {"\xE2\x80\x8B", kAll, ""},
    // Named fields.
    {"area:ip", "A-1 C-10"},
    {"Area:IP", "A-1 C-10", "area:ip"},
    {"area:ip,regulation", "A-1 B-2 C-10"},
    {"area:ip,regulation,ip", "A-1 B-2 C-10"},
    {"-area:community", "A-1 A-2 B-2 C-10"},
    {"-area:community,ip", "A-2 B-2"},
    {"area:\"ip\"", "A-1 C-10", "area:ip"},
    {"source:law_enforcement", "B-2"},
    {"source:law-enforcement", "B-2", "source:law_enforcement"},
    {"source:user,media", "B-1 C-1 C-2"},
    {"kind:listing", "A-1 C-10"},
    {"type:ad", "A-2", "kind:ad"},
    {"state:new", "A-1 B-1 C-2 D-1"},
    {"status:in-review,parked", "A-2 B-2", "state:in_review,parked"},
    {"-state:new", "A-2 B-2 C-1 C-10"},
    // Listed fields.
    {"market:de", "A-1 B-2"},
    {"market:de,fr", "A-1 A-2 B-2 C-10"},
    {"country:FR", "A-2 C-10", "market:FR"},
    {"market:d*", "A-1 B-2"},
    {"market:xx", ""},
    {"-market:de", "A-2 B-1 C-1 C-2 C-10 D-1"},
    {"language:en", "C-1 C-10"},
    {"language:en-US", "C-1"},
    {"lang:fr", "A-2", "language:fr"},
    {"language:z*", "D-1"},
    {"policy:ip", "A-1 C-10"},
    {"policy:ip@3", "A-1 C-10"},
    {"policy:i", ""},
    {"policy:community@1", ""},
    {"clock:dsa", "A-1 B-1"},
    {"requester:\"acme gmbh\"", "A-1 C-10"},
    {"requester:acme*", "A-1 C-10"},
    {"requester:acme", ""},
    {"from:\"AMTSGERICHT KOLN\"", "B-2", "requester:\"AMTSGERICHT KOLN\""},
    {"author:@parti", "A-2"},
    {"author:parti", "A-2", "author:@parti"},
    {"author:@karim", "B-1"},
    {"author:@BOT_1", "C-1"},
    {"author:*", nullptr},
    {"author:@mug-shop,@anna", "B-2 C-10"},
    {"author:@s*", "A-1"},
    {"tag:spam", "C-1 C-2"},
    {"tag:brand -tag:shoes", "C-10"},
    {"tag:\"two words\"", "B-1"},
    {"tag:\"two w\"*", "B-1"},
    {"tag:sp*", "C-1 C-2"},
    {"-tag:spam,brand", "A-2 B-1 B-2 D-1"},
    {"assignee:me", "A-2 C-1"},
    {"assignee:none", "A-1 B-1 C-2 C-10 D-1"},
    {"assignee:ben", "B-2"},
    {"-assignee:me,none", "B-2"},
    // Texts.
    {"id:a-1", "A-1"},
    {"id:c-1", "C-1"},
    {"id:c-1*", "C-1 C-10"},
    {"id:a-1,d-1", "A-1 D-1"},
    {"-id:c*", "A-1 A-2 B-1 B-2 D-1"},
    {"title:court", "B-2"},
    {"title:original", ""},
    {"title:shoes,logo", "A-1 C-10"},
    {"-title:o", "B-1 C-1 C-2 D-1"},
    // Times.
    {"due:<4h", "A-1 B-1 C-1 C-2"},
    {"due:<=2h", "A-1 B-1 C-1 C-2"},
    {"due:<2h", "B-1 C-1 C-2"},
    {"due:>1d", "A-2 C-10"},
    {"due:0m..4h", "A-1 C-2"},
    {"due:>=-1h due:<0m", "B-1", "due:>=-1h due:<0m"},
    {"due:<1h30m", "B-1 C-1 C-2"},
    {"-due:<4h", "A-2 B-2 C-10 D-1"},
    {"due:2026-11-24", "D-1"},
    {"due:<2026-11-24", "A-1 B-1 C-1 C-2"},
    {"due:>2026-11-24", "A-2 C-10"},
    {"due:<=2026-11-24", "A-1 B-1 C-1 C-2 D-1"},
    {"due:2026-11-24..2026-11-26", "A-2 D-1"},
    {"due:=2026-11-24T00:00:00Z", "D-1", "due:2026-11-24T00:00:00.000Z"},
    {"due:<4h,>4d", "A-1 B-1 C-1 C-2 C-10"},
    {"received:<1d", "A-2 B-2"},
    {"received:2026-11-22", "D-1"},
    {"received:>=2026-11-23", "A-2 B-2"},
    {"received:>1w", "B-1 C-1"},
    {"age:>2d", "B-1 C-1 C-2 C-10"},
    {"age:>=2d", "A-1 B-1 C-1 C-2 C-10"},
    {"age:<90m", "B-2", "age:<1h30m"},
    // Numbers.
    {"reach:>10k", "A-1 A-2 C-2", "reach:>10000"},
    {"reach:>=1m", "C-2", "reach:>=1000000"},
    {"reach:0", "B-2"},
    {"reach:50..1000", "B-1 C-10 D-1"},
    {"-reach:>=1", "B-2"},
    {"severity:3", "A-2 D-1"},
    {"severity:>=3", "A-2 B-1 D-1"},
    {"severity:<1", "B-2 C-10"},
    {"severity:1,4", "B-1 C-1"},
    {"severity:1..2", "A-1 C-1 C-2"},
    {"-severity:<=3", "B-1"},
    {"reports:>5", "B-1 C-2"},
    {"reports:<=1", "A-2 B-2 C-1"},
    // Qualities.
    {"is:overdue", "B-1"},
    {"is:at-risk", "A-1 B-1 C-2 D-1"},
    {"is:at_risk", "A-1 B-1 C-2 D-1", "is:at-risk"},
    {"is:open", "A-1 A-2 B-1 B-2 C-2 D-1"},
    {"is:closed", "C-1 C-10"},
    {"is:decided", "C-1"},
    {"is:new -is:overdue", "A-1 C-2 D-1"},
    {"is:assigned", "A-2 B-2 C-1"},
    {"is:mine", "A-2 C-1"},
    {"has:due", "A-1 A-2 B-1 C-1 C-2 C-10 D-1"},
    {"-has:due", "B-2"},
    {"has:media", "A-1 C-1"},
    {"has:reports -has:tag", "D-1"},
    {"has:clock,media", "A-1 B-1 C-1"},
    {"-has:market", "C-2"},
    {"-has:author", "D-1"},
    {"-has:requester", "B-1 C-1"},
    {"-has:policy", "B-2 C-2 D-1"},
    // Joined.
    {"area:ip market:de,fr due:<4h -tag:spam \"half the\" author:@shoe.shop", "A-1"},
    {"area:ip OR area:regulation", "A-1 B-2 C-10"},
    {"area:ip market:fr OR severity:4", "B-1 C-10", "(area:ip market:fr) OR severity:4"},
    {"area:ip (market:fr OR severity:4)", "C-10"},
    {"(area:ip OR area:regulation) market:de", "A-1 B-2"},
    {"-(area:ip OR area:community)", "A-2 B-2"},
    {"-(area:ip market:de)", "A-2 B-1 B-2 C-1 C-2 C-10 D-1"},
    {"-(-area:ip)", "A-1 C-10", "area:ip"},
    {"area:ip AND market:de", "A-1", "area:ip market:de"},
    {"((area:ip))", "A-1 C-10", "area:ip"},
    {"(shoes)acme", "A-1", "shoes acme"},
    {"shoes OR spam OR mug", "A-1 C-1 C-2 C-10"},
    {"-shoes OR shoes", kAll},
    {"or", "A-1 B-1 B-2 C-10"},
};

std::string found(const std::vector<QueueRow>& queue, const Columns& columns, const Filter& filter) {
    std::string ids;
    evaluate(columns, filter, {noon(), "ana"}).each([&](std::size_t row) {
        ids += (ids.empty() ? "" : " ") + queue[row].row.id;
    });
    return ids;
}

std::string sorted_words(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    std::sort(words.begin(), words.end());
    std::string made;
    for (const auto& word : words) made += word + " ";
    return made;
}

struct Bad {
    const char* filter;
    const char* code;
    std::size_t begin, end;  // characters
};
const Bad kBad[] = {
    {"aera:ip", "filter.unknown_field", 0, 5},
    {"x nonsense:ip", "filter.unknown_field", 2, 11},
    {"été colour:x", "filter.unknown_field", 4, 11},
    {"area:ipp", "filter.unknown_value", 5, 8},
    {"area:ip,", "filter.value_missing", 7, 8},
    {"area:,ip", "filter.value_missing", 4, 5},
    {"area: ip", "filter.value_missing", 4, 5},
    {"area:", "filter.value_missing", 4, 5},
    {"area:\"\"", "filter.value_missing", 4, 7},
    {"state:done", "filter.unknown_value", 6, 10},
    {"area:i*", "filter.unknown_value", 5, 7},
    {"is:late", "filter.unknown_value", 3, 7},
    {"has:video", "filter.unknown_value", 4, 9},
    {"due:4h", "filter.time", 4, 6},
    {"due:<4", "filter.time", 4, 6},
    {"due:<4y", "filter.time", 4, 7},
    {"due:<2026-13-01", "filter.time", 4, 15},
    {"due:<2026-1", "filter.time", 4, 11},
    {"due:soon", "filter.time", 4, 8},
    {"due:<4h4d", "filter.time", 4, 9},
    {"due:<999999999999999w", "filter.time", 4, 21},
    {"due:2h..2026-11-23", "filter.time", 4, 18},
    {"due:4h..2h", "filter.range", 4, 10},
    {"age:>2026-11-23", "filter.time", 4, 15},
    {"reach:many", "filter.number", 6, 10},
    {"reach:>", "filter.number", 6, 7},
    {"reach:>1.5k", "filter.number", 6, 11},
    {"reach:9999999999999999", "filter.number", 6, 22},
    {"reach:-5", "filter.number", 6, 8},
    {"reach:10..5", "filter.range", 6, 11},
    {"severity:9", "filter.range", 9, 10},
    {"severity:high", "filter.number", 9, 13},
    {"\"open", "filter.unclosed_quote", 0, 1},
    {"tag:\"open", "filter.unclosed_quote", 4, 5},
    {"\"\"", "filter.empty_phrase", 0, 2},
    {"(shoes", "filter.unclosed_group", 0, 1},
    {"shoes)", "filter.unopened_group", 5, 6},
    {"()", "filter.empty_group", 0, 2},
    {"shoes OR", "filter.alternative", 6, 8},
    {"OR shoes", "filter.alternative", 0, 2},
    {"a OR OR b", "filter.alternative", 5, 7},
    {"(a OR )", "filter.alternative", 3, 6},
    {"AND shoes", "filter.alternative", 0, 3},
    {"shoes AND", "filter.alternative", 6, 9},
    {"-", "filter.negation", 0, 1},
    {"- shoes", "filter.negation", 0, 1},
    {"--shoes", "filter.negation", 0, 1},
    {"*", "filter.wildcard", 0, 1},
    {"f**k", "filter.wildcard", 0, 4},
    {"tag:a*b", "filter.wildcard", 4, 7},
    {"author:@", "filter.wildcard", 7, 8},
    {"((((((((( a )))))))))", "filter.too_deep", 8, 9},
    {"\xFF", "filter.utf8", 0, 1},
    {"\xED\xA0\x80", "filter.utf8", 0, 1},
};

}  // namespace

BOOST_AUTO_TEST_CASE(each_filter_finds_its_rows_and_reads_back_from_its_own_text) {
    const auto queue = small_queue();
    const Columns columns = columns_of(queue);
    for (const Good& one : kGood) {
        BOOST_TEST_CONTEXT(one.filter) {
            const auto filter = read_filter(one.filter);
            if (!one.ids) {
                BOOST_TEST(!filter.ok());
                continue;
            }
            BOOST_TEST(filter.ok());
            if (!filter) continue;
            BOOST_TEST(sorted_words(found(queue, columns, *filter)) == sorted_words(one.ids));
            const std::string text = filter_text(*filter);
            const auto again = read_filter(text);
            BOOST_TEST_CONTEXT(text) {
                BOOST_TEST((again.ok() && *again == *filter));
                if (one.canonical) BOOST_TEST(text == one.canonical);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(each_bad_filter_is_refused_with_its_code_and_place) {
    for (const Bad& one : kBad) {
        BOOST_TEST_CONTEXT(one.filter) {
            const ParsedFilter parsed = parse_filter(one.filter);
            BOOST_TEST(parsed.error.has_value());
            if (!parsed.error) continue;
            BOOST_TEST(parsed.error->code == one.code);
            if (parsed.error->code != "filter.utf8") {
                BOOST_TEST(parsed.error->characters.begin == one.begin);
                BOOST_TEST(parsed.error->characters.end == one.end);
            }
            BOOST_TEST(!parsed.error->remedy.empty());
            BOOST_TEST(parsed.filter.empty());
        }
    }
    BOOST_TEST(std::size(kGood) + std::size(kBad) >= 200u);
}

BOOST_AUTO_TEST_CASE(limits_hold) {
    BOOST_TEST(parse_filter(std::string(5000, 'a')).error->code == "filter.too_long");
    BOOST_TEST(!parse_filter(std::string(4096, 'a')).error);
    std::string terms, values = "tag:";
    for (int i = 0; i < 65; ++i) terms += "a ", values += i == 0 ? "a" : ",a";
    BOOST_TEST(parse_filter(terms).error->code == "filter.too_many_terms");
    BOOST_TEST(parse_filter(values).error->code == "filter.too_many_values");
    BOOST_TEST(parse_filter(std::string(4000, '(')).error->code == "filter.too_deep");
    BOOST_TEST(parse_filter(std::string(4000, '(') + "a", 4001).error->code == "filter.too_deep");
}

BOOST_AUTO_TEST_CASE(remedies_name_the_nearest_word) {
    BOOST_TEST(parse_filter("aera:ip").error->remedy == "did you mean area: ?");
    BOOST_TEST(parse_filter("area:advertsing").error->remedy == "did you mean advertising?");
    BOOST_TEST(parse_filter("is:overdeu").error->remedy == "did you mean overdue?");
    BOOST_TEST(parse_filter("state:zzz").error->remedy.starts_with("use one of new, in_review"));
    BOOST_TEST(read_filter("x aera:ip").error().place == "characters 2-7");
}

BOOST_AUTO_TEST_CASE(what_is_unfinished_at_the_caret_is_pending_and_left_out) {
    struct Typed {
        const char* text;
        const char* code;  // of what is pending; null: nothing is
        const char* rest;  // the filter without it
    };
    const Typed kTyped[] = {
        {"shoes are", nullptr, "shoes are"},
        {"shoes area:", "filter.value_missing", "shoes"},
        {"area:i", "filter.unknown_value", ""},
        {"area:ip,", "filter.value_missing", "area:ip"},
        {"area:ip,comm", "filter.unknown_value", "area:ip"},
        {"due:<", "filter.time", ""},
        {"due:<4", "filter.time", ""},
        {"due:<4h", nullptr, "due:<4h"},
        {"due:>2026-1", "filter.time", ""},
        {"shoes -", "filter.negation", "shoes"},
        {"shoes OR ", "filter.alternative", "shoes"},
        {"shoes OR", "filter.alternative", "shoes"},
        {"shoes OR area:", "filter.value_missing", "shoes"},
        {"shoes AND ", "filter.alternative", "shoes"},
        {"\"half the pr", "filter.unclosed_quote", "\"half the pr\""},
        {"tag:\"two w", "filter.unclosed_quote", "tag:\"two w\""},
        {"shoes (brand", "filter.unclosed_group", "shoes brand"},
        {"shoes (", "filter.unclosed_group", "shoes"},
        {"\"", "filter.unclosed_quote", ""},
    };
    for (const Typed& one : kTyped) {
        BOOST_TEST_CONTEXT(one.text) {
            const std::string text = one.text;
            const ParsedFilter parsed = parse_filter(text, text.size());
            BOOST_TEST(!parsed.error);
            BOOST_TEST(parsed.pending.has_value() == (one.code != nullptr));
            if (parsed.pending && one.code) BOOST_TEST(parsed.pending->code == one.code);
            BOOST_TEST(filter_text(parsed.filter) == one.rest);
        }
    }
    // Elsewhere it is an error at once, and so is what can no longer become right.
    BOOST_TEST(parse_filter("area: shoes", 11).error->code == "filter.value_missing");
    BOOST_TEST(parse_filter("area:zz", 7).error->code == "filter.unknown_value");
    BOOST_TEST(parse_filter("nope:", 5).error->code == "filter.unknown_field");
}

BOOST_AUTO_TEST_SUITE_END()
