// What can be run: tests, and examples with answers.
#include <core/json/fields.hpp>
#include <core/policy/facts.hpp>
#include <core/policy/lint_checks.hpp>

#include <map>

namespace casement::policy {
namespace {

std::string got(const Result<Derived>& derived) {
    return derived ? "the outcome is \"" + derived->outcome + "\"" : describe(derived.error());
}

// A rule that fails says so itself, once, and not again in every test that meets it.
bool reported_as_failure(const Result<Derived>& derived, const std::string& met_in, Findings& findings) {
    if (derived || derived.error().code.rfind("logic.", 0) != 0) return false;
    Error error = derived.error();
    error.message += ", " + met_in;
    if (!findings.is_faulty(error.place)) findings.add(Weight::error, std::move(error));
    return true;
}

bool is_value_of(const Fact& fact, const Json& value) {
    if (value.is_null()) return fact.may_be_null;
    switch (fact.kind) {
        case FactKind::text:
            return value.is_string();
        case FactKind::choice:
            return std::any_of(fact.choices.begin(), fact.choices.end(),
                               [&](const char* choice) { return value == choice; });
        case FactKind::number:
            return json::as_integer(value).value_or(-1) >= 0;
        case FactKind::truth:
            return value.is_boolean();
        case FactKind::list:
            break;
    }
    return value.is_array() &&
           std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_string(); });
}

// A fact that is misspelt is one that no rule reads: the test would say nothing about it.
void check_facts(const Json& facts, const std::string& place, Findings& findings) {
    for (const auto& [name, value] : facts.items()) {
        const Fact* fact = find_fact(name);
        if (!fact)
            findings.add(Weight::error, "lint.unknown_fact", place + "/case/" + name,
                         "there is no fact \"" + name + "\"",
                         "name one of the facts of policies/facts.schema.json");
        else if (!is_value_of(*fact, value))
            findings.add(Weight::error, "lint.fact_value", place + "/case/" + name,
                         "the fact \"" + name + "\" cannot be " + value.dump(),
                         "give it a value that policies/facts.schema.json allows");
    }
}

// The answer that a text names and that is not there, or an empty string. Facts are left out: a case has all
// of them, a test only some.
std::string open_answer(const Pack& pack, const std::string& merged) {
    for (std::size_t at = merged.find("{{"); at != std::string::npos; at = merged.find("{{", at + 2)) {
        const std::size_t end = merged.find("}}", at);
        if (end == std::string::npos) break;
        std::string name = merged.substr(at + 2, end - at - 2);
        name.erase(0, name.find_first_not_of(' '));
        name.erase(name.find_last_not_of(' ') + 1);
        if (name.rfind("answers.", 0) == 0 && pack.question(name.substr(8))) return name;
    }
    return {};
}

// The sentence of the outcome and the replies name only answers that are there.
void check_merged(const Pack& pack, const PackTest& test, const Derived& derived, Findings& findings) {
    const auto check = [&](const std::string& merged, std::string place) {
        const std::string name = open_answer(pack, merged);
        if (name.empty()) return;
        findings.add_once(Weight::warning,
                          {"lint.open_field", std::move(place),
                           "after the test \"" + test.name + "\" the text keeps the field {{" + name +
                               "}}: that question is not answered",
                           "name only answers that are always there"});
    };
    Json fields = reply_fields(pack, derived, test.answers, test.facts, {}, {});
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        if (pack.outcomes[i].id == derived.outcome)
            check(merge_fields(pack.outcomes[i].because, fields),
                  "/outcomes/" + std::to_string(i) + "/because");
    }
    fields["because"] = fields["outcome"]["because"] = "";  // looked at already, and in most replies
    for (std::size_t i = 0; i < pack.replies.size(); ++i) {
        const Reply& reply = pack.replies[i];
        const bool fits = reply.outcomes.empty() || std::find(reply.outcomes.begin(), reply.outcomes.end(),
                                                              derived.outcome) != reply.outcomes.end();
        if (!fits) continue;
        const std::string place = "/replies/" + std::to_string(i);
        check(merge_fields(reply.subject, fields), place + "/subject");
        check(merge_fields(reply.body, fields), place + "/body");
    }
}

