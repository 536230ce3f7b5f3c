#include <app/document_policy.hpp>
#include <core/policy/words.hpp>
#include <core/review/fold.hpp>
#include <core/review/query.hpp>

#include <algorithm>

namespace casement::app {
namespace {

using policy::Pack;

Json block(const char* type, std::string text) {
    return {{"type", type}, {"text", std::move(text)}};
}

Json group(const std::string& id, const std::string& title, Json children) {
    return {{"type", "section"}, {"id", id}, {"title", title}, {"children", std::move(children)}};
}

Json link(const std::string& text, const char* action, const std::string& argument) {
    return {{"text", text}, {"action", action}, {"argument", argument}};
}

void add_group(Json& blocks, const std::string& id, const std::string& title, Json children) {
    if (!children.empty()) blocks.push_back(group(id, title, std::move(children)));
}

Json terms(const std::vector<policy::Definition>& definitions) {
    Json items = Json::array();
    for (const auto& one : definitions) items.push_back({{"label", one.term}, {"value", one.text}});
    if (items.empty()) return Json::array();
    return Json::array({Json{{"type", "facts"}, {"wide", true}, {"items", std::move(items)}}});
}

Json exceptions(const policy::Section& section) {
    Json items = Json::array();
    for (const auto& one : section.exceptions) items.push_back({{"label", one.title}, {"value", one.text}});
    if (items.empty()) return Json::array();
    return Json::array({Json{{"type", "facts"}, {"wide", true}, {"items", std::move(items)}}});
}

Json examples(const Pack& pack, const policy::Section& section) {
    Json out = Json::array();
    for (const auto& one : section.examples) {
        const auto* verdict = pack.outcome(one.verdict);
        out.push_back({{"type", "example"},
                       {"text", one.text},
                       {"lang", one.language},
                       {"verdict", verdict ? verdict->label : one.verdict},
                       {"effect", verdict ? policy::name(verdict->effect) : ""},
                       {"why", one.why}});
    }
    return out;
}

// "other-pack#some_section" as people read it: "some section (other pack)".
std::string reference_words(const std::string& see) {
    const auto hash = see.find('#');
    std::string words = see.substr(hash + 1) + " (" + see.substr(0, hash) + ")";
    std::replace_if(words.begin(), words.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
    if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

Json references(const Pack& pack, const policy::Section& section) {
    if (section.see.empty()) return Json::array();
    Json items = Json::array();
    for (const std::string& see : section.see) {
        const auto* own = pack.section(see);
        items.push_back(own ? link(own->title, "section", pack.name() + "#" + see)
                            : link(reference_words(see), "section", see));
    }
    return Json::array({Json{{"type", "links"}, {"label", "See also"}, {"items", std::move(items)}}});
}

std::string consequences(const Pack& pack, const policy::Outcome& outcome) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : " · ") + part; };
    for (const std::string& id : outcome.actions) {
        const auto* action = pack.action(id);
        add(action ? action->label : id);
        if (action && action->strikes > 0)
            add(std::to_string(action->strikes) + (action->strikes == 1 ? " strike" : " strikes"));
    }
    if (outcome.severity > 0) add("severity " + std::to_string(outcome.severity) + " of 4");
    if (const auto* team = pack.team(outcome.team)) add("goes to " + team->title);
    if (const auto* team = pack.team(outcome.approval)) add("override needs approval: " + team->title);
    return text;
}

Json outcome_block(const Pack& pack, const policy::Outcome& outcome) {
    return {{"type", "example"},
            {"text", ""},
            {"lang", ""},
            {"verdict", outcome.label},
            {"effect", policy::name(outcome.effect)},
            {"why", consequences(pack, outcome)}};
}

Json question_blocks(const Pack& pack, const policy::Question& question) {
    Json out = Json::array();
    if (!question.because.empty()) out.push_back(block("prose", question.because));
    if (!question.help.empty()) out.push_back(block("prose", question.help));
    Json items = Json::array();
    for (const auto& option : question.options) {
        std::string value = option.help;
        if (option.needs_evidence) value += (value.empty() ? "" : " · ") + std::string("needs evidence");
        if (option.needs_note) value += (value.empty() ? "" : " · ") + std::string("needs a rationale");
        items.push_back({{"label", option.label}, {"value", value}});
    }
    if (!items.empty()) out.push_back({{"type", "facts"}, {"wide", true}, {"items", std::move(items)}});
    if (!question.always) out.push_back(rule_block(pack, question.ask_when, {}));
    return out;
}

void add_section(Json& blocks, const Pack& pack, const policy::Section& section) {
    if (!section.changes.empty())
        blocks.push_back({{"type", "note"},
                          {"tone", "info"},
                          {"text", "New in " + pack.version + ": " + section.changes}});
    blocks.push_back(block("lead", section.rule));
    add_group(blocks, section.id + ".definitions", "Definitions", terms(section.definitions));
    add_group(blocks, section.id + ".exceptions", "Exceptions", exceptions(section));
    add_group(blocks, section.id + ".examples", "Examples", examples(pack, section));
    for (Json& one : references(pack, section)) blocks.push_back(std::move(one));
}

}  // namespace

