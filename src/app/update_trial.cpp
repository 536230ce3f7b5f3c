// Trying a pack without a case: answers and facts are changed freely, nothing is kept or signed.
#include <app/library.hpp>
#include <app/update_parts.hpp>
#include <core/policy/facts.hpp>

namespace casement::app {
namespace {

// Facts of an ordinary case, so that every rule has something to read.
Json plain_facts(const policy::Pack& pack) {
    Json facts = Json::object();
    for (const policy::Fact& fact : policy::facts_of_a_case()) {
        switch (fact.kind) {
            case policy::FactKind::text:
                facts[fact.name] = "";
                break;
            case policy::FactKind::choice:
                facts[fact.name] = fact.choices.front();
                break;
            case policy::FactKind::number:
                facts[fact.name] = 0;
                break;
            case policy::FactKind::truth:
                facts[fact.name] = false;
                break;
            case policy::FactKind::list:
                facts[fact.name] = Json::array();
                break;
        }
    }
    if (!pack.area.empty()) facts["area"] = pack.area;
    facts["language"] = "en";
    return facts;
}

}  // namespace

void show_trial(Step& step) {
    auto& trial = step.state.trial;
    if (trial.pack.empty()) {
        trial.pack = step.state.library.shown;
        if (trial.pack.empty() && step.state.review.pack) trial.pack = step.state.review.pack->name();
        if (trial.pack.empty() && !step.state.library.packs.empty())
            trial.pack = step.state.library.packs.front().name();
    }
    const auto pack = want_pack(step, trial.pack);
    if (!pack || pack == trial.sheet.pack) return;
    // The answers stay: what the new version does with them is the point of trying it.
    const bool another = !trial.sheet.pack || trial.sheet.pack->id != pack->id;
    const Json answers = another ? Json(Json::object()) : trial.sheet.draft.answers;
    const Json facts = another ? plain_facts(*pack) : trial.sheet.facts;
    trial.sheet = {};
    trial.sheet.open = true;
    trial.sheet.pack = pack;
    trial.sheet.facts = facts;
    trial.sheet.draft.answers = answers;
    refresh_review(step);
}

void try_pack(Step& step, const std::string& name) {
    step.state.trial.pack = name;
    step.state.panel = Panel::trial;
    show_trial(step);
}

void try_this_case(Step& step) {
    const auto& review = step.state.review;
    if (!review.open || !review.pack) return;
    auto& trial = step.state.trial;
    trial.pack = review.pack->name();
    trial.sheet = {};
    trial.sheet.open = true;
    trial.sheet.pack = review.pack;
    trial.sheet.facts = review.facts;
    trial.sheet.draft.answers = review.draft.answers;
    step.state.panel = Panel::trial;
    refresh_review(step);
    step.notice("A copy of this case's answers: nothing here changes the case");
}

void set_fact(Step& step, const std::string& name, const Json& value) {
    auto& sheet = step.state.trial.sheet;
    if (!policy::find_fact(name)) return;
    sheet.facts[name] = value;
    refresh_review(step);
}

// What was typed, by the fact's kind: a number, words with commas between them, or a text.
void set_fact_text(Step& step, const std::string& name, const std::string& text) {
    const policy::Fact* fact = policy::find_fact(name);
    if (!fact) return;
    if (fact->kind == policy::FactKind::number) {
        const auto number = json::parse(text);
        if (number && number->is_number()) return set_fact(step, name, *number);
        return set_fact(step, name, fact->may_be_null ? Json() : Json(0));
    }
    if (fact->kind == policy::FactKind::text) return set_fact(step, name, text);
    Json words = Json::array();
    std::string word;
    for (const char c : text + ",") {
        if (c != ',') {
            if (c != ' ' || !word.empty()) word += c;
            continue;
        }
        word.erase(word.find_last_not_of(' ') + 1);
        if (!word.empty()) words.push_back(word);
        word.clear();
    }
    set_fact(step, name, words);
}

void clear_trial(Step& step) {
    auto& sheet = step.state.trial.sheet;
    if (!sheet.pack) return;
    sheet.draft.answers = Json::object();
    sheet.facts = plain_facts(*sheet.pack);
    sheet.editing.reset();
    ++sheet.field_revision;
    refresh_review(step);
}

}  // namespace casement::app
