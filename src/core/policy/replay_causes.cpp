// Why the new pack says something else: the change in the packs that stands at the beginning.
#include <core/policy/replay_work.hpp>

namespace casement::policy {

bool ReplayWork::seen_now(std::uint32_t question, std::uint32_t before) const {
    return question < before && now_.walk.codes[question] != 0;
}

bool ReplayWork::seen_then(std::uint32_t question, std::uint32_t before) const {
    return question < before && then_.given[question] != 0;
}

// The first answer a rule reads that is there in one pack and not in the other.
const ReplayWork::Both* ReplayWork::first_change(const std::vector<Both>& reads, std::uint32_t before_now,
                                                 std::uint32_t before_then) const {
    for (const Both& read : reads) {
        const bool now = read.in_new != kNone && seen_now(read.in_new, before_now);
        const bool then = read.in_old != kNone && seen_then(read.in_old, before_then);
        if (now != then) return &read;
    }
    return nullptr;
}

bool ReplayWork::outcome_holds(const Side& side, const Walk& walk, std::uint32_t outcome) const {
    const Program& program = *side.pack->program;
    const auto entry = program.when[outcome].entry;
    const auto questions = static_cast<std::uint32_t>(side.pack->questions.size());
    if (!whole_ && facts_) return program.run(entry, walk.codes.data());
    if (!whole_) return program.run_known(entry, walk.codes.data(), questions).value_or(false);
    Json data = {{"answers", Json::object()}, {"case", facts_->all}};
    for (std::uint32_t i = 0; i < questions; ++i) {
        const std::string& id = side.pack->questions[i].id;
        if (walk.codes[i] != 0) data["answers"][id] = side.answers[id];
    }
    const auto value = side.pack->outcomes[outcome].when.evaluate(data);
    return value && json::truthy(*value);
}

// The old rule, over what is left of the answers.
bool ReplayWork::old_rule_holds_now(std::uint32_t old_outcome) const {
    Walk walk;
    if (facts_)
        walk.codes = facts_->old_codes;
    else
        walk.codes.assign(packs_.before->program->slot_count, 0);
    for (std::size_t i = 0; i < then_.given.size(); ++i) {
        const std::uint32_t now = packs_.new_question[i];
        if (now != kNone && now_.walk.codes[now] != 0) walk.codes[i] = then_.given[i];
    }
    return outcome_holds(then_, walk, old_outcome);
}

Cause ReplayWork::why_outcome(std::uint32_t found) const {
    if (outcome_then_now_ == kNone) return {CauseKind::outcome_gone, outcome_then_, kNone};
    if (!packs_.before) return {};
    const std::uint32_t lost = outcome_then_now_;
    if (found < lost && outcome_holds(now_, now_.walk, lost)) {
        const std::uint32_t then = packs_.old_outcome[found];
        if (then == kNone) return {CauseKind::outcome_new, found, kNone};
        const Both* read = first_change(packs_.when_reads[found], kNone, kNone);
        if (!packs_.same_when[found] && !(read && old_rule_holds_now(then)))
            return {CauseKind::outcome_fits, found, kNone};
        if (read) return why_read(*read, {});
        return then > outcome_then_ ? Cause{CauseKind::outcome_moved, found, lost} : Cause{};
    }
    const Both* read = first_change(packs_.when_reads[lost], kNone, kNone);
    if (!packs_.same_when[lost] && (!read || old_rule_holds_now(outcome_then_)))
        return {CauseKind::outcome_fits_no_more, lost, kNone};
    return read ? why_read(*read, {}) : Cause{};
}

Cause ReplayWork::why_read(const Both& read, const Cause& moved) const {
    if (read.in_new == kNone) return {CauseKind::question_gone, read.in_old, kNone};
    if (read.in_old == kNone) return {CauseKind::question_new, read.in_new, kNone};
    if (illegal_now_[read.in_new] != legal && now_.walk.visible[read.in_new]) return why_illegal(read.in_new);
    const bool now = now_.walk.codes[read.in_new] != 0, then = then_.given[read.in_old] != 0;
    return now == then ? moved : why_asked(read.in_new);
}

// Follows what a question's rule reads back to the first change; reads stand before what reads them.
Cause ReplayWork::why_asked(std::uint32_t question) const {
    if (!packs_.before) return {};
    const std::uint32_t then = packs_.old_question[question];
    if (then == kNone) return {CauseKind::question_new, question, kNone};
    if (!packs_.same_ask[question]) {
        const bool asked = now_.walk.visible[question];
        return {asked ? CauseKind::question_asked : CauseKind::question_asked_no_more, question, kNone};
    }
    const Both* read = first_change(packs_.ask_reads[question], question, then);
    if (!read) return {};
    const Cause moved{CauseKind::question_moved, question, kNone};
    if (read->in_new != kNone && read->in_new >= question) return moved;
    return why_read(*read, moved);
}

Cause ReplayWork::why_needed(std::uint32_t question) const {
    if (illegal_now_[question] != legal) return why_illegal(question);
    if (!packs_.before) return {};
    const std::uint32_t then = packs_.old_question[question];
    if (then != kNone && !packs_.before->questions[then].required) {
        const bool was_offered = walked_then_ ? then_.walk.visible[then]
                                              : packs_.same_ask[question] &&
                                                    !first_change(packs_.ask_reads[question], question, then);
        if (was_offered) return {CauseKind::question_required, question, kNone};
    }
    return why_asked(question);
}

Cause ReplayWork::why_illegal(std::uint32_t question) const {
    const std::uint32_t then = packs_.old_question[question];
    if (illegal_now_[question] == other_kind) return {CauseKind::question_kind, question, kNone};
    if (then == kNone) return {CauseKind::question_options, question, kNone};
    const Question& asked = packs_.before->questions[then];
    const Question& now = packs_.now.questions[question];
    if (asked.kind != now.kind) return {CauseKind::question_kind, question, kNone};
    const Code chosen = then_.given[then];
    for (std::uint32_t i = 0; i < asked.options.size(); ++i) {
        const bool was_chosen =
            asked.kind == QuestionKind::many ? ((chosen >> (i & 63)) & 1) != 0 : chosen == i + 1;
        bool is_there = false;
        for (const Option& option : now.options) is_there = is_there || option.id == asked.options[i].id;
        if (was_chosen && !is_there) return {CauseKind::question_options, question, i};
    }
    return {CauseKind::question_options, question, kNone};
}

}  // namespace casement::policy
