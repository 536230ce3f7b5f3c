// What a pack's author is told before anyone relies on the pack.
#pragma once

#include <core/policy/checklist.hpp>

namespace casement::policy {

enum class Weight { error, warning, note };
struct Finding {
    Weight weight = Weight::error;
    Error error;
};

struct LintReport {
    std::vector<Finding> findings;
    std::size_t tests_passed = 0, tests_failed = 0;
    bool clean() const;  // no finding of weight error
};

inline constexpr std::size_t kMaxSearchStates = 200'000;

// Reads the pack, checks what its rules and texts name, runs its tests and its examples, and searches through
// all answers (search.hpp, at most `max_states` states) for complete answers that match no outcome, questions
// never asked, outcomes never reached, and outcomes whose order decides. Findings: docs/policy-format.md.
LintReport lint(std::string_view pack_bytes, std::size_t max_states = kMaxSearchStates);

}  // namespace casement::policy
