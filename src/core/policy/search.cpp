#include <core/policy/checklist.hpp>
#include <core/policy/read_condition.hpp>
#include <core/policy/search.hpp>

#include <algorithm>
#include <unordered_set>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxHeld = 30'000'000;   // conditions in all states that are met or on the stack
constexpr std::size_t kMaxWeight = 4'000'000;  // of the conditions that the search makes

// What is still undecided on a path: the conditions of the questions to come, and what is decided at its end.
struct State {
    std::vector<Condition> rules;  // questions, then outcomes or consults
    bool operator==(const State&) const = default;
};

struct StateHash {
    std::size_t operator()(const State& state) const {
        std::uint64_t hash = 0xCBF29CE484222325u;
        for (const Condition rule : state.rules) hash = (hash ^ rule) * 0x100000001B3u;
        return static_cast<std::size_t>(hash ^ (hash >> 29));
    }
};

// What is tried one after the other at a branch. On a stack of its own: a path can have as many branches as a
// pack has options.
struct Branch {
    State state;             // before it is known
    std::size_t next = 0;    // the question to go on with
    std::uint32_t slot = 0;  // what becomes known
    Code code = 0, end = 0;  // its codes from here on; of a bit: clear, set
    // Of a many, bit by bit: sets of options that lead to the same conditions are followed once.
    bool is_bit = false;
    unsigned bit = 0;
    Code chosen = 0;
};

class Search {
  public:
    enum class Aim { reach, overlaps, consults };

    Search(const Pack& pack, Aim aim, std::size_t max_states)
        : pack_(pack),
          aim_(aim),
          questions_(pack.questions.size()),
          reader_(pack, ConditionReader::Open::values),
          conditions_(reader_.conditions()) {
        const json::Rule always = *json::Rule::compile(true);
        for (std::size_t i = 0; i < questions_; ++i)
            first_.rules.push_back(read(pack.questions[i].always ? always : pack.questions[i].ask_when, i));
        if (aim == Aim::consults) {
            for (const Consult& consult : pack.consults)
                first_.rules.push_back(read(consult.when, questions_));
        } else {
            for (const Outcome& outcome : pack.outcomes)
                first_.rules.push_back(read(outcome.when, questions_));
        }
        max_states_ = std::min(max_states, kMaxHeld / first_.rules.size());
        path_.resize(reader_.slots().size() + free_);
    }

    SearchReport run() {
        follow(0, std::move(first_));
        while (!stack_.empty()) step();
        report_.states = met_.size();
        report_.left_out = reader_.left_out();
        return std::move(report_);
    }

  private:
    // A rule that is no condition may hold or not: a slot of its own stands for it.
    Condition read(const json::Rule& rule, std::size_t before) {
        const auto condition = reader_.read(rule.source(), before);
        calculates_.push_back(!condition);
        if (condition) return *condition;
        report_.sampled = true;
        const auto slot = static_cast<std::uint32_t>(reader_.slots().size() + free_++);
        conditions_.set_domain(slot, 3);
        return conditions_.table(slot, 2);
    }

    bool is_full() {
        const bool full = met_.size() + stack_.size() >= max_states_ || conditions_.weight() >= kMaxWeight;
        report_.cut_short = report_.cut_short || full;
        return full;
    }

    // The next of what the last branch has to try.
    void step() {
        Branch& branch = stack_.back();
        if (branch.code == branch.end || is_full()) return stack_.pop_back();
        if (branch.is_bit) return step_bit(branch);
        const Code code = branch.code++;
        const std::size_t next = branch.next;
        follow(next, with(branch.state, branch.slot, code));  // the stack moves
    }

