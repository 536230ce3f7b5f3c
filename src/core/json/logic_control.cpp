// Choosing, comparing, iterating: the operators that evaluate only what they need.
#include <core/json/logic_evaluator.hpp>
#include <core/json/text.hpp>

#include <algorithm>
#include <cmath>

namespace casement::json::logic {

Value Evaluator::run_if(const Node& node, const Scope& scope) {
    if (!node.listed) return fail(Failure::Arguments);
    std::uint32_t i = 0;
    for (; i + 1 < node.count; i += 2) {
        const Value condition = eval(node.first + i, scope);
        if (condition.is_failed()) return condition;
        if (condition.truthy()) return eval(node.first + i + 1, scope);
    }
    return i < node.count ? eval(node.first + i, scope) : Value();
}

Value Evaluator::run_and_or(const Node& node, const Scope& scope) {
    if (!node.listed) return fail(Failure::Arguments);
    Value value;
    for (std::uint32_t i = 0; i < node.count; ++i) {
        value = eval(node.first + i, scope);
        if (value.is_failed() || value.truthy() == (node.op == Op::Or)) break;
    }
    return value;
}

Value Evaluator::run_coalesce(const Node& node, const Scope& scope) {
    if (!node.listed) {
        Arguments arguments;
        if (!collect(node, scope, arguments)) return Value::failed();
        const auto found =
            std::find_if(arguments.begin(), arguments.end(), [](const Value& v) { return !v.is_null(); });
        return found == arguments.end() ? Value() : *found;
    }
    Value value;
    for (std::uint32_t i = 0; i < node.count; ++i) {
        value = eval(node.first + i, scope);
        if (!value.is_null()) break;
    }
    return value;
}

Value Evaluator::run_try(const Node& node, const Scope& scope) {
    if (!node.listed) {
        Arguments arguments;
        if (!collect(node, scope, arguments)) return Value::failed();
        return arguments.count == 0 ? fail(Failure::Arguments) : arguments.at(0);
    }
    static const Json kNaN = {{"type", "NaN"}};
    static const Json kArguments = {{"type", "Invalid Arguments"}};
    if (node.count == 0) return fail(Failure::Arguments);
    Value value = eval(node.first, scope);
    for (std::uint32_t i = 1; i < node.count && value.is_failed(); ++i) {
        Scope handler;
        handler.kind = Scope::Kind::Handler;
        handler.parent = &scope;
        if (failure_ == Failure::NaN) {
            handler.context = Value(kNaN);
        } else if (failure_ == Failure::Arguments) {
            handler.context = Value(kArguments);
        } else if (failure_ == Failure::Thrown) {
            handler.context = Value(*thrown_);
        } else {
            break;  // a limit is not an error of the rule and cannot be caught
        }
        failure_ = Failure::None;
        failed_at_ = nullptr;
        value = eval(node.first + i, handler);
    }
    return value;
}

Value Evaluator::run_throw(const Node& node, const Scope& scope) {
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    const Value value = arguments.at(0);
    if (value.kind == Value::Kind::Tree && value.tree->is_object()) {
        thrown_ = value.tree;
    } else {
        if (!charge_built(value)) return Value::failed();
        Json object = Json::object();
        object["type"] = to_json(value);
        thrown_ = &trees_.emplace_front(std::move(object));
    }
    return fail(Failure::Thrown);
}

Value Evaluator::run_comparison(const Node& node, const Scope& scope) {
    if (!node.listed || node.count < 2) return fail(Failure::Arguments);
    Value previous = eval(node.first, scope);
    if (previous.is_failed()) return previous;
    for (std::uint32_t i = 1; i < node.count; ++i) {
        const Value current = eval(node.first + i, scope);
        if (current.is_failed()) return current;
        const Verdict verdict = compare(node.op, previous, current);
        if (verdict == Verdict::Failed) return Value::failed();
        if (verdict == Verdict::False) return Value(false);
        previous = current;
    }
    return Value(true);
}

Evaluator::Verdict Evaluator::compare(Op op, const Value& a, const Value& b) {
    const auto verdict = [](bool b0) { return b0 ? Verdict::True : Verdict::False; };
    if (op == Op::StrictEqual || op == Op::StrictUnequal) {
        const bool same = equal(a, b);
        if (failure_ != Failure::None) return Verdict::Failed;
        return verdict(same == (op == Op::StrictEqual));
    }
    if (a.is_string() && b.is_string()) {
        if (!spend(std::min(a.string->size(), b.string->size()) >> 10)) return Verdict::Failed;
        switch (op) {
            case Op::SoftEqual:
                return verdict(*a.string == *b.string);
            case Op::SoftUnequal:
                return verdict(*a.string != *b.string);
            case Op::Less:
                return verdict(utf16_less(*a.string, *b.string));
            case Op::Greater:
                return verdict(utf16_less(*b.string, *a.string));
            case Op::LessEqual:
                return verdict(!utf16_less(*b.string, *a.string));
            default:
                return verdict(!utf16_less(*a.string, *b.string));
        }
    }
    if (a.is_container() || b.is_container()) {
        fail(Failure::NaN);
        return Verdict::Failed;
    }
    // null equals null and nothing else, as in ECMAScript; in an order it counts as 0.
    if ((a.is_null() || b.is_null()) && (op == Op::SoftEqual || op == Op::SoftUnequal)) {
        return verdict((a.is_null() && b.is_null()) == (op == Op::SoftEqual));
    }
    const double x = a.to_number();
    const double y = b.to_number();
    if (std::isnan(x) || std::isnan(y)) {
        fail(Failure::NaN);
        return Verdict::Failed;
    }
    switch (op) {
        case Op::SoftEqual:
            return verdict(x == y);
        case Op::SoftUnequal:
            return verdict(x != y);
        case Op::Less:
            return verdict(x < y);
        case Op::Greater:
            return verdict(x > y);
        case Op::LessEqual:
            return verdict(x <= y);
        default:
            return verdict(x >= y);
    }
}

bool Evaluator::equal(const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return a.to_number() == b.to_number();
    if (a.is_array() && b.is_array()) {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (!spend(1) || !equal(a.element(i), b.element(i))) return false;
        }
        return true;
    }
    if (a.kind != b.kind) return false;
    switch (a.kind) {
        case Value::Kind::Null:
            return true;
        case Value::Kind::Bool:
            return a.boolean == b.boolean;
        case Value::Kind::String:
            return a.string->size() == b.string->size() && spend(a.string->size() >> 10) &&
                   *a.string == *b.string;
        case Value::Kind::Tree: {
            if (!a.tree->is_object() || !b.tree->is_object()) return false;
            const auto& members = *a.tree->get_ptr<const Json::object_t*>();
            const auto& others = *b.tree->get_ptr<const Json::object_t*>();
            if (members.size() != others.size()) return false;
            for (auto x = members.begin(), y = others.begin(); x != members.end(); ++x, ++y) {
                if (!spend(1) || x->first != y->first || !equal(Value(x->second), Value(y->second)))
                    return false;
            }
            return true;
        }
        default:
            return false;
    }
}

