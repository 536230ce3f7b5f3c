// The rules of a pack, compiled once: each becomes a short chain of tests with two ways out (as in
// short-circuit code, Aho, Lam, Sethi, Ullman 2006, 6.6). A rule that is no condition over slots is evaluated
// as JSON Logic.
//
// For speed a slot can be held as a word: of a many the bits of its options, of all others the one bit that
// its code numbers. Then every test, of a table or of options, is one AND.
#pragma once

#include <core/policy/read_condition.hpp>

#include <memory>
#include <optional>

namespace casement::policy {

using Word = std::uint64_t;

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
    std::vector<Word> open;            // of each question, the word where there is no answer
    std::vector<std::uint32_t> by_id;  // questions in the order of their ids
    std::vector<Word> domains;         // of each slot, the bits that its word can have
    bool exact = true;                 // every rule has a chain

    // Codes of all slots, `slot_count` of them.
    bool run(Entry entry, const Code* codes) const {
        while (entry > kInexact) {
            const Test& test = tests_[entry - kFirst];
            entry = test.holds_for(codes[test.slot]) ? test.on_true : test.on_false;
        }
        return entry == kTrue;
    }
    // The same where the slots from `unknown` on are not known: empty when they decide.
    std::optional<bool> run_known(Entry entry, const Code* codes, std::uint32_t unknown) const;

    // The same for words.
    bool holds(Entry entry, const Word* words) const {
        while (entry > kInexact) {
            const Test& test = tests_[entry - kFirst];
            entry = (words[test.slot] & test.mask) != 0 ? test.on_true : test.on_false;
        }
        return entry == kTrue;
    }

    // The tests of a rule's chain.
    struct Tested {
        std::uint32_t slot = 0;
        Word mask = 0;
        Word domain = 0;  // the bits that the slot's word can have
    };
    std::vector<Tested> tests_of(Entry entry) const;

    // The code of an answer; 0 where it is absent or not a legal one.
    static Code encode(const Question& question, const Json& answer);
    static Word word(const Question& question, Code code) {
        return question.kind == QuestionKind::many ? code : Word{1} << (code & 63);
    }
    // Words of the questions for these answers, visible or not.
    void hold_answers(const Pack& pack, const Json& answers, Word* words) const;
    // Words of the tests of facts, behind those of the questions. False where one fails: then chains must not
    // be used for this case.
    bool hold_facts(const Json& facts, Word* words) const;
    // The question with this id; the number of questions where there is none.
    std::size_t question(const Pack& pack, std::string_view id) const;

  private:
    static constexpr Entry kFirst = 3;
    struct Test {
        Word mask = 0;
        std::uint16_t slot = 0, on_true = kFalse, on_false = kFalse;
        bool is_table = false;
        bool holds_for(Code code) const { return is_table ? ((mask >> code) & 1) != 0 : (mask & code) != 0; }
    };
    struct Assumed;
    std::optional<bool> run_assuming(Entry entry, Assumed& assumed) const;
    friend class Chains;  // emits them

    std::vector<Test> tests_;
};

}  // namespace casement::policy
