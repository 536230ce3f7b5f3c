#include <core/policy/references.hpp>

#include <set>

namespace casement::policy {
namespace {

std::string at(const char* list, std::size_t index, const char* member) {
    return "/" + std::string(list) + "/" + std::to_string(index) + "/" + member;
}

template <class T>
Result<void> check_unique(const std::vector<T>& all, const std::string& list) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (seen.insert(all[i].id).second) continue;
        return Error{"pack.duplicate", list + "/" + std::to_string(i) + "/id",
                     "the id \"" + all[i].id + "\" is taken by an earlier entry",
                     "give each entry an id of its own"};
    }
    return {};
}

Error dangling(std::string place, const std::string& name, const char* what) {
    return {"pack.reference", std::move(place), "there is no " + std::string(what) + " \"" + name + "\"",
            "name one that the pack has, or add it"};
}

Result<void> check_ids(const Pack& pack) {
    CASEMENT_CHECK(check_unique(pack.sections, "/sections"));
    CASEMENT_CHECK(check_unique(pack.clocks, "/clocks"));
    CASEMENT_CHECK(check_unique(pack.actions, "/actions"));
    CASEMENT_CHECK(check_unique(pack.teams, "/teams"));
    CASEMENT_CHECK(check_unique(pack.consults, "/consults"));
    CASEMENT_CHECK(check_unique(pack.questions, "/questions"));
    CASEMENT_CHECK(check_unique(pack.outcomes, "/outcomes"));
    CASEMENT_CHECK(check_unique(pack.replies, "/replies"));
    for (std::size_t i = 0; i < pack.sections.size(); ++i) {
        CASEMENT_CHECK(check_unique(pack.sections[i].exceptions, at("sections", i, "exceptions")));
    }
    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        CASEMENT_CHECK(check_unique(pack.questions[i].options, at("questions", i, "options")));
    }
    return {};
}

// A team may be left out, not be another.
Result<void> check_team(const Pack& pack, const std::string& team, const std::string& place) {
    if (team.empty() || pack.team(team)) return {};
    return dangling(place, team, "team");
}

Result<void> check_see(const Pack& pack, std::size_t index) {
    const auto& see = pack.sections[index].see;
    for (std::size_t k = 0; k < see.size(); ++k) {
        // What another pack has cannot be seen from here: the linter of both together would.
        if (see[k].find('#') != std::string::npos || pack.section(see[k])) continue;
        return dangling(at("sections", index, "see/") + std::to_string(k), see[k], "section");
    }
    return {};
}

Result<void> check_outcome(const Pack& pack, std::size_t index) {
    const Outcome& outcome = pack.outcomes[index];
    for (std::size_t k = 0; k < outcome.actions.size(); ++k) {
        if (pack.action(outcome.actions[k])) continue;
        return dangling(at("outcomes", index, "actions/") + std::to_string(k), outcome.actions[k], "action");
    }
    for (std::size_t k = 0; k < outcome.violates.size(); ++k) {
        if (pack.section(outcome.violates[k])) continue;
        return dangling(at("outcomes", index, "violates/") + std::to_string(k), outcome.violates[k],
                        "section");
    }
    CASEMENT_CHECK(check_team(pack, outcome.team, at("outcomes", index, "team")));
    return check_team(pack, outcome.approval, at("outcomes", index, "approval"));
}

Result<void> check_examples(const Pack& pack, std::size_t index) {
    const auto& examples = pack.sections[index].examples;
    for (std::size_t k = 0; k < examples.size(); ++k) {
        if (pack.outcome(examples[k].verdict)) continue;
        return dangling(at("sections", index, "examples/") + std::to_string(k) + "/verdict",
                        examples[k].verdict, "outcome");
    }
    return {};
}

Result<void> check_reply(const Pack& pack, std::size_t index) {
    const auto& outcomes = pack.replies[index].outcomes;
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
        if (pack.outcome(outcomes[k])) continue;
        return dangling(at("replies", index, "outcomes/") + std::to_string(k), outcomes[k], "outcome");
    }
    return {};
}

}  // namespace

Result<void> check_references(const Pack& pack) {
    CASEMENT_CHECK(check_ids(pack));
    for (std::size_t i = 0; i < pack.sections.size(); ++i) {
        CASEMENT_CHECK(check_see(pack, i));
        CASEMENT_CHECK(check_examples(pack, i));
    }
    for (std::size_t i = 0; i < pack.consults.size(); ++i)
        CASEMENT_CHECK(check_team(pack, pack.consults[i].team, at("consults", i, "team")));
    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        const std::string& section = pack.questions[i].section;
        if (!pack.section(section)) return dangling(at("questions", i, "section"), section, "section");
    }
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i) CASEMENT_CHECK(check_outcome(pack, i));
    for (std::size_t i = 0; i < pack.replies.size(); ++i) CASEMENT_CHECK(check_reply(pack, i));
    for (std::size_t i = 0; i < pack.tests.size(); ++i) {
        const std::string& expect = pack.tests[i].expect;
        if (!pack.outcome(expect)) return dangling(at("tests", i, "expect"), expect, "outcome");
    }
    return {};
}

}  // namespace casement::policy