// The array to iterate over. Where it is absent, map, filter and reduce see an empty one and the quantifiers
// fail.
bool Evaluator::open_iteration(const Node& node, const Scope& scope, Value& array) {
    const bool quantifier = node.op == Op::All || node.op == Op::Some || node.op == Op::None;
    if (!node.listed || node.count < 2) return fail(Failure::Arguments), false;
    const Node& body = program_.nodes[node.first + 1];
    if (!quantifier && body.op == Op::Literal && body.literal.is_null())
        return fail(Failure::Arguments), false;
    array = eval(node.first, scope);
    if (array.is_failed()) return false;
    if (array.is_array() || (array.is_null() && !quantifier)) return true;
    return fail(Failure::Arguments), false;
}

static Scope element_scope(const Scope& parent, const Value& array) {
    Scope scope;
    scope.kind = Scope::Kind::Element;
    scope.parent = &parent;
    scope.array = array;
    return scope;
}

Value Evaluator::run_map_filter(const Node& node, const Scope& scope) {
    Value array;
    if (!open_iteration(node, scope, array)) return Value::failed();
    List& list = new_list();
    if (node.op == Op::Map && array.size() <= program_.limits.max_steps) list.items.reserve(array.size());
    Scope inner = element_scope(scope, array);
    for (const std::size_t count = array.size(); inner.index < count; ++inner.index) {
        inner.context = array.element(inner.index);
        const Value value = eval(node.first + 1, inner);
        if (value.is_failed()) return value;
        if (node.op == Op::Filter && !value.truthy()) continue;
        if (!append(list, node.op == Op::Map ? value : inner.context)) return Value::failed();
    }
    return Value(&list);
}

Value Evaluator::run_quantifier(const Node& node, const Scope& scope) {
    Value array;
    if (!open_iteration(node, scope, array)) return Value::failed();
    const std::size_t count = array.size();
    // Nothing holds for all of nothing: so it is in JSON Logic.
    if (count == 0) return Value(node.op == Op::None);
    Scope inner = element_scope(scope, array);
    for (; inner.index < count; ++inner.index) {
        inner.context = array.element(inner.index);
        const Value value = eval(node.first + 1, inner);
        if (value.is_failed()) return value;
        if (value.truthy() != (node.op == Op::All)) return Value(node.op == Op::Some);
    }
    return Value(node.op != Op::Some);
}

Value Evaluator::run_reduce(const Node& node, const Scope& scope) {
    Value array;
    if (!open_iteration(node, scope, array)) return Value::failed();
    Scope inner = element_scope(scope, array);
    inner.kind = Scope::Kind::Reduction;
    const std::size_t count = array.size();
    if (node.count > 2) {
        inner.accumulator = eval(node.first + 2, scope);
        if (inner.accumulator.is_failed()) return inner.accumulator;
    } else if (count > 0) {
        inner.accumulator = array.element(0);
        inner.index = 1;
    }
    for (; inner.index < count; ++inner.index) {
        inner.context = array.element(inner.index);
        inner.accumulator = eval(node.first + 1, inner);
        if (inner.accumulator.is_failed()) break;
    }
    return inner.accumulator;
}

}  // namespace casement::json::logic
