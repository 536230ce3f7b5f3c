// Why: the rules that made each question appear and gave the outcome, and what would change it.
#include <app/document_policy.hpp>
#include <core/policy/program.hpp>
#include <core/policy/words.hpp>

namespace casement::app {
namespace {

using policy::Pack;

constexpr std::size_t kMaxFlips = 12;

Json values(const std::vector<policy::ReadValue>& read) {
    Json items = Json::array();
    for (const auto& one : read) items.push_back({{"label", one.label}, {"value", one.value}});
    return {{"type", "facts"}, {"wide", true}, {"items", std::move(items)}};
}

Json note(const char* tone, std::string text) {
    return {{"type", "note"}, {"tone", tone}, {"text", std::move(text)}};
}

std::string change_words(const Pack& pack, const policy::ChangedAnswer& change) {
    const auto& question = pack.questions[change.question];
    return "“" + question.text + "” " +
           (change.answer.is_null() ? "is left open" : "is " + policy::answer_words(question, change.answer));
}

Json flips(const ReviewState& sheet) {
    const Pack& pack = *sheet.pack;
    Json children = Json::array();
    const auto& found = *sheet.flips;
    for (std::size_t i = 0; i < found.flips.size() && i < kMaxFlips; ++i) {
        const policy::Flip& flip = found.flips[i];
        const policy::Outcome& outcome = pack.outcomes[flip.outcome];
        std::string text = "If ";
        for (std::size_t k = 0; k < flip.changes.size(); ++k)
            text += (k == 0 ? "" : " and ") + change_words(pack, flip.changes[k]);
        children.push_back({{"type", "example"},
                            {"text", ""},
                            {"lang", ""},
                            {"verdict", outcome.label},
                            {"effect", policy::name(outcome.effect)},
                            {"why", text}});
    }
    if (found.flips.size() > kMaxFlips)
        children.push_back(note("info", "and " + std::to_string(found.flips.size() - kMaxFlips) + " more"));
    if (found.flips.empty())
        children.push_back(note("info", "No change of up to " + std::to_string(found.searched) +
                                            " answers gives another outcome"));
    if (found.searched == 0) return children;
    children.push_back(
        {{"type", "prose"},
         {"text", std::to_string(found.tried) + " sets of answers tried; every set of up to " +
                      std::to_string(found.searched) +
                      (found.searched == 1 ? " change was looked at" : " changes was looked at")}});
    return children;
}

}  // namespace

Json why_document(const ReviewState& sheet) {
    Json blocks = Json::array();
    if (!sheet.pack) return blocks;
    const Pack& pack = *sheet.pack;
    const auto answers = policy::visible_answers(pack, sheet.checklist, sheet.draft.answers);
    Json children = Json::array();
    const auto tried = policy::explain_outcome(pack, answers, sheet.facts);
    if (!tried) {
        children.push_back(note("error", tried.error().message));
    } else if (tried->empty() || !tried->back().holds) {
        children.push_back(note("info", "No outcome fits yet"));
    } else {
        const auto* outcome = pack.outcome(tried->back().id);
        const std::string before = std::to_string(tried->size() - 1);
        children.push_back(
            {{"type", "example"},
             {"text", ""},
             {"lang", ""},
             {"verdict", outcome->label},
             {"effect", policy::name(outcome->effect)},
             {"why", "The first rule that holds; " + before + " before it were tried and do not"}});
        children.push_back(rule_block(pack, outcome->when, tried->back().trace));
        Json read = values(policy::values_read(pack, outcome->when, answers, sheet.facts));
        if (!read["items"].empty()) children.push_back(std::move(read));
    }
    const bool complete = sheet.checklist.complete;
    blocks.push_back({{"type", "section"},
                      {"id", "rule"},
                      {"title", complete ? "The rule that decides" : "What the answers so far would give"},
                      {"children", std::move(children)}});
    if (sheet.flips)
        blocks.push_back({{"type", "section"},
                          {"id", "flips"},
                          {"title", "What would change it"},
                          {"children", flips(sheet)}});
    Json asked = Json::array();
    for (const auto& step : sheet.checklist.steps) {
        const auto& question = pack.questions[step.question];
        asked.push_back({{"type", "heading"}, {"level", 3}, {"text", question.text}});
        if (question.always) {
            asked.push_back({{"type", "prose"}, {"text", "Asked in every case"}});
            continue;
        }
        asked.push_back({{"type", "prose"}, {"text", question.because}});
        const auto explained = policy::explain_question(pack, step.question, answers, sheet.facts);
        if (explained) asked.push_back(rule_block(pack, question.ask_when, explained->trace));
        Json read = values(policy::values_read(pack, question.ask_when, answers, sheet.facts));
        if (!read["items"].empty()) asked.push_back(std::move(read));
    }
    blocks.push_back({{"type", "section"},
                      {"id", "asked"},
                      {"title", "Why each question is asked"},
                      {"children", std::move(asked)}});
    return blocks;
}

}  // namespace casement::app
