#include <core/policy/evaluation.hpp>
#include <core/policy/search.hpp>

#include <algorithm>
#include <unordered_set>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxReported = 5;

// What is still undecided on a path: the conditions of the questions to come and of the outcomes.
struct State {
    std::vector<Condition> rules;  // questions, then outcomes
    bool operator==(const State&) const = default;
};

struct StateHash {
    std::size_t operator()(const State& state) const {
        std::uint64_t hash = 0xCBF29CE484222325u;
        for (const Condition rule : state.rules) hash = (hash ^ rule) * 0x100000001B3u;
        return static_cast<std::size_t>(hash ^ (hash >> 29));
    }
};

class Search {
  public:
    enum class Aim { reach, overlaps };

    Search(const Pack& pack, Aim aim, std::size_t max_states)
        : pack_(pack),
          aim_(aim),
          max_states_(max_states),
          questions_(pack.questions.size()),
          reader_(pack, ConditionReader::Open::values),
          conditions_(reader_.conditions()) {}

    SearchReport run() {
        State state;
        for (std::size_t i = 0; i < questions_; ++i)
            state.rules.push_back(pack_.questions[i].always ? kAlways : read(pack_.questions[i].ask_when, i));
        for (const Outcome& outcome : pack_.outcomes) state.rules.push_back(read(outcome.when, questions_));
        path_.resize(reader_.slots().size() + free_);
        follow(0, std::move(state));
        report_.states = met_.size();
        return std::move(report_);
    }

  private:
    // A rule that is no condition may hold or not: a slot of its own stands for it.
    Condition read(const json::Rule& rule, std::size_t before) {
        if (const auto condition = reader_.read(rule.source(), before)) return *condition;
        report_.sampled = true;
        const auto slot = static_cast<std::uint32_t>(reader_.slots().size() + free_++);
        conditions_.set_domain(slot, 3);
        return conditions_.table(slot, 2);
    }

    // What follows cannot tell the two states apart any more when they are made equal here.
    void settle(std::size_t index, State& state) const {
        for (std::size_t i = 0; i < index; ++i) state.rules[i] = kNever;
        if (aim_ == Aim::overlaps) return;
        bool decided = false;
        for (std::size_t i = questions_; i < state.rules.size(); ++i) {
            if (decided) state.rules[i] = kNever;
            decided = decided || state.rules[i] == kAlways;
        }
    }

    void follow(std::size_t index, State state) {
        settle(index, state);
        if (met_.size() >= max_states_) {
            report_.cut_short = true;
            return;
        }
        state.rules.push_back(static_cast<Condition>(index));
        const bool is_new = met_.insert(state).second;
        state.rules.pop_back();
        if (!is_new) return;
        if (index == questions_) return resolve(state);
        const Condition asked = state.rules[index];
        if (asked != kNever && asked != kAlways) return branch(index, state, conditions_.any_slot(asked));
        const Question& question = pack_.questions[index];
        if (asked == kAlways) report_.asked.insert(question.id);
        if (asked == kNever || !question.required) follow(index + 1, with(state, index, 0));
        if (asked == kAlways) answer(index, state);
    }

    void answer(std::size_t index, const State& state) {
        const Slot& slot = reader_.slots()[index];
        const std::size_t options = pack_.questions[index].options.size();
        if (slot.kind == Slot::Kind::many) return choose(index, state, 0, options, 0);
        std::size_t codes = 2;  // open, given
        if (slot.kind == Slot::Kind::choice) codes = options + 1;
        if (slot.kind == Slot::Kind::values) codes = slot.values.size();
        for (Code code = 1; code < codes; ++code) follow(index + 1, with(state, index, code));
    }

    // Bit by bit: sets of options that lead to the same conditions are followed once.
    void choose(std::size_t index, const State& state, unsigned bit, std::size_t options, Code chosen) {
        if (met_.size() >= max_states_) return;
        if (bit == options) {
            if (chosen != 0) follow(index + 1, with(state, index, chosen));
            return;
        }
        State mark = state;  // after this many bits, with or without one that is set
        mark.rules.push_back(static_cast<Condition>(index));
        mark.rules.push_back((bit << 1) | (chosen != 0 ? 1u : 0u));
        if (bit != 0 && !met_.insert(std::move(mark)).second) return;
        for (const bool set : {false, true}) {
            State next = state;
            for (Condition& rule : next.rules)
                rule = conditions_.with_bit(rule, static_cast<std::uint32_t>(index), bit, set);
            path_[index] = chosen | (set ? Code{1} << bit : 0);
            choose(index, next, bit + 1, options, path_[index]);
        }
        path_[index] = 0;
    }

