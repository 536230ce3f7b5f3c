// One case's walk through a pack, kept up as answers change: only the rules that read what changed are tried
// again. Gives the same as walk() and derive() on the same answers, which a test holds it to.
#pragma once

#include <core/policy/checklist.hpp>
#include <core/policy/program.hpp>

#include <optional>

namespace casement::policy {

class Evaluation {
  public:
    // The pack must outlive it.
    Evaluation(const Pack& pack, const Json& facts);

    // Takes these answers, all at once. Those to questions that are not visible are kept aside: they come
    // back when the question does. Errors: logic.*, of a rule that fails.
    Result<void> set_answers(const Answers& answers);
    // Changes one answer; null takes it back.
    Result<void> set_answer(std::size_t question, const Json& answer);

    Checklist checklist() const;
    bool visible(std::size_t question) const { return visible_[question]; }
    bool answered(std::size_t question) const { return visible_[question] && given_[question]; }
    const Answers& given() const { return answers_; }  // those kept aside included

    // The first outcome whose rule holds for the visible answers, complete or not. Errors: logic.*.
    Result<std::optional<std::size_t>> outcome();

    // How many rules have been tried so far: what the incremental walk saves can be measured.
    std::size_t rules_tried() const { return rules_tried_; }

  private:
    Result<void> refresh();
    Result<bool> is_asked(std::size_t question);
    Result<bool> fits(std::size_t outcome);
    // A rule as JSON Logic, on the answers to the questions before `before`.
    Result<bool> evaluate(const json::Rule& rule, std::size_t before);
    void take(std::size_t question, const Json& answer);
    void changed(std::size_t question);

    const Pack& pack_;
    const Program& program_;
    Json facts_;
    bool facts_fail_ = false;  // a rule over the facts fails: then every rule is evaluated whole
    Answers answers_;
    std::vector<char> given_, visible_;
    std::vector<Word> given_words_;  // of what was answered, visible or not
    std::vector<Word> words_;        // of what rules see: open where a question is not visible
    std::vector<char> ask_stale_;
    std::size_t first_stale_ = 0;
    enum class Known : std::uint8_t { stale, no, yes };
    std::vector<Known> outcome_known_;
    std::size_t rules_tried_ = 0;
};

}  // namespace casement::policy
