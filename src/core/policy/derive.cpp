// From complete answers to the outcome, with what led there.
#include <core/policy/evaluation.hpp>

namespace casement::policy {
namespace {

// Legality goes before visibility: an illegal answer could be what makes another question invisible.
Result<void> check_answers(const Pack& pack, const Answers& answers) {
    if (!answers.is_object()) {
        return Error{"answer.kind", "/answers", "the answers must be an object of answers by question id",
                     ""};
    }
    for (const auto& [id, answer] : answers.items()) {
        const Question* question = pack.question(id);
        if (!question) {
            return Error{"answer.unasked", "/answers/" + id, "the pack has no question \"" + id + "\"",
                         "answer only the questions that are asked"};
        }
        CASEMENT_CHECK(check_answer(*question, answer));
    }
    return {};
}

Result<void> check_complete(const Pack& pack, const Checklist& checklist, const Answers& visible,
                            const Answers& answers) {
    for (const auto& [id, answer] : answers.items()) {
        if (visible.contains(id)) continue;
        return Error{"answer.unasked", "/answers/" + id,
                     "the question \"" + id + "\" is not asked after these answers", "leave its answer out"};
    }
    if (checklist.complete) return {};
    const Question& open = pack.questions[checklist.steps[checklist.current].question];
    return Error{"derive.incomplete", "/answers/" + open.id,
                 "the question \"" + open.id + "\" is not answered", "answer it: " + open.text};
}

std::string because_of(const Pack& pack, const Outcome& outcome, const Derived& derived,
                       const Answers& visible, const Json& facts) {
    return merge_fields(outcome.because, reply_fields(pack, derived, visible, facts, {}, {}));
}

}  // namespace

Result<Derived> derive(const Pack& pack, const Answers& answers, const Json& facts) {
    CASEMENT_CHECK(check_answers(pack, answers));
    Evaluation evaluation(pack, facts);
    CASEMENT_CHECK(evaluation.set_answers(answers));
    const Checklist checklist = evaluation.checklist();
    const Answers visible = visible_answers(pack, checklist, answers);
    CASEMENT_CHECK(check_complete(pack, checklist, visible, answers));

    CASEMENT_TRY(const auto fits, evaluation.outcome());
    if (!fits) {
        return Error{"derive.none", "/outcomes", "no outcome of the pack fits these answers",
                     "tell the pack's owner; casement lint finds such answers"};
    }
    const Outcome& outcome = pack.outcomes[*fits];
    Derived derived;
    derived.outcome = outcome.id;
    derived.actions = outcome.actions;
    derived.violates = outcome.violates;
    derived.severity = outcome.severity;
    for (const std::uint32_t read : pack.program->when[*fits].reads)
        derived.read.push_back(pack.questions[read].id);
    derived.because = because_of(pack, outcome, derived, visible, facts.is_object() ? facts : Json::object());
    return derived;
}

Json to_json(const Derived& derived) {
    return {{"outcome", derived.outcome},   {"because", derived.because},   {"actions", derived.actions},
            {"violates", derived.violates}, {"severity", derived.severity}, {"read", derived.read}};
}

}  // namespace casement::policy