    void step_bit(Branch& branch) {
        const bool set = branch.code++ != 0;
        Branch inner;
        inner.is_bit = true;
        inner.slot = branch.slot;
        inner.next = branch.next;
        inner.bit = branch.bit + 1;
        inner.chosen = branch.chosen | (set ? Code{1} << branch.bit : 0);
        inner.end = 2;
        inner.state = branch.state;
        for (Condition& rule : inner.state.rules)
            rule = conditions_.with_bit(rule, branch.slot, branch.bit, set);
        const Question& question = pack_.questions[inner.slot];
        if (inner.bit == question.options.size()) {
            if (inner.chosen != 0 || !question.required)
                follow(inner.next, with(inner.state, inner.slot, inner.chosen));
            return;
        }
        State mark = inner.state;  // after this many bits, with or without one that is set
        mark.rules.push_back(static_cast<Condition>(inner.slot));
        mark.rules.push_back((inner.bit << 1) | (inner.chosen != 0 ? 1u : 0u));
        if (met_.insert(std::move(mark)).second) stack_.push_back(std::move(inner));
    }

    // What follows cannot tell the two states apart any more when they are made equal here.
    void settle(std::size_t index, State& state) const {
        for (std::size_t i = 0; i < index; ++i) state.rules[i] = kNever;
        if (aim_ != Aim::reach) return;
        bool decided = false;
        for (std::size_t i = questions_; i < state.rules.size(); ++i) {
            if (decided) state.rules[i] = kNever;
            decided = decided || state.rules[i] == kAlways;
        }
    }

    // Goes on with a question: over those that are not asked, to the next branch.
    void follow(std::size_t index, State state) {
        for (;; ++index) {
            settle(index, state);
            if (is_full()) return;
            state.rules.push_back(static_cast<Condition>(index));
            const bool is_new = met_.insert(state).second;
            state.rules.pop_back();
            if (!is_new) return;
            if (index == questions_) return resolve(std::move(state));
            const Condition asked = state.rules[index];
            if (asked == kAlways) return answer(index, std::move(state));
            if (asked != kNever) return decide(index, conditions_.any_slot(asked), std::move(state));
            state = with(state, static_cast<std::uint32_t>(index), 0);
        }
    }

    void answer(std::size_t index, State state) {
        const Question& question = pack_.questions[index];
        report_.asked.insert(question.id);
        const Slot& slot = reader_.slots()[index];
        Branch branch;
        branch.state = std::move(state);
        branch.next = index + 1;
        branch.slot = static_cast<std::uint32_t>(index);
        branch.is_bit = slot.kind == Slot::Kind::many;
        branch.code = question.required && !branch.is_bit ? 1 : 0;
        branch.end = 2;  // open, given; or clear, set
        if (slot.kind == Slot::Kind::choice) branch.end = question.options.size() + 1;
        if (slot.kind == Slot::Kind::values) branch.end = slot.values.size();
        if (!is_tested(branch.slot, branch.state)) {  // one answer stands for all
            branch.is_bit = false;
            branch.code = question.required ? 1 : 0;
            branch.end = branch.code + 1;
        }
        stack_.push_back(std::move(branch));
    }

    // False: no rule that is left reads the slot. (Sets of slots are kept modulo 64.)
    bool is_tested(std::uint32_t slot, const State& state) const {
        const std::uint64_t bit = std::uint64_t{1} << (slot & 63);
        return std::any_of(state.rules.begin(), state.rules.end(),
                           [&](Condition rule) { return (conditions_.node(rule).slots & bit) != 0; });
    }

    // A fact (or a rule that calculates) decides: try all it may say.
    void decide(std::size_t index, std::uint32_t slot, State state) {
        Branch branch;
        branch.state = std::move(state);
        branch.next = index;
        branch.slot = slot;
        branch.end = slot < reader_.slots().size() ? reader_.slots()[slot].values.size() : 2;
        stack_.push_back(std::move(branch));
    }

    State with(const State& state, std::uint32_t slot, Code code) {
        path_[slot] = code;
        State next = state;
        for (Condition& rule : next.rules) rule = conditions_.with_code(rule, slot, code);
        return next;
    }

