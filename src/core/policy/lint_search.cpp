// What the search through all answers found.
#include <core/policy/lint_checks.hpp>
#include <core/policy/read_condition.hpp>
#include <core/policy/reads.hpp>
#include <core/policy/search.hpp>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxNamed = 6;

std::string named(const std::set<std::string>& names) {
    std::string text;
    std::size_t count = 0;
    for (const std::string& name : names) {
        if (++count <= kMaxNamed) text += (text.empty() ? "" : ", ") + name;
    }
    if (count > kMaxNamed) text += " and " + std::to_string(count - kMaxNamed) + " more";
    return text;
}

// What was not searched through to the end proves nothing.
std::string none_lead(Weight weight) {
    return weight == Weight::error ? "no answers lead to" : "no answers were found that lead to";
}

// What tests and examples show: a search that was cut short need not find it again.
void add_runs(const Pack& pack, SearchReport& found) {
    const auto add = [&](const Json& answers, const Json& facts) {
        const auto derived = derive(pack, answers, facts);
        if (!derived) return;
        found.reached.insert(derived->outcome);
        for (const auto& [question, answer] : answers.items()) found.asked.insert(question);
    };
    for (const PackTest& test : pack.tests) add(test.answers, test.facts);
    for (const Section& section : pack.sections) {
        for (const Example& example : section.examples)
            if (example.answers.is_object()) add(example.answers, example.facts);
    }
}

// The sections that have questions, of which none is asked, and no outcome is reached.
std::set<std::string> unreached_sections(const Pack& pack, const SearchReport& found) {
    std::set<std::string> unreached;
    for (const Question& question : pack.questions) unreached.insert(question.section);
    for (const Question& question : pack.questions) {
        if (found.asked.count(question.id) != 0) unreached.erase(question.section);
    }
    for (const Outcome& outcome : pack.outcomes) {
        if (found.reached.count(outcome.id) == 0) continue;
        for (const std::string& section : outcome.violates) unreached.erase(section);
    }
    return unreached;
}

// A section that nothing leads to is told as one, and not question by question.
void report_questions(const Pack& pack, const SearchReport& found, Weight weight, Findings& findings) {
    std::set<std::string> sections = unreached_sections(pack, found);
    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        const Question& question = pack.questions[i];
        const std::string place = "/questions/" + std::to_string(i);
        if (found.asked.count(question.id) != 0) continue;
        if (findings.is_faulty(place + "/ask_when")) {
            sections.erase(question.section);
            continue;  // that is why
        }
        if (sections.count(question.section) != 0) continue;
        std::set<std::string> waits;
        for (const std::string& read : questions_read(pack, question.ask_when)) {
            if (found.asked.count(read) == 0) waits.insert(read);
        }
        findings.add(weight, "lint.never_asked", place,
                     none_lead(weight) + " the question \"" + question.id + "\"" +
                         (waits.empty() ? "" : ": it waits for " + named(waits) + ", never asked either"),
                     "correct its ask_when, or remove it");
    }
    for (std::size_t i = 0; i < pack.sections.size(); ++i) {
        const std::string& id = pack.sections[i].id;
        if (sections.count(id) == 0) continue;
        std::set<std::string> questions;
        for (const Question& question : pack.questions) {
            if (question.section == id) questions.insert(question.id);
        }
        findings.add(weight, "lint.never_reached", "/sections/" + std::to_string(i),
                     none_lead(weight) + " the section \"" + id + "\": its questions are never asked (" +
                         named(questions) + ")",
                     "correct the rules of its questions and outcomes");
    }
}

void report_outcomes(const Pack& pack, const SearchReport& found, Weight weight, Findings& findings) {
    // One that always fits hides all that follow: told once.
    const auto always = std::find_if(pack.outcomes.begin(), pack.outcomes.end(),
                                     [](const Outcome& outcome) { return outcome.when.source() == true; });
    const auto seen = static_cast<std::size_t>(always - pack.outcomes.begin()) + 1;
    if (seen < pack.outcomes.size())
        findings.add(Weight::error, "lint.order", "/outcomes/" + std::to_string(seen - 1),
                     "the outcome \"" + always->id + "\" always fits, so none of the " +
                         std::to_string(pack.outcomes.size() - seen) + " after it is ever reached",
                     "move it to the end");
    for (std::size_t i = 0; i < pack.outcomes.size() && i < seen; ++i) {
        const std::string& id = pack.outcomes[i].id;
        const std::string place = "/outcomes/" + std::to_string(i);
        const auto overlap = found.overlaps.find(id);
        const std::string winners = overlap == found.overlaps.end() ? "" : named(overlap->second);
        if (found.reached.count(id) == 0) {
            if (findings.is_faulty(place + "/when")) continue;  // that is why
            findings.add(weight, "lint.never_reached", place,
                         none_lead(weight) + " the outcome \"" + id + "\"" +
                             (winners.empty() ? "" : ": wherever it fits, an earlier one wins: " + winners),
                         "correct its rule or its place in the order");
            continue;
        }
        // The last one that always fits is meant to take what the others leave.
        const bool rest = i + 1 == pack.outcomes.size() && pack.outcomes[i].when.source() == true;
        if (winners.empty() || rest) continue;
        findings.add(Weight::note, "lint.overlap", place + "/when",
                     "the outcome \"" + id + "\" also fits where an earlier one wins: " + winners,
                     "nothing, if the order is meant to decide");
    }
}

