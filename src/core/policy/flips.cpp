#include <core/policy/evaluation.hpp>
#include <core/policy/flips.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

Json chosen(const Question& question, std::uint64_t bits) {
    Json ids = Json::array();
    for (std::size_t i = 0; i < question.options.size(); ++i)
        if (((bits >> i) & 1) != 0) ids.push_back(question.options[i].id);
    return ids;
}

// Sets of options that differ from the given one in one option, then in two.
void add_nearby_sets(const Question& question, const Json& given, std::vector<Json>& out) {
    const std::size_t count = std::min<std::size_t>(question.options.size(), 64);
    const Code now = Program::encode(question, given);
    for (std::size_t i = 0; i < count; ++i)
        if (const Code bits = now ^ (Code{1} << i)) out.push_back(chosen(question, bits));
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = i + 1; k < count; ++k)
            if (const Code bits = now ^ (Code{1} << i) ^ (Code{1} << k))
                out.push_back(chosen(question, bits));
}

// Other legal answers; null takes an optional one back.
std::vector<Json> alternatives(const Question& question, const Json& given) {
    std::vector<Json> out;
    switch (question.kind) {
        case QuestionKind::choice:
        case QuestionKind::yes_no:
            for (const Option& option : question.options) out.push_back(option.id);
            break;
        case QuestionKind::many:
            add_nearby_sets(question, given, out);
            break;
        case QuestionKind::number:
            out = {0, 1};
            break;
        case QuestionKind::text:
            if (given.is_null()) out.push_back("text");
            break;
        case QuestionKind::date:
            if (given.is_null()) out.push_back("2026-01-01");
            break;
        case QuestionKind::spans:
        case QuestionKind::regions:
            if (given.is_null()) out.push_back(Json::array({0}));
            break;
    }
    if (!question.required && !given.is_null()) out.push_back(nullptr);
    std::erase(out, given);
    return out;
}

bool contains(const std::vector<ChangedAnswer>& all, const ChangedAnswer& one) {
    return std::any_of(all.begin(), all.end(), [&](const ChangedAnswer& other) {
        return other.question == one.question && other.answer == one.answer;
    });
}

class FlipSearch {
  public:
    FlipSearch(const Pack& pack, Evaluation& evaluation, std::size_t outcome, const FlipBounds& bounds)
        : pack_(pack), evaluation_(evaluation), outcome_(outcome), bounds_(bounds) {}

    Result<Flips> run() {
        for (std::size_t size = 1; size <= bounds_.max_changes; ++size) {
            if (size > 2 && !found_.flips.empty()) break;
            size_ = size;
            CASEMENT_CHECK(change_from(0));
            if (found_.cut_short) break;
            found_.searched = size;
        }
        return std::move(found_);
    }

  private:
    // Changes one more answer at `first` or later. All sets of fewer changes were tried before.
    Result<void> change_from(std::size_t first) {
        if (changes_.size() == size_) return try_here();
        for (std::size_t i = first; i < pack_.questions.size() && !found_.cut_short; ++i) {
            if (!evaluation_.visible(i)) continue;
            const Question& question = pack_.questions[i];
            const bool open = question.required && !evaluation_.answered(i);
            const Json before = evaluation_.answered(i) ? evaluation_.given()[question.id] : Json();
            for (Json& answer : alternatives(question, before)) {
                CASEMENT_CHECK(evaluation_.set_answer(i, answer));
                changes_.push_back({i, std::move(answer)});
                CASEMENT_CHECK(change_from(i + 1));
                changes_.pop_back();
                if (found_.cut_short) break;
            }
            CASEMENT_CHECK(evaluation_.set_answer(i, before));
            if (open) return {};  // nothing later can make up for an answer that is missing
        }
        return {};
    }

    Result<void> try_here() {
        if (!complete()) return {};
        if (found_.tried == bounds_.max_tried || found_.flips.size() == bounds_.max_flips) {
            found_.cut_short = true;
            return {};
        }
        ++found_.tried;
        CASEMENT_TRY(const auto outcome, evaluation_.outcome());
        if (outcome && *outcome != outcome_ && is_minimal()) found_.flips.push_back({changes_, *outcome});
        return {};
    }

    bool complete() const {
        for (std::size_t i = 0; i < pack_.questions.size(); ++i) {
            if (evaluation_.visible(i) && pack_.questions[i].required && !evaluation_.answered(i))
                return false;
        }
        return true;
    }

    bool is_minimal() const {
        return std::none_of(found_.flips.begin(), found_.flips.end(), [&](const Flip& known) {
            return known.changes.size() < changes_.size() &&
                   std::all_of(
                       known.changes.begin(), known.changes.end(),
                       [&](const ChangedAnswer& one) { return contains(changes_, one); });
        });
    }

    const Pack& pack_;
    Evaluation& evaluation_;
    std::size_t outcome_;
    FlipBounds bounds_;
    std::size_t size_ = 0;
    std::vector<ChangedAnswer> changes_;
    Flips found_;
};

}  // namespace

Result<Flips> find_flips(const Pack& pack, const Answers& answers, const Json& facts,
                         const FlipBounds& bounds) {
    CASEMENT_TRY(const Derived derived, derive(pack, answers, facts));
    Evaluation evaluation(pack, facts);
    CASEMENT_CHECK(evaluation.set_answers(answers));
    const auto outcome = static_cast<std::size_t>(pack.outcome(derived.outcome) - pack.outcomes.data());
    // A rule that calculates costs far more than a compiled one.
    FlipBounds within = bounds;
    if (!pack.program->exact) within.max_tried = std::min<std::size_t>(within.max_tried, 500);
    return FlipSearch(pack, evaluation, outcome, within).run();
}

}  // namespace casement::policy
