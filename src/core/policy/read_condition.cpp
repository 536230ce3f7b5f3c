#include <core/policy/read_condition.hpp>
#include <core/policy/slot_values.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

constexpr std::uint64_t kMaxTableCost = 1'000'000;  // of one pack, to make its tables: steps of rules
constexpr std::size_t kMaxChain = 400;          // arguments of an if: conditions nest as deep as it is long
constexpr std::uint32_t kMaxFactSteps = 1'000;  // of one test of facts
constexpr std::size_t kMaxOptions = 63;         // of a choice: 64 codes with the open one
constexpr std::size_t kMaxSubsets = 8;          // options of a many whose subsets are all tried

constexpr const char* kWhole[] = {
    "==",  "===",    "!=",    "!==", "<",   "<=",     ">",      ">=",  "in",   "!",   "!!",
    "and", "or",     "if",    "?:",  "+",   "-",      "*",      "/",   "%",    "max", "min",
    "cat", "substr", "merge", "??",  "map", "filter", "reduce", "all", "some", "none"};
constexpr const char* kCalculations[] = {"+", "-", "*", "/", "%", "max", "min", "cat", "substr"};
constexpr const char* kIterators[] = {"map", "filter", "reduce", "all", "some", "none"};

template <class Names>
bool is_one_of(const std::string& name, const Names& names) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_operation(const Json& rule) {
    return rule.is_object() && rule.size() == 1;
}

std::uint64_t low_bits(std::size_t count) {
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

Slot slot_of(const Question& question) {
    Slot slot;
    slot.name = question.id;
    switch (question.kind) {
        case QuestionKind::choice:
        case QuestionKind::yes_no:
            slot.kind = question.options.size() <= kMaxOptions ? Slot::Kind::choice : Slot::Kind::wide;
            break;
        case QuestionKind::many:
            slot.kind = question.options.size() <= 64 ? Slot::Kind::many : Slot::Kind::wide;
            break;
        case QuestionKind::number:
            slot.kind = Slot::Kind::wide;
            break;
        case QuestionKind::text:
        case QuestionKind::date:
        case QuestionKind::spans:
        case QuestionKind::regions:
            slot.kind = Slot::Kind::given;
            break;
    }
    return slot;
}

// Any legal answer, where rules see only whether there is one.
Json sample_answer(const Question& question) {
    switch (question.kind) {
        case QuestionKind::text:
            return "text";
        case QuestionKind::date:
            return "2026-01-01";
        case QuestionKind::number:
            return 1;
        case QuestionKind::choice:
        case QuestionKind::yes_no:
            return question.options.front().id;
        case QuestionKind::many:
            return Json::array({question.options.front().id});
        case QuestionKind::spans:
        case QuestionKind::regions:
            break;
    }
    return Json::array({0});
}

void add_scalars(const Json& rule, std::set<Json>& into) {
    if (is_operation(rule) && rule.begin().key() == "var") {  // its path is no value
        const Json& arguments = rule.begin().value();
        if (arguments.is_array() && arguments.size() > 1) add_scalars(arguments[1], into);
    } else if (rule.is_structured()) {
        for (const Json& inner : rule) add_scalars(inner, into);
    } else {
        into.insert(rule);
    }
}

}  // namespace

ConditionReader::ConditionReader(const Pack& pack, Open open) : pack_(pack), open_(open) {
    for (const Question& question : pack.questions) {
        const auto index = static_cast<std::uint32_t>(slots_.size());
        slots_.push_back(slot_of(question));
        const Slot& slot = slots_.back();
        if (slot.kind == Slot::Kind::choice)
            conditions_.set_domain(index, low_bits(question.options.size() + 1));
        if (slot.kind == Slot::Kind::given) conditions_.set_domain(index, 3);
    }
    if (open == Open::values) collect_values(pack);
}

