#include <core/policy/evaluation.hpp>
#include <core/policy/replay_work.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

Error facts_needed(std::string place) {
    return {"replay.facts", std::move(place), "the rule reads facts of the case, which are not at hand",
            "name the bundle that holds the case"};
}

Error unasked(const std::string& id) {
    return {"answer.unasked", "/answers/" + id, "the old pack does not ask the question \"" + id + "\" here",
            ""};
}

// The options' order is the pack's: what was chosen is the same in any.
Json in_order(const Question& question, const Json& answer) {
    if (question.kind != QuestionKind::many || !answer.is_array()) return nullptr;
    Json ordered = Json::array();
    for (const Option& option : question.options) {
        if (std::find(answer.begin(), answer.end(), Json(option.id)) != answer.end())
            ordered.push_back(option.id);
    }
    return ordered.size() == answer.size() ? ordered : Json();
}

}  // namespace

ReplayWork::ReplayWork(const PackPair& packs) : packs_(packs) {
    then_.pack = packs.before;
    then_.is_old = true;
    now_.pack = &packs.now;
}

const std::string* ReplayWork::take(const Past& past) {
    facts_ = past.facts;
    whole_ = !packs_.exact || (facts_ && facts_->fail);
    outcome_name_ = past.outcome;
    then_.given.assign(packs_.new_question.size(), 0);
    now_.given.assign(packs_.old_question.size(), 0);
    then_.answers = now_.answers = Json::object();
    illegal_now_.assign(now_.given.size(), legal);
    strangers_.clear();
    wrong_.reset();
    key_.clear();
    if (!past.answers.is_object()) {
        wrong_ = Error{"answer.kind", "/answers", "the answers are no object by question id", ""};
        return nullptr;
    }
    for (auto answer = past.answers.begin(); answer != past.answers.end(); ++answer) {
        const auto found = packs_.questions.find(answer.key());
        if (found != packs_.questions.end()) {
            take_answer(found->second, answer.key(), answer.value());
        } else {
            strangers_.push_back(answer.key());
            if (packs_.before && !wrong_) wrong_ = unasked(answer.key());
        }
    }
    if (whole_ || wrong_ || !strangers_.empty()) return nullptr;
    key_ += facts_ ? facts_->key : "?";
    key_ += past.outcome;
    return &key_;
}

