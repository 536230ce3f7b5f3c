// The linter's checks, one group a file. Internal to lint().
#pragma once

#include <core/policy/lint.hpp>

namespace casement::policy {

class Findings {
  public:
    explicit Findings(LintReport& report) : report_(report) {}
    void add(Weight weight, const char* code, std::string place, std::string message,
             std::string remedy = {}) {
        report_.findings.push_back({weight, {code, std::move(place), std::move(message), std::move(remedy)}});
    }
    void add(Weight weight, Error error) { report_.findings.push_back({weight, std::move(error)}); }

  private:
    LintReport& report_;
};

void check_rules(const Pack& pack, Findings& findings);                           // lint_rules.cpp
void check_texts(const Pack& pack, Findings& findings);                           // lint_texts.cpp
void check_parts(const Pack& pack, Findings& findings);                           // lint_parts.cpp
void check_search(const Pack& pack, std::size_t max_states, Findings& findings);  // lint_search.cpp

}  // namespace casement::policy
