#include <core/policy/reads.hpp>
#include <core/policy/replay_work.hpp>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxKept = 50'000;  // results

constexpr const char* kKindNames[] = {"same",         "changed",    "same_whatever", "changed_whatever",
                                      "needs_answer", "no_outcome", "facts_unknown", "illegal"};
constexpr const char* kCauseNames[] = {"outcome_new",          "outcome_gone",   "outcome_fits",
                                       "outcome_fits_no_more", "outcome_moved",  "question_new",
                                       "question_gone",        "question_asked", "question_asked_no_more",
                                       "question_options",     "question_kind",  "question_required",
                                       "question_moved",       "not_known"};
constexpr const char* kHumanNames[] = {"not_overridden", "agrees", "differs", "open"};

std::vector<Code> fact_codes(const Pack* pack, const Json& facts, bool& fail) {
    if (!pack) return {};
    std::vector<Code> codes(pack->program->slot_count, 0);
    const Json data = {{"answers", Json::object()}, {"case", facts}};
    for (const Program::FactTest& test : pack->program->fact_tests) {
        const auto value = test.rule.evaluate(data);
        fail = fail || !value;
        codes[test.slot] = value && json::truthy(*value) ? 1 : 0;
    }
    return codes;
}

void add_facts_read(const Pack& pack, std::set<std::string>& into) {
    const auto add = [&](const json::Rule& rule) {
        for (std::string& name : names_read(rule, "case")) into.insert(std::move(name));
    };
    for (const Question& question : pack.questions) add(question.ask_when);
    for (const Outcome& outcome : pack.outcomes) add(outcome.when);
}

Human human_of(const Past& past, const Replayed& result, const Pack& pack) {
    if (past.final_outcome == past.outcome) return Human::not_overridden;
    const bool known = result.outcome || (result.tried_all && !result.possible.empty());
    if (!known) return Human::open;
    if (result.outcome)
        return pack.outcomes[*result.outcome].id == past.final_outcome ? Human::agrees : Human::differs;
    for (const std::uint32_t one : result.possible) {
        if (pack.outcomes[one].id == past.final_outcome) return Human::open;
    }
    return Human::differs;
}

}  // namespace

const char* name(ReplayKind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}
const char* name(CauseKind kind) {
    return kCauseNames[static_cast<std::size_t>(kind)];
}
const char* name(Human human) {
    return kHumanNames[static_cast<std::size_t>(human)];
}

struct Replay::Parts {
    Parts(const Pack* old_pack, const Pack& new_pack) : packs(old_pack, new_pack), work(packs) {}
    PackPair packs;
    ReplayWork work;
    std::unordered_map<std::string, Replayed> kept;  // never iterated
};

Replay::Replay(const Pack* old_pack, const Pack& new_pack)
    : parts_(std::make_unique<Parts>(old_pack, new_pack)) {}
Replay::~Replay() = default;
Replay::Replay(Replay&&) noexcept = default;

const Pack* Replay::old_pack() const {
    return parts_->packs.before;
}
const Pack& Replay::new_pack() const {
    return parts_->packs.now;
}

std::optional<std::set<std::string>> Replay::facts_read() const {
    if (!parts_->packs.exact) return std::nullopt;
    std::set<std::string> names;
    add_facts_read(new_pack(), names);
    if (old_pack()) add_facts_read(*old_pack(), names);
    return names;
}

ReplayFacts Replay::facts(const Json& facts) const {
    ReplayFacts out;
    out.all = facts.is_object() ? facts : Json::object();
    out.old_codes = fact_codes(old_pack(), out.all, out.fail);
    out.new_codes = fact_codes(&new_pack(), out.all, out.fail);
    for (const auto* codes : {&out.old_codes, &out.new_codes}) {
        for (const Code code : *codes) out.key += static_cast<char>('0' + code);
    }
    return out;
}

Replayed Replay::replay(const Past& past) {
    const std::string* key = parts_->work.take(past);
    Replayed result;
    if (key) {
        if (parts_->kept.size() >= kMaxKept) parts_->kept.clear();
        auto [kept, is_new] = parts_->kept.try_emplace(*key);
        if (is_new) kept->second = parts_->work.work_out();
        result = kept->second;
    } else {
        result = parts_->work.work_out();
    }
    result.human = human_of(past, result, new_pack());
    return result;
}

}  // namespace casement::policy
