// What can follow from an open question: every answer is tried, as far as the bounds go.
#include <core/policy/replay_work.hpp>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxWalks = 1'000;     // through one decision's open questions
constexpr std::size_t kMaxTriedSubsets = 6;  // options of a many whose subsets are all tried

// An answer with this code.
Json answer_of(const Question& question, Code code) {
    switch (question.kind) {
        case QuestionKind::choice:
        case QuestionKind::yes_no:
            return question.options[static_cast<std::size_t>(code) - 1].id;
        case QuestionKind::many: {
            Json chosen = Json::array();
            for (std::size_t i = 0; i < question.options.size(); ++i) {
                if (((code >> (i & 63)) & 1) != 0) chosen.push_back(question.options[i].id);
            }
            return chosen;
        }
        case QuestionKind::text:
            return "text";
        case QuestionKind::number:
            return 1;
        case QuestionKind::date:
            return "2026-01-01";
        case QuestionKind::spans:
        case QuestionKind::regions:
            break;
    }
    return Json::array({0});
}

}  // namespace

// The next open question whose answer may matter: one that must be answered, or an optional one that was not
// offered before.
std::uint32_t ReplayWork::next_to_try(const Search& at) const {
    for (std::uint32_t i = 0; i < packs_.now.questions.size(); ++i) {
        if (!now_.walk.visible[i] || now_.walk.codes[i] != 0) continue;
        if (packs_.now.questions[i].required) return i;
        const std::uint32_t then = packs_.old_question[i];
        const bool was_offered =
            walked_then_ && then != kNone && then_.walk.visible[then] && illegal_now_[i] == legal;
        if (!was_offered && !at.left[i]) return i;
    }
    return kNone;
}

void ReplayWork::search(Search& at) {
    if (++at.walks > kMaxWalks) {
        at.all = false;
        return;
    }
    walk(now_);
    if (now_.walk.error) {
        at.all = false;
        return;
    }
    for (std::size_t i = 0; i < at.asked.size(); ++i) at.asked[i] = at.asked[i] || now_.walk.visible[i];
    const std::uint32_t question = next_to_try(at);
    if (question != kNone) return try_answers(question, at);
    if (const auto found = outcome(now_))
        at.reached[*found] = 1;
    else
        at.all = false;
}

void ReplayWork::try_answers(std::uint32_t index, Search& at) {
    const Question& question = packs_.now.questions[index];
    const Program& program = *packs_.now.program;
    const bool unread = !whole_ && program.asks[index].empty() && program.decides[index].empty();
    if (!question.required && !unread) {
        at.left[index] = 1;
        search(at);
        at.left[index] = 0;
    }
    const auto attempt = [&](Code code) {
        now_.given[index] = code;
        if (whole_) now_.answers[question.id] = answer_of(question, code);
        search(at);
        now_.given[index] = 0;
        if (whole_) now_.answers.erase(question.id);
    };
    const std::size_t options = question.options.size();
    if (unread) return attempt(1);
    switch (question.kind) {
        case QuestionKind::choice:
        case QuestionKind::yes_no:
            for (std::size_t i = 0; i < options; ++i) attempt(i + 1);
            return;
        case QuestionKind::many:
            if (options <= kMaxTriedSubsets) {
                for (Code code = 1; code < (Code{1} << options); ++code) attempt(code);
                return;
            }
            at.all = false;
            for (std::size_t i = 0; i < options; ++i) attempt(Code{1} << (i & 63));
            return;
        default:
            at.all = at.all && !whole_;  // what rules calculate with it is not known
            attempt(1);
    }
}

}  // namespace casement::policy
