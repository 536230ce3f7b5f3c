// What a replay found, for people and for other programs.
#include <core/policy/replay_packs.hpp>

namespace casement::policy {
namespace {

constexpr std::uint32_t kNone = Cause::kNone;

std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

Json touched_json(const Replay& replay, const std::vector<Touched>& all) {
    Json out = Json::array();
    for (const Touched& one : all) {
        Json entry = {{"question", one.question}, {"cause", to_json(replay.describe(one.cause))}};
        const Question* question = replay.new_pack().question(one.question);
        if (!question && replay.old_pack()) question = replay.old_pack()->question(one.question);
        if (question) entry["text"] = question->text;
        out.push_back(std::move(entry));
    }
    return out;
}

CauseText outcome_text(const Replay& replay, const Cause& cause, CauseText out) {
    out.in_old = cause.kind == CauseKind::outcome_gone;
    const Pack* pack = out.in_old ? replay.old_pack() : &replay.new_pack();
    if (!pack || cause.index == kNone) {
        out.sentence = "The outcome that was derived then is gone.";
        return out;
    }
    const Outcome& outcome = pack->outcomes[cause.index];
    const std::string label = quoted(outcome.label);
    out.id = outcome.id;
    out.pointer = "/outcomes/" + std::to_string(cause.index);
    switch (cause.kind) {
        case CauseKind::outcome_new:
            out.sentence = "The outcome " + label + " is new, and it fits first.";
            break;
        case CauseKind::outcome_gone:
            out.sentence = "The outcome " + label + " is gone.";
            break;
        case CauseKind::outcome_fits:
            out.pointer += "/when";
            out.sentence = "The rule of " + label + " was changed, and now it fits.";
            break;
        case CauseKind::outcome_fits_no_more:
            out.pointer += "/when";
            out.sentence = "The rule of " + label + " was changed, and it no longer fits.";
            break;
        default:
            out.sentence = label + " is now tried before " + quoted(pack->outcomes[cause.other].label) + ".";
    }
    return out;
}

CauseText question_text(const Replay& replay, const Cause& cause, CauseText out) {
    out.in_old = cause.kind == CauseKind::question_gone;
    const Pack* pack = out.in_old ? replay.old_pack() : &replay.new_pack();
    if (!pack || cause.index == kNone) {
        out.sentence = "The question is gone.";
        return out;
    }
    const Question& question = pack->questions[cause.index];
    const std::string text = "The question " + quoted(question.text);
    out.id = question.id;
    out.pointer = "/questions/" + std::to_string(cause.index);
    switch (cause.kind) {
        case CauseKind::question_new:
            out.sentence = text + " is new.";
            break;
        case CauseKind::question_gone:
            out.sentence = text + " is gone.";
            break;
        case CauseKind::question_asked:
        case CauseKind::question_asked_no_more:
            if (!question.always) out.pointer += "/ask_when";
            out.sentence = cause.kind == CauseKind::question_asked
                               ? text + " is now asked here: its rule was changed."
                               : text + " is no longer asked here: its rule was changed.";
            break;
        case CauseKind::question_options: {
            const Question* then = replay.old_pack() ? replay.old_pack()->question(question.id) : nullptr;
            out.pointer += "/options";
            out.sentence = then && cause.other != kNone ? text + " no longer has the answer " +
                                                              quoted(then->options[cause.other].label) + "."
                                                        : text + " no longer has the answer that was given.";
            break;
        }
        case CauseKind::question_kind:
            out.pointer += "/kind";
            out.sentence = text + " wants another kind of answer.";
            break;
        case CauseKind::question_required:
            out.sentence = text + " must now be answered.";
            break;
        default:
            out.sentence = text + " now stands elsewhere, and its rule sees other answers.";
    }
    return out;
}

}  // namespace

CauseText Replay::describe(const Cause& cause) const {
    CauseText out;
    out.kind = name(cause.kind);
    if (cause.kind < CauseKind::question_new) return outcome_text(*this, cause, std::move(out));
    if (cause.kind < CauseKind::not_known) return question_text(*this, cause, std::move(out));
    out.sentence = old_pack() ? "No single change in the pack explains it."
                              : "What was changed is not known: the old pack is not at hand.";
    return out;
}

Json to_json(const CauseText& cause) {
    Json out = {{"kind", cause.kind}, {"sentence", cause.sentence}};
    if (cause.id.empty()) return out;
    out["id"] = cause.id;
    out["pack"] = cause.in_old ? "old" : "new";
    out["pointer"] = cause.pointer;
    return out;
}

Json to_json(const Replay& replay, const Replayed& replayed) {
    const auto& outcomes = replay.new_pack().outcomes;
    Json out = {{"kind", name(replayed.kind)}};
    if (replayed.outcome) out["to"] = outcomes[*replayed.outcome].id;
    if (!replayed.possible.empty()) {
        out["possible"] = Json::array();
        for (const std::uint32_t one : replayed.possible) out["possible"].push_back(outcomes[one].id);
        out["tried_all"] = replayed.tried_all;
    }
    if (!replayed.needs.empty()) out["needs"] = touched_json(replay, replayed.needs);
    if (!replayed.dropped.empty()) out["dropped"] = touched_json(replay, replayed.dropped);
    if (replayed.cause) out["cause"] = to_json(replay.describe(*replayed.cause));
    if (replayed.consequences) out["consequences"] = true;
    if (replayed.human != Human::not_overridden) out["override"] = name(replayed.human);
    if (replayed.error) {
        const Error& error = *replayed.error;
        out["error"] = {{"code", error.code}, {"place", error.place}, {"message", error.message}};
    }
    return out;
}

}  // namespace casement::policy
