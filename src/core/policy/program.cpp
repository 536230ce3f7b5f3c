#include <core/policy/checklist.hpp>
#include <core/policy/program.hpp>
#include <core/policy/reads.hpp>

#include <algorithm>

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

}  // namespace

Program::Entry Program::emit(const Conditions& conditions, Condition condition, Entry on_true,
                             Entry on_false) {
    const Conditions::Node& node = conditions.node(condition);
    const auto children = conditions.children(condition);
    switch (node.op) {
        case Conditions::Op::never:
            return on_false;
        case Conditions::Op::always:
            return on_true;
        case Conditions::Op::atom:
            tests_.push_back({node.atom, on_true, on_false});
            return static_cast<Entry>(tests_.size() - 1 + kFirst);
        case Conditions::Op::negation:
            return emit(conditions, children.front(), on_false, on_true);
        case Conditions::Op::all:
        case Conditions::Op::any:
            break;
    }
    // From the last child to the first: each leads to the next, or out.
    Entry entry = node.op == Conditions::Op::all ? on_true : on_false;
    for (std::size_t i = children.size(); i-- > 0;) {
        entry = node.op == Conditions::Op::all ? emit(conditions, children[i], entry, on_false)
                                               : emit(conditions, children[i], on_true, entry);
    }
    return entry;
}

std::shared_ptr<const Program> Program::compile(const Pack& pack) {
    auto program = std::make_shared<Program>();
    ConditionReader reader(pack, ConditionReader::Open::tests);
    const auto add = [&](const json::Rule& rule, std::size_t before) {
        Compiled compiled;
        const auto condition = reader.read(rule.source(), before);
        compiled.entry = condition ? program->emit(reader.conditions(), *condition, kTrue, kFalse) : kInexact;
        program->exact = program->exact && condition;
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
    program->slot_count = reader.slots().size();
    for (std::uint32_t i = 0; i < reader.slots().size(); ++i) {
        const Slot& slot = reader.slots()[i];
        if (slot.kind == Slot::Kind::test) program->fact_tests.push_back({i, slot.rule});
    }
    return program;
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

}  // namespace casement::policy