void check_test(const Pack& pack, std::size_t index, LintReport& report, Findings& findings) {
    const PackTest& test = pack.tests[index];
    const std::string place = "/tests/" + std::to_string(index);
    check_facts(test.facts, place, findings);
    const auto derived = derive(pack, test.answers, test.facts);
    if (derived && derived->outcome == test.expect) {
        ++report.tests_passed;
        check_merged(pack, test, *derived, findings);
        return;
    }
    ++report.tests_failed;
    if (reported_as_failure(derived, "in the test \"" + test.name + "\"", findings)) return;
    findings.add(Weight::error, "lint.test", place,
                 "the test \"" + test.name + "\" expects \"" + test.expect + "\", but " + got(derived),
                 "correct the test or the rules");
}

void check_same_tests(const Pack& pack, Findings& findings) {
    std::map<std::string, std::size_t> first;  // by the text of both
    for (std::size_t i = 0; i < pack.tests.size(); ++i) {
        const auto [same, is_new] =
            first.emplace(pack.tests[i].answers.dump() + pack.tests[i].facts.dump(), i);
        if (is_new) continue;
        findings.add(Weight::note, "lint.same_test", "/tests/" + std::to_string(i),
                     "the test \"" + pack.tests[i].name + "\" has the answers and facts of \"" +
                         pack.tests[same->second].name + "\"",
                     "change its answers, or remove it");
    }
}

}  // namespace

void run_tests(const Pack& pack, LintReport& report, Findings& findings) {
    if (pack.tests.empty()) {
        findings.add(Weight::warning, "lint.no_tests", "/tests", "the pack has no tests",
                     "add answers with the outcome they must have");
        return;
    }
    for (std::size_t i = 0; i < pack.tests.size(); ++i) check_test(pack, i, report, findings);
    check_same_tests(pack, findings);
}

void check_tested(const Pack& pack, Findings& findings) {
    bool hidden = false;  // behind one that always fits
    for (std::size_t i = 0; i < pack.outcomes.size() && !pack.tests.empty(); ++i) {
        const std::string& id = pack.outcomes[i].id;
        const std::string place = "/outcomes/" + std::to_string(i);
        const bool tested = std::any_of(pack.tests.begin(), pack.tests.end(),
                                        [&](const PackTest& test) { return test.expect == id; });
        if (!tested && !findings.has("lint.never_reached", place) && !hidden)
            findings.add(Weight::warning, "lint.untested", place,
                         "no test expects the outcome \"" + id + "\"",
                         "add a test with answers that lead to it");
        hidden = hidden || findings.has("lint.order", place);
    }
}

void run_examples(const Pack& pack, Findings& findings) {
    for (std::size_t i = 0; i < pack.sections.size(); ++i) {
        for (std::size_t k = 0; k < pack.sections[i].examples.size(); ++k) {
            const Example& example = pack.sections[i].examples[k];
            const std::string place = "/sections/" + std::to_string(i) + "/examples/" + std::to_string(k);
            check_facts(example.facts, place, findings);
            if (example.answers.is_null()) {
                findings.add(Weight::note, "lint.example_answers", place,
                             "the example has no answers, so nothing holds its verdict to the rules",
                             "add the answers a specialist would give");
                continue;
            }
            const auto derived = derive(pack, example.answers, example.facts);
            if (derived && derived->outcome == example.verdict) continue;
            if (reported_as_failure(derived, "in the example at " + place, findings)) continue;
            findings.add(Weight::error, "lint.example", place,
                         "the example says \"" + example.verdict + "\", but " + got(derived),
                         "correct the verdict, the answers or the rules");
        }
    }
}

}  // namespace casement::policy
