// Rules in words, for people who ask why: each part of a rule as a line, with what it gave.
#pragma once

#include <core/policy/checklist.hpp>

namespace casement::policy {

struct RuleLine {
    enum class State {
        untried,
        fails,
        holds
    } state = State::untried;  // untried: decided before it was reached
    int depth = 0;
    std::string text;  // "“Is harm intended?” is Yes", "all of these", "not"
};

inline constexpr std::size_t kMaxRuleLines = 400;

// The rule as a tree of lines; `trace` tells what each part gave (empty: all untried). At most kMaxRuleLines.
std::vector<RuleLine> rule_tree(const Pack& pack, const json::Rule& rule, const json::Trace& trace);

// The labels of what was answered: "A group, A person". "Not answered" for null.
std::string answer_words(const Question& question, const Json& answer);

// A value that a rule read: an answer or a fact of the case.
struct ReadValue {
    std::string question;      // its id; empty for a fact
    std::string label, value;  // "Who is attacked?" "A group"; "market" "DE"
};
std::vector<ReadValue> values_read(const Pack& pack, const json::Rule& rule, const Answers& answers,
                                   const Json& facts);

// "author_age_days" as people read it: "author age days".
std::string fact_words(std::string_view name);

}  // namespace casement::policy
