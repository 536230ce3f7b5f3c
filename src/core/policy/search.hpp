// The search through the answer paths of a pack, for the linter.
#pragma once

#include <core/policy/pack.hpp>

#include <set>

namespace casement::policy {

struct SearchReport {
    std::set<std::string> asked;    // question ids that some path asks
    std::set<std::string> reached;  // outcome ids that some path derives
    std::vector<Json> no_outcome;   // complete answers that match none, at most a few
    std::vector<Error> failures;    // rules that fail, at most a few
    std::size_t paths = 0;
    std::size_t facts = 0;  // sets of facts tried
    bool cut_short = false;
    bool sampled = false;  // open answers (text, number, many...) were tried by examples only
};

// Tries every option of every question, in every order the pack asks them. Two partial paths that no later
// rule can tell apart are followed once, so what counts against `max_paths` is what differs.
SearchReport search(const Pack& pack, std::size_t max_paths);

}  // namespace casement::policy
