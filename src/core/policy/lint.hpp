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

// Reads the pack, runs its tests, and searches the answer paths (at most `max_paths`) for complete answer
// sets that match no outcome, questions never asked, outcomes never reached. A search cut short is said as a
// note.
LintReport lint(std::string_view pack_bytes, std::size_t max_paths = 200'000);

}  // namespace casement::policy
