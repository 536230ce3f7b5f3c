#include <core/policy/evaluation.hpp>
#include <core/policy/outlook.hpp>

#include <set>

namespace casement::policy {
namespace {

class Completions {
  public:
    Completions(const Pack& pack, Evaluation& evaluation, std::size_t max_tried)
        : pack_(pack), evaluation_(evaluation), left_(max_tried) {}

    Result<Outlook> run() {
        CASEMENT_CHECK(from(0));
        found_.possible.assign(outcomes_.begin(), outcomes_.end());
        return std::move(found_);
    }

  private:
    Result<void> from(std::size_t first) {
        std::size_t open = first;
        while (open < pack_.questions.size() && !is_open(open)) ++open;
        if (left_ == 0) return found_.all = false, Result<void>();
        if (open == pack_.questions.size()) {
            --left_;
            CASEMENT_TRY(const auto outcome, evaluation_.outcome());
            if (outcome) outcomes_.insert(*outcome);
            return {};
        }
        for (const Json& answer : answers_of(pack_.questions[open])) {
            CASEMENT_CHECK(evaluation_.set_answer(open, answer));
            CASEMENT_CHECK(from(open + 1));
        }
        return evaluation_.set_answer(open, nullptr);
    }

    bool is_open(std::size_t question) const {
        return evaluation_.visible(question) && !evaluation_.answered(question) &&
               pack_.questions[question].required;
    }

    std::vector<Json> answers_of(const Question& question) {
        std::vector<Json> out;
        switch (question.kind) {
            case QuestionKind::choice:
            case QuestionKind::yes_no:
                for (const Option& option : question.options) out.push_back(option.id);
                return out;
            case QuestionKind::many: {
                found_.all = false;
                Json all = Json::array();
                for (const Option& option : question.options) {
                    out.push_back(Json::array({option.id}));
                    all.push_back(option.id);
                }
                out.push_back(std::move(all));
                return out;
            }
            case QuestionKind::number:
                found_.all = false;
                return {0, 1'000'000};
            case QuestionKind::text:
                return {"text"};
            case QuestionKind::date:
                return {"2026-01-01"};
            case QuestionKind::spans:
            case QuestionKind::regions:
                break;
        }
        return {Json::array({0})};
    }

    const Pack& pack_;
    Evaluation& evaluation_;
    std::size_t left_;
    std::set<std::size_t> outcomes_;
    Outlook found_;
};

}  // namespace

Result<Outlook> outlook(const Pack& pack, const Answers& answers, const Json& facts, std::size_t max_tried) {
    Evaluation evaluation(pack, facts);
    CASEMENT_CHECK(evaluation.set_answers(answers));
    return Completions(pack, evaluation, max_tried).run();
}

}  // namespace casement::policy
