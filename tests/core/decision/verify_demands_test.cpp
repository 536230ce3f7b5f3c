// What options ask for, and what marks must lie in.
#include <core/decision/chains.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>

using namespace casement;
using namespace casement::decision;

namespace {

Error error_after(const std::function<void(Record&)>& change) {
    test::Export out;
    out.decide(change);
    const LineReport report = Verifier(test::file_context()).check(test::own_line(out.lines.front()));
    return report.error.value_or(Error{});
}

// "group" needs evidence and a note; the sample's text is nine UTF-16 code units long.
void choose_group(Record& record) {
    record.answers["target"] = "group";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verifying_demands)

BOOST_AUTO_TEST_CASE(a_mark_names_a_part_of_the_case_and_lies_within_its_text) {
    const auto marked = [](const char* part, std::int64_t start, std::int64_t end) {
        return error_after([=](Record& r) { r.evidence.push_back({part, start, end, ""}); });
    };
    BOOST_TEST(marked("t", 0, 9).code == "");
    BOOST_TEST(marked("t", 9, 9).code == "");
    BOOST_TEST(marked("t", 0, 10).code == "evidence.range");
    BOOST_TEST(marked("t", 0, 10).place == "/predicate/evidence/1/end");
    BOOST_TEST(marked("none", 0, 1).code == "evidence.part");
    BOOST_TEST(marked("none", 0, 1).place == "/predicate/evidence/1/part");
    BOOST_TEST(marked("p", 0, 1).code == "evidence.range");  // a picture has no text
}

BOOST_AUTO_TEST_CASE(an_option_gets_the_evidence_it_needs) {
    BOOST_TEST(error_after(choose_group).code == "");
    const auto without = [](Record& r) {
        choose_group(r);
        r.answers.erase("words");
        r.evidence.clear();
    };
    BOOST_TEST(error_after(without).code == "evidence.needed");
    BOOST_TEST(error_after(without).place == "/predicate/answers/target");
    BOOST_TEST(error_after([&](Record& r) { without(r), r.answers["target"] = "person"; }).code == "");
}

BOOST_AUTO_TEST_CASE(an_option_gets_the_note_it_needs) {
    for (const char* blank : {"", " \n\t"}) {
        const auto without = [=](Record& r) { choose_group(r), r.rationale = blank; };
        BOOST_TEST(error_after(without).code == "note.needed");
        BOOST_TEST(error_after([&](Record& r) { without(r), r.answers["target"] = "person"; }).code == "");
    }
}

BOOST_AUTO_TEST_CASE(a_flag_is_about_a_question_of_the_pack) {
    const auto flagged = [](const char* question) {
        return error_after([=](Record& r) { r.flags.push_back({question, "ambiguous", "how?"}); });
    };
    BOOST_TEST(flagged("means").code == "");
    BOOST_TEST(flagged("none").code == "flag.question");
}

BOOST_AUTO_TEST_CASE(where_the_pack_names_a_team_an_override_names_who_approved) {
    Json changed = test::sample_pack();
    changed["teams"] = Json::array({{{"id", "legal"}, {"title", "Legal"}}});
    changed["outcomes"][1]["approval"] = "legal";
    const auto pack = policy::read_pack(changed.dump());
    BOOST_REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? "" : describe(pack.error())));
    Context context = test::file_context();
    context.find_policy = [&](const Digest&) { return &*pack; };
    const auto code = [&](const char* approved_by) {
        test::Export out;
        out.decide([&](Record& r) {
            r.final_outcome = "escalate";
            r.override_ = Override{"escalate", "A credible threat.", approved_by};
        });
        Verifier verifier(context);
        return test::codes(verifier, out.lines).front();
    };
    BOOST_TEST(code("The lawyer on duty") == "");
    BOOST_TEST(code(" ") == "override.approval");
}

BOOST_AUTO_TEST_SUITE_END()
