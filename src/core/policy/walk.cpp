// Which questions are asked. One pass in the pack's order: a rule sees the answers to the visible questions
// before it and nothing else, so an answer that became invisible cannot hold anything open.
#include <core/policy/checklist.hpp>
#include <core/policy/reads.hpp>

namespace casement::policy {

Result<Checklist> walk(const Pack& pack, const Answers& answers, const Json& facts) {
    Json data = Json::object();
    data["answers"] = Json::object();
    data["case"] = facts.is_object() ? facts : Json::object();
    Json& seen = data["answers"];

    Checklist out;
    bool open_found = false;
    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        const Question& question = pack.questions[i];
        if (!question.always) {
            auto asked = question.ask_when.evaluate(data);
            if (!asked) {
                return placed(std::move(asked).error(), "/questions/" + std::to_string(i) + "/ask_when");
            }
            if (!json::truthy(*asked)) continue;
        }
        Step step;
        step.question = i;
        if (!question.always) {
            for (const std::string& id : questions_read(pack, question.ask_when)) {
                if (seen.contains(id)) step.because_answers.push_back(id);
            }
        }
        const auto answer = answers.is_object() ? answers.find(question.id) : answers.end();
        step.answered =
            answers.is_object() && answer != answers.end() && check_answer(question, *answer).ok();
        if (step.answered) seen[question.id] = *answer;
        if (!step.answered && question.required && !open_found) {
            open_found = true;
            out.current = out.steps.size();
        }
        out.steps.push_back(std::move(step));
    }
    if (!open_found) out.current = out.steps.size();
    out.complete = !open_found;
    out.about_total = out.steps.size();
    return out;
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
