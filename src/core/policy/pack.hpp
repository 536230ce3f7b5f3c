// A policy pack: one versioned document with sections, a branching checklist and the rules that derive an
// outcome from the answers. Format: docs/policy-format.md; schema: policies/pack.schema.json.
#pragma once

#include <core/base/digest.hpp>
#include <core/json/logic.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casement::policy {

class Program;

struct Definition {
    std::string term, text;
};
struct Exception {
    std::string id, title, text;
};
// What would be decided, and the answers that lead there: the linter derives them.
struct Example {
    std::string text, language, verdict, why;  // verdict: an outcome id
    Json answers, facts;                       // answers: null where the example is in words only
};

struct Section {
    std::string id, title, rule;
    std::string chapter;           // the heading it stands under, may be empty
    std::vector<std::string> see;  // cross-references: "section", or "pack#section" of another pack
    std::vector<Definition> definitions;
    std::vector<Exception> exceptions;
    std::vector<Example> examples;
    std::string changes;  // since the previous version, empty where nothing changed
    std::string dsa_category, dsa_ground;
};

struct Clock {
    std::string id, title, source;                            // source: the article or contract that sets it
    std::string basis;                                        // "law", "contract", "internal", or empty
    std::string duration, calendar;                           // ISO 8601 duration; "24/7" or "business"
    std::vector<std::string> starts, pauses, resumes, stops;  // event kinds
};

// The look of an outcome or action: fixed colours and shapes in the interface.
enum class Effect { remove, restrict, label, no_action, escalate };
const char* name(Effect);

struct Action {
    std::string id, label;
    Effect effect = Effect::no_action;
    int strikes = 0;
};

// The account's consequences as strikes add up.
struct StrikeStep {
    int strikes = 0;
    std::string label, lasts;  // lasts: ISO 8601 duration, or empty
};

// A team that is asked, and when.
struct Team {
    std::string id, title, consult;
};
struct Consult {
    std::string id, team, text;
    json::Rule when;  // over {"answers", "case"}: the hint is shown while it is true
};

enum class QuestionKind { choice, many, yes_no, text, number, date, spans, regions };
const char* name(QuestionKind);

struct Option {
    std::string id, label, help;
    bool needs_evidence = false, needs_note = false;
};

struct Question {
    std::string id, section, text, help;
    QuestionKind kind = QuestionKind::choice;
    std::vector<Option> options;  // yes_no: always "yes" and "no"
    json::Rule ask_when;          // over {"answers": ..., "case": ...}; absent: always asked
    bool always = true;
    std::string because;  // "asked because ...", for people; empty where it is always asked
    bool required = true;
};

struct Outcome {
    std::string id, label, because;  // because: one sentence, with {{answers.x}} and {{case.x}} fields
    Effect effect = Effect::no_action;
    json::Rule when;
    std::vector<std::string> actions;   // action ids
    int severity = 0;                   // 0..4
    std::vector<std::string> violates;  // section ids
    std::string team;                   // the team it is passed to, or empty
    std::string approval;               // the team that must approve an override of it, or empty
};

struct Reply {
    std::string id, audience, language, subject, body;  // body with {{merge.fields}}
    std::vector<std::string> outcomes;                  // empty: any outcome
};

struct PackTest {
    std::string name, expect;  // expect: an outcome id
    Json answers, facts;
};

struct Pack {
    std::string id, version, effective, supersedes, title, summary, notice, language, area;
    std::vector<Section> sections;
    std::vector<Clock> clocks;
    std::vector<Action> actions;
    std::vector<StrikeStep> strike_ladder;  // rising
    std::vector<Team> teams;
    std::vector<Consult> consults;
    std::vector<Question> questions;  // in the order they are asked
    std::vector<Outcome> outcomes;    // the first that matches wins
    std::vector<Reply> replies;
    std::vector<PackTest> tests;
    std::shared_ptr<const Program> program;  // the rules, compiled; set by read_pack

    const Section* section(std::string_view id) const;
    const Question* question(std::string_view id) const;
    const Outcome* outcome(std::string_view id) const;
    const Action* action(std::string_view id) const;
    const Team* team(std::string_view id) const;
    const Clock* clock(std::string_view id) const;

    std::string name() const { return id + "@" + version; }
};

inline constexpr std::uint32_t kMaxRuleSteps = 20'000;  // of one evaluation of one rule

// Errors: pack.format (unknown version), pack.schema, pack.reference (a name that leads nowhere),
// pack.duplicate, pack.rule (a rule that does not compile), pack.limit, and json.*. The place is a JSON
// pointer.
Result<Pack> read_pack(std::string_view bytes);

}  // namespace casement::policy
