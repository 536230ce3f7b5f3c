// The linter's checks, one group a file. Internal to lint().
#pragma once

#include <core/policy/lint.hpp>

#include <algorithm>

namespace casement::policy {

class Findings {
  public:
    explicit Findings(LintReport& report) : report_(report) {}
    void add(Weight weight, const char* code, std::string place, std::string message,
             std::string remedy = {}) {
        add(weight, {code, std::move(place), std::move(message), std::move(remedy)});
    }
    void add(Weight weight, Error error) { report_.findings.push_back({weight, std::move(error)}); }

    // One fault that shows in many ways is told once.
    void add_once(Weight weight, Error error) {
        if (!has(error.code, error.place)) add(weight, std::move(error));
    }
    bool has(std::string_view code, std::string_view place) const {
        return std::any_of(report_.findings.begin(), report_.findings.end(), [&](const Finding& finding) {
            return finding.error.code == code && finding.error.place == place;
        });
    }
    // Is something known to be wrong with the rule that this place is in? ("/outcomes/2/when/or/1": the rule
    // is /outcomes/2/when). Then what follows from it is not another fault.
    bool is_faulty(std::string_view place) const {
        const std::string_view rule = rule_of(place);
        return std::any_of(report_.findings.begin(), report_.findings.end(), [&](const Finding& finding) {
            return finding.weight == Weight::error && rule_of(finding.error.place) == rule;
        });
    }

  private:
    // The list, the index and the member.
    static std::string_view rule_of(std::string_view place) {
        std::size_t end = 0;
        for (int tokens = 0; tokens < 3 && end < place.size(); ++tokens)
            end = std::min(place.find('/', end + 1), place.size());
        return place.substr(0, end);
    }

    LintReport& report_;
};

void check_rules(const Pack& pack, Findings& findings);                    // lint_rules.cpp
void check_texts(const Pack& pack, Findings& findings);                    // lint_texts.cpp
void check_parts(const Pack& pack, Findings& findings);                    // lint_parts.cpp
void run_tests(const Pack& pack, LintReport& report, Findings& findings);  // lint_runs.cpp
void run_examples(const Pack& pack, Findings& findings);                   // lint_runs.cpp
void check_tested(const Pack& pack, Findings& findings);  // lint_runs.cpp, after check_search
void check_search(const Pack& pack, std::size_t max_states, Findings& findings);  // lint_search.cpp

}  // namespace casement::policy
