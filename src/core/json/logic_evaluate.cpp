#include <core/json/canonical.hpp>
#include <core/json/logic_evaluator.hpp>

#include <algorithm>
#include <cmath>

namespace casement::json::logic {

constexpr std::size_t kNodeBytes = 16;           // what a value costs beside its text
constexpr std::size_t kTracedBytes = 16u << 10;  // the largest result that a trace keeps

const char* failure_name(Failure failure) {
    switch (failure) {
        case Failure::None:
            return "";
        case Failure::NaN:
            return "NaN";
        case Failure::Arguments:
            return "Invalid Arguments";
        case Failure::Thrown:
            return "Thrown";
        case Failure::Steps:
            return "Steps";
        case Failure::Depth:
            return "Depth";
        case Failure::Size:
            return "Size";
    }
    return "";
}

Result<Json> Evaluator::evaluate(const Json& data) {
    Scope root;
    root.context = Value(data);
    const Value value = eval(0, root);
    if (value.is_failed()) return make_error();
    // The data (or part of it) as it is costs no more than it did; only what the rule made is bounded.
    if (value.kind == Value::Kind::Tree) return *value.tree;
    std::size_t budget = program_.limits.max_result_bytes;
    if (charge(value, budget)) return to_json(value);
    fail(Failure::Size);
    return make_error();
}

Value Evaluator::eval(std::uint32_t id, const Scope& scope) {
    const Node& node = program_.nodes[id];
    if (!spend(1)) {
        failed_at_ = &node;
        return Value::failed();
    }
    const Value value = trace_ == nullptr ? run(node, scope) : traced(node, scope);
    if (value.is_failed() && failed_at_ == nullptr) failed_at_ = &node;
    return value;
}

Value Evaluator::run(const Node& node, const Scope& scope) {
    switch (node.op) {
        case Op::Literal:
        case Op::Preserve:
            return node.literal;
        case Op::Array: {
            List& list = new_list();
            list.items.reserve(node.count);
            for (std::uint32_t i = 0; i < node.count; ++i) {
                const Value item = eval(node.first + i, scope);
                if (item.is_failed() || !append(list, item)) return Value::failed();
            }
            return Value(&list);
        }
        case Op::Var:
            return run_var(node, scope);
        case Op::Val:
        case Op::Exists:
            return run_val(node, scope);
        case Op::Missing:
            return run_missing(node, scope);
        case Op::MissingSome:
            return run_missing_some(node, scope);
        case Op::If:
            return run_if(node, scope);
        case Op::And:
        case Op::Or:
            return run_and_or(node, scope);
        case Op::Coalesce:
            return run_coalesce(node, scope);
        case Op::Try:
            return run_try(node, scope);
        case Op::Throw:
            return run_throw(node, scope);
        case Op::SoftEqual:
        case Op::StrictEqual:
        case Op::SoftUnequal:
        case Op::StrictUnequal:
        case Op::Less:
        case Op::LessEqual:
        case Op::Greater:
        case Op::GreaterEqual:
            return run_comparison(node, scope);
        case Op::Map:
        case Op::Filter:
            return run_map_filter(node, scope);
        case Op::All:
        case Op::Some:
        case Op::None:
            return run_quantifier(node, scope);
        case Op::Reduce:
            return run_reduce(node, scope);
        case Op::Not:
        case Op::Truth:
            return run_truth(node, scope);
        case Op::Add:
        case Op::Subtract:
        case Op::Multiply:
        case Op::Divide:
        case Op::Modulo:
        case Op::Max:
        case Op::Min:
            return run_arithmetic(node, scope);
        case Op::Cat:
            return run_cat(node, scope);
        case Op::Substr:
            return run_substr(node, scope);
        case Op::In:
            return run_in(node, scope);
        case Op::Merge:
            return run_merge(node, scope);
    }
    return Value();
}

Value Evaluator::traced(const Node& node, const Scope& scope) {
    const std::size_t at = trace_->size();
    trace_->emplace_back();
    (*trace_)[at].pointer = program_.pointers[static_cast<std::size_t>(&node - program_.nodes.data())];
    (*trace_)[at].op = node.name;
    (*trace_)[at].depth = trace_depth_;
    ++trace_depth_;
    const Value value = run(node, scope);
    --trace_depth_;
    TraceNode& entry = (*trace_)[at];
    if (value.is_failed()) {
        entry.error = failure_ == Failure::Thrown ? thrown_type() : failure_name(failure_);
        return value;
    }
    // Explaining must not change the verdict: what is too large is left out of the trace, and says so.
    const std::size_t left = program_.limits.max_result_bytes - trace_bytes_;
    const std::size_t allowed = std::min(left, kTracedBytes);
    std::size_t budget = allowed;
    if (charge(value, budget)) {
        trace_bytes_ += allowed - budget;
        entry.result = to_json(value);
    } else {
        entry.error = "Too Large To Trace";
    }
    return value;
}

Value Evaluator::fail(Failure failure) {
    failure_ = failure;
    failed_at_ = nullptr;
    return Value::failed();
}

bool Evaluator::spend(std::size_t steps) {
    const std::size_t left = program_.limits.max_steps - steps_;
    if (steps > left) {
        fail(Failure::Steps);
        return false;
    }
    steps_ += static_cast<std::uint32_t>(steps);
    return true;
}

std::string Evaluator::thrown_type() const {
    const Json& type = thrown_->is_object() && thrown_->contains("type") ? (*thrown_)["type"] : *thrown_;
    if (type.is_string()) return type.get_ref<const std::string&>();
    const Result<std::string> text = canonical(type);
    return text ? *text : "";
}

Error Evaluator::make_error() const {
    const std::size_t node =
        failed_at_ == nullptr ? 0 : static_cast<std::size_t>(failed_at_ - program_.nodes.data());
    Error error{"", program_.pointers[node], "", ""};
    switch (failure_) {
        case Failure::NaN:
            error.code = "logic.nan";
            error.message = "an operand is not a number, or the result is none";
            error.remedy = "check the operand first, or wrap the operation in try";
            break;
        case Failure::Arguments:
            error.code = "logic.arguments";
            error.message = "the operator does not take these arguments";
            error.remedy = "see docs/json-logic.md for the arguments it takes";
            break;
        case Failure::Thrown:
            error.code = "logic.thrown";
            error.message = thrown_type();
            break;
        case Failure::Steps:
            error.code = "logic.steps";
            error.message =
                "the evaluation takes more than " + std::to_string(program_.limits.max_steps) + " steps";
            error.remedy = "iterate over less";
            break;
        case Failure::Depth:
            error.code = "logic.depth";
            error.message = "arrays are nested deeper than " + std::to_string(program_.limits.max_depth);
            error.remedy = "make the result flatter";
            break;
        default:
            error.code = "logic.size";
            error.message =
                "what the rule builds exceeds " + std::to_string(program_.limits.max_result_bytes) + " bytes";
            error.remedy = "build less";
    }
    return error;
}

bool Evaluator::collect(const Node& node, const Scope& scope, Arguments& arguments) {
    const auto room_for = [&](std::size_t count) -> Value* {
        arguments.count = count;
        if (count <= std::size(arguments.inlined)) return arguments.inlined;
        arguments.more.resize(count);
        arguments.values = arguments.more.data();
        return arguments.more.data();
    };
    if (node.listed) {
        Value* const values = room_for(node.count);
        for (std::uint32_t i = 0; i < node.count; ++i) {
            values[i] = eval(node.first + i, scope);
            if (values[i].is_failed()) return false;
        }
        return true;
    }
    const Value only = eval(node.first, scope);
    if (only.is_failed()) return false;
    if (!only.is_array()) {
        *room_for(1) = only;
        return true;
    }
    if (!spend(only.size())) return false;
    if (only.kind == Value::Kind::Listed) {
        arguments.values = only.list->items.data();
        arguments.count = only.list->items.size();
        return true;
    }
    Value* const values = room_for(only.size());
    for (std::size_t i = 0; i < only.size(); ++i) values[i] = only.element(i);
    return true;
}

bool Evaluator::append(List& list, const Value& value) {
    if (program_.limits.max_result_bytes - built_bytes_ < sizeof(Value)) return fail(Failure::Size), false;
    built_bytes_ += sizeof(Value);
    if (value.kind == Value::Kind::Listed) {
        list.depth = std::max(list.depth, value.list->depth + 1);
        if (list.depth > program_.limits.max_depth) return fail(Failure::Depth), false;
    }
    list.items.push_back(value);
    return true;
}

Value Evaluator::keep_string(std::string text) {
    if (program_.limits.max_result_bytes - built_bytes_ < text.size()) return fail(Failure::Size);
    built_bytes_ += text.size();
    return Value(&strings_.emplace_front(std::move(text)));
}

// A rough price of copying: what counts is that it grows with the copy.
bool Evaluator::charge(const Json& tree, std::size_t& budget) const {
    std::size_t price = kNodeBytes;
    if (tree.is_string()) price += tree.get_ref<const std::string&>().size();
    if (price > budget) return false;
    budget -= price;
    if (tree.is_array()) {
        for (const Json& element : tree) {
            if (!charge(element, budget)) return false;
        }
    } else if (tree.is_object()) {
        for (auto member = tree.begin(); member != tree.end(); ++member) {
            if (member.key().size() > budget) return false;
            budget -= member.key().size();
            if (!charge(member.value(), budget)) return false;
        }
    }
    return true;
}

bool Evaluator::charge(const Value& value, std::size_t& budget) const {
    if (value.kind == Value::Kind::Tree) return charge(*value.tree, budget);
    std::size_t price = kNodeBytes;
    if (value.is_string()) price += value.string->size();
    if (price > budget) return false;
    budget -= price;
    if (value.kind != Value::Kind::Listed) return true;
    return std::all_of(value.list->items.begin(), value.list->items.end(),
                       [&](const Value& item) { return charge(item, budget); });
}

bool Evaluator::charge_built(const Value& value) {
    const std::size_t left = program_.limits.max_result_bytes - built_bytes_;
    std::size_t budget = left;
    if (!charge(value, budget)) return fail(Failure::Size), false;
    built_bytes_ += left - budget;
    return true;
}

Json Evaluator::to_json(const Value& value) const {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    switch (value.kind) {
        case Value::Kind::Bool:
            return value.boolean;
        case Value::Kind::Number:
            // Whole numbers are integers in the result, and there is one zero.
            if (std::trunc(value.number) == value.number && std::fabs(value.number) <= kExact) {
                return static_cast<std::int64_t>(value.number);
            }
            return value.number;
        case Value::Kind::String:
            return *value.string;
        case Value::Kind::Exact:
        case Value::Kind::Tree:
            return *value.tree;
        case Value::Kind::Listed: {
            Json::array_t items;
            items.reserve(value.list->items.size());
            for (const Value& item : value.list->items) items.push_back(to_json(item));
            return items;
        }
        default:
            return nullptr;
    }
}

}  // namespace casement::json::logic

namespace casement::json {

Rule::Rule() {
    auto program = std::make_shared<Program>();
    program->nodes.resize(1);
    program->pointers.resize(1);
    program_ = std::move(program);
}

Result<Json> Rule::evaluate(const Json& data, Trace* trace, std::uint64_t* cost) const {
    logic::Evaluator evaluator(*program_, trace);
    auto result = evaluator.evaluate(data);
    if (cost) *cost += evaluator.cost();
    return result;
}

const std::set<std::string>& Rule::reads() const {
    return program_->reads;
}
const Json& Rule::source() const {
    return program_->source;
}

bool truthy(const Json& value) {
    return logic::Value(value).truthy();
}

Json to_json(const Trace& trace) {
    Json nodes = Json::array();
    for (const TraceNode& node : trace) {
        Json entry = {
            {"pointer", node.pointer}, {"op", node.op}, {"result", node.result}, {"depth", node.depth}};
        if (!node.error.empty()) entry["error"] = node.error;
        nodes.push_back(std::move(entry));
    }
    return nodes;
}

}  // namespace casement::json
