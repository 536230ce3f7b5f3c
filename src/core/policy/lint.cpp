#include <core/policy/lint_checks.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

std::string got(const Result<Derived>& derived) {
    return derived ? "the outcome is \"" + derived->outcome + "\"" : describe(derived.error());
}

// The sentence that explains the outcome names only answers that are there.
void check_sentence(const Pack& pack, const Derived& derived, const std::string& place, Findings& findings) {
    const std::size_t at = derived.because.find("{{");
    if (at == std::string::npos || pack.outcome(derived.outcome)->because.find("{{") == std::string::npos)
        return;
    findings.add(Weight::warning, "lint.open_field", place,
                 "with these answers the sentence of \"" + derived.outcome + "\" keeps the field " +
                     derived.because.substr(at, derived.because.find("}}", at) + 2 - at),
                 "name only answers that the outcome always has");
}

void run_tests(const Pack& pack, LintReport& report, Findings& findings) {
    if (pack.tests.empty())
        findings.add(Weight::warning, "lint.no_tests", "/tests", "the pack has no tests",
                     "add answers with the outcome they must have");
    for (std::size_t i = 0; i < pack.tests.size(); ++i) {
        const PackTest& test = pack.tests[i];
        const std::string place = "/tests/" + std::to_string(i);
        const auto derived = derive(pack, test.answers, test.facts);
        if (derived && derived->outcome == test.expect) {
            ++report.tests_passed;
            check_sentence(pack, *derived, place, findings);
            continue;
        }
        ++report.tests_failed;
        findings.add(Weight::error, "lint.test", place,
                     "the test \"" + test.name + "\" expects \"" + test.expect + "\", but " + got(derived),
                     "correct the test or the rules");
    }
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        const std::string& id = pack.outcomes[i].id;
        const bool tested = std::any_of(pack.tests.begin(), pack.tests.end(),
                                        [&](const PackTest& test) { return test.expect == id; });
        if (!tested)
            findings.add(Weight::warning, "lint.untested", "/outcomes/" + std::to_string(i),
                         "no test expects the outcome \"" + id + "\"",
                         "add a test with answers that lead to it");
    }
}

void run_examples(const Pack& pack, Findings& findings) {
    for (std::size_t i = 0; i < pack.sections.size(); ++i) {
        for (std::size_t k = 0; k < pack.sections[i].examples.size(); ++k) {
            const Example& example = pack.sections[i].examples[k];
            const std::string place = "/sections/" + std::to_string(i) + "/examples/" + std::to_string(k);
            if (example.answers.is_null()) {
                findings.add(Weight::note, "lint.example_answers", place,
                             "the example has no answers, so nothing holds its verdict to the rules",
                             "add the answers a specialist would give");
                continue;
            }
            const auto derived = derive(pack, example.answers, example.facts);
            if (derived && derived->outcome == example.verdict) continue;
            findings.add(Weight::error, "lint.example", place,
                         "the example says \"" + example.verdict + "\", but " + got(derived),
                         "correct the verdict, the answers or the rules");
        }
    }
}

}  // namespace

bool LintReport::clean() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.weight == Weight::error; });
}

LintReport lint(std::string_view pack_bytes, std::size_t max_states) {
    LintReport report;
    Findings findings(report);
    auto pack = read_pack(pack_bytes);
    if (!pack) {
        findings.add(Weight::error, std::move(pack).error());
        return report;
    }
    check_rules(*pack, findings);
    check_texts(*pack, findings);
    check_parts(*pack, findings);
    run_tests(*pack, report, findings);
    run_examples(*pack, findings);
    check_search(*pack, max_states, findings);
    return report;
}

}  // namespace casement::policy
