// Reading the data: var, val, exists, missing, missing_some.
#include <core/json/logic_evaluator.hpp>

namespace casement::json::logic {

bool Evaluator::climb(const Scope& scope, std::uint32_t levels, Cursor& cursor) const {
    const Scope* at = &scope;
    for (; levels >= 2; levels -= 2) {
        at = at->parent;
        if (at == nullptr) return false;
    }
    if (levels == 1 && at->kind != Scope::Kind::Element && at->kind != Scope::Kind::Reduction) return false;
    if (levels == 0 && at->kind != Scope::Kind::Reduction) {
        cursor.value = at->context;
        return true;
    }
    cursor.scope = at;
    cursor.about_iteration = levels == 1;
    return true;
}

bool Evaluator::step(Cursor& cursor, std::string_view key, std::int64_t index) const {
    if (cursor.scope != nullptr) {
        const Scope& scope = *cursor.scope;
        if (cursor.about_iteration) {
            if (key == "index") {
                cursor.value = Value(static_cast<double>(scope.index));
            } else if (key == "iterator") {
                cursor.value = scope.array;
            } else {
                return false;
            }
        } else if (key == "current") {
            cursor.value = scope.context;
        } else if (key == "accumulator") {
            cursor.value = scope.accumulator;
        } else {
            return false;
        }
        cursor.scope = nullptr;
        return true;
    }
    Value& value = cursor.value;
    if (value.kind == Value::Kind::Tree && value.tree->is_object()) {
        const auto& members = *value.tree->get_ptr<const Json::object_t*>();
        const auto found = members.find(key);
        if (found == members.end()) return false;
        value = Value(found->second);
        return true;
    }
    if (index < 0 || static_cast<std::size_t>(index) >= value.size()) return false;
    value = value.element(static_cast<std::size_t>(index));
    return true;
}

// What the cursor stands on. A scope that is asked for as a whole becomes an object.
Value Evaluator::arrive(const Cursor& cursor) {
    if (cursor.scope == nullptr) return cursor.value;
    const Scope& scope = *cursor.scope;
    Json object = Json::object();
    if (cursor.about_iteration) {
        if (!charge_built(scope.array)) return Value::failed();
        object["index"] = scope.index;
        object["iterator"] = to_json(scope.array);
    } else {
        if (!charge_built(scope.accumulator) || !charge_built(scope.context)) return Value::failed();
        object["accumulator"] = to_json(scope.accumulator);
        object["current"] = to_json(scope.context);
    }
    return Value(trees_.emplace_front(std::move(object)));
}

bool Evaluator::follow(const Node& node, const Scope& scope, Cursor& cursor) const {
    if (!climb(scope, node.climb, cursor)) return false;
    const Step* const steps = program_.steps.data() + node.first_step;
    for (std::uint32_t i = 0; i < node.step_count; ++i) {
        if (!step(cursor, steps[i].key, steps[i].index)) return false;
    }
    return true;
}

bool Evaluator::follow_path(std::string_view path, const Scope& scope, Cursor& cursor) const {
    if (!climb(scope, 0, cursor)) return false;
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string_view key = path.substr(0, dot);
        if (!step(cursor, key, array_index(key))) return false;
        if (dot == std::string_view::npos) return true;
        path.remove_prefix(dot + 1);
        if (path.empty()) return step(cursor, "", -1);
    }
    return true;
}

// What `var` finds under a key that is only known now.
bool Evaluator::find_key(const Value& key, const Scope& scope, Value& found) {
    Cursor cursor;
    if (key.is_string()) {
        if (!spend(key.string->size() >> 10) || !follow_path(*key.string, scope, cursor)) return false;
    } else if (key.is_null()) {
        climb(scope, 0, cursor);
    } else if (key.is_number()) {
        if (!follow_path(number_key(key.to_number()), scope, cursor)) return false;
    } else {
        return false;
    }
    found = arrive(cursor);
    return !found.is_failed();
}

Value Evaluator::run_var(const Node& node, const Scope& scope) {
    if (node.constant_path) {
        Cursor cursor;
        if (follow(node, scope, cursor)) return arrive(cursor);
        return node.count == 0 ? Value() : eval(node.first, scope);
    }
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    Value found;
    if (find_key(arguments.at(0), scope, found)) return found;
    return failure_ == Failure::Size || failure_ == Failure::Steps ? Value::failed() : arguments.at(1);
}

bool Evaluator::step_by(Cursor& cursor, const Value& key) const {
    if (key.is_string()) return step(cursor, *key.string, array_index(*key.string));
    if (key.is_number()) {
        const std::string text = number_key(key.to_number());
        return step(cursor, text, array_index(text));
    }
    return false;
}

Value Evaluator::run_val(const Node& node, const Scope& scope) {
    Cursor cursor;
    bool found;
    if (node.constant_path) {
        found = follow(node, scope, cursor);
    } else {
        Arguments path;
        if (!collect(node, scope, path)) return Value::failed();
        std::size_t i = 0;
        std::uint32_t levels = 0;
        if (path.count > 0 && path.at(0).is_array() && path.at(0).size() == 1) {
            levels = climb_count(path.at(0).element(0).to_number());
            i = 1;
        }
        found = climb(scope, levels, cursor);
        // A null names nothing and stays where it is, as for var.
        for (; found && i < path.count; ++i) found = path.at(i).is_null() || step_by(cursor, path.at(i));
    }
    if (node.op == Op::Exists) return Value(found);
    return found ? arrive(cursor) : Value();
}

// Missing is what is absent, null or the empty string: an empty field of a form counts as not filled in.
bool Evaluator::is_missing(const Value& key, const Scope& scope) {
    Value found;
    if (!find_key(key, scope, found)) return true;
    return found.is_null() || (found.is_string() && found.string->empty());
}

Value Evaluator::list_missing(const Value* keys, std::size_t count, const Scope& scope) {
    List& missing = new_list();
    if (!spend(count)) return Value::failed();
    for (std::size_t i = 0; i < count; ++i) {
        if (is_missing(keys[i], scope) && !append(missing, keys[i])) return Value::failed();
        if (failure_ == Failure::Size || failure_ == Failure::Steps) return Value::failed();
    }
    return Value(&missing);
}

Value Evaluator::list_missing_in(const Value& array, const Scope& scope) {
    if (!array.is_array()) return list_missing(&array, 1, scope);
    std::vector<Value> keys;
    keys.reserve(array.size());
    for (std::size_t i = 0; i < array.size(); ++i) keys.push_back(array.element(i));
    return list_missing(keys.data(), keys.size(), scope);
}

Value Evaluator::run_missing(const Node& node, const Scope& scope) {
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    if (arguments.at(0).is_array()) return list_missing_in(arguments.at(0), scope);
    return list_missing(arguments.values, arguments.count, scope);
}

Value Evaluator::run_missing_some(const Node& node, const Scope& scope) {
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    if (arguments.count < 2) return fail(Failure::Arguments);
    const double needed = arguments.at(0).to_number();
    if (needed != needed) return fail(Failure::NaN);
    const Value keys = arguments.at(1);
    const Value missing = list_missing_in(keys, scope);
    if (missing.is_failed()) return missing;
    const std::size_t all = keys.is_array() ? keys.size() : 1;
    return static_cast<double>(all - missing.size()) >= needed ? Value(&new_list()) : missing;
}

}  // namespace casement::json::logic