// Gives numbers and facts the values that the pack's rules can tell apart.
void ConditionReader::collect_values(const Pack& pack) {
    for (const Question& question : pack.questions) {
        if (!question.always) collect_values(question.ask_when.source());
    }
    for (const Outcome& outcome : pack.outcomes) collect_values(outcome.when.source());
    for (const Consult& consult : pack.consults) collect_values(consult.when.source());
    const auto add_slot = [&](std::uint32_t index, std::vector<Json> values) {
        if (values.size() > 64) {
            values.resize(64);
            left_out_ = true;
        }
        Slot& slot = slots_[index];
        slot.kind = Slot::Kind::values;
        slot.values = std::move(values);
        conditions_.set_domain(index, low_bits(slot.values.size()));
    };
    for (std::uint32_t i = 0; i < pack.questions.size(); ++i) {
        if (pack.questions[i].kind != QuestionKind::number) continue;
        std::vector<Json> values{nullptr};
        for (Json& value : values_of_number(constants_["answers." + pack.questions[i].id]))
            values.push_back(std::move(value));
        add_slot(i, std::move(values));
    }
    for (const Fact& fact : facts_of_a_case()) {
        const auto index = static_cast<std::uint32_t>(slots_.size());
        slots_.emplace_back().name = fact.name;
        fact_slots_[fact.name] = index;
        add_slot(index, values_of_fact(fact, constants_[std::string("case.") + fact.name], left_out_));
    }
}

void ConditionReader::collect_values(const Json& rule) {
    if (!rule.is_structured()) return;
    Reads reads;
    scan(rule, slots_.size(), false, reads);
    const bool is_comparison =
        is_operation(rule) && !is_one_of(rule.begin().key(), std::initializer_list<const char*>{"and", "or"});
    if (is_comparison) {
        const bool reads_numbers =
            !reads.facts.empty() ||
            std::any_of(reads.slots.begin(), reads.slots.end(),
                        [&](std::uint32_t slot) { return slots_[slot].kind == Slot::Kind::wide; });
        // What a sum is compared with says little about the values that tell its parts apart.
        left_out_ = left_out_ || (reads_numbers && is_one_of(rule.begin().key(), kCalculations));
        for (const std::string& fact : reads.facts) add_scalars(rule, constants_["case." + fact]);
        for (const std::uint32_t slot : reads.slots) {
            if (slots_[slot].kind == Slot::Kind::wide)
                add_scalars(rule, constants_["answers." + slots_[slot].name]);
        }
    }
    for (const Json& inner : rule) collect_values(inner);
}

const Question* ConditionReader::question_of(std::uint32_t slot) const {
    return slot < pack_.questions.size() ? &pack_.questions[slot] : nullptr;
}

void ConditionReader::scan_path(const std::string& path, std::size_t before, Reads& reads) const {
    const std::size_t dot = path.find('.');
    const std::string root = path.substr(0, dot);
    const bool known = root == "answers" || root == "case";
    if (dot == std::string::npos) {
        if (known || root.empty()) reads.dynamic = true;  // all of them at once
        return;
    }
    const std::string rest = path.substr(dot + 1);
    const std::string name = rest.substr(0, rest.find('.'));
    if (root == "case") reads.facts.insert(name);
    if (root != "answers") return;
    for (std::uint32_t i = 0; i < pack_.questions.size() && i < before; ++i) {
        if (pack_.questions[i].id == name) reads.slots.insert(i);
    }
}

void ConditionReader::scan(const Json& rule, std::size_t before, bool inner, Reads& reads) const {
    if (rule.is_array()) {
        for (const Json& element : rule) scan(element, before, inner, reads);
        return;
    }
    if (!rule.is_object() || rule.empty()) return;
    if (!is_operation(rule)) {
        reads.dynamic = true;
        return;
    }
    const std::string& op = rule.begin().key();
    const Json& arguments = rule.begin().value();
    if (op == "var") {
        const Json& path = arguments.is_array() && !arguments.empty() ? arguments[0] : arguments;
        if (arguments.is_array() && arguments.size() > 1) scan(arguments[1], before, inner, reads);
        if (inner) return;  // of the element that is iterated over
        if (path.is_string())
            scan_path(path.get<std::string>(), before, reads);
        else
            reads.dynamic = true;
        return;
    }
    if (!is_one_of(op, kWhole)) {
        reads.dynamic = true;
        return;
    }
    if (is_one_of(op, kIterators) && arguments.is_array() && arguments.size() > 1) {
        scan(arguments[0], before, inner, reads);
        for (std::size_t i = 1; i < arguments.size(); ++i)
            scan(arguments[i], before, op != "reduce" || i < 2, reads);
        return;
    }
    scan(arguments, before, inner, reads);
}

// A rule that may take too many steps is to fail where it is evaluated, and so it is no condition.
std::optional<Condition> ConditionReader::read(const Json& rule, std::size_t before) {
    worst_ = 0;
    const auto condition = read_part(rule, before);
    return worst_ <= kMaxRuleSteps ? condition : std::nullopt;
}