    void resolve(State state) {
        if (aim_ == Aim::consults) return resolve_consults(std::move(state));
        for (std::size_t i = 0; i < pack_.outcomes.size(); ++i) {
            const Condition fits = state.rules[questions_ + i];
            if (fits == kNever) continue;
            if (fits != kAlways) return decide(questions_, conditions_.any_slot(fits), std::move(state));
            report_.reached.insert(pack_.outcomes[i].id);
            if (aim_ == Aim::overlaps) resolve_overlaps(i, std::move(state));
            return;
        }
        if (report_.no_outcome.size() < kMaxWitnesses) report_.no_outcome.push_back(witness());
    }

    // The outcomes behind the one that wins, which fit as well. What a rule that calculates may say is no
    // proof.
    void resolve_overlaps(std::size_t winner, State state) {
        const std::string& name = pack_.outcomes[winner].id;
        if (calculates_[questions_ + winner]) return;
        Condition open = kNever;
        for (std::size_t i = winner + 1; i < pack_.outcomes.size(); ++i) {
            Condition& fits = state.rules[questions_ + i];
            if (fits == kNever) continue;
            const auto known = report_.overlaps.find(pack_.outcomes[i].id);
            const bool is_known = known != report_.overlaps.end() && known->second.count(name) != 0;
            if (fits == kAlways && !calculates_[questions_ + i])
                report_.overlaps[pack_.outcomes[i].id].insert(name);
            else if (!is_known && !calculates_[questions_ + i])
                open = fits;
        }
        if (open != kNever) decide(questions_, conditions_.any_slot(open), std::move(state));
    }

    void resolve_consults(State state) {
        Condition open = kNever;
        for (std::size_t i = 0; i < pack_.consults.size(); ++i) {
            Condition& shows = state.rules[questions_ + i];
            if (shows == kAlways) report_.shown.insert(pack_.consults[i].id);
            if (report_.shown.count(pack_.consults[i].id) != 0)
                shows = kNever;  // known: no need to ask again
            if (shows != kNever) open = shows;
        }
        if (open != kNever) decide(questions_, conditions_.any_slot(open), std::move(state));
    }

    // The answers and facts of the path that is being followed.
    Witness witness() const {
        Witness out{Json::object(), Json::object()};
        for (std::uint32_t i = 0; i < reader_.slots().size(); ++i)
            reader_.put_value(i, path_[i], i < questions_ ? out.answers : out.facts);
        return out;
    }

    const Pack& pack_;
    Aim aim_;
    std::size_t max_states_ = 0;
    std::size_t questions_;
    ConditionReader reader_;
    Conditions& conditions_;
    std::size_t free_ = 0;
    std::vector<bool> calculates_;  // of each rule: it is no condition
    State first_;
    std::vector<Branch> stack_;
    std::unordered_set<State, StateHash> met_;
    std::vector<Code> path_;
    SearchReport report_;
};

// Of answers found by a search that was not exact, only those without an outcome in truth.
void keep_true_witnesses(const Pack& pack, SearchReport& report) {
    const auto has_outcome = [&](const Witness& witness) {
        const auto derived = derive(pack, witness.answers, witness.facts);
        return derived || derived.error().code != "derive.none";
    };
    std::erase_if(report.no_outcome, has_outcome);
}

}  // namespace

SearchReport search(const Pack& pack, std::size_t max_states) {
    SearchReport report = Search(pack, Search::Aim::reach, max_states).run();
    report.overlaps = Search(pack, Search::Aim::overlaps, max_states / 4).run().overlaps;
    const SearchReport consults = Search(pack, Search::Aim::consults, max_states / 4).run();
    report.shown = consults.shown;
    if (consults.cut_short || consults.left_out) {
        for (const Consult& consult : pack.consults) report.shown.insert(consult.id);  // nothing is proven
    }
    if (report.sampled) keep_true_witnesses(pack, report);
    report.sampled = report.sampled || consults.sampled;
    if (report.sampled) try_walks(pack, report);
    return report;
}

}  // namespace casement::policy
