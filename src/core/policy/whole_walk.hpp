// A whole walk and its outcome at once, from nothing but the answers: what Evaluation gives, for rows that
// have no history. For replaying and searching one row at a time; see batch.hpp for many.
//
// Most questions of a walk stand open. What every rule gives when all stand open is worked out once; and for
// each code (or option) of each slot, which rules have a test that then comes out another way. Only those can
// give something else, so only those are tried, in the pack's order.
#pragma once

#include <core/policy/program.hpp>

#include <optional>
#include <vector>

namespace casement::policy {

class WholeWalk {
  public:
    // Empty where a rule is no condition over slots (see Program::exact), or where the pack is out of all
    // proportion. The pack must outlive it.
    static std::optional<WholeWalk> compile(const Pack& pack);

    struct Walk {
        std::vector<std::uint8_t> visible;  // by question, 0 or 1
        std::vector<Word> seen;             // what rules see: words of all slots, open where not visible
        std::size_t outcome = 0;            // the first that holds; the number of outcomes when none does
        std::vector<Word> touched;          // while it runs: questions, then outcomes, a bit each
    };
    // `given`: the words of all slots, see Program::hold_answers and hold_facts.
    void run(const Word* given, Walk& walk) const;

  private:
    void touch(std::size_t slot, Word given, Word* touched) const;

    const Program* program_ = nullptr;
    std::size_t questions_ = 0, outcomes_ = 0;
    std::size_t ask_words_ = 0, stride_ = 0;  // words of the questions; and of the outcomes too
    std::vector<Word> open_;                  // of all slots, where nothing is known
    std::vector<std::uint8_t> open_visible_;
    std::vector<Word> open_holds_;      // questions, then outcomes, a bit each
    std::vector<std::uint32_t> first_;  // of each slot, where in `flips_` its bits begin
    std::vector<Word> bits_;            // of each slot, those that flip a test
    std::vector<Word> flips_;           // of each bit of each slot: questions, then outcomes, a bit each
};

}  // namespace casement::policy