Json rule_block(const Pack& pack, const json::Rule& rule, const json::Trace& trace) {
    constexpr const char* kStates[] = {"untried", "fails", "holds"};
    Json lines = Json::array();
    for (const policy::RuleLine& line : policy::rule_tree(pack, rule, trace))
        lines.push_back(
            {{"depth", line.depth}, {"state", kStates[static_cast<int>(line.state)]}, {"text", line.text}});
    return {{"type", "tree"}, {"lines", std::move(lines)}};
}

Json section_document(const Pack& pack, const policy::Section& section) {
    Json blocks = Json::array();
    blocks.push_back({{"type", "heading"}, {"level", 2}, {"text", section.title}});
    add_section(blocks, pack, section);
    return blocks;
}

Json section_checklist(const Pack& pack, const policy::Section& section) {
    Json blocks = Json::array();
    for (const auto& question : pack.questions) {
        if (question.section == section.id)
            blocks.push_back(group("q." + question.id, question.text, question_blocks(pack, question)));
    }
    Json outcomes = Json::array();
    for (const auto& outcome : pack.outcomes) {
        if (std::find(outcome.violates.begin(), outcome.violates.end(), section.id) != outcome.violates.end())
            outcomes.push_back(outcome_block(pack, outcome));
    }
    add_group(blocks, "outcomes", "Outcomes that name this section", std::move(outcomes));
    if (blocks.empty())
        blocks.push_back({{"type", "note"},
                          {"tone", "info"},
                          {"text", "No question stands under this section; others refer to it"}});
    return blocks;
}

Json examples_document(const Pack& pack, const std::string& words) {
    Json blocks = Json::array();
    blocks.push_back({{"type", "heading"}, {"level", 2}, {"text", "Examples"}});
    const auto wanted = review::folded_words(words);
    for (const auto& section : pack.sections) {
        Json cards = Json::array();
        for (Json& card : examples(pack, section)) {
            const std::string text =
                review::fold(card["text"].get<std::string>() + " " + card["verdict"].get<std::string>() +
                             " " + card["why"].get<std::string>());
            const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
                return text.find(word) != std::string::npos;
            });
            if (all) cards.push_back(std::move(card));
        }
        add_group(blocks, section.id + ".examples", section.title, std::move(cards));
    }
    if (blocks.size() == 1)
        blocks.push_back({{"type", "note"}, {"tone", "info"}, {"text", "No example has these words"}});
    return blocks;
}

Json pack_document(const Pack& pack) {
    Json blocks = Json::array();
    blocks.push_back({{"type", "heading"}, {"level", 2}, {"text", pack.title + " " + pack.version}});
    if (!pack.summary.empty()) blocks.push_back(block("lead", pack.summary));
    if (!pack.notice.empty()) blocks.push_back({{"type", "note"}, {"tone", "info"}, {"text", pack.notice}});
    for (const auto& section : pack.sections) {
        Json inner = Json::array();
        add_section(inner, pack, section);
        for (const auto& question : pack.questions) {
            if (question.section != section.id) continue;
            inner.push_back({{"type", "heading"}, {"level", 3}, {"text", question.text}});
            for (Json& one : question_blocks(pack, question)) {
                if (one["type"] != "tree") inner.push_back(std::move(one));
            }
        }
        blocks.push_back(group(section.id, section.title, std::move(inner)));
    }
    Json outcomes = Json::array();
    for (const auto& outcome : pack.outcomes) outcomes.push_back(outcome_block(pack, outcome));
    add_group(blocks, "outcomes", "Outcomes, in the order they are tried", std::move(outcomes));
    Json rows = Json::array();
    for (const auto& clock : pack.clocks) {
        std::string pauses;
        for (const std::string& kind : clock.pauses)
            pauses += (pauses.empty() ? "" : ", ") + policy::fact_words(kind);
        rows.push_back({clock.title, clock.duration, clock.calendar, clock.basis, pauses, clock.source});
    }
    if (!rows.empty())
        blocks.push_back(group(
            "clocks", "Clocks",
            Json::array({Json{{"type", "table"},
                              {"caption", "Clocks"},
                              {"columns", {"clock", "time", "calendar", "set by", "paused by", "source"}},
                              {"rows", std::move(rows)}}})));
    Json teams = Json::array();
    for (const auto& team : pack.teams) teams.push_back({{"label", team.title}, {"value", team.consult}});
    if (!teams.empty())
        blocks.push_back(
            group("teams", "Teams to consult",
                  Json::array({Json{{"type", "facts"}, {"wide", true}, {"items", std::move(teams)}}})));
    return blocks;
}

}  // namespace casement::app
