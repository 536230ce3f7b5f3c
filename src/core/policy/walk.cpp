// Which questions are asked, and what is signed of the answers.
#include <core/policy/evaluation.hpp>

namespace casement::policy {

Result<Checklist> walk(const Pack& pack, const Answers& answers, const Json& facts) {
    Evaluation evaluation(pack, facts);
    CASEMENT_CHECK(evaluation.set_answers(answers));
    return evaluation.checklist();
}

Answers visible_answers(const Pack& pack, const Checklist& checklist, const Answers& answers) {
    Answers out = Json::object();
    for (const Step& step : checklist.steps) {
        const std::string& id = pack.questions[step.question].id;
        if (step.answered) out[id] = answers.at(id);
    }
    return out;
}

}  // namespace casement::policy
