// What a newer pack would make of a decision that was made with an older one, and because of what.
// Manual: docs/policy-replay.md.
//
// Nothing is guessed: where an answer is missing, all answers are tried; where the facts of the case are not
// known and a rule needs them, that is said. What the record itself proves is used: the old outcome's rule
// held, those before it did not, and a question that had to be answered was asked exactly when it was
// answered.
#pragma once

#include <core/policy/checklist.hpp>
#include <core/policy/program.hpp>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casement::policy {

enum class ReplayKind {
    same,              // the same outcome
    changed,           // another outcome
    same_whatever,     // a question is open, and the outcome is the same whatever is answered
    changed_whatever,  // a question is open, and the outcome is another one whatever is answered
    needs_answer,      // a question is open, and its answer decides
    no_outcome,        // the new pack has none for these answers, or a rule of it fails: see `error`
    facts_unknown,     // a rule reads facts of the case, which are not at hand: see `error`
    illegal,           // the decision does not hold by its own pack: see `error`
};
inline constexpr std::size_t kReplayKinds = 8;
const char* name(ReplayKind);

// What in the packs makes the difference. Indices are into the new pack, or into the old one where it is
// gone.
enum class CauseKind {
    outcome_new,           // an outcome that the old pack did not have fits first
    outcome_gone,          // the old outcome is gone
    outcome_fits,          // an outcome's rule was changed, and now it fits
    outcome_fits_no_more,  // the old outcome's rule was changed, and no longer fits
    outcome_moved,         // an outcome is now tried before the old one (`other`)
    question_new,          // the question was not in the old pack
    question_gone,         // the question is gone
    question_asked,        // its rule was changed, and now it is asked
    question_asked_no_more,
    question_options,   // it no longer has the option (`other`, in the old question) that was chosen
    question_kind,      // it wants another kind of answer
    question_required,  // it must now be answered
    question_moved,     // it is now asked before or after an answer that its rule reads
    not_known,          // the old pack is not at hand, or rules that compute hide it
};
const char* name(CauseKind);

struct Cause {
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    CauseKind kind = CauseKind::not_known;
    std::uint32_t index = kNone, other = kNone;
    auto operator<=>(const Cause&) const = default;
};

// A cause for people and for other programs.
struct CauseText {
    std::string kind, id;  // id: of the question or outcome, empty where it is not known
    bool in_old = false;   // the pointer leads into the old pack
    std::string pointer;   // JSON pointer, e.g. "/questions/3/ask_when"
    std::string sentence;
    auto operator<=>(const CauseText&) const = default;
};
Json to_json(const CauseText& cause);

// A question that needs an answer, or whose answer is no longer asked for.
struct Touched {
    std::string question;
    Cause cause;
};

// Where the reviewer had overridden the outcome: does the new pack now say what the reviewer said?
enum class Human { not_overridden, agrees, differs, open };
const char* name(Human);

struct Replayed {
    ReplayKind kind = ReplayKind::same;
    std::optional<std::uint32_t> outcome;  // in the new pack, where it is certain
    std::vector<std::uint32_t> possible;  // where a question is open: the outcomes found, in the pack's order
    bool tried_all = true;                // ... and there are no others
    std::vector<Touched> needs;           // to be answered anew, in the pack's order
    std::vector<Touched> dropped;         // answers that are not asked for any more, by question id
    std::optional<Cause> cause;           // of a change or of an open question
    bool consequences = false;  // the same outcome, but other actions, strikes, severity or sections
    Human human = Human::not_overridden;
    std::optional<Error> error;
};

// The facts of a case as the rules of both packs see them. Made once for cases with equal facts.
struct ReplayFacts {
    Json all;
    std::vector<Code> old_codes, new_codes;  // of all slots, those of the questions 0
    bool fail = false;                       // a rule over the facts fails
    std::string key;
};

// One decision of the past.
struct Past {
    const Answers& answers;
    const ReplayFacts* facts = nullptr;  // null: not known
    std::string_view outcome;            // derived then
    std::string_view final_outcome;      // after an override
};

class Replay {
  public:
    // The old pack may be null: then causes are mostly not known, and whether the decision held is not
    // checked. The packs must outlive it.
    Replay(const Pack* old_pack, const Pack& new_pack);
    ~Replay();
    Replay(Replay&&) noexcept;

    // The facts that rules of either pack read; empty when a rule may read any. Others need not be kept.
    std::optional<std::set<std::string>> facts_read() const;
    ReplayFacts facts(const Json& facts) const;

    // Equal decisions are worked out once. Errors in the result, see ReplayKind: those of derive(),
    // outcome.mismatch (the old pack derives another outcome), replay.facts.
    Replayed replay(const Past& past);

    CauseText describe(const Cause& cause) const;
    const Pack* old_pack() const;
    const Pack& new_pack() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// One decision's result: kind, outcome, possible, needs, dropped, cause... Schema:
// docs/schemas/replay.schema.json.
Json to_json(const Replay& replay, const Replayed& replayed);

}  // namespace casement::policy
