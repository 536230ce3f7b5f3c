#include <core/policy/replay_packs.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

bool same_options(const Question& a, const Question& b) {
    return std::equal(a.options.begin(), a.options.end(), b.options.begin(), b.options.end(),
                      [](const Option& x, const Option& y) { return x.id == y.id; });
}

bool same_action(const Action* a, const Action* b) {
    return a && b && a->effect == b->effect && a->strikes == b->strikes;
}

}  // namespace

std::uint32_t outcome_index(const Pack& pack, std::string_view id) {
    for (std::uint32_t i = 0; i < pack.outcomes.size(); ++i) {
        if (pack.outcomes[i].id == id) return i;
    }
    return PackPair::kNone;
}

PackPair::PackPair(const Pack* old_pack, const Pack& new_pack)
    : before(old_pack),
      now(new_pack),
      exact(new_pack.program->exact && (!old_pack || old_pack->program->exact)),
      old_question(now.questions.size(), kNone),
      old_outcome(now.outcomes.size(), kNone),
      new_question(before ? before->questions.size() : 0, kNone),
      new_outcome(before ? before->outcomes.size() : 0, kNone),
      same_shape(now.questions.size(), 0),
      same_ask(now.questions.size(), 0),
      same_when(now.outcomes.size(), 0),
      other_consequences(new_outcome.size(), 0),
      ask_reads(now.questions.size()),
      when_reads(now.outcomes.size()) {
    for (std::uint32_t i = 0; i < now.questions.size(); ++i) questions[now.questions[i].id].in_new = i;
    for (std::uint32_t i = 0; i < new_question.size(); ++i) {
        Both& both = questions[before->questions[i].id];
        both.in_old = i;
        new_question[i] = both.in_new;
        if (both.in_new != kNone) old_question[both.in_new] = i;
    }
    for (std::uint32_t i = 0; i < now.questions.size(); ++i) {
        const std::uint32_t o = old_question[i];
        const Question& question = now.questions[i];
        if (o != kNone) {
            const Question& then = before->questions[o];
            same_shape[i] = then.kind == question.kind && same_options(then, question);
            same_ask[i] = then.always == question.always &&
                          (question.always || then.ask_when.source() == question.ask_when.source());
        }
        ask_reads[i] =
            reads(now.program->ask[i].reads, o == kNone ? nullptr : &before->program->ask[o].reads);
    }
    for (std::uint32_t i = 0; i < now.outcomes.size(); ++i) {
        const Outcome& outcome = now.outcomes[i];
        const std::uint32_t o = before ? outcome_index(*before, outcome.id) : kNone;
        if (o != kNone) {
            const Outcome& then = before->outcomes[o];
            old_outcome[i] = o;
            new_outcome[o] = i;
            same_when[i] = then.when.source() == outcome.when.source();
            other_consequences[o] = consequences_differ(then, outcome);
        }
        when_reads[i] =
            reads(now.program->when[i].reads, o == kNone ? nullptr : &before->program->when[o].reads);
    }
}

std::vector<PackPair::Both> PackPair::reads(const std::vector<std::uint32_t>& in_new,
                                            const std::vector<std::uint32_t>* in_old) const {
    std::vector<Both> out;
    for (const std::uint32_t read : in_new) out.push_back({read, old_question[read]});
    if (!in_old) return out;
    for (const std::uint32_t read : *in_old) {
        const Both both{new_question[read], read};
        if (std::find(out.begin(), out.end(), both) == out.end()) out.push_back(both);
    }
    return out;
}

bool PackPair::consequences_differ(const Outcome& then, const Outcome& after) const {
    if (then.effect != after.effect || then.severity != after.severity || then.actions != after.actions ||
        then.violates != after.violates || then.team != after.team)
        return true;
    return std::any_of(after.actions.begin(), after.actions.end(), [&](const std::string& id) {
        return !same_action(before->action(id), now.action(id));
    });
}

}  // namespace casement::policy
