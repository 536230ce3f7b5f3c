// The search through all answers and facts of a pack, for the linter.
#pragma once

#include <core/policy/pack.hpp>

#include <map>
#include <set>

namespace casement::policy {

struct Witness {
    Json answers, facts;
};

struct SearchReport {
    std::set<std::string> asked;                            // question ids that some answers and facts ask
    std::set<std::string> reached;                          // outcome ids that some derive
    std::vector<Witness> no_outcome;                        // complete answers that match none, at most a few
    std::vector<Error> failures;                            // rules that fail, at most a few
    std::map<std::string, std::set<std::string>> overlaps;  // outcome -> those before it that took its place
    std::size_t states = 0;
    bool cut_short = false;
    bool sampled = false;  // rules that calculate were tried by examples only
};

// Follows every answer to every question and every value of a fact that the rules can tell apart. Two partial
// paths after which all rules are left with the same conditions are followed once (they are the same node of
// a decision diagram: Bryant 1986), so what counts against `max_states` is what differs. Without `cut_short`,
// what is not in `asked` and `reached` cannot be: that is a proof, not a guess.
SearchReport search(const Pack& pack, std::size_t max_states);

}  // namespace casement::policy
