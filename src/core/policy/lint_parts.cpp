// Parts that nothing uses, or that lack what makes them useful.
#include <core/base/time.hpp>
#include <core/policy/lint_checks.hpp>
#include <core/policy/shapes.hpp>

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

void check_versions(const Pack& pack, Findings& findings) {
    if (!parse_rfc3339(pack.effective + "T00:00:00Z"))
        findings.add(Weight::error, "lint.day", "/effective", "there is no day " + pack.effective,
                     "name a day of the calendar");
    if (pack.supersedes.empty()) return;
    if (!is_version(pack.supersedes))
        findings.add(Weight::warning, "lint.version", "/supersedes",
                     "\"" + pack.supersedes + "\" is not a version of a pack",
                     "write a calendar version such as 2026.11");
    else if (!is_older(pack.supersedes, pack.version))
        findings.add(Weight::warning, "lint.version", "/supersedes",
                     "the version " + pack.version + " cannot supersede " + pack.supersedes,
                     "name an earlier version");
}

void check_clocks(const Pack& pack, Findings& findings) {
    for (std::size_t i = 0; i < pack.clocks.size(); ++i) {
        const Clock& clock = pack.clocks[i];
        const std::string place = "/clocks/" + std::to_string(i);
        if (clock.source.empty())
            findings.add(Weight::warning, "lint.no_source", place,
                         "the clock \"" + clock.id + "\" does not say who sets its time",
                         "name the article or the contract, or say that it is an internal target");
        // A clock may also start anew after a pause: then more than one kind of event starts it.
        if (!clock.pauses.empty() && clock.resumes.empty() && clock.starts.size() < 2)
            findings.add(Weight::warning, "lint.pause", place,
                         "the clock \"" + clock.id + "\" is paused and never goes on",
                         "say what resumes it, or what starts it anew");
        if (clock.pauses.empty() && !clock.resumes.empty())
            findings.add(Weight::warning, "lint.pause", place,
                         "the clock \"" + clock.id + "\" goes on, though nothing pauses it",
                         "say what pauses it, or leave resumes out");
    }
}

// An id that begins with no_ is what keeps an outcome from counting as a violation of its author.
void check_names(const Pack& pack, Findings& findings) {
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        const Outcome& outcome = pack.outcomes[i];
        const bool no = outcome.id.rfind("no_", 0) == 0;
        const std::string place = "/outcomes/" + std::to_string(i) + "/id";
        if (no && !outcome.violates.empty())
            findings.add(Weight::warning, "lint.no_name", place,
                         "the outcome \"" + outcome.id +
                             "\" violates sections, but its name keeps it from counting as a violation",
                         "give it an id that does not begin with no_");
        if (!no && outcome.effect == Effect::no_action && outcome.violates.empty())
            findings.add(
                Weight::warning, "lint.no_name", place,
                "the outcome \"" + outcome.id + "\" finds nothing, but counts as a violation of the author",
                "give it an id that begins with no_");
    }
}

}  // namespace

void check_parts(const Pack& pack, Findings& findings) {
    check_used(pack.sections, named_sections(pack), "/sections/", "section", findings);
    check_used(pack.teams, named_teams(pack), "/teams/", "team", findings);
    check_used(pack.actions, named_actions(pack), "/actions/", "action", findings);
    check_versions(pack, findings);
    check_clocks(pack, findings);
    check_names(pack, findings);
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
