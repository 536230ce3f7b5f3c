// From a rule in JSON Logic to a condition over slots.
#pragma once

#include <core/policy/condition.hpp>
#include <core/policy/pack.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace casement::policy {

// One slot for each question, in the pack's order; behind them those of the facts.
struct Slot {
    enum class Kind : std::uint8_t {
        choice,  // 0 open, then 1 + the option; at most 63 options
        many,    // one bit an option; at most 64
        given,   // 0 open, 1 given: rules see only whether there is an answer
        test,    // a rule over facts: 0 false, 1 true
        values,  // a number or a fact, by the values that the rules can tell apart
        wide,    // too many values for a code
    };
    Kind kind = Kind::choice;
    std::string name;          // question or fact
    std::vector<Json> values;  // of `values`: by code
    json::Rule rule;           // of `test`
};

class ConditionReader {
  public:
    // How facts and numbers are held: as the tests that rules make of them, to be evaluated for a case; or by
    // the values that the rules can tell apart, to search through all of them.
    enum class Open { tests, values };
    ConditionReader(const Pack& pack, Open open);

    // The rule sees the answers to the questions before `before` only. Empty where it is not one over slots
    // (arithmetic over answers, paths made while it runs): evaluate the rule itself.
    std::optional<Condition> read(const Json& rule, std::size_t before);

    // Writes what a slot's code stands for into the answers (or the facts); nothing for an open question.
    void put_value(std::uint32_t slot, Code code, Json& into) const;

    Conditions& conditions() { return conditions_; }
    const std::vector<Slot>& slots() const { return slots_; }
    // Open::values: rules compare a fact or a number with more than slots can hold, and some was left out.
    bool left_out() const { return left_out_; }

  private:
    struct Reads {
        std::set<std::uint32_t> slots;
        std::set<std::string> facts;
        bool dynamic = false;  // a path that is made while the rule runs, or an operator that may read all
    };
    void scan(const Json& rule, std::size_t before, bool inner, Reads& reads) const;
    void scan_path(const std::string& path, std::size_t before, Reads& reads) const;
    void collect_values(const Pack& pack);
    void collect_values(const Json& rule);
    std::optional<Condition> read_part(const Json& rule, std::size_t before);
    std::optional<Condition> read_list(const Json& list, std::size_t before, Conditions::Op op);
    std::optional<Condition> read_if(const Json& list, std::size_t first, std::size_t before);
    std::optional<Condition> read_leaf(const Json& rule, std::size_t before);
    std::optional<Condition> read_fact_test(const Json& rule);
    std::optional<Condition> expand(const json::Rule& rule, std::span<const std::uint32_t> slots, Json& data);
    std::optional<Condition> expand_many(const json::Rule& rule, std::span<const std::uint32_t> slots,
                                         Json& data);
    std::optional<std::uint32_t> contained_option(const Json& rule, const Slot& slot) const;
    void put(std::uint32_t slot, Code code, Json& data) const;
    const Question* question_of(std::uint32_t slot) const;

    const Pack& pack_;
    Open open_;
    Conditions conditions_;
    std::vector<Slot> slots_;
    std::unordered_map<std::string, std::uint32_t> fact_slots_;  // by name, or by the text of the test
    std::map<std::string, std::set<Json>> constants_;            // what rules compare a fact or a number with
    std::uint64_t cost_ = 0;                                     // of making tables
    std::uint64_t price_ = 0;  // of one evaluation of the leaf that is being read, beside its steps
    std::uint64_t leaf_ = 0;   // the most that one evaluation of it took
    std::uint64_t worst_ = 0;  // what one evaluation of the whole rule takes at most
    bool left_out_ = false;
};

}  // namespace casement::policy