std::optional<Condition> ConditionReader::read_part(const Json& rule, std::size_t before) {
    worst_ += 2;
    if (!is_operation(rule)) return read_leaf(rule, before);
    const std::string& op = rule.begin().key();
    const Json& arguments = rule.begin().value();
    if (op == "!" || op == "!!") {
        if (arguments.is_array() && arguments.size() != 1) return read_leaf(rule, before);
        const auto of = read_part(arguments.is_array() ? arguments[0] : arguments, before);
        if (!of) return std::nullopt;
        return op == "!" ? conditions_.negate(*of) : *of;
    }
    if (!arguments.is_array() || arguments.empty()) return read_leaf(rule, before);
    if (op == "and") return read_list(arguments, before, Conditions::Op::all);
    if (op == "or") return read_list(arguments, before, Conditions::Op::any);
    if ((op == "if" || op == "?:") && arguments.size() > kMaxChain) return std::nullopt;
    if ((op == "if" || op == "?:") && arguments.size() > 1) return read_if(arguments, 0, before);
    return read_leaf(rule, before);
}

std::optional<Condition> ConditionReader::read_list(const Json& list, std::size_t before, Conditions::Op op) {
    std::vector<Condition> all;
    for (const Json& one : list) {
        const auto condition = read_part(one, before);
        if (!condition) return std::nullopt;
        all.push_back(*condition);
    }
    return op == Conditions::Op::all ? conditions_.all(std::move(all)) : conditions_.any(std::move(all));
}

// [condition, then, condition, then, ..., else]
std::optional<Condition> ConditionReader::read_if(const Json& list, std::size_t first, std::size_t before) {
    if (first == list.size()) return kNever;  // there is no else: null
    const auto when = read_part(list[first], before);
    if (!when || first + 1 == list.size()) return when;
    const auto then = read_part(list[first + 1], before);
    const auto otherwise = read_if(list, first + 2, before);
    if (!then || !otherwise) return std::nullopt;
    return conditions_.any(
        {conditions_.all({*when, *then}), conditions_.all({conditions_.negate(*when), *otherwise})});
}

// {"in": ["option", {"var": "answers.many"}]}, the common form: the bit of the option.
std::optional<std::uint32_t> ConditionReader::contained_option(const Json& rule, const Slot& slot) const {
    if (!is_operation(rule) || rule.begin().key() != "in") return std::nullopt;
    const Json& arguments = rule.begin().value();
    if (!arguments.is_array() || arguments.size() != 2 || !arguments[0].is_string()) return std::nullopt;
    if (arguments[1] != Json{{"var", "answers." + slot.name}}) return std::nullopt;
    const auto& options = pack_.question(slot.name)->options;
    for (std::uint32_t i = 0; i < options.size(); ++i) {
        if (options[i].id == arguments[0].get_ref<const std::string&>()) return i;
    }
    return std::nullopt;
}

std::optional<Condition> ConditionReader::read_leaf(const Json& rule, std::size_t before) {
    Reads reads;
    scan(rule, before, false, reads);
    if (reads.dynamic) return std::nullopt;
    if (reads.slots.empty() && !reads.facts.empty() && open_ == Open::tests) return read_fact_test(rule);
    std::vector<std::uint32_t> slots(reads.slots.begin(), reads.slots.end());
    for (const std::string& fact : reads.facts) {
        const auto found = fact_slots_.find(fact);
        if (open_ == Open::tests) return std::nullopt;
        if (found != fact_slots_.end()) slots.push_back(found->second);  // another fact is null
    }
    json::LogicLimits limits;
    limits.max_steps = kMaxRuleSteps;
    const auto compiled = json::Rule::compile(rule, limits);
    if (!compiled || cost_ > kMaxTableCost) return std::nullopt;
    price_ = 1 + rule.dump().size() / 128;  // constants are looked at, too
    if (slots.size() == 1) {
        const Slot& slot = slots_[slots.front()];
        const Json whole = {{"var", "answers." + slot.name}};
        if (slot.kind == Slot::Kind::many && rule == whole)
            return conditions_.any_bit(slots.front(), low_bits(pack_.question(slot.name)->options.size()));
        if (slot.kind == Slot::Kind::many) {
            if (const auto option = contained_option(rule, slot))
                return conditions_.any_bit(slots.front(), std::uint64_t{1} << *option);
        }
        if (slot.kind == Slot::Kind::given && rule == whole) return conditions_.table(slots.front(), 2);
    }
    Json data = {{"answers", Json::object()}, {"case", Json::object()}};
    leaf_ = 0;
    auto condition = expand(*compiled, slots, data);
    worst_ += leaf_;
    return condition;
}

