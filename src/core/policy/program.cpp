#include <core/base/sorted.hpp>
#include <core/policy/checklist.hpp>
#include <core/policy/program.hpp>
#include <core/policy/reads.hpp>

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace casement::policy {
namespace {

std::vector<std::uint32_t> questions_of(const Pack& pack, const json::Rule& rule) {
    const std::vector<std::string> names = names_read(rule, "answers");
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; !names.empty() && i < pack.questions.size(); ++i) {
        if (std::find(names.begin(), names.end(), pack.questions[i].id) != names.end()) out.push_back(i);
    }
    return out;
}

Word domain_of(const Pack& pack, const Slot& slot, std::uint32_t index) {
    std::size_t bits = 2;
    if (slot.kind == Slot::Kind::choice) bits = pack.questions[index].options.size() + 1;
    if (slot.kind == Slot::Kind::many) bits = pack.questions[index].options.size();
    return bits >= 64 ? ~Word{0} : (Word{1} << bits) - 1;
}

}  // namespace

// Writes conditions as chains. Within an AND what is likely false is tried first, within an OR what is likely
// true: most tests of a rule are never reached. A condition that stands in two places is two chains where it
// leads to different ends, so a rule made of many "if" within one another could grow without end: there is a
// limit, and a rule beyond it has no chain.
class Chains {
  public:
    Chains(Program& program, const ConditionReader& reader, const Conditions& conditions)
        : tests_(program.tests_), reader_(reader), conditions_(conditions) {}

    Program::Entry of(Condition condition) {
        const std::size_t before = tests_.size();
        if (reader_.slots().size() > kMaxEntry) return Program::kInexact;
        const Program::Entry entry = emit(condition, Program::kTrue, Program::kFalse);
        if (!full_) return entry;
        tests_.resize(before);
        full_ = false;
        made_.clear();
        return Program::kInexact;
    }

  private:
    static constexpr std::size_t kMaxEntry = 0xFFFF;
    static constexpr double kOpen = 0.7;  // how often a question stands open: most are never asked

    double likely(Condition condition) {
        const auto found = likely_.find(condition);
        if (found != likely_.end()) return found->second;
        const Conditions::Node node = conditions_.node(condition);
        double value = node.op == Conditions::Op::always || node.op == Conditions::Op::all ? 1 : 0;
        if (node.op == Conditions::Op::atom) value = likely(node.atom);
        for (const Condition child : conditions_.children(condition)) {
            const double of = likely(child);
            if (node.op == Conditions::Op::all) value *= of;
            if (node.op == Conditions::Op::any) value += of - value * of;
            if (node.op == Conditions::Op::negation) value = 1 - of;
        }
        likely_.emplace(condition, value);
        return value;
    }

    double likely(const Atom& atom) const {
        const int bits = std::popcount(atom.mask);
        if (atom.kind == Atom::Kind::any) return (1 - kOpen) * bits / (bits + 3.0);
        const bool is_fact = reader_.slots()[atom.slot].kind == Slot::Kind::test;
        if (is_fact) return (atom.mask & 2) != 0 ? 0.3 : 0.7;
        const int open = static_cast<int>(atom.mask & 1);
        const int others = bits - open;
        return open * kOpen + (1 - kOpen) * others / (others + 3.0);
    }

