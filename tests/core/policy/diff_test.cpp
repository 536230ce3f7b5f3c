#include <core/policy/diff_samples.hpp>

#include <algorithm>
#include <set>

using namespace casement;
using namespace casement::policy;
using namespace casement::test;

namespace {

std::string applied(const std::vector<DiffSpan>& spans, SpanKind but) {
    std::string out;
    for (const DiffSpan& span : spans) out += span.kind == but ? "" : span.text;
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(comparing_two_versions_of_a_pack)

BOOST_AUTO_TEST_CASE(a_pack_does_not_differ_from_itself) {
    for (const Json& document : {test::sample_pack(), other_pack()}) {
        const Pack pack = pack_of(document);
        for (const DiffScope scope : {DiffScope::all, DiffScope::outcome, DiffScope::words}) {
            const PackDiff found = diff(pack, pack, scope);
            BOOST_TEST(found.same());
            BOOST_TEST(found.items.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(one_changed_member_is_one_field_of_one_item) {
    struct Row {
        const char *pointer, *value;
        DiffKind kind;
        const char *id, *place, *key;
        DiffWeight weight;
    };
    constexpr auto outcome = DiffWeight::outcome, words = DiffWeight::words;
    const Row rows[] = {
        {"/title", "\"X\"", DiffKind::pack, "sample", "", "title", words},
        {"/version", "\"2027.01\"", DiffKind::pack, "sample", "", "version", words},
        {"/effective", "\"2027-01-01\"", DiffKind::pack, "sample", "", "effective", words},
        {"/summary", nullptr, DiffKind::pack, "sample", "", "summary", words},
        {"/sections/0/title", "\"X\"", DiffKind::section, "S1", "/sections/0", "title", words},
        {"/sections/0/rule", "\"X\"", DiffKind::section, "S1", "/sections/0", "rule", words},
        {"/sections/1/changes", "\"X\"", DiffKind::section, "S2", "/sections/1", "changes", words},
        {"/sections/0/dsa_ground", "\"X\"", DiffKind::section, "S1", "/sections/0", "dsa_ground", words},
        {"/sections/0/definitions/0/text", "\"X\"", DiffKind::definition, "threat",
         "/sections/0/definitions/0", "text", words},
        {"/sections/0/exceptions/0/text", "\"X\"", DiffKind::exception, "quote", "/sections/0/exceptions/0",
         "text", words},
        {"/sections/0/examples/0/verdict", "\"escalate\"", DiffKind::example, "", "/sections/0/examples/0",
         "verdict", words},
        {"/questions/0/text", "\"X\"", DiffKind::question, "target", "/questions/0", "text", words},
        {"/questions/1/ask_when", "true", DiffKind::question, "intent", "/questions/1", "ask_when", outcome},
        {"/questions/1/ask_when", nullptr, DiffKind::question, "intent", "/questions/1", "ask_when", outcome},
        {"/questions/1/because", "\"X\"", DiffKind::question, "intent", "/questions/1", "because", words},
        {"/questions/3/required", "true", DiffKind::question, "words", "/questions/3", "required", outcome},
        {"/questions/5/kind", "\"text\"", DiffKind::question, "age", "/questions/5", "kind", outcome},
        {"/questions/5/section", "\"S1\"", DiffKind::question, "age", "/questions/5", "section", words},
        {"/questions/0/options/1/label", "\"X\"", DiffKind::option, "group", "/questions/0/options/1",
         "label", words},
        {"/questions/0/options/1/needs", "[\"note\"]", DiffKind::option, "group", "/questions/0/options/1",
         "needs", outcome},
        {"/outcomes/0/label", "\"X\"", DiffKind::outcome, "escalate", "/outcomes/0", "label", words},
        {"/outcomes/0/because", "\"X\"", DiffKind::outcome, "escalate", "/outcomes/0", "because", words},
        {"/outcomes/0/when", "false", DiffKind::outcome, "escalate", "/outcomes/0", "when", outcome},
        {"/outcomes/0/severity", "3", DiffKind::outcome, "escalate", "/outcomes/0", "severity", outcome},
        {"/outcomes/0/effect", "\"remove\"", DiffKind::outcome, "escalate", "/outcomes/0", "effect", outcome},
        {"/outcomes/0/actions", "[\"keep\"]", DiffKind::outcome, "escalate", "/outcomes/0", "actions",
         outcome},
        {"/outcomes/1/violates", "[\"S2\"]", DiffKind::outcome, "remove", "/outcomes/1", "violates", outcome},
        {"/clocks/0/duration", "\"PT12H\"", DiffKind::clock, "day", "/clocks/0", "duration", outcome},
        {"/clocks/0/pauses", "[]", DiffKind::clock, "day", "/clocks/0", "pauses", outcome},
        {"/clocks/0/source", "\"X\"", DiffKind::clock, "day", "/clocks/0", "source", words},
        {"/actions/0/strikes", "2", DiffKind::action, "delete", "/actions/0", "strikes", outcome},
        {"/actions/0/label", "\"X\"", DiffKind::action, "delete", "/actions/0", "label", words},
        {"/replies/2/body", "\"X\"", DiffKind::reply, "any-pt", "/replies/2", "body", words},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.pointer << " = " << (row.value ? row.value : "(removed)")) {
            const PackDiff found = from_sample(with(row.pointer, row.value));
            BOOST_REQUIRE(found.items.size() == 1u);
            const DiffItem& item = found.items[0];
            BOOST_TEST(name(item.kind) == name(row.kind));
            BOOST_TEST(name(item.change) == "changed");
            BOOST_TEST(item.id == row.id);
            BOOST_TEST(item.place == row.place);
            BOOST_TEST(name(item.weight) == name(row.weight));
            BOOST_REQUIRE(item.fields.size() == 1u);
            BOOST_TEST(item.fields[0].key == row.key);
            BOOST_TEST(item.fields[0].before != item.fields[0].after);
            BOOST_TEST(found.count(row.kind, DiffChange::changed) == 1u);
            BOOST_TEST(found.count(row.weight) == 1u);
        }
    }
}

BOOST_AUTO_TEST_CASE(rules_are_compact_json_and_equal_however_they_are_written) {
    const PackDiff found =
        from_sample(with("/questions/1/ask_when", R"({"==": [{"var": "answers.target"}, "group"]})"));
    BOOST_REQUIRE(found.items.size() == 1u);
    const DiffField& rule = found.items[0].fields[0];
    BOOST_TEST(rule.before == R"({"!=":[{"var":"answers.target"},"nobody"]})");
    BOOST_TEST(rule.after == R"({"==":[{"var":"answers.target"},"group"]})");
    BOOST_TEST(name(rule.form) == "json");
    BOOST_TEST(found.items[0].parent == "S1");
    BOOST_TEST(found.items[0].parent_label == "Threats");

    BOOST_TEST(from_sample(with("/questions/0/ask_when", "true")).same());  // as if it were left out
    const Json a = with("/outcomes/0/when", R"({">": [{"var": "case.reach"}, 10]})");
    const Json b = with("/outcomes/0/when", R"({">": [{"var": "case.reach"}, 10.0]})");
    BOOST_TEST(diff(pack_of(a), pack_of(b)).same());
}

BOOST_AUTO_TEST_CASE(what_comes_or_goes_is_listed_whole_and_once) {
    Json without = test::sample_pack();
    const Json question = without["questions"][0];
    without["questions"].erase(0);
    without["questions"][0].erase("ask_when");
    Json sample = test::sample_pack();
    sample["questions"][1].erase("ask_when");

    const PackDiff gone = diff(pack_of(sample), pack_of(without));
    BOOST_REQUIRE(gone.items.size() == 1u);
    BOOST_TEST(name(gone.items[0].change) == "removed");
    BOOST_TEST(gone.items[0].place == "/questions/0");
    BOOST_TEST(field(gone.items[0], "options")->before == "A person; A group; Nobody");
    BOOST_TEST(field(gone.items[0], "options")->after.empty());
    BOOST_TEST(!field(gone.items[0], "required"));  // as usual
    BOOST_TEST(gone.count(DiffKind::option) == 0u);

    const PackDiff back = diff(pack_of(without), pack_of(sample));
    BOOST_REQUIRE(back.items.size() == 1u);
    BOOST_TEST(name(back.items[0].change) == "added");
    BOOST_TEST(field(back.items[0], "options")->after == "A person; A group; Nobody");
}

BOOST_AUTO_TEST_CASE(a_new_id_is_one_removed_and_one_added) {
    const PackDiff found = from_sample(with("/clocks/0/id", "\"hours\""));
    BOOST_TEST(found.count(DiffKind::clock, DiffChange::added) == 1u);
    BOOST_TEST(found.count(DiffKind::clock, DiffChange::removed) == 1u);
    BOOST_TEST(found.count(DiffKind::clock) == 2u);
}

BOOST_AUTO_TEST_CASE(swapped_arguments_swap_what_was_added_and_removed) {
    const Pack a = pack_of(test::sample_pack()), b = pack_of(other_pack());
    const PackDiff there = diff(a, b), back = diff(b, a);
    for (std::size_t k = 0; k < kDiffKinds; ++k) {
        const auto kind = static_cast<DiffKind>(k);
        BOOST_TEST_CONTEXT(name(kind)) {
            BOOST_TEST(there.count(kind, DiffChange::added) == back.count(kind, DiffChange::removed));
            BOOST_TEST(there.count(kind, DiffChange::removed) == back.count(kind, DiffChange::added));
        }
    }
    const auto named = [](const PackDiff& found, DiffChange change) {
        std::set<std::string> out;
        for (const DiffItem& item : found.items)
            if (item.change == change)
                out.insert(std::string(name(item.kind)) + " " + item.id + " " + item.place);
        return out;
    };
    BOOST_TEST(named(there, DiffChange::added) == named(back, DiffChange::removed));
    BOOST_TEST(named(there, DiffChange::removed) == named(back, DiffChange::added));
    BOOST_TEST(named(there, DiffChange::added).size() == 3u);  // S3, menace, the strike step
}

BOOST_AUTO_TEST_CASE(moved_are_as_few_as_explain_the_new_order) {
    Json pack = test::sample_pack();
    auto& questions = pack["questions"];
    const Json last = questions[6];
    questions.erase(6);
    questions.insert(questions.begin() + 3, last);
    const PackDiff found = from_sample(pack);
    BOOST_REQUIRE(found.items.size() == 1u);
    const DiffItem& item = found.items[0];
    BOOST_TEST(item.id == "day");
    BOOST_TEST(name(item.change) == "moved");
    BOOST_TEST(name(item.weight) == "outcome");
    BOOST_TEST(item.place == "/questions/3");
    BOOST_TEST(field(item, "position")->before == "after age");
    BOOST_TEST(field(item, "position")->after == "after means");
}

BOOST_AUTO_TEST_CASE(every_moved_entry_has_other_neighbours_among_those_that_stayed) {
    Json pack = test::sample_pack();
    auto& questions = pack["questions"];
    for (std::size_t i = 1; i < 7; ++i) questions[i].erase("ask_when");
    const Pack sample = pack_of(pack);
    std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5, 6};
    const Json all = questions;
    for (int round = 0; round < 300; ++round) {
        std::next_permutation(order.begin(), order.end());
        std::rotate(order.begin(), order.begin() + round % 7, order.end());
        for (std::size_t i = 0; i < 7; ++i) questions[i] = all[order[i]];
        const PackDiff found = diff(sample, pack_of(pack));
        std::size_t longest[7], best = 0;
        for (std::size_t i = 0; i < 7; ++i) {
            longest[i] = 1;
            for (std::size_t k = 0; k < i; ++k)
                if (order[k] < order[i]) longest[i] = std::max(longest[i], longest[k] + 1);
            best = std::max(best, longest[i]);
        }
        BOOST_TEST(found.count(DiffKind::question, DiffChange::moved) == 7 - best);
        for (const DiffItem& item : found.items)
            BOOST_TEST(field(item, "position")->before != field(item, "position")->after);
    }
}

BOOST_AUTO_TEST_CASE(an_outcome_that_is_tried_earlier_is_moved_and_can_change_too) {
    Json pack = test::sample_pack();
    std::swap(pack["outcomes"][0], pack["outcomes"][1]);
    PackDiff found = from_sample(pack);
    BOOST_TEST(found.count(DiffKind::outcome, DiffChange::moved) == 1u);
    BOOST_TEST(found.count(DiffWeight::outcome) == 1u);

    pack["outcomes"][0]["label"] = "X";
    pack["outcomes"][1]["label"] = "Y";
    found = from_sample(pack);
    BOOST_TEST(found.count(DiffKind::outcome, DiffChange::changed) == 2u);
    BOOST_TEST(found.count(DiffKind::outcome, DiffChange::moved) == 0u);
    BOOST_TEST(std::count_if(found.items.begin(), found.items.end(),
                             [](const DiffItem& item) { return field(item, "position") != nullptr; }) == 1);
}

BOOST_AUTO_TEST_CASE(new_and_removed_neighbours_move_nothing) {
    Json pack = test::sample_pack();
    auto& questions = pack["questions"];
    questions.erase(3);
    questions.insert(questions.begin(),
                     Json({{"id", "new"}, {"section", "S1"}, {"text", "New?"}, {"kind", "yes_no"}}));
    const PackDiff found = from_sample(pack);
    BOOST_TEST(found.count(DiffKind::question) == 2u);
    BOOST_TEST(found.count(DiffKind::question, DiffChange::moved) == 0u);
}

BOOST_AUTO_TEST_CASE(the_order_of_sections_is_no_change_and_that_of_options_weighs_by_their_kind) {
    Json pack = test::sample_pack();
    std::swap(pack["sections"][0], pack["sections"][1]);
    BOOST_TEST(from_sample(pack).same());

    pack = test::sample_pack();
    std::swap(pack["questions"][0]["options"][0], pack["questions"][0]["options"][1]);
    PackDiff found = from_sample(pack);
    BOOST_TEST(found.count(DiffKind::option, DiffChange::moved) == 1u);
    BOOST_TEST(found.count(DiffWeight::words) == 1u);
    std::swap(pack["questions"][2]["options"][0], pack["questions"][2]["options"][2]);
    found = from_sample(pack);
    BOOST_TEST(found.count(DiffWeight::outcome) == 2u);
}

BOOST_AUTO_TEST_CASE(a_scope_leaves_out_the_other_weight) {
    Json pack = test::sample_pack();
    pack["outcomes"][0]["label"] = "Pass on";
    pack["outcomes"][0]["severity"] = 3;
    pack["sections"][0]["rule"] = "X";
    pack["questions"].erase(6);
    const PackDiff outcome = from_sample(pack, DiffScope::outcome);
    BOOST_REQUIRE(outcome.items.size() == 2u);
    BOOST_TEST(outcome.items[0].id == "day");
    BOOST_TEST(outcome.items[1].id == "escalate");
    BOOST_TEST(outcome.items[1].fields.size() == 1u);
    BOOST_TEST(outcome.count(DiffWeight::words) == 0u);

    const PackDiff words = from_sample(pack, DiffScope::words);
    BOOST_REQUIRE(words.items.size() == 2u);
    BOOST_TEST(words.items[0].id == "S1");
    BOOST_TEST(words.items[1].id == "escalate");
    BOOST_TEST(name(words.items[1].weight) == "words");
    BOOST_TEST(from_sample(with("/title", "\"X\""), DiffScope::outcome).same());
    BOOST_TEST(from_sample(with("/clocks/0/duration", "\"P1D\""), DiffScope::words).same());
}

BOOST_AUTO_TEST_CASE(tests_are_counted_and_not_listed) {
    Json pack = test::sample_pack();
    pack["tests"].erase(0);
    pack["tests"][0]["expect"] = "no_violation";
    pack["tests"].push_back({{"name", "new"}, {"answers", Json::object()}, {"expect", "remove"}});
    pack["tests"].push_back({{"name", "new"}, {"answers", Json::object()}, {"expect", "escalate"}});
    const PackDiff found = from_sample(pack);
    BOOST_TEST(found.items.empty());
    BOOST_TEST(!found.same());
    BOOST_TEST(found.count(DiffKind::test, DiffChange::removed) == 1u);
    BOOST_TEST(found.count(DiffKind::test, DiffChange::changed) == 1u);
    BOOST_TEST(found.count(DiffKind::test, DiffChange::added) == 2u);
    BOOST_TEST(found.before.tests == 3u);
    BOOST_TEST(found.after.tests == 4u);
}

BOOST_AUTO_TEST_CASE(a_hostile_pack_is_counted_whole_and_listed_to_the_limit) {
    Json pack = test::sample_pack();
    auto& definitions = pack["sections"][1]["definitions"];
    for (std::size_t i = 0; i < kMaxDiffItems + 500; ++i)
        definitions.push_back({{"term", "t"}, {"text", "x"}});
    const PackDiff found = from_sample(pack);
    BOOST_TEST(found.count(DiffKind::definition, DiffChange::added) == kMaxDiffItems + 500);
    BOOST_TEST(found.items.size() == kMaxDiffItems);
    BOOST_TEST(found.cut);
    BOOST_TEST(!from_sample(with("/title", "\"X\"")).cut);
}

BOOST_AUTO_TEST_CASE(the_spans_of_the_projects_own_packs_give_back_both_texts) {
    for (const char* id :
         {"community-standards", "advertising-commerce", "intellectual-property", "regulation"}) {
        const auto before = read_pack(text_of(std::string("policies/") + id + "@2026.05.json"));
        const auto after = read_pack(text_of(std::string("policies/") + id + "@2026.11.json"));
        if (!before || !after) {
            BOOST_TEST_MESSAGE("skipped: policies/" << id << " has no two versions that can be read");
            continue;
        }
        const PackDiff found = diff(*before, *after);
        BOOST_TEST(!found.same());
        BOOST_TEST(diff(*after, *after).same());
        std::size_t spans = 0;
        for (const DiffItem& item : found.items) {
            for (const DiffField& one : item.fields) {
                BOOST_TEST(one.before != one.after);
                if (one.spans.empty()) continue;
                ++spans;
                BOOST_TEST(applied(one.spans, SpanKind::added) == one.before);
                BOOST_TEST(applied(one.spans, SpanKind::removed) == one.after);
            }
        }
        BOOST_TEST(spans > 0u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