std::optional<Condition> ConditionReader::read_fact_test(const Json& rule) {
    const auto [found, is_new] = fact_slots_.emplace(rule.dump(), static_cast<std::uint32_t>(slots_.size()));
    if (is_new) {
        json::LogicLimits limits;
        limits.max_steps = kMaxFactSteps;  // beyond it, rules are evaluated whole
        auto compiled = json::Rule::compile(rule, limits);
        if (!compiled) return std::nullopt;
        Slot& slot = slots_.emplace_back();
        slot.kind = Slot::Kind::test;
        slot.rule = std::move(*compiled);
        conditions_.set_domain(found->second, 3);
    }
    return conditions_.table(found->second, 2);
}

void ConditionReader::put(std::uint32_t slot, Code code, Json& data) const {
    put_value(slot, code, data[question_of(slot) != nullptr ? "answers" : "case"]);
}

void ConditionReader::put_value(std::uint32_t index, Code code, Json& into) const {
    const Slot& slot = slots_[index];
    const Question* question = question_of(index);
    if (question != nullptr && code == 0) {
        into.erase(slot.name);
        return;
    }
    switch (slot.kind) {
        case Slot::Kind::values:
            into[slot.name] = slot.values[static_cast<std::size_t>(code)];
            return;
        case Slot::Kind::choice:
            into[slot.name] = question->options[static_cast<std::size_t>(code) - 1].id;
            return;
        case Slot::Kind::many: {
            Json chosen = Json::array();
            for (std::size_t i = 0; i < question->options.size(); ++i) {
                if (((code >> i) & 1) != 0) chosen.push_back(question->options[i].id);
            }
            into[slot.name] = std::move(chosen);
            return;
        }
        case Slot::Kind::given:
        case Slot::Kind::wide:
            into[slot.name] = sample_answer(*question);
            return;
        case Slot::Kind::test:
            return;  // what the facts are is not known from what is true of them
    }
}

// Evaluates the rule for every code of the slots, and writes down for which it is true (Shannon's expansion).
std::optional<Condition> ConditionReader::expand(const json::Rule& rule, std::span<const std::uint32_t> slots,
                                                 Json& data) {
    if (slots.empty()) {
        cost_ += price_;
        if (cost_ > kMaxTableCost) return std::nullopt;
        const std::uint64_t before = cost_;
        const auto value = rule.evaluate(data, nullptr, &cost_);
        leaf_ = std::max(leaf_, cost_ - before);
        if (!value) return std::nullopt;
        return conditions_.constant(json::truthy(*value));
    }
    const Slot& slot = slots_[slots.front()];
    if (slot.kind == Slot::Kind::many) return expand_many(rule, slots, data);
    if (slot.kind != Slot::Kind::choice && slot.kind != Slot::Kind::values) return std::nullopt;
    const std::size_t codes =
        slot.kind == Slot::Kind::values ? slot.values.size() : question_of(slots.front())->options.size() + 1;
    std::vector<Condition> cases;
    for (Code code = 0; code < codes; ++code) {
        put(slots.front(), code, data);
        const auto rest = expand(rule, slots.subspan(1), data);
        if (!rest) return std::nullopt;
        cases.push_back(conditions_.all({conditions_.table(slots.front(), std::uint64_t{1} << code), *rest}));
    }
    put(slots.front(), 0, data);
    return conditions_.any(std::move(cases));
}

std::optional<Condition> ConditionReader::expand_many(const json::Rule& rule,
                                                      std::span<const std::uint32_t> slots, Json& data) {
    const std::size_t options = question_of(slots.front())->options.size();
    if (options > kMaxSubsets) return std::nullopt;
    std::vector<Condition> cases;
    for (Code code = 0; code < (Code{1} << options); ++code) {
        put(slots.front(), code, data);
        const auto rest = expand(rule, slots.subspan(1), data);
        if (!rest) return std::nullopt;
        std::vector<Condition> exactly{*rest};
        for (std::size_t i = 0; i < options; ++i) {
            const Condition bit = conditions_.any_bit(slots.front(), std::uint64_t{1} << i);
            exactly.push_back(((code >> i) & 1) != 0 ? bit : conditions_.negate(bit));
        }
        cases.push_back(conditions_.all(std::move(exactly)));
    }
    put(slots.front(), 0, data);
    return conditions_.any(std::move(cases));
}

}  // namespace casement::policy
