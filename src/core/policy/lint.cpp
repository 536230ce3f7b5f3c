#include <core/policy/lint.hpp>
#include <core/policy/reads.hpp>
#include <core/policy/search.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

constexpr const char* kFacts[] = {"market",           "language",      "area",
                                  "source_kind",      "subject_kind",  "reach",
                                  "severity_hint",    "report_count",  "notice_count",
                                  "notice_kinds",     "notice_rights", "notice_registered",
                                  "prior_violations", "strikes",       "author_verified",
                                  "author_age_days",  "has_media",     "tags"};

class Linter {
  public:
    Linter(const Pack& pack, LintReport& report) : pack_(pack), report_(report) {}

    void run(std::size_t max_paths) {
        for (std::size_t i = 0; i < pack_.questions.size(); ++i) check_question(i);
        for (std::size_t i = 0; i < pack_.outcomes.size(); ++i) check_outcome(i);
        run_tests();
        report_search(search(pack_, max_paths));
    }

  private:
    void add(Weight weight, const char* code, std::string place, std::string message,
             std::string remedy = {}) {
        report_.findings.push_back({weight, {code, std::move(place), std::move(message), std::move(remedy)}});
    }

    static std::string at(const char* list, std::size_t index) {
        return std::string(list) + std::to_string(index);
    }

    void check_reads(const json::Rule& rule, const std::string& place) {
        for (const std::string& name : names_read(rule, "answers")) {
            if (!pack_.question(name)) {
                add(Weight::error, "lint.unknown_answer", place,
                    "the rule reads answers." + name + ", which is no question",
                    "name a question of the pack");
            }
        }
        for (const std::string& name : names_read(rule, "case")) {
            if (std::find(std::begin(kFacts), std::end(kFacts), name) == std::end(kFacts)) {
                add(Weight::error, "lint.unknown_fact", place,
                    "the rule reads case." + name + ", which is no fact",
                    "read one of the facts of policies/facts.schema.json");
            }
        }
    }

    void check_question(std::size_t index) {
        const Question& question = pack_.questions[index];
        if (question.always) return;
        const std::string place = at("/questions/", index) + "/ask_when";
        check_reads(question.ask_when, place);
        for (const std::string& id : questions_read(pack_, question.ask_when)) {
            const Question* read = pack_.question(id);
            if (read < &question) continue;
            add(Weight::error, "lint.forward", place,
                "the rule reads the answer to \"" + id + "\", which is not asked before \"" + question.id +
                    "\"",
                "move one of the questions");
        }
        if (question.because.empty()) {
            add(Weight::warning, "lint.because", at("/questions/", index),
                "the question \"" + question.id + "\" is not always asked and does not say why it is",
                "add a because");
        }
    }

    void check_outcome(std::size_t index) {
        const Outcome& outcome = pack_.outcomes[index];
        const std::string place = at("/outcomes/", index);
        check_reads(outcome.when, place + "/when");
        if (outcome.because.empty()) {
            add(Weight::warning, "lint.because", place, "the outcome \"" + outcome.id + "\" does not say why",
                "add a because");
        }
        const bool tested = std::any_of(pack_.tests.begin(), pack_.tests.end(),
                                        [&](const PackTest& test) { return test.expect == outcome.id; });
        if (!tested) {
            add(Weight::warning, "lint.untested", place, "no test expects the outcome \"" + outcome.id + "\"",
                "add a test with answers that lead to it");
        }
        if (!compose_reply(pack_, outcome, "user", "en", Json::object())) {
            add(Weight::warning, "lint.no_reply", place,
                "the outcome \"" + outcome.id + "\" has no reply to a user",
                "add a reply for it, or one for any outcome");
        }
    }

    void run_tests() {
        if (pack_.tests.empty()) {
            add(Weight::warning, "lint.no_tests", "/tests", "the pack has no tests",
                "add answers with the outcome they must have");
        }
        for (std::size_t i = 0; i < pack_.tests.size(); ++i) {
            const PackTest& test = pack_.tests[i];
            const auto derived = derive(pack_, test.answers, test.facts);
            if (derived && derived->outcome == test.expect) {
                ++report_.tests_passed;
                continue;
            }
            ++report_.tests_failed;
            const std::string got =
                derived ? "the outcome is \"" + derived->outcome + "\"" : describe(derived.error());
            add(Weight::error, "lint.test", at("/tests/", i),
                "the test \"" + test.name + "\" expects \"" + test.expect + "\", but " + got,
                "correct the test or the rules");
        }
    }

    void report_search(const SearchReport& found) {
        for (const Json& answers : found.no_outcome) {
            add(Weight::error, "lint.no_outcome", "/outcomes",
                "no outcome fits the complete answers " + answers.dump(),
                "add an outcome, or end the list with one whose rule is true");
        }
        for (const Error& error : found.failures) report_.findings.push_back({Weight::error, error});
        // What a cut-short search did not see may still be there: then it is worth a warning only.
        const Weight weight = found.cut_short || found.sampled ? Weight::warning : Weight::error;
        for (std::size_t i = 0; i < pack_.questions.size(); ++i) {
            if (found.asked.count(pack_.questions[i].id) != 0) continue;
            add(weight, "lint.never_asked", at("/questions/", i),
                "no answers were found that lead to the question \"" + pack_.questions[i].id + "\"",
                "correct its ask_when, or remove it");
        }
        for (std::size_t i = 0; i < pack_.outcomes.size(); ++i) {
            if (found.reached.count(pack_.outcomes[i].id) != 0 || is_tested_by_pass(pack_.outcomes[i].id))
                continue;
            add(weight, "lint.never_reached", at("/outcomes/", i),
                "no answers were found that lead to the outcome \"" + pack_.outcomes[i].id + "\"",
                "correct its rule or its place in the order");
        }
        if (found.cut_short) {
            add(Weight::note, "lint.search_cut", "",
                "the search of the answer paths was cut short after " + std::to_string(found.paths) +
                    " paths",
                "allow more paths to search them all");
        }
    }

    bool is_tested_by_pass(const std::string& outcome) const {
        return std::any_of(pack_.tests.begin(), pack_.tests.end(), [&](const PackTest& test) {
            if (test.expect != outcome) return false;
            const auto derived = derive(pack_, test.answers, test.facts);
            return derived && derived->outcome == outcome;
        });
    }

    const Pack& pack_;
    LintReport& report_;
};

}  // namespace

bool LintReport::clean() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.weight == Weight::error; });
}

LintReport lint(std::string_view pack_bytes, std::size_t max_paths) {
    LintReport report;
    auto pack = read_pack(pack_bytes);
    if (!pack) {
        report.findings.push_back({Weight::error, std::move(pack).error()});
        return report;
    }
    Linter(*pack, report).run(max_paths);
    return report;
}

}  // namespace casement::policy