    Program::Entry emit(Condition condition, Program::Entry on_true, Program::Entry on_false) {
        const Conditions::Node& node = conditions_.node(condition);
        switch (node.op) {
            case Conditions::Op::never:
                return on_false;
            case Conditions::Op::always:
                return on_true;
            case Conditions::Op::negation:
                return emit(conditions_.children(condition).front(), on_false, on_true);
            case Conditions::Op::atom:
                return test(node.atom, on_true, on_false);
            case Conditions::Op::all:
            case Conditions::Op::any:
                break;
        }
        const auto key = std::make_tuple(condition, on_true, on_false);
        if (const auto found = made_.find(key); found != made_.end()) return found->second;
        const bool is_all = node.op == Conditions::Op::all;
        std::vector<Condition> children(conditions_.children(condition).begin(),
                                        conditions_.children(condition).end());
        stable_insertion_sort(children, [&](Condition a, Condition b) {
            return is_all ? likely(a) < likely(b) : likely(a) > likely(b);
        });
        // From the last child to the first: each leads to the next, or out.
        Program::Entry entry = is_all ? on_true : on_false;
        for (std::size_t i = children.size(); i-- > 0 && !full_;)
            entry = is_all ? emit(children[i], entry, on_false) : emit(children[i], on_true, entry);
        made_.emplace(key, entry);
        return entry;
    }

    Program::Entry test(const Atom& atom, Program::Entry on_true, Program::Entry on_false) {
        const std::size_t entry = tests_.size() + Program::kFirst;
        full_ = full_ || entry > kMaxEntry;
        if (full_) return Program::kInexact;
        tests_.push_back({atom.mask, static_cast<std::uint16_t>(atom.slot),
                          static_cast<std::uint16_t>(on_true), static_cast<std::uint16_t>(on_false),
                          atom.kind == Atom::Kind::table});
        return static_cast<Program::Entry>(entry);
    }

    std::vector<Program::Test>& tests_;
    const ConditionReader& reader_;
    const Conditions& conditions_;
    std::map<std::tuple<Condition, Program::Entry, Program::Entry>, Program::Entry> made_;
    std::map<Condition, double> likely_;
    bool full_ = false;
};

std::shared_ptr<const Program> Program::compile(const Pack& pack) {
    auto program = std::make_shared<Program>();
    ConditionReader reader(pack, ConditionReader::Open::tests);
    Chains chains(*program, reader, reader.conditions());
    const auto add = [&](const json::Rule& rule, std::size_t before) {
        Compiled compiled;
        const auto condition = reader.read(rule.source(), before);
        compiled.entry = condition ? chains.of(*condition) : kInexact;
        program->exact = program->exact && compiled.entry != kInexact;
        compiled.reads = questions_of(pack, rule);
        return compiled;
    };
    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        const Question& question = pack.questions[i];
        program->ask.push_back(question.always ? Compiled{} : add(question.ask_when, i));
    }
    for (const Outcome& outcome : pack.outcomes)
        program->when.push_back(add(outcome.when, pack.questions.size()));

    program->asks.resize(pack.questions.size());
    program->decides.resize(pack.questions.size());
    for (std::uint32_t i = 0; i < program->ask.size(); ++i) {
        for (const std::uint32_t read : program->ask[i].reads) {
            if (read < i) program->asks[read].push_back(i);
        }
    }
    for (std::uint32_t i = 0; i < program->when.size(); ++i) {
        for (const std::uint32_t read : program->when[i].reads) program->decides[read].push_back(i);
    }
    for (const Question& question : pack.questions) program->open.push_back(word(question, 0));
    program->by_id.resize(pack.questions.size());
    std::iota(program->by_id.begin(), program->by_id.end(), 0u);
    heap_sort(program->by_id,
              [&](std::uint32_t a, std::uint32_t b) { return pack.questions[a].id < pack.questions[b].id; });
    program->slot_count = reader.slots().size();
    for (std::uint32_t i = 0; i < reader.slots().size(); ++i)
        program->domains.push_back(domain_of(pack, reader.slots()[i], i));
    for (std::uint32_t i = 0; i < reader.slots().size(); ++i) {
        const Slot& slot = reader.slots()[i];
        if (slot.kind == Slot::Kind::test) program->fact_tests.push_back({i, slot.rule});
    }
    return program;
}

