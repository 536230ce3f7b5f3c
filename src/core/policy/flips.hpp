// What would have changed the outcome: the smallest sets of answers whose change gives another one. The
// counterfactual explanation of a decision (Wachter, Mittelstadt, Russell 2017), found by search and so exact
// within its bound.
#pragma once

#include <core/policy/checklist.hpp>

namespace casement::policy {

struct ChangedAnswer {
    std::size_t question = 0;  // index into pack.questions
    Json answer;               // instead of what was answered, or to a question that only then appears
};

// Answers that, put in the place of those given, lead to a complete checklist with another outcome. Minimal:
// no part of them does. Answers to questions that disappear fall away and are not counted.
struct Flip {
    std::vector<ChangedAnswer> changes;  // in the pack's order
    std::size_t outcome = 0;             // index into pack.outcomes
};

struct FlipBounds {
    std::size_t max_changes = 3;     // answers in a set
    std::size_t max_tried = 20'000;  // complete answer sets
    std::size_t max_flips = 64;
};

struct Flips {
    std::vector<Flip> flips;   // fewest changes first, then in the pack's order
    std::size_t searched = 0;  // every set of up to this many changes was tried
    std::size_t tried = 0;
    bool cut_short = false;  // a bound was met before all sets of `searched` + 1 were tried
};

// The answers must be complete and legal. Sets of three and more are looked for only while no smaller one is
// known. A `many` answer is tried with every set that differs from it in up to two options; text, dates,
// marks and numbers with one example. Errors: as derive().
Result<Flips> find_flips(const Pack& pack, const Answers& answers, const Json& facts,
                         const FlipBounds& bounds = {});

}  // namespace casement::policy
