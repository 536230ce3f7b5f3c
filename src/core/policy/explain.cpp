// What each node of a rule gave: for people who ask why.
#include <core/policy/evaluation.hpp>

namespace casement::policy {
namespace {

// What rules see: the answers to the visible questions before `before`.
Result<Json> data_for(const Pack& pack, const Answers& answers, const Json& facts, std::size_t before) {
    Evaluation evaluation(pack, facts);
    CASEMENT_CHECK(evaluation.set_answers(answers));
    Json data = {{"answers", Json::object()}, {"case", facts.is_object() ? facts : Json::object()}};
    for (std::size_t i = 0; i < before; ++i) {
        const std::string& id = pack.questions[i].id;
        if (evaluation.answered(i)) data["answers"][id] = evaluation.given()[id];
    }
    return data;
}

Result<Tried> try_rule(const json::Rule& rule, const Json& data, const std::string& id, std::string place) {
    Tried tried;
    tried.id = id;
    const auto value = rule.evaluate(data, &tried.trace);
    if (!value) return placed(value.error(), place);
    tried.holds = json::truthy(*value);
    return tried;
}

}  // namespace

Result<std::vector<Tried>> explain_outcome(const Pack& pack, const Answers& answers, const Json& facts) {
    CASEMENT_TRY(const Json data, data_for(pack, answers, facts, pack.questions.size()));
    std::vector<Tried> all;
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        const Outcome& outcome = pack.outcomes[i];
        CASEMENT_TRY(Tried tried,
                     try_rule(outcome.when, data, outcome.id, "/outcomes/" + std::to_string(i) + "/when"));
        all.push_back(std::move(tried));
        if (all.back().holds) break;
    }
    return all;
}

Result<Tried> explain_question(const Pack& pack, std::size_t question, const Answers& answers,
                               const Json& facts) {
    const Question& asked = pack.questions[question];
    if (asked.always) return Tried{asked.id, true, {}};
    CASEMENT_TRY(const Json data, data_for(pack, answers, facts, question));
    return try_rule(asked.ask_when, data, asked.id, "/questions/" + std::to_string(question) + "/ask_when");
}

Json to_json(const std::vector<Tried>& tried) {
    Json out = Json::array();
    for (const Tried& one : tried)
        out.push_back({{"id", one.id}, {"holds", one.holds}, {"trace", json::to_json(one.trace)}});
    return out;
}

}  // namespace casement::policy