// One way through the chain: a slot that is not known is taken to hold one code, and then the other. Those of
// facts hold 0 or 1.
struct Program::Assumed {
    const Code* codes;
    std::uint32_t unknown;
    std::vector<std::pair<std::uint32_t, Code>> slots;
    std::size_t budget = 4'096;
};

std::optional<bool> Program::run_assuming(Entry entry, Assumed& assumed) const {
    while (entry > kInexact) {
        if (assumed.budget-- == 0) return std::nullopt;
        const Test& test = tests_[entry - kFirst];
        if (test.slot < assumed.unknown) {
            entry = test.holds_for(assumed.codes[test.slot]) ? test.on_true : test.on_false;
            continue;
        }
        const auto seen = std::find_if(assumed.slots.begin(), assumed.slots.end(),
                                       [&](const auto& one) { return one.first == test.slot; });
        if (seen != assumed.slots.end()) {
            entry = test.holds_for(seen->second) ? test.on_true : test.on_false;
            continue;
        }
        std::optional<bool> found[2];
        for (const Code code : {Code{0}, Code{1}}) {
            assumed.slots.emplace_back(test.slot, code);
            found[code] = run_assuming(test.holds_for(code) ? test.on_true : test.on_false, assumed);
            assumed.slots.pop_back();
            if (!found[code]) return std::nullopt;
        }
        return found[0] == found[1] ? found[0] : std::nullopt;
    }
    return entry == kTrue;
}

std::optional<bool> Program::run_known(Entry entry, const Code* codes, std::uint32_t unknown) const {
    if (entry == kInexact) return std::nullopt;
    Assumed assumed{codes, unknown, {}};
    return run_assuming(entry, assumed);
}

Code Program::encode(const Question& question, const Json& answer) {
    if (answer.is_null() || !check_answer(question, answer)) return 0;
    const auto option = [&](const Json& id) {
        std::size_t i = 0;
        while (question.options[i].id != id.get_ref<const std::string&>()) ++i;
        return i;
    };
    switch (question.kind) {
        case QuestionKind::choice:
        case QuestionKind::yes_no:
            return option(answer) + 1;
        case QuestionKind::many: {
            Code code = 0;
            for (const Json& one : answer) code |= Code{1} << (option(one) & 63);
            return code;
        }
        default:
            return 1;
    }
}

std::vector<Program::Tested> Program::tests_of(Entry entry) const {
    std::vector<Tested> out;
    std::vector<Entry> left{entry};
    std::set<Entry> met;
    while (!left.empty()) {
        const Entry at = left.back();
        left.pop_back();
        if (at < kFirst || !met.insert(at).second) continue;
        const Test& test = tests_[at - kFirst];
        out.push_back({test.slot, test.mask, domains[test.slot]});
        left.push_back(test.on_true);
        left.push_back(test.on_false);
    }
    return out;
}

std::size_t Program::question(const Pack& pack, std::string_view id) const {
    const auto found =
        std::lower_bound(by_id.begin(), by_id.end(), id,
                         [&](std::uint32_t i, std::string_view key) { return pack.questions[i].id < key; });
    return found != by_id.end() && pack.questions[*found].id == id ? *found : by_id.size();
}

void Program::hold_answers(const Pack& pack, const Json& answers, Word* words) const {
    std::copy(open.begin(), open.end(), words);
    if (!answers.is_object()) return;
    for (const auto& [id, answer] : answers.items()) {
        const std::size_t i = question(pack, id);
        if (i < open.size()) words[i] = word(pack.questions[i], encode(pack.questions[i], answer));
    }
}

bool Program::hold_facts(const Json& facts, Word* words) const {
    if (fact_tests.empty()) return true;
    const Json data = {{"answers", Json::object()}, {"case", facts}};
    bool good = true;
    for (const FactTest& test : fact_tests) {
        const auto value = test.rule.evaluate(data);
        good = good && value;
        words[test.slot] = value && json::truthy(*value) ? 2 : 1;
    }
    return good;
}

}  // namespace casement::policy