void report_consults(const Pack& pack, const SearchReport& found, Findings& findings) {
    for (std::size_t i = 0; i < pack.consults.size(); ++i) {
        const std::string place = "/consults/" + std::to_string(i);
        if (found.shown.count(pack.consults[i].id) != 0 || findings.is_faulty(place + "/when")) continue;
        findings.add(Weight::warning, "lint.never_shown", place,
                     "no complete answers show the hint \"" + pack.consults[i].id + "\"",
                     "correct its rule, or remove it");
    }
}

// Leaves out of a witness what does not matter: facts that could be anything, and answers that need not be.
class Shortening {
  public:
    explicit Shortening(const Pack& pack) : pack_(pack), reader_(pack, ConditionReader::Open::values) {}

    void shorten(Witness& witness) {
        for (auto i = static_cast<std::uint32_t>(pack_.questions.size()); i < reader_.slots().size(); ++i) {
            const Slot& slot = reader_.slots()[i];
            if (!witness.facts.contains(slot.name)) continue;
            const bool any = std::all_of(slot.values.begin(), slot.values.end(), [&](const Json& value) {
                Witness other = witness;
                other.facts[slot.name] = value;
                return has_none(other);
            });
            if (any) try_without(witness, witness.facts, slot.name);
        }
        for (const Question& question : pack_.questions) {
            if (witness.answers.contains(question.id)) try_without(witness, witness.answers, question.id);
        }
    }

  private:
    bool has_none(const Witness& witness) const {
        const auto derived = derive(pack_, witness.answers, witness.facts);
        return !derived && derived.error().code == "derive.none";
    }
    void try_without(const Witness& whole, Json& part, const std::string& name) {
        const Json value = part.at(name);
        part.erase(name);
        if (!has_none(whole)) part[name] = value;
    }

    const Pack& pack_;
    ConditionReader reader_;
};

void report_no_outcome(const Pack& pack, const SearchReport& found, Findings& findings) {
    if (found.no_outcome.empty()) return;
    Shortening shortening(pack);
    std::set<std::string> cases;
    for (Witness witness : found.no_outcome) {
        shortening.shorten(witness);
        cases.insert(witness.answers.dump() +
                     (witness.facts.empty() ? "" : " of a case with " + witness.facts.dump()));
    }
    std::string message = "no outcome fits the complete answers ";
    for (auto at = cases.begin(); at != cases.end(); ++at)
        message += (at == cases.begin() ? "" : "; nor ") + *at;
    findings.add(Weight::error, "lint.no_outcome", "/outcomes", std::move(message),
                 "add an outcome that fits them");
}

}  // namespace

void check_search(const Pack& pack, std::size_t max_states, Findings& findings) {
    SearchReport found = search(pack, max_states);
    if (found.cut_short || found.left_out) add_runs(pack, found);
    report_no_outcome(pack, found, findings);
    for (const Error& error : found.failures) {
        if (!findings.is_faulty(error.place)) findings.add(Weight::error, error);
    }
    // What a search that was cut short did not see may still be there: then it is worth a warning only.
    const Weight weight = found.cut_short || found.left_out ? Weight::warning : Weight::error;
    report_questions(pack, found, weight, findings);
    report_outcomes(pack, found, weight, findings);
    report_consults(pack, found, findings);
    if (found.cut_short)
        findings.add(Weight::note, "lint.search_cut", "",
                     "the search was cut short after " + std::to_string(found.states) + " states",
                     "allow more states to search them all");
    if (found.left_out && !found.sampled)
        findings.add(Weight::note, "lint.search_cut", "",
                     "facts or numbers are compared with more than was searched through: long lists, or sums",
                     "compare each with a few values");
    if (found.sampled)
        findings.add(
            Weight::note, "lint.sampled", "",
            "some rules calculate: what follows from them was tried by examples, not searched through",
            "test one question or fact at a time");
}

}  // namespace casement::policy
