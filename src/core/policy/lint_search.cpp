// What the search through all answers found.
#include <core/policy/lint_checks.hpp>
#include <core/policy/search.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxNamed = 6;

// The sections of which no question is asked and no outcome is reached, though they have some.
void report_sections(const Pack& pack, const SearchReport& found, Weight weight, Findings& findings) {
    for (std::size_t i = 0; i < pack.sections.size(); ++i) {
        const std::string& id = pack.sections[i].id;
        bool used = false, reached = false;
        for (const Question& question : pack.questions) {
            if (question.section != id) continue;
            used = true;
            reached = reached || found.asked.count(question.id) != 0;
        }
        for (const Outcome& outcome : pack.outcomes) {
            if (std::find(outcome.violates.begin(), outcome.violates.end(), id) == outcome.violates.end())
                continue;
            used = true;
            reached = reached || found.reached.count(outcome.id) != 0;
        }
        if (!used || reached) continue;
        findings.add(weight, "lint.never_reached", "/sections/" + std::to_string(i),
                     "no answers lead to the section \"" + id + "\"",
                     "correct the rules of its questions and outcomes");
    }
}

void report_overlaps(const Pack& pack, const SearchReport& found, Findings& findings) {
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        const auto overlap = found.overlaps.find(pack.outcomes[i].id);
        if (overlap == found.overlaps.end()) continue;
        std::string names;
        std::size_t count = 0;
        for (const std::string& winner : overlap->second) {
            if (++count <= kMaxNamed) names += (names.empty() ? "" : ", ") + winner;
        }
        if (count > kMaxNamed) names += " and " + std::to_string(count - kMaxNamed) + " more";
        findings.add(
            Weight::note, "lint.overlap", "/outcomes/" + std::to_string(i) + "/when",
            "the outcome \"" + pack.outcomes[i].id + "\" also fits where an earlier one wins: " + names,
            "nothing, if the order is meant to decide");
    }
}

}  // namespace

void check_search(const Pack& pack, std::size_t max_states, Findings& findings) {
    const SearchReport found = search(pack, max_states);
    for (const Witness& witness : found.no_outcome) {
        findings.add(Weight::error, "lint.no_outcome", "/outcomes",
                     "no outcome fits the complete answers " + witness.answers.dump() +
                         (witness.facts.empty() ? "" : " of a case with " + witness.facts.dump()),
                     "add an outcome that fits them");
    }
    for (const Error& error : found.failures) findings.add(Weight::error, error);
    // What a search that was cut short did not see may still be there: then it is worth a warning only.
    const Weight weight = found.cut_short ? Weight::warning : Weight::error;
    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        if (found.asked.count(pack.questions[i].id) != 0) continue;
        findings.add(weight, "lint.never_asked", "/questions/" + std::to_string(i),
                     "no answers lead to the question \"" + pack.questions[i].id + "\"",
                     "correct its ask_when, or remove it");
    }
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) {
        if (found.reached.count(pack.outcomes[i].id) != 0) continue;
        findings.add(weight, "lint.never_reached", "/outcomes/" + std::to_string(i),
                     "no answers lead to the outcome \"" + pack.outcomes[i].id + "\"",
                     "correct its rule or its place in the order");
    }
    report_sections(pack, found, weight, findings);
    report_overlaps(pack, found, findings);
    if (found.cut_short)
        findings.add(Weight::note, "lint.search_cut", "",
                     "the search was cut short after " + std::to_string(found.states) + " states",
                     "allow more states to search them all");
    if (found.sampled)
        findings.add(
            Weight::note, "lint.sampled", "",
            "some rules calculate: what follows from them was tried by examples, not searched through",
            "test one question or fact at a time");
}

}  // namespace casement::policy
