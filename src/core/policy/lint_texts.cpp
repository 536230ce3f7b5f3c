// What people are told: reasons, merge fields, replies in every language.
#include <core/policy/facts.hpp>
#include <core/policy/lint_checks.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace casement::policy {
namespace {

bool is_known_field(const Pack& pack, const std::string& name) {
    constexpr const char* kPlain[] = {"outcome.id", "outcome.label", "outcome.because", "sections",
                                      "because",    "rationale",     "reviewer.alias"};
    if (std::find(std::begin(kPlain), std::end(kPlain), name) != std::end(kPlain)) return true;
    if (name.rfind("answers.", 0) == 0) return pack.question(name.substr(8)) != nullptr;
    return name.rfind("case.", 0) == 0 && find_fact(name.substr(5)) != nullptr;
}

void check_fields(const Pack& pack, const std::string& text, const std::string& place, Findings& findings) {
    for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
        const std::size_t end = text.find("}}", at);
        std::string name = text.substr(at + 2, end == std::string::npos ? 40 : end - at - 2);
        name.erase(0, name.find_first_not_of(' '));
        name.erase(name.find_last_not_of(' ') + 1);
        if (end != std::string::npos && is_known_field(pack, name)) continue;
        findings.add(Weight::error, "lint.field", place,
                     "there is no field \"" + name + "\" to fill in, so the text would keep it as it is",
                     "name an answer, a fact or a field of docs/policy-format.md");
    }
}

void check_reasons(const Pack& pack, Findings& findings) {
    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        const Question& question = pack.questions[i];
        if (question.always || !question.because.empty()) continue;
        findings.add(Weight::warning, "lint.because", "/questions/" + std::to_string(i),
                     "the question \"" + question.id + "\" is not always asked and does not say why it is",
                     "add a because");
    }
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        const Outcome& outcome = pack.outcomes[i];
        const std::string place = "/outcomes/" + std::to_string(i);
        check_fields(pack, outcome.because, place + "/because", findings);
        if (outcome.because.empty())
            findings.add(Weight::warning, "lint.because", place,
                         "the outcome \"" + outcome.id + "\" does not say why", "add a because");
        if (!compose_reply(pack, outcome, "user", "en", Json::object()))
            findings.add(Weight::warning, "lint.no_reply", place,
                         "the outcome \"" + outcome.id + "\" has no reply to a user",
                         "add a reply for it, or one for any outcome");
    }
}

std::string joined(const std::set<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : ", ") + one;
    return text;
}

// What is said to an audience about some outcomes is said in every language of the pack.
void check_translations(const Pack& pack, Findings& findings) {
    struct Group {
        std::size_t first = 0;
        std::set<std::string> languages;
    };
    std::set<std::string> all;
    std::map<std::string, Group> groups;
    for (std::size_t i = 0; i < pack.replies.size(); ++i) {
        const Reply& reply = pack.replies[i];
        const std::set<std::string> outcomes(reply.outcomes.begin(), reply.outcomes.end());
        all.insert(reply.language);
        const auto [group, is_new] = groups.try_emplace(reply.audience + "|" + joined(outcomes));
        if (is_new) group->second.first = i;
        group->second.languages.insert(reply.language);
    }
    std::map<std::size_t, std::set<std::string>> missing;  // in the pack's order
    for (const auto& [key, group] : groups) {
        for (const std::string& language : all) {
            if (group.languages.count(language) == 0) missing[group.first].insert(language);
        }
    }
    for (const auto& [index, languages] : missing)
        findings.add(Weight::warning, "lint.translation", "/replies/" + std::to_string(index),
                     "the reply \"" + pack.replies[index].id + "\" is missing in " + joined(languages),
                     "add it for the same audience and the same outcomes");
}

}  // namespace

void check_texts(const Pack& pack, Findings& findings) {
    check_reasons(pack, findings);
    for (std::size_t i = 0; i < pack.replies.size(); ++i) {
        const std::string place = "/replies/" + std::to_string(i);
        check_fields(pack, pack.replies[i].subject, place + "/subject", findings);
        check_fields(pack, pack.replies[i].body, place + "/body", findings);
    }
    check_translations(pack, findings);
}

}  // namespace casement::policy
