// The rules of a pack, compiled once: each becomes a short chain of tests with two ways out (as in
// short-circuit code, Aho, Lam, Sethi, Ullman 2006, 6.6). A rule that is no condition over slots is evaluated
// as JSON Logic.
#pragma once

#include <core/policy/read_condition.hpp>

#include <memory>

namespace casement::policy {

class Program {
  public:
    static std::shared_ptr<const Program> compile(const Pack& pack);

    // Where a rule's chain begins.
    using Entry = std::uint32_t;
    static constexpr Entry kFalse = 0;
    static constexpr Entry kTrue = 1;
    static constexpr Entry kInexact = 2;  // no chain: evaluate the rule itself

    struct Compiled {
        Entry entry = kTrue;
        std::vector<std::uint32_t> reads;  // questions whose answers the rule reads, in the pack's order
    };
    std::vector<Compiled> ask, when;  // of the questions, of the outcomes
    // For each question, what reads its answer: questions after it, and outcomes.
    std::vector<std::vector<std::uint32_t>> asks, decides;

    struct FactTest {
        std::uint32_t slot = 0;
        json::Rule rule;
    };
    std::vector<FactTest> fact_tests;
    std::size_t slot_count = 0;
    bool exact = true;  // every rule has a chain

    // Codes of all slots, `slot_count` of them.
    bool run(Entry entry, const Code* codes) const {
        while (entry > kInexact) {
            const Test& test = tests_[entry - kFirst];
            entry = test.atom.holds(codes[test.atom.slot]) ? test.on_true : test.on_false;
        }
        return entry == kTrue;
    }

    // The code of an answer; 0 where it is absent or not a legal one.
    static Code encode(const Question& question, const Json& answer);

  private:
    static constexpr Entry kFirst = 3;
    struct Test {
        Atom atom;
        Entry on_true = kFalse, on_false = kFalse;
    };
    Entry emit(const Conditions& conditions, Condition condition, Entry on_true, Entry on_false);

    std::vector<Test> tests_;
};

}  // namespace casement::policy
