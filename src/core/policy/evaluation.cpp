#include <core/policy/evaluation.hpp>

#include <algorithm>

namespace casement::policy {

Evaluation::Evaluation(const Pack& pack, const Json& facts)
    : pack_(pack),
      program_(*pack.program),
      facts_(facts.is_object() ? facts : Json::object()),
      answers_(Json::object()),
      given_(pack.questions.size(), 0),
      visible_(pack.questions.size(), 0),
      given_words_(program_.open),
      words_(program_.open),
      ask_stale_(pack.questions.size(), 1),
      outcome_known_(pack.outcomes.size(), Known::stale) {
    words_.resize(program_.slot_count, 0);
    facts_fail_ = !program_.hold_facts(facts_, words_.data());
}

void Evaluation::take(std::size_t question, const Json& answer) {
    const Question& asked = pack_.questions[question];
    const Code code = Program::encode(asked, answer);
    given_[question] = code != 0;
    given_words_[question] = Program::word(asked, code);
    if (answer.is_null())
        answers_.erase(asked.id);
    else
        answers_[asked.id] = answer;
}

// What reads the answer is to be tried again.
void Evaluation::changed(std::size_t question) {
    for (const std::uint32_t later : program_.asks[question]) {
        ask_stale_[later] = 1;
        first_stale_ = std::min<std::size_t>(first_stale_, later);
    }
    for (const std::uint32_t outcome : program_.decides[question]) outcome_known_[outcome] = Known::stale;
    if (program_.exact && !facts_fail_) return;
    // A rule that is evaluated whole may read what its text does not name.
    std::fill(ask_stale_.begin(), ask_stale_.end(), 1);
    std::fill(outcome_known_.begin(), outcome_known_.end(), Known::stale);
    first_stale_ = 0;
}

Result<void> Evaluation::set_answers(const Answers& answers) {
    const auto change = [&](std::size_t question, const Json& answer) {
        take(question, answer);
        if (!visible_[question]) return;
        words_[question] = given_words_[question];
        changed(question);
    };
    std::vector<std::size_t> gone;
    for (const auto& [id, answer] : answers_.items()) {
        if (json::get(answers, id.c_str()).is_null()) gone.push_back(program_.question(pack_, id));
    }
    for (const std::size_t question : gone) change(question, nullptr);
    if (answers.is_object()) {
        for (const auto& [id, answer] : answers.items()) {
            const std::size_t question = program_.question(pack_, id);
            if (question == pack_.questions.size() || answer == json::get(answers_, id.c_str())) continue;
            change(question, answer);
        }
    }
    return refresh();
}

Result<void> Evaluation::set_answer(std::size_t question, const Json& answer) {
    take(question, answer);
    if (visible_[question]) {
        words_[question] = given_words_[question];
        changed(question);
    }
    return refresh();
}

// One pass in the pack's order: a rule sees the answers to the visible questions before it and nothing else,
// so an answer that became invisible cannot hold anything open.
Result<void> Evaluation::refresh() {
    for (std::size_t i = first_stale_; i < pack_.questions.size(); ++i) {
        if (!ask_stale_[i]) continue;
        CASEMENT_TRY(const bool visible, is_asked(i));
        ask_stale_[i] = 0;
        if (visible == (visible_[i] != 0)) continue;
        visible_[i] = visible;
        words_[i] = visible ? given_words_[i] : program_.open[i];
        const bool all_stale = !program_.exact || facts_fail_;
        if (!all_stale) changed(i);
    }
    first_stale_ = pack_.questions.size();
    return {};
}

Checklist Evaluation::checklist() const {
    Checklist out;
    bool open_found = false;
    for (std::size_t i = 0; i < pack_.questions.size(); ++i) {
        if (!visible_[i]) continue;
        Step step;
        step.question = i;
        step.answered = answered(i);
        for (const std::uint32_t read : program_.ask[i].reads) {
            if (read < i && answered(read)) step.because_answers.push_back(pack_.questions[read].id);
        }
        if (!step.answered && pack_.questions[i].required && !open_found) {
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

Result<bool> Evaluation::is_asked(std::size_t question) {
    const Question& asked = pack_.questions[question];
    if (asked.always) return true;
    ++rules_tried_;
    const Program::Entry entry = program_.ask[question].entry;
    if (entry != Program::kInexact && !facts_fail_) return program_.holds(entry, words_.data());
    auto value = evaluate(asked.ask_when, question);
    if (!value)
        return placed(std::move(value).error(), "/questions/" + std::to_string(question) + "/ask_when");
    return value;
}

Result<bool> Evaluation::fits(std::size_t outcome) {
    ++rules_tried_;
    const Program::Entry entry = program_.when[outcome].entry;
    if (entry != Program::kInexact && !facts_fail_) return program_.holds(entry, words_.data());
    auto value = evaluate(pack_.outcomes[outcome].when, pack_.questions.size());
    if (!value) return placed(std::move(value).error(), "/outcomes/" + std::to_string(outcome) + "/when");
    return value;
}

Result<bool> Evaluation::evaluate(const json::Rule& rule, std::size_t before) {
    Json data = {{"answers", Json::object()}, {"case", facts_}};
    for (std::size_t i = 0; i < before; ++i) {
        const std::string& id = pack_.questions[i].id;
        if (answered(i)) data["answers"][id] = answers_[id];
    }
    CASEMENT_TRY(const Json value, rule.evaluate(data));
    return json::truthy(value);
}

Result<std::optional<std::size_t>> Evaluation::outcome() {
    for (std::size_t i = 0; i < pack_.outcomes.size(); ++i) {
        if (outcome_known_[i] == Known::stale) {
            CASEMENT_TRY(const bool holds, fits(i));
            outcome_known_[i] = holds ? Known::yes : Known::no;
        }
        if (outcome_known_[i] == Known::yes) return std::optional<std::size_t>(i);
    }
    return std::optional<std::size_t>();
}

}  // namespace casement::policy
