// The store, its filters, orders and priorities against plain code on queues by chance.
#include "random_queue.hpp"
#include "reference.hpp"

#include <core/review/filter_complete.hpp>
#include <core/review/filter_parse.hpp>
#include <core/review/filter_run.hpp>
#include <core/review/filter_terms.hpp>
#include <core/review/filter_text.hpp>
#include <core/review/order.hpp>
#include <core/review/priority.hpp>

#include <algorithm>
#include <list>

using namespace casement;
using namespace casement::review;

BOOST_AUTO_TEST_SUITE(queue_store)

namespace {

constexpr std::uint64_t kSeed = 20'261'123;

Bitmap plainly(const std::vector<QueueRow>& queue, const Filter& filter) {
    Bitmap made(queue.size(), false);
    for (std::size_t i = 0; i < queue.size(); ++i)
        if (reference::keeps(queue[i], filter.root, {noon(), "ana"}))
            made.words[i / 64] |= std::uint64_t{1} << (i % 64);
    return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(rows_are_given_back_as_they_came) {
    Chance chance(kSeed);
    const auto queue = random_queue(chance, 700);
    const Columns columns = columns_of(queue);
    BOOST_TEST(columns.size() == queue.size());
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const bundle::CaseRow& row = queue[i].row;
        BOOST_REQUIRE(columns.id(i) == row.id);
        BOOST_REQUIRE(columns.title(i) == row.title);
        BOOST_REQUIRE(columns.excerpt(i) == row.excerpt);
        BOOST_REQUIRE(columns.market()[i] == row.market);
        BOOST_REQUIRE(columns.author()[i] == row.author);
        BOOST_REQUIRE(columns.assignee()[i] == queue[i].assignee);
        BOOST_REQUIRE(columns.folded_id(i) == fold(row.id));
        BOOST_REQUIRE(columns.folded_title(i) == fold(row.title));
        for (const std::uint32_t tag : columns.tags_of(i))
            BOOST_REQUIRE(std::count(row.tags.begin(), row.tags.end(), columns.tags().text(tag)) >= 1);
    }
    std::size_t uses = 0;
    for (std::uint32_t id = 0; id < columns.assignee().dictionary.size(); ++id)
        uses += columns.assignee().dictionary.uses(id);
    BOOST_TEST(uses == queue.size());
}

BOOST_AUTO_TEST_CASE(a_needle_is_found_where_std_string_finds_it) {
    Chance chance(kSeed);
    for (int round = 0; round < 20'000; ++round) {
        std::string text, needle;
        for (std::size_t i = chance.below(120); i > 0; --i) text += static_cast<char>('a' + chance.below(3));
        for (std::size_t i = 1 + chance.below(8); i > 0; --i)
            needle += static_cast<char>('a' + chance.below(3));
        BOOST_REQUIRE(occurs(text, needle) == (text.find(needle) != std::string::npos));
    }
}

BOOST_AUTO_TEST_CASE(filters_by_chance_find_what_the_reference_finds) {
    BOOST_TEST_MESSAGE("seed " << kSeed);
    Chance chance(kSeed);
    std::size_t parsed = 0, hits = 0;
    for (int round = 0; round < 6; ++round) {
        const auto queue = random_queue(chance, 100 + chance.below(1000));
        const Columns columns = columns_of(queue);
        for (int i = 0; i < 500; ++i) {
            const std::string text = random_filter(chance);
            const auto filter = read_filter(text);
            if (!filter) continue;
            ++parsed;
            BOOST_TEST_CONTEXT(text) {
                const Bitmap rows = evaluate(columns, *filter, {noon(), "ana"});
                BOOST_REQUIRE((rows == plainly(queue, *filter)));
                hits += rows.count();
                const auto again = read_filter(filter_text(*filter));
                BOOST_REQUIRE(again.ok());
                BOOST_REQUIRE((*again == *filter));
            }
        }
    }
    BOOST_TEST(parsed > 2000u);
    BOOST_TEST(hits > 10'000u);
}

BOOST_AUTO_TEST_CASE(words_are_found_with_and_without_the_index) {
    BOOST_TEST_MESSAGE("seed " << kSeed);
    Chance chance(kSeed);
    // A full block of the index, and rows behind it.
    auto queue = random_queue(chance, WordIndex::kBlockRows + 500);
    for (QueueRow& one : queue) one.row.excerpt = some_text(chance, 4);
    const Columns columns = columns_of(queue);
    BOOST_TEST(columns.word_index().blocks() == 1u);
    for (const char* text : {"c",
                             "co",
                             "counterfeit",
                             "ab",
                             "-ba",
                             "q",
                             "\"vote court\"",
                             "\"t c\"",
                             "\"ab ab\"",
                             "court -\"spam ring\"",
                             "шут",
                             "测试",
                             "标",
                             "title:ab",
                             "title:\"b a\"",
                             "id:case-77",
                             "id:c-1*",
                             "-id:c*",
                             "\"(x)\"",
                             "-\"100%\" ring",
                             "0",
                             "é",
                             "severity:4 state:parked vote",
                             "zzz",
                             "market:us reports:5 severity:0 \"f**k\"",
                             "two",
                             "ssti OR mug-s"}) {
        const auto filter = read_filter(text);
        BOOST_TEST_CONTEXT(text) {
            BOOST_REQUIRE(filter.ok());
            BOOST_REQUIRE((evaluate(columns, *filter, {noon(), "ana"}) == plainly(queue, *filter)));
        }
    }
}

BOOST_AUTO_TEST_CASE(typing_gives_what_asking_from_scratch_gives) {
    BOOST_TEST_MESSAGE("seed " << kSeed);
    Chance chance(kSeed);
    auto queue = random_queue(chance, 1000);
    Columns columns = columns_of(queue);
    FilterRunner runner;
    std::size_t filters = 0;
    for (int i = 0; i < 150; ++i) {
        const std::string text = random_filter(chance, 1);
        TimeMs now = noon();
        for (std::size_t step = 1; step <= 2 * text.size(); ++step) {
            // Forth letter by letter, and back.
            const std::size_t length = step <= text.size() ? step : 2 * text.size() - step;
            const std::string typed = text.substr(0, length);
            if (chance.one_in(10)) now += kHour;
            if (chance.one_in(50)) columns.set_state(chance.below(1000), WorkState::decided);
            const ParsedFilter filter = parse_filter(typed, typed.size());
            if (filter.error) continue;
            ++filters;
            BOOST_TEST_CONTEXT(typed) {
                BOOST_REQUIRE((runner.run(columns, filter.filter, {now, "ana"}) ==
                               evaluate(columns, filter.filter, {now, "ana"})));
            }
        }
    }
    BOOST_TEST(filters > 3000u);
}

BOOST_AUTO_TEST_CASE(a_filter_that_adds_is_narrower) {
    const auto narrower = [](const char* next, const char* before) {
        return is_narrower(*read_filter(next), *read_filter(before));
    };
    BOOST_TEST(narrower("a", ""));
    BOOST_TEST(narrower("coun", "cou"));
    BOOST_TEST(narrower("area:ip coun", "cou area:ip"));
    BOOST_TEST(narrower("a OR b", ""));
    BOOST_TEST(!narrower("cou", "coun"));
    BOOST_TEST(!narrower("-coun", "-cou"));
    BOOST_TEST(!narrower("area:ip,community", "area:ip"));
    BOOST_TEST(!narrower("cou OR x", "cou"));
}

BOOST_AUTO_TEST_CASE(orders_are_those_of_a_stable_sort) {
    BOOST_TEST_MESSAGE("seed " << kSeed);
    Chance chance(kSeed);
    const auto queue = random_queue(chance, 900);
    Columns columns = columns_of(queue);
    std::vector<std::int32_t> points;
    for (std::size_t i = 0; i < queue.size(); ++i)
        points.push_back(static_cast<std::int32_t>(chance.below(50)));
    columns.set_priorities(points);
    // A text or a number, and whether there is one.
    struct Key {
        bool none = false;
        std::string text;
        std::int64_t number = 0;
    };
    const auto key = [&](SortColumn column, std::uint32_t i) -> Key {
        const bundle::CaseRow& row = queue[i].row;
        const auto text = [](const std::string& raw) { return Key{raw.empty(), fold(raw), 0}; };
        switch (column) {
            case SortColumn::bundle:
                return {false, "", i};
            case SortColumn::priority:
                return {false, "", points[i]};
            case SortColumn::due:
                return {row.due_at == 0, "", row.due_at};
            case SortColumn::received:
                return {false, "", row.received_at};
            case SortColumn::reach:
                return {false, "", row.reach};
            case SortColumn::severity:
                return {false, "", row.severity_hint};
            case SortColumn::reports:
                return {false, "", row.reports};
            case SortColumn::area:
                return {false, "", static_cast<int>(row.area)};
            case SortColumn::source:
                return {false, "", static_cast<int>(row.source)};
            case SortColumn::kind:
                return {false, "", static_cast<int>(row.subject)};
            case SortColumn::state:
                return {false, "", static_cast<int>(queue[i].state)};
            case SortColumn::market:
                return text(row.market);
            case SortColumn::language:
                return text(row.language);
            case SortColumn::policy:
                return text(row.policy);
            case SortColumn::clock:
                return text(row.clock);
            case SortColumn::requester:
                return text(row.source_name);
            case SortColumn::author:
                return text(row.author);
            case SortColumn::assignee:
                return text(queue[i].assignee);
            case SortColumn::id:
                return text(row.id);
            case SortColumn::title:
                return text(row.title);
        }
        return {};
    };
    for (std::size_t c = 0; c < std::size(kSortColumns); ++c) {
        for (const bool descending : {false, true}) {
            const SortOrder order{static_cast<SortColumn>(c), descending};
            // A list's sort is stable, and without what clang reports of std::stable_sort in GCC 12.
            std::list<std::uint32_t> sorted;
            for (std::uint32_t i = 0; i < queue.size(); ++i) sorted.push_back(i);
            sorted.sort([&](std::uint32_t a, std::uint32_t b) {
                const Key left = key(order.column, a), right = key(order.column, b);
                if (left.none || right.none) return !left.none && right.none;
                const Key& low = descending ? right : left;
                const Key& high = descending ? left : right;
                return low.text != high.text ? low.text < high.text : low.number < high.number;
            });
            const std::vector<std::uint32_t> expected(sorted.begin(), sorted.end());
            BOOST_TEST_CONTEXT(kSortColumns[c] << (descending ? " descending" : "")) {
                Orders orders;
                for (const std::size_t share : {1u, 2u, 40u, 300u}) {
                    Bitmap rows(queue.size(), false);
                    for (std::size_t i = 0; i < queue.size(); ++i)
                        if (chance.one_in(share)) rows.words[i / 64] |= std::uint64_t{1} << (i % 64);
                    std::vector<std::uint32_t> wanted;
                    for (const std::uint32_t row : expected)
                        if (rows.test(row)) wanted.push_back(row);
                    BOOST_REQUIRE((orders.ordered(columns, rows, order) == wanted));
                    BOOST_REQUIRE((Orders().ordered(columns, rows, order) == wanted));
                    wanted.resize(std::min<std::size_t>(wanted.size(), 7));
                    BOOST_REQUIRE((orders.ordered(columns, rows, order, 7) == wanted));
                }
                BOOST_REQUIRE((orders.permutation(columns, order) == expected));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(an_order_follows_what_changes) {
    auto queue = small_queue();
    Columns columns = columns_of(queue);
    Orders orders;
    const Bitmap all(columns.size(), true);
    const auto first = [&](SortColumn column) {
        return orders.ordered(columns, all, {column, true}, 1).at(0);
    };
    BOOST_TEST(first(SortColumn::state) == 6u);
    columns.set_state(2, WorkState::handed_over);
    BOOST_TEST(first(SortColumn::state) == 2u);
    columns.set_priorities({1, 2, 3, 9, 4, 5, 6, 7});
    BOOST_TEST(first(SortColumn::priority) == 3u);
    columns.set_priorities({1, 2, 3, 4, 9, 5, 6, 7});
    BOOST_TEST(first(SortColumn::priority) == 4u);
}

BOOST_AUTO_TEST_CASE(reasons_add_up_to_the_priority) {
    BOOST_TEST_MESSAGE("seed " << kSeed);
    Chance chance(kSeed);
    const Columns columns = columns_of(random_queue(chance, 500));
    for (int round = 0; round < 5; ++round) {
        PriorityWeights weights;
        if (round > 0) {
            weights.clock = static_cast<std::int32_t>(chance.below(10'001));
            weights.age = static_cast<std::int32_t>(chance.below(10'001));
            weights.reports = static_cast<std::int32_t>(chance.below(10'001));
            weights.clock_half_min = 1 + static_cast<std::int32_t>(chance.below(100'000));
        }
        const auto scores = priorities(columns, weights, noon());
        for (std::size_t row = 0; row < columns.size(); ++row) {
            std::int32_t sum = 0;
            for (const PriorityReason& reason : explain_priority(columns, row, weights, noon())) {
                BOOST_REQUIRE(reason.points > 0);
                sum += reason.points;
            }
            BOOST_REQUIRE(sum == scores[row]);
        }
    }
}

BOOST_AUTO_TEST_CASE(priorities_are_as_documented) {
    const Columns columns = columns_of(small_queue());
    const auto reasons = [&](std::size_t row) {
        std::string said;
        for (const PriorityReason& reason : explain_priority(columns, row, {}, noon()))
            said += std::string(kPriorityParts[static_cast<std::size_t>(reason.part)]) + "(" +
                    std::to_string(reason.value) + ")=" + std::to_string(reason.points) + " ";
        return said;
    };
    BOOST_TEST(reasons(0) ==
               "clock(7200000)=266 severity(2)=120 reach(12000)=112 requester(2)=20 "
               "age(172800000)=20 reports(3)=12 ");
    BOOST_TEST(reasons(2) ==
               "clock(-3600000)=400 severity(4)=240 overdue(3600000)=200 age(864000000)=100 "
               "reach(900)=80 reports(40)=36 ");
    BOOST_TEST(reasons(3) == "requester(4)=160 ");
    BOOST_TEST(reasons(4) == "");
    BOOST_TEST(priority_of(columns, 2, {}, noon()) == 1056);
}

BOOST_AUTO_TEST_CASE(weights_are_read_strictly) {
    const auto read = [](const char* text, std::string& place) {
        const Json value = json::parse(text).value();
        json::Reading reading{"bundle.weights", {}};
        const PriorityWeights weights = read_weights(json::Fields(value, reading));
        place = reading.ok() ? "" : reading.failure->place;
        return weights;
    };
    std::string place;
    const PriorityWeights some = read(R"({"clock": 7, "requester": {"media": 9}})", place);
    BOOST_TEST(place == "");
    BOOST_TEST(some.clock == 7);
    BOOST_TEST(some.requester[5] == 9);
    BOOST_TEST(some.severity == PriorityWeights().severity);
    for (const auto& [text, wrong] : {std::pair{R"({"clock": -1})", "/clock"},
                                      {R"({"clock": 10001})", "/clock"},
                                      {R"({"clock": "7"})", "/clock"},
                                      {R"({"clock_half_min": 0})", "/clock_half_min"},
                                      {R"({"clocks": 1})", "/clocks"},
                                      {R"({"requester": {"medium": 1}})", "/requester/medium"},
                                      {R"({"requester": 1})", "/requester"}}) {
        read(text, place);
        BOOST_TEST(place == wrong);
    }
    const std::string written = weights_json(some).dump();
    BOOST_TEST((read(written.c_str(), place) == some));
    BOOST_TEST(place == "");
}

BOOST_AUTO_TEST_SUITE_END()