    State with(const State& state, std::size_t slot, Code code) {
        path_[slot] = code;
        State next = state;
        for (Condition& rule : next.rules)
            rule = conditions_.with_code(rule, static_cast<std::uint32_t>(slot), code);
        return next;
    }

    // A fact (or a rule that calculates) decides: try all it may say.
    void branch(std::size_t index, const State& state, std::uint32_t slot) {
        const std::size_t codes = slot < reader_.slots().size() ? reader_.slots()[slot].values.size() : 2;
        for (Code code = 0; code < codes; ++code) follow(index, with(state, slot, code));
    }

    void resolve(const State& state) {
        for (std::size_t i = 0; i < pack_.outcomes.size(); ++i) {
            const Condition fits = state.rules[questions_ + i];
            if (fits == kNever) continue;
            if (fits != kAlways) return branch(questions_, state, conditions_.any_slot(fits));
            report_.reached.insert(pack_.outcomes[i].id);
            for (std::size_t k = i + 1; k < pack_.outcomes.size(); ++k) {
                if (state.rules[questions_ + k] == kAlways)
                    report_.overlaps[pack_.outcomes[k].id].insert(pack_.outcomes[i].id);
            }
            return;
        }
        if (report_.no_outcome.size() < kMaxReported) report_.no_outcome.push_back(witness());
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
    std::size_t max_states_;
    std::size_t questions_;
    ConditionReader reader_;
    Conditions& conditions_;
    std::size_t free_ = 0;
    std::unordered_set<State, StateHash> met_;
    std::vector<Code> path_;
    SearchReport report_;
};

// Rules that calculate may fail, and may leave answers without an outcome: what the search cannot follow is
// tried by walks that choose each answer by a fixed sequence of numbers (xorshift64, Marsaglia 2003).
class Walks {
  public:
    Walks(const Pack& pack, SearchReport& report) : pack_(pack), report_(report) {}

    void run() {
        constexpr int kWalks = 1'000;
        for (int i = 0; i < kWalks && report_.failures.size() < kMaxReported; ++i) walk();
    }

  private:
    std::size_t below(std::size_t limit) {
        random_ ^= random_ << 13;
        random_ ^= random_ >> 7;
        random_ ^= random_ << 17;
        return static_cast<std::size_t>(random_ % limit);
    }

    void walk() {
        const Json facts =
            pack_.tests.empty() ? Json::object() : pack_.tests[below(pack_.tests.size())].facts;
        Evaluation evaluation(pack_, facts);
        if (auto good = evaluation.set_answers(Json::object()); !good)
            return failed(good.error(), evaluation);
        for (std::size_t i = 0; i < pack_.questions.size(); ++i) {
            if (!evaluation.visible(i)) continue;
            if (auto good = evaluation.set_answer(i, any_answer(pack_.questions[i])); !good)
                return failed(good.error(), evaluation);
        }
        const auto outcome = evaluation.outcome();
        if (!outcome) return failed(outcome.error(), evaluation);
        if (!*outcome && evaluation.checklist().complete && report_.no_outcome.size() < kMaxReported)
            report_.no_outcome.push_back({evaluation.given(), facts});
    }

    Json any_answer(const Question& question) {
        switch (question.kind) {
            case QuestionKind::choice:
            case QuestionKind::yes_no:
                return question.options[below(question.options.size())].id;
            case QuestionKind::many: {
                Json chosen = Json::array();
                for (const Option& option : question.options)
                    if (below(2) == 0) chosen.push_back(option.id);
                if (chosen.empty()) chosen.push_back(question.options.front().id);
                return chosen;
            }
            case QuestionKind::number:
                return static_cast<int>(below(3)) * 1000;
            case QuestionKind::text:
                return "text";
            case QuestionKind::date:
                return "2026-01-01";
            case QuestionKind::spans:
            case QuestionKind::regions:
                break;
        }
        return Json::array({0});
    }

    void failed(Error error, const Evaluation& evaluation) {
        for (const Error& known : report_.failures)
            if (known.place == error.place && known.code == error.code) return;
        error.message += ", with the answers " + evaluation.given().dump();
        report_.failures.push_back(std::move(error));
    }

    const Pack& pack_;
    SearchReport& report_;
    std::uint64_t random_ = 0x9E3779B97F4A7C15u;
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
    if (report.sampled) {
        keep_true_witnesses(pack, report);
        Walks(pack, report).run();
    }
    report.overlaps = Search(pack, Search::Aim::overlaps, max_states / 4).run().overlaps;
    return report;
}

}  // namespace casement::policy
