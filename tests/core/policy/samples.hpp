// A small pack with every kind of question, to change one thing at a time in.
#pragma once

#include <core/json/json.hpp>

namespace casement::test {

inline Json sample_pack() {
    return Json::parse(R"({
      "casement_policy": 1, "id": "sample", "version": "2026.11", "effective": "2026-11-01", "supersedes": "2026.10",
      "title": "Sample", "summary": "A pack for tests", "language": "en", "area": "community",
      "sections": [
        {"id": "S1", "title": "Threats", "rule": "No threats.",
         "definitions": [{"term": "threat", "text": "a statement of intent"}],
         "exceptions": [{"id": "quote", "title": "Quoting", "text": "to report it"}],
         "examples": [{"text": "I will", "verdict": "remove", "why": "intent"}], "dsa_category": "X", "dsa_ground": "Y"},
        {"id": "S2", "title": "Slurs", "rule": "No slurs."}],
      "clocks": [{"id": "day", "title": "A day", "source": "contract", "duration": "PT24H", "calendar": "24/7", "pauses": ["consult"]}],
      "actions": [{"id": "delete", "label": "Delete", "effect": "remove", "strikes": 1}, {"id": "keep", "label": "Keep", "effect": "no_action"}],
      "questions": [
        {"id": "target", "section": "S1", "text": "Is somebody targeted?", "kind": "choice",
         "options": [{"id": "person", "label": "A person"}, {"id": "group", "label": "A group", "needs": ["evidence", "note"]}, {"id": "nobody", "label": "Nobody"}]},
        {"id": "intent", "section": "S1", "text": "Is there intent?", "kind": "yes_no",
         "ask_when": {"!=": [{"var": "answers.target"}, "nobody"]}, "because": "somebody is targeted"},
        {"id": "means", "section": "S1", "text": "Which means?", "kind": "many",
         "options": [{"id": "weapon", "label": "Weapon"}, {"id": "place", "label": "Place"}, {"id": "time", "label": "Time"}],
         "ask_when": {"==": [{"var": "answers.intent"}, "yes"]}, "because": "there is intent"},
        {"id": "words", "section": "S2", "text": "Which words?", "kind": "spans", "required": false},
        {"id": "note", "section": "S2", "text": "Anything else?", "kind": "text", "required": false},
        {"id": "age", "section": "S2", "text": "How many people?", "kind": "number", "required": false},
        {"id": "day", "section": "S2", "text": "Which day?", "kind": "date", "required": false}],
      "outcomes": [
        {"id": "escalate", "label": "Escalate", "effect": "escalate", "severity": 4, "because": "It names {{answers.means}} and reaches {{case.reach}} people.",
         "when": {"and": [{"==": [{"var": "answers.intent"}, "yes"]}, {"in": ["weapon", {"var": "answers.means"}]}]},
         "actions": ["delete"], "violates": ["S1"]},
        {"id": "remove", "label": "Remove", "effect": "remove", "severity": 2, "because": "It breaks {{sections}}.",
         "when": {"==": [{"var": "answers.intent"}, "yes"]}, "actions": ["delete"], "violates": ["S1", "S2"]},
        {"id": "no_violation", "label": "No violation", "effect": "no_action", "because": "Nothing was found.", "when": true, "actions": ["keep"]}],
      "replies": [
        {"id": "any-en", "audience": "user", "language": "en", "subject": "Your report", "body": "{{outcome.label}}: {{because}}"},
        {"id": "remove-en", "audience": "user", "language": "en", "outcomes": ["remove"], "subject": "Removed", "body": "We removed it. {{rationale}}"},
        {"id": "any-pt", "audience": "user", "language": "pt-BR", "subject": "Sua mensagem", "body": "{{because}}"},
        {"id": "partner", "audience": "partner", "language": "en", "subject": "Case", "body": "Hello, {{reviewer.alias}}"}],
      "tests": [
        {"name": "a weapon", "answers": {"target": "person", "intent": "yes", "means": ["weapon"]}, "case": {"reach": 5}, "expect": "escalate"},
        {"name": "a place", "answers": {"target": "group", "intent": "yes", "means": ["place", "time"]}, "expect": "remove"},
        {"name": "nobody", "answers": {"target": "nobody"}, "expect": "no_violation"}],
      "unknown_member": 1
    })");
}

}  // namespace casement::test
