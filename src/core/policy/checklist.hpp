// The walk through a checklist and what follows from it. Pure: (pack, answers, facts) -> the same bytes,
// always.
//
// An answer is JSON by the question's kind: choice and yes_no an option id, many an array of option ids (in
// the options' order), text and date a string, number a number, spans and regions an array of evidence
// indices.
#pragma once

#include <core/policy/pack.hpp>

#include <string>
#include <utility>
#include <vector>

namespace casement::policy {

// Answers by question id. Kept as a JSON object, so that it is what rules read and what is signed.
using Answers = Json;

struct Step {
    std::size_t question = 0;  // index into pack.questions
    bool answered = false;
    std::vector<std::string> because_answers;  // ids of the answered questions its ask_when read
};

struct Checklist {
    std::vector<Step> steps;  // the visible questions, in order
    std::size_t current = 0;  // index into steps of the first open required question; steps.size() when none
    std::size_t about_total = 0;  // answered plus open visible questions: "3 of about 6"
    bool complete = false;        // every visible required question is answered
};

// Which questions are visible given the answers, in the pack's order. Answers to invisible questions are
// ignored, and so cannot make another question appear.
Result<Checklist> walk(const Pack& pack, const Answers& answers, const Json& facts);

// Only the answers to visible questions: what is signed.
Answers visible_answers(const Pack& pack, const Checklist& checklist, const Answers& answers);

// Is this a legal answer to this question? An empty text or list is none: leave the answer out instead.
// Errors: answer.kind, answer.option, answer.range.
Result<void> check_answer(const Question& question, const Json& answer);

struct Derived {
    std::string outcome;  // outcome id
    std::string because;  // merged sentence
    std::vector<std::string> actions, violates;
    int severity = 0;
    std::vector<std::string> read;  // question ids the winning rule read
};

// Derives the outcome. Errors: derive.incomplete (place = the open question), derive.none (no outcome
// matches), answer.* (an illegal answer), answer.unasked (an answer to a question that is not visible),
// logic.*.
Result<Derived> derive(const Pack& pack, const Answers& answers, const Json& facts);
Json to_json(const Derived& derived);

// One rule that was tried, and what each of its nodes gave.
struct Tried {
    std::string id;  // of the outcome or the question
    bool holds = false;
    json::Trace trace;
};
// Every outcome's rule that was tried, up to and including the one that holds. Errors: logic.*.
Result<std::vector<Tried>> explain_outcome(const Pack& pack, const Answers& answers, const Json& facts);
// The rule that makes a question appear; empty trace where it is always asked. Errors: logic.*.
Result<Tried> explain_question(const Pack& pack, std::size_t question, const Answers& answers,
                               const Json& facts);
Json to_json(const std::vector<Tried>& tried);

// What merge_fields may name after a derivation: answers (as their labels), case, outcome {id, label,
// because}, sections (titles of what is violated), because, rationale, reviewer {alias}.
Json reply_fields(const Pack& pack, const Derived& derived, const Answers& answers, const Json& facts,
                  std::string_view rationale, std::string_view reviewer_alias);

// Fills {{answers.x}}, {{case.x}}, {{outcome.label}}, {{sections}}, {{because}}, {{rationale}},
// {{reviewer.alias}}. An unknown field stays visible as it is. One pass: a merged value is never merged
// again.
std::string merge_fields(std::string_view text, const Json& fields);

struct ReplyChoice {
    const Reply* reply = nullptr;
    std::string subject, body;
};
// The reply for an audience and language (exact, then primary language, then English), merged; empty if none.
// In one language a reply that names the outcome goes before one for any outcome. A business or an advertiser
// without a reply of its own gets the one for a partner.
std::optional<ReplyChoice> compose_reply(const Pack& pack, const Outcome& outcome, std::string_view audience,
                                         std::string_view language, const Json& fields);

}  // namespace casement::policy
