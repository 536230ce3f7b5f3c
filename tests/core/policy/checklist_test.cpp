#include <core/policy/checklist.hpp>
#include <core/policy/samples.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::policy;

namespace {

const Pack& pack() {
    static const Pack one = *read_pack(test::sample_pack().dump());
    return one;
}

std::string visible_ids(const Checklist& checklist) {
    std::string out;
    for (const Step& step : checklist.steps) out += pack().questions[step.question].id + " ";
    return out;
}

std::string derive_code(const char* answers) {
    const auto derived = derive(pack(), Json::parse(answers), Json::object());
    return derived.ok() ? "" : derived.error().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(walking_the_checklist)

BOOST_AUTO_TEST_CASE(a_question_appears_when_its_rule_holds) {
    const auto none = walk(pack(), Json::object(), Json::object());
    BOOST_REQUIRE(none.ok());
    // Without an answer, target is not "nobody": the next question is visible already.
    BOOST_TEST(visible_ids(*none) == "target intent words note age day ");
    BOOST_TEST(none->current == 0u);
    BOOST_TEST(!none->complete);

    const auto nobody = walk(pack(), {{"target", "nobody"}}, Json::object());
    BOOST_TEST(visible_ids(*nobody) == "target words note age day ");
    BOOST_TEST(nobody->complete);
    BOOST_TEST(nobody->current == nobody->steps.size());
    BOOST_TEST(nobody->about_total == 5u);

    const auto yes = walk(pack(), {{"target", "person"}, {"intent", "yes"}}, Json::object());
    BOOST_TEST(visible_ids(*yes) == "target intent means words note age day ");
    BOOST_TEST(yes->current == 2u);
    BOOST_TEST((yes->steps[2].because_answers == std::vector<std::string>{"intent"}));
    BOOST_TEST((yes->steps[0].because_answers.empty()));
}

BOOST_AUTO_TEST_CASE(an_answer_to_an_invisible_question_opens_nothing_and_is_not_kept) {
    const Json answers = {{"target", "nobody"}, {"intent", "yes"}, {"means", {"weapon"}}};
    const auto walked = walk(pack(), answers, Json::object());
    BOOST_TEST(visible_ids(*walked) == "target words note age day ");
    BOOST_TEST(visible_answers(pack(), *walked, answers) == Json({{"target", "nobody"}}));
}

BOOST_AUTO_TEST_CASE(an_illegal_answer_is_no_answer) {
    const auto walked = walk(pack(), {{"target", "martians"}}, Json::object());
    BOOST_TEST(!walked->steps[0].answered);
    BOOST_TEST(walked->current == 0u);
}

BOOST_AUTO_TEST_CASE(a_rule_that_fails_names_its_place) {
    Json broken = test::sample_pack();
    broken["questions"][1]["ask_when"] = Json::parse(R"({"throw": "nope"})");
    const auto read = read_pack(broken.dump());
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    const auto walked = walk(*read, Json::object(), Json::object());
    BOOST_REQUIRE(!walked.ok());
    BOOST_TEST(walked.error().code.rfind("logic.", 0) == 0u);
    BOOST_TEST(walked.error().place.rfind("/questions/1/ask_when", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(each_kind_of_question_has_its_legal_answers) {
    const struct {
        const char* question;
        const char* answer;
        const char* code;
    } table[] = {
        {"target", "\"person\"", ""},
        {"target", "\"x\"", "answer.option"},
        {"target", "3", "answer.kind"},
        {"target", "null", "answer.kind"},
        {"intent", "\"yes\"", ""},
        {"intent", "true", "answer.kind"},
        {"means", "[\"weapon\", \"time\"]", ""},
        {"means", "[\"time\", \"weapon\"]", "answer.range"},
        {"means", "[\"weapon\", \"weapon\"]", "answer.range"},
        {"means", "[]", "answer.range"},
        {"means", "\"weapon\"", "answer.kind"},
        {"means", "[\"x\"]", "answer.option"},
        {"means", "[1]", "answer.kind"},
        {"words", "[0, 2]", ""},
        {"words", "[2, 0]", "answer.range"},
        {"words", "[0.5]", "answer.kind"},
        {"words", "[-1]", "answer.range"},
        {"words", "[]", "answer.range"},
        {"words", "0", "answer.kind"},
        {"note", "\"text\"", ""},
        {"note", "\"\"", "answer.range"},
        {"note", "1", "answer.kind"},
        {"age", "2.5", ""},
        {"age", "\"2\"", "answer.kind"},
        {"day", "\"2026-11-21\"", ""},
        {"day", "\"21.11.2026\"", "answer.range"},
        {"day", "20261121", "answer.kind"},
    };
    for (const auto& row : table) {
        BOOST_TEST_CONTEXT(row.question << " " << row.answer) {
            const auto checked = check_answer(*pack().question(row.question), Json::parse(row.answer));
            BOOST_TEST((checked.ok() ? "" : checked.error().code) == row.code);
        }
    }
    BOOST_TEST(check_answer(*pack().question("note"), std::string(20001, 'x')).error().code ==
               "answer.range");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(deriving_the_outcome)

BOOST_AUTO_TEST_CASE(the_first_outcome_that_fits_wins_and_says_why) {
    const auto derived = derive(
        pack(), {{"target", "person"}, {"intent", "yes"}, {"means", {"weapon", "place"}}}, {{"reach", 1200}});
    BOOST_REQUIRE_MESSAGE(derived.ok(), (derived.ok() ? "" : describe(derived.error())));
    BOOST_TEST(derived->outcome == "escalate");
    BOOST_TEST(derived->because == "It names Weapon, Place and reaches 1200 people.");
    BOOST_TEST((derived->actions == std::vector<std::string>{"delete"}));
    BOOST_TEST((derived->violates == std::vector<std::string>{"S1"}));
    BOOST_TEST(derived->severity == 4);
    BOOST_TEST((derived->read == std::vector<std::string>{"intent", "means"}));
}

BOOST_AUTO_TEST_CASE(every_rule_up_to_the_one_that_holds_is_explained_with_its_trace) {
    const auto tried = explain_outcome(pack(), {{"target", "nobody"}}, Json::object());
    BOOST_REQUIRE(tried->size() == 3u);
    BOOST_TEST((*tried)[0].id == "escalate");
    BOOST_TEST(!(*tried)[0].holds);
    BOOST_TEST(!(*tried)[0].trace.empty());
    BOOST_TEST((*tried)[2].holds);
    BOOST_TEST(to_json(*tried)[0]["trace"].size() == (*tried)[0].trace.size());
}

BOOST_AUTO_TEST_CASE(a_question_is_explained_by_its_own_rule) {
    const auto asked = explain_question(pack(), 1, {{"target", "person"}}, Json::object());
    BOOST_TEST(asked->holds);
    BOOST_TEST(asked->trace.front().op == "!=");
    BOOST_TEST(!explain_question(pack(), 1, {{"target", "nobody"}}, Json::object())->holds);
    BOOST_TEST(explain_question(pack(), 0, Json::object(), Json::object())->trace.empty());
}

BOOST_AUTO_TEST_CASE(equal_input_gives_equal_bytes) {
    const Json answers = {{"target", "group"}, {"intent", "yes"}, {"means", {"place"}}};
    const std::string once = to_json(*derive(pack(), answers, Json::object())).dump();
    BOOST_TEST(to_json(*derive(pack(), answers, Json::object())).dump() == once);
}

BOOST_AUTO_TEST_CASE(every_test_of_the_pack_holds) {
    for (const PackTest& one : pack().tests) {
        const auto derived = derive(pack(), one.answers, one.facts);
        BOOST_TEST_CONTEXT(one.name) {
            BOOST_TEST((derived.ok() ? derived->outcome : describe(derived.error())) == one.expect);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_derived_is_refused_with_its_code) {
    BOOST_TEST(derive_code(R"({})") == "derive.incomplete");
    BOOST_TEST(derive_code(R"({"target": "person", "intent": "yes"})") == "derive.incomplete");
    BOOST_TEST(derive_code(R"({"target": "nobody", "intent": "yes"})") == "answer.unasked");
    BOOST_TEST(derive_code(R"({"target": "nobody", "shoe": "yes"})") == "answer.unasked");
    BOOST_TEST(derive_code(R"({"target": "x"})") == "answer.option");
    BOOST_TEST(derive_code(R"({"target": 1})") == "answer.kind");
    BOOST_TEST(derive_code(R"({"target": "nobody", "note": ""})") == "answer.range");
    BOOST_TEST(derive_code(R"([])") == "answer.kind");
    BOOST_TEST(derive(pack(), Json::object(), Json::object()).error().place == "/answers/target");
}

BOOST_AUTO_TEST_CASE(answers_that_fit_no_outcome_are_said_so) {
    Json open = test::sample_pack();
    open["outcomes"][2]["when"] = false;
    const auto derived = derive(*read_pack(open.dump()), {{"target", "nobody"}}, Json::object());
    BOOST_TEST(derived.error().code == "derive.none");
}

BOOST_AUTO_TEST_CASE(a_failing_outcome_rule_names_its_place) {
    Json broken = test::sample_pack();
    broken["outcomes"][0]["when"] = Json::parse(R"({"throw": "nope"})");
    const auto derived = derive(*read_pack(broken.dump()), {{"target", "nobody"}}, Json::object());
    BOOST_TEST(derived.error().code.rfind("logic.", 0) == 0u);
    BOOST_TEST(derived.error().place.rfind("/outcomes/0/when", 0) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(composing_the_reply)

BOOST_AUTO_TEST_CASE(fields_are_merged_once_and_unknown_ones_stay) {
    const Json fields = Json::parse(
        R"({"a": {"b": "{{c}}"}, "c": "x", "n": 1.5, "t": true, "l": ["p", "q"], "o": {}, "z": null})");
    BOOST_TEST(merge_fields("{{a.b}} {{ c }} {{n}} {{t}} {{l}}", fields) == "{{c}} x 1.5 yes p, q");
    BOOST_TEST(merge_fields("{{missing}} {{o}} {{z}} {{a.b.c}} {{", fields) ==
               "{{missing}} {{o}} {{z}} {{a.b.c}} {{");
    BOOST_TEST(merge_fields("", fields) == "");
}

BOOST_AUTO_TEST_CASE(the_reply_fits_audience_outcome_and_language) {
    const auto pick = [](const char* outcome, const char* audience, const char* language) {
        const auto choice =
            compose_reply(pack(), *pack().outcome(outcome), audience, language, Json::object());
        return choice ? choice->reply->id : std::string("none");
    };
    BOOST_TEST(pick("remove", "user", "en") == "remove-en");
    BOOST_TEST(pick("no_violation", "user", "en-GB") == "any-en");
    BOOST_TEST(pick("no_violation", "user", "pt-BR") == "any-pt");
    BOOST_TEST(pick("no_violation", "user", "pt-PT") == "any-pt");
    BOOST_TEST(pick("no_violation", "user", "hi") == "any-en");
    BOOST_TEST(pick("no_violation", "advertiser", "en") == "partner");
    BOOST_TEST(pick("no_violation", "regulator", "en") == "none");
}

BOOST_AUTO_TEST_CASE(a_reply_is_filled_from_what_was_derived) {
    const Json answers = {{"target", "group"}, {"intent", "yes"}, {"means", {"place"}}};
    const Derived derived = *derive(pack(), answers, Json::object());
    const Json fields = reply_fields(pack(), derived, answers, Json::object(), "Two reasons.", "R7");
    const auto reply = compose_reply(pack(), *pack().outcome("remove"), "user", "en", fields);
    BOOST_TEST(reply->body == "We removed it. Two reasons.");
    BOOST_TEST(
        merge_fields("{{outcome.label}}: {{because}} {{answers.target}} {{sections}} {{reviewer.alias}}",
                     fields) == "Remove: It breaks Threats; Slurs. A group Threats; Slurs R7");
}

BOOST_AUTO_TEST_SUITE_END()
