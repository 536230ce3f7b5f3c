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
        if (end == std::string::npos || text.find("{{", at + 2) < end) {
            findings.add(Weight::error, "lint.field", place,
                         "a field is not closed: \"" + text.substr(at, text.find(' ', at) - at) + "\"",
                         "write it as {{because}}");
            continue;
        }
        std::string name = text.substr(at + 2, end - at - 2);
        name.erase(0, name.find_first_not_of(' '));
        name.erase(name.find_last_not_of(' ') + 1);
        if (is_known_field(pack, name)) continue;
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

std::string lower_case(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// What is said to an audience about some outcomes is said in every language of the pack.
void check_translations(const Pack& pack, Findings& findings) {
    struct Group {
        std::size_t first = 0;
        std::set<std::string> languages;
    };
    std::map<std::string, std::string> all;  // in lower case, and as it is written
    std::map<std::string, Group> groups;
    for (std::size_t i = 0; i < pack.replies.size(); ++i) {
        const Reply& reply = pack.replies[i];
        if (findings.has("lint.same_reply", "/replies/" + std::to_string(i))) continue;
        const std::set<std::string> outcomes(reply.outcomes.begin(), reply.outcomes.end());
        const std::string language = lower_case(reply.language);
        all.emplace(language, reply.language);
        const auto [group, is_new] = groups.try_emplace(reply.audience + "|" + joined(outcomes));
        if (is_new) group->second.first = i;
        group->second.languages.insert(language);
    }
    std::map<std::size_t, std::set<std::string>> missing;  // in the pack's order
    for (const auto& [key, group] : groups) {
        for (const auto& [language, written] : all) {
            if (group.languages.count(language) == 0) missing[group.first].insert(written);
        }
    }
    for (const auto& [index, languages] : missing)
        findings.add(Weight::warning, "lint.translation", "/replies/" + std::to_string(index),
                     "the reply \"" + pack.replies[index].id + "\" is missing in " + joined(languages),
                     "add it for the same audience and the same outcomes");
}

// BCP 47 in outline: letters and digits between hyphens. "pt_BR" would never be chosen for pt-BR.
bool is_language(const std::string& tag) {
    std::size_t length = 0;
    for (std::size_t i = 0; i <= tag.size(); ++i) {
        if (i < tag.size() && tag[i] != '-') {
            const char c = tag[i];
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9' && i > 1)) return false;
            if (++length > 8) return false;
        } else {
            if (length == 0 || (length < 2 && i < 2)) return false;
            length = 0;
        }
    }
    return true;
}

void check_language(const std::string& tag, std::string place, Findings& findings) {
    if (tag.empty() || is_language(tag)) return;
    findings.add(Weight::warning, "lint.language", std::move(place), "\"" + tag + "\" is not a language tag",
                 "write it as en, pt-BR or zh-Hant");
}

void check_languages(const Pack& pack, Findings& findings) {
    check_language(pack.language, "/language", findings);
    for (std::size_t i = 0; i < pack.sections.size(); ++i) {
        for (std::size_t k = 0; k < pack.sections[i].examples.size(); ++k)
            check_language(pack.sections[i].examples[k].language,
                           "/sections/" + std::to_string(i) + "/examples/" + std::to_string(k) + "/language",
                           findings);
    }
    for (std::size_t i = 0; i < pack.replies.size(); ++i)
        check_language(pack.replies[i].language, "/replies/" + std::to_string(i) + "/language", findings);
}

// Of two replies to one audience in one language about one outcome the first is sent, the other never.
void check_same_replies(const Pack& pack, Findings& findings) {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < pack.replies.size(); ++i) {
        const Reply& reply = pack.replies[i];
        const std::string language = lower_case(reply.language);
        const auto outcomes = reply.outcomes.empty() ? std::vector<std::string>{""} : reply.outcomes;
        std::set<std::string> taken;
        std::size_t by = 0;
        for (const std::string& outcome : outcomes) {
            const auto [same, is_new] = first.try_emplace(reply.audience + "|" + language + "|" + outcome, i);
            if (is_new || same->second == i) continue;
            taken.insert(outcome.empty() ? "any outcome" : outcome);
            by = same->second;
        }
        if (taken.empty()) continue;
        findings.add(Weight::warning, "lint.same_reply", "/replies/" + std::to_string(i),
                     "the reply \"" + reply.id + "\" is never sent for " + joined(taken) + ": \"" +
                         pack.replies[by].id + "\" comes first for the same audience and language",
                     "merge them, or name other outcomes");
    }
}

}  // namespace

void check_texts(const Pack& pack, Findings& findings) {
    check_reasons(pack, findings);
    for (std::size_t i = 0; i < pack.replies.size(); ++i) {
        const std::string place = "/replies/" + std::to_string(i);
        check_fields(pack, pack.replies[i].subject, place + "/subject", findings);
        check_fields(pack, pack.replies[i].body, place + "/body", findings);
    }
    check_languages(pack, findings);
    check_same_replies(pack, findings);
    check_translations(pack, findings);
}

}  // namespace casement::policy
