// A policy pack: one versioned document with sections, a branching checklist and the rules that derive an
// outcome from the answers. Format: docs/policy-format.md; schema: policies/pack.schema.json.
#pragma once

#include <core/base/digest.hpp>
#include <core/json/logic.hpp>

#include <optional>
#include <string>
#include <vector>

namespace casement::policy {

struct Definition {
    std::string term, text;
};
struct Exception {
    std::string id, title, text;
};
struct Example {
    std::string text, language, verdict, why;  // verdict: an outcome id
};

struct Section {
    std::string id, title, rule;
    std::vector<Definition> definitions;
    std::vector<Exception> exceptions;
    std::vector<Example> examples;
    std::string changes;  // since the previous version, empty where nothing changed
    std::string dsa_category, dsa_ground;
};

struct Clock {
    std::string id, title, source;    // source: the article or contract that sets it
    std::string duration, calendar;   // ISO 8601 duration; "24/7" or "business"
    std::vector<std::string> pauses;  // event kinds
};

// The look of an outcome or action: fixed colours and shapes in the interface.
enum class Effect { remove, restrict, label, no_action, escalate };
const char* name(Effect);

struct Action {
    std::string id, label;
    Effect effect = Effect::no_action;
    int strikes = 0;
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
    std::string id, version, effective, supersedes, title, summary, language, area;
    std::vector<Section> sections;
    std::vector<Clock> clocks;
    std::vector<Action> actions;
    std::vector<Question> questions;  // in the order they are asked
    std::vector<Outcome> outcomes;    // the first that matches wins
    std::vector<Reply> replies;
    std::vector<PackTest> tests;

    const Section* section(std::string_view id) const;
    const Question* question(std::string_view id) const;
    const Outcome* outcome(std::string_view id) const;
    const Action* action(std::string_view id) const;
};

// Errors: pack.format (unknown version), pack.schema, pack.reference (a name that leads nowhere),
// pack.duplicate, pack.rule (a rule that does not compile), pack.limit, and json.*. The place is a JSON
// pointer.
Result<Pack> read_pack(std::string_view bytes);

}  // namespace casement::policy