void ReplayWork::take_answer(const Both& question, const std::string& id, const Json& answer) {
    const auto keep = [&](std::uint64_t number) {
        key_.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    Code then = 0;
    if (question.in_old != kNone) {
        const Question& asked = packs_.before->questions[question.in_old];
        then = Program::encode(asked, answer);
        if (then == 0 && !wrong_) wrong_ = check_answer(asked, answer).error();
        then_.given[question.in_old] = then;
        if (whole_ && then != 0) then_.answers[id] = answer;
    } else if (packs_.before && !wrong_) {
        wrong_ = unasked(id);
    }
    keep((std::uint64_t{question.in_new} << 32) | question.in_old);
    keep(then);
    if (question.in_new == kNone) return;
    const Question& asked = packs_.now.questions[question.in_new];
    const Json* legal_now = &answer;
    Code now = then;
    Json ordered;
    if (now == 0 || !packs_.same_shape[question.in_new]) {
        now = Program::encode(asked, answer);
        if (now == 0) {
            ordered = in_order(asked, answer);
            legal_now = &ordered;
            now = Program::encode(asked, ordered);
        }
        if (now == 0) {
            const auto checked = check_answer(asked, answer);
            illegal_now_[question.in_new] =
                checked.error().code == "answer.kind" ? other_kind : other_options;
        }
        keep(now | (std::uint64_t{illegal_now_[question.in_new] != legal} << 63));
    }
    now_.given[question.in_new] = now;
    if (whole_ && now != 0) now_.answers[id] = *legal_now;
}

void ReplayWork::walk(Side& side) {
    const std::size_t count = side.pack->questions.size();
    Walk& walk = side.walk;
    walk.visible.assign(count, 0);
    if (facts_)
        walk.codes = side.is_old ? facts_->old_codes : facts_->new_codes;
    else
        walk.codes.assign(side.pack->program->slot_count, 0);
    walk.open = kNone;
    walk.error.reset();
    if (whole_)
        walk_whole(side);
    else
        walk_codes(side);
    for (std::uint32_t i = 0; i < count && !walk.error; ++i) {
        if (walk.open == kNone && walk.visible[i] && walk.codes[i] == 0 && side.pack->questions[i].required)
            walk.open = i;
    }
}

void ReplayWork::walk_whole(Side& side) {
    if (!facts_) {
        side.walk.error = facts_needed("");
        return;
    }
    Evaluation evaluation(*side.pack, facts_->all);
    if (auto set = evaluation.set_answers(side.answers); !set) side.walk.error = set.error();
    for (std::size_t i = 0; i < side.pack->questions.size(); ++i) {
        side.walk.visible[i] = evaluation.visible(i);
        side.walk.codes[i] = evaluation.visible(i) ? side.given[i] : 0;
    }
}

void ReplayWork::walk_codes(Side& side) {
    for (std::uint32_t i = 0; i < side.pack->questions.size(); ++i) {
        const auto asked = is_asked(side, i);
        if (!asked) {
            side.walk.error = facts_needed("/questions/" + std::to_string(i) + "/ask_when");
            return;
        }
        side.walk.visible[i] = *asked;
        side.walk.codes[i] = *asked ? side.given[i] : 0;
    }
}

std::optional<bool> ReplayWork::is_asked(const Side& side, std::uint32_t question) const {
    if (side.pack->questions[question].always) return true;
    const Program& program = *side.pack->program;
    const Code* codes = side.walk.codes.data();
    const Program::Entry entry = program.ask[question].entry;
    if (facts_) return program.run(entry, codes);
    const auto known =
        program.run_known(entry, codes, static_cast<std::uint32_t>(side.pack->questions.size()));
    return known || side.is_old ? known : implied_asked(question);
}

// The decision was complete: a question that had to be answered was asked exactly when it was answered, and
// so it is with the same rule over the same answers and facts.
std::optional<bool> ReplayWork::implied_asked(std::uint32_t question) const {
    const std::uint32_t then = packs_.old_question[question];
    if (then == kNone || !packs_.same_ask[question]) return std::nullopt;
    if (first_change(packs_.ask_reads[question], question, then)) return std::nullopt;
    if (then_.given[then] != 0) return true;
    return packs_.before->questions[then].required ? std::optional(false) : std::nullopt;
}

// The rule of the old outcome held, those before it did not.
std::optional<bool> ReplayWork::implied_outcome(std::uint32_t outcome) const {
    const std::uint32_t then = packs_.old_outcome[outcome];
    if (then == kNone || outcome_then_ == kNone || !packs_.same_when[outcome]) return std::nullopt;
    if (first_change(packs_.when_reads[outcome], kNone, kNone) || then > outcome_then_) return std::nullopt;
    return then == outcome_then_;
}

std::optional<std::uint32_t> ReplayWork::outcome(Side& side) const {
    if (whole_) {
        Evaluation evaluation(*side.pack, facts_->all);
        auto found = evaluation.set_answers(side.answers).ok()
                         ? evaluation.outcome()
                         : Result<std::optional<std::size_t>>(std::optional<std::size_t>());
        if (!found) side.walk.error = found.error();
        if (!found || !*found) return std::nullopt;
        return static_cast<std::uint32_t>(**found);
    }
    const Program& program = *side.pack->program;
    const Code* codes = side.walk.codes.data();
    for (std::uint32_t i = 0; i < side.pack->outcomes.size(); ++i) {
        std::optional<bool> holds;
        if (facts_) {
            holds = program.run(program.when[i].entry, codes);
        } else {
            holds = program.run_known(program.when[i].entry, codes,
                                      static_cast<std::uint32_t>(side.pack->questions.size()));
            if (!holds) holds = implied_outcome(i);
        }
        if (!holds) {
            side.walk.error = facts_needed("/outcomes/" + std::to_string(i) + "/when");
            return std::nullopt;
        }
        if (*holds) return i;
    }
    return std::nullopt;
}

// Does the decision hold by its own pack? As far as it can be told: without facts only that it is legal.
std::optional<Error> ReplayWork::check_held() {
    walked_then_ = false;
    if (!packs_.before) return wrong_;
    outcome_then_ = outcome_index(*packs_.before, outcome_name_);
    if (wrong_) return wrong_;
    Error mismatch{"outcome.mismatch", "/derived/outcome",
                   "the pack it names gives another outcome for these answers",
                   "look at the decision with casement verify"};
    if (outcome_then_ == kNone) return mismatch;
    if (!facts_) return std::nullopt;
    walk(then_);
    walked_then_ = true;
    if (then_.walk.error) return then_.walk.error;
    for (std::size_t i = 0; i < then_.given.size(); ++i) {
        if (then_.given[i] != 0 && !then_.walk.visible[i]) return unasked(packs_.before->questions[i].id);
    }
    if (then_.walk.open != kNone) {
        const std::string& id = packs_.before->questions[then_.walk.open].id;
        return Error{"derive.incomplete", "/answers/" + id, "the question \"" + id + "\" was not answered",
                     ""};
    }
    const auto found = outcome(then_);
    if (then_.walk.error) return then_.walk.error;
    return found == outcome_then_ ? std::nullopt : std::optional(mismatch);
}

Replayed ReplayWork::work_out() {
    Replayed out;
    outcome_then_ = kNone;
    outcome_then_now_ = outcome_index(packs_.now, outcome_name_);
    if (auto error = check_held()) {
        out.kind = ReplayKind::illegal;
        out.error = std::move(error);
        return out;
    }
    walk(now_);
    if (!now_.walk.error) settle(out);
    if (now_.walk.error) {
        out = {};
        out.kind =
            now_.walk.error->code == "replay.facts" ? ReplayKind::facts_unknown : ReplayKind::no_outcome;
        out.error = now_.walk.error;
    }
    const bool is_same = out.kind == ReplayKind::same || out.kind == ReplayKind::same_whatever;
    out.consequences = is_same && outcome_then_ != kNone && packs_.other_consequences[outcome_then_];
    return out;
}

void ReplayWork::settle(Replayed& out) {
    if (now_.walk.open != kNone) return settle_open(out);
    const auto found = outcome(now_);
    if (now_.walk.error) return;
    list_touched(out);
    out.outcome = found;
    if (!found) {
        out.kind = ReplayKind::no_outcome;
        out.error = Error{"derive.none", "/outcomes", "no outcome of the new pack fits these answers",
                          "tell the pack's owner; casement lint finds such answers"};
    } else if (*found != outcome_then_now_) {
        out.kind = ReplayKind::changed;
        out.cause = why_outcome(*found);
    }
}

void ReplayWork::settle_open(Replayed& out) {
    list_touched(out);
    out.cause = out.needs.front().cause;
    Search at;
    at.reached.assign(packs_.now.outcomes.size(), 0);
    at.asked.assign(packs_.now.questions.size(), 0);
    at.left.assign(packs_.now.questions.size(), 0);
    search(at);
    now_.walk.error.reset();  // of the last path; the walk that counts had none
    out.tried_all = at.all;
    for (std::uint32_t i = 0; i < at.reached.size(); ++i) {
        if (at.reached[i]) out.possible.push_back(i);
    }
    // What an answer may bring back is not dropped for good.
    std::erase_if(out.dropped, [&](const Touched& one) {
        const auto found = packs_.questions.find(one.question);
        return found != packs_.questions.end() && found->second.in_new != kNone &&
               at.asked[found->second.in_new];
    });
    out.kind = ReplayKind::needs_answer;
    if (!at.all || out.possible.empty()) return;
    if (out.possible.size() == 1) out.outcome = out.possible.front();
    if (out.outcome == outcome_then_now_) out.kind = ReplayKind::same_whatever;
    if (outcome_then_now_ == kNone || !at.reached[outcome_then_now_]) {
        out.kind = ReplayKind::changed_whatever;
        if (outcome_then_now_ == kNone) out.cause = Cause{CauseKind::outcome_gone, outcome_then_, kNone};
    }
}

void ReplayWork::list_touched(Replayed& out) const {
    const auto& questions = packs_.now.questions;
    for (std::uint32_t i = 0; i < questions.size(); ++i) {
        const bool open = now_.walk.visible[i] && now_.walk.codes[i] == 0;
        const bool answered = now_.given[i] != 0 || illegal_now_[i] != legal;
        if (open && questions[i].required)
            out.needs.push_back({questions[i].id, why_needed(i)});
        else if (answered && now_.walk.codes[i] == 0)
            out.dropped.push_back({questions[i].id, open ? why_illegal(i) : why_asked(i)});
    }
    for (std::uint32_t i = 0; i < then_.given.size(); ++i) {
        if (then_.given[i] != 0 && packs_.new_question[i] == kNone)
            out.dropped.push_back({packs_.before->questions[i].id, {CauseKind::question_gone, i, kNone}});
    }
    for (const std::string& stranger : strangers_)
        out.dropped.push_back({stranger, {CauseKind::question_gone, kNone, kNone}});
}

}  // namespace casement::policy
