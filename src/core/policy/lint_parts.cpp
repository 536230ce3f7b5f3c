// Parts that nothing uses, or that lack what makes them useful.
#include <core/policy/lint_checks.hpp>

#include <algorithm>
#include <set>

namespace casement::policy {
namespace {

std::set<std::string> named_sections(const Pack& pack) {
    std::set<std::string> named;
    for (const Section& section : pack.sections) named.insert(section.see.begin(), section.see.end());
    for (const Question& question : pack.questions) named.insert(question.section);
    for (const Outcome& outcome : pack.outcomes)
        named.insert(outcome.violates.begin(), outcome.violates.end());
    return named;
}

std::set<std::string> named_teams(const Pack& pack) {
    std::set<std::string> named;
    for (const Consult& consult : pack.consults) named.insert(consult.team);
    for (const Outcome& outcome : pack.outcomes) named.insert({outcome.team, outcome.approval});
    return named;
}

std::set<std::string> named_actions(const Pack& pack) {
    std::set<std::string> named;
    for (const Outcome& outcome : pack.outcomes) named.insert(outcome.actions.begin(), outcome.actions.end());
    return named;
}

template <class T>
void check_used(const std::vector<T>& all, const std::set<std::string>& named, const std::string& list,
                const char* what, Findings& findings) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (named.count(all[i].id) != 0) continue;
        findings.add(Weight::warning, "lint.unused", list + std::to_string(i),
                     std::string("nothing uses the ") + what + " \"" + all[i].id + "\"",
                     "use it, or remove it");
    }
}

}  // namespace

void check_parts(const Pack& pack, Findings& findings) {
    check_used(pack.sections, named_sections(pack), "/sections/", "section", findings);
    check_used(pack.teams, named_teams(pack), "/teams/", "team", findings);
    check_used(pack.actions, named_actions(pack), "/actions/", "action", findings);
    for (std::size_t i = 0; i < pack.clocks.size(); ++i) {
        if (!pack.clocks[i].source.empty()) continue;
        findings.add(Weight::warning, "lint.no_source", "/clocks/" + std::to_string(i),
                     "the clock \"" + pack.clocks[i].id + "\" does not say who sets its time",
                     "name the article or the contract, or say that it is an internal target");
    }
    for (std::size_t i = 1; i < pack.strike_ladder.size(); ++i) {
        if (pack.strike_ladder[i - 1].strikes < pack.strike_ladder[i].strikes) continue;
        findings.add(Weight::error, "lint.ladder", "/strike_ladder/" + std::to_string(i),
                     "the steps of the strike ladder do not rise", "order them by strikes");
    }
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        const Outcome& outcome = pack.outcomes[i];
        if (pack.teams.empty() || outcome.effect != Effect::escalate || !outcome.team.empty()) continue;
        findings.add(Weight::warning, "lint.no_team", "/outcomes/" + std::to_string(i),
                     "the outcome \"" + outcome.id + "\" escalates to no team",
                     "name the team it is passed to");
    }
}

}  // namespace casement::policy
