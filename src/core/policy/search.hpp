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
    std::set<std::string> shown;                            // consult ids that some complete answers show
    std::vector<Witness> no_outcome;                        // complete answers that match none, at most a few
    std::vector<Error> failures;                            // rules that fail, at most a few
    std::map<std::string, std::set<std::string>> overlaps;  // outcome -> those before it that took its place
    std::size_t states = 0;
    bool cut_short = false;
    bool left_out = false;  // facts or numbers are compared with more values than were followed
    bool sampled = false;   // rules that calculate were tried by examples only
};

// Follows every answer to every question and every value of a fact that the rules can tell apart. Two partial
// paths after which all rules are left with the same conditions are followed once (they are the same node of
// a decision diagram: Bryant 1986), so what counts against `max_states` is what differs. Without `cut_short`
// and `left_out`, what is not in `asked` and `reached` cannot be: that is a proof, not a guess. Bounded in
// time and memory for any pack that can be read, whatever `max_states` is.
SearchReport search(const Pack& pack, std::size_t max_states);

// search_walks.cpp. Rules that calculate may fail, and may leave answers without an outcome: what the search
// cannot follow is tried by walks that choose each answer and fact by a fixed sequence of numbers. Adds to
// `failures` and `no_outcome`.
void try_walks(const Pack& pack, SearchReport& report);

inline constexpr std::size_t kMaxWitnesses = 5;

}  // namespace casement::policy
