// From complete answers to the outcome, with what led there.
#include <core/policy/checklist.hpp>
#include <core/policy/reads.hpp>

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
    CASEMENT_TRY(const Checklist checklist, walk(pack, answers, facts));
    const Answers visible = visible_answers(pack, checklist, answers);
    CASEMENT_CHECK(check_complete(pack, checklist, visible, answers));

    Json data = Json::object();
    data["answers"] = visible;
    data["case"] = facts.is_object() ? facts : Json::object();
    Derived derived;
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        const Outcome& outcome = pack.outcomes[i];
        Fired fired;
        fired.outcome = outcome.id;
        auto value = outcome.when.evaluate(data, &fired.trace);
        if (!value) return placed(std::move(value).error(), "/outcomes/" + std::to_string(i) + "/when");
        fired.matched = json::truthy(*value);
        const bool matched = fired.matched;
        derived.rules.push_back(std::move(fired));
        if (!matched) continue;
        derived.outcome = outcome.id;
        derived.actions = outcome.actions;
        derived.violates = outcome.violates;
        derived.severity = outcome.severity;
        derived.read = questions_read(pack, outcome.when);
        derived.because = because_of(pack, outcome, derived, visible, data["case"]);
        return derived;
    }
    return Error{"derive.none", "/outcomes", "no outcome of the pack fits these answers",
                 "tell the pack's owner; casement lint finds such answers"};
}

Json to_json(const Derived& derived, bool with_trace) {
    Json out = Json::object();
    out["outcome"] = derived.outcome;
    out["because"] = derived.because;
    out["actions"] = derived.actions;
    out["violates"] = derived.violates;
    out["severity"] = derived.severity;
    out["read"] = derived.read;
    Json& rules = out["rules"] = Json::array();
    for (const Fired& fired : derived.rules) {
        Json rule = Json::object();
        rule["outcome"] = fired.outcome;
        rule["matched"] = fired.matched;
        if (with_trace) rule["trace"] = json::to_json(fired.trace);
        rules.push_back(std::move(rule));
    }
    return out;
}

}  // namespace casement::policy
