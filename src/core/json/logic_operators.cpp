// Numbers, text and lists: the operators that evaluate all of their arguments first.
#include <core/json/canonical.hpp>
#include <core/json/logic_evaluator.hpp>
#include <core/json/text.hpp>

#include <algorithm>
#include <cmath>

namespace casement::json::logic {
namespace {

// Whether `needle` occurs in `text`, in time linear in both (Knuth, Morris, Pratt), whatever they are.
bool contains(std::string_view text, std::string_view needle) {
    constexpr std::size_t kShort = 32;
    if (needle.size() <= kShort || needle.size() > text.size())
        return text.find(needle) != std::string_view::npos;
    std::vector<std::uint32_t> border(needle.size(), 0);
    for (std::size_t i = 1, k = 0; i < needle.size(); ++i) {
        while (k > 0 && needle[i] != needle[k]) k = border[k - 1];
        if (needle[i] == needle[k]) ++k;
        border[i] = static_cast<std::uint32_t>(k);
    }
    std::size_t k = 0;
    for (const char c : text) {
        while (k > 0 && c != needle[k]) k = border[k - 1];
        if (c == needle[k]) ++k;
        if (k == needle.size()) return true;
    }
    return false;
}

bool is_continuation(char c) {
    return (static_cast<std::uint8_t>(c) & 0xC0) == 0x80;
}

// UTF-16 code units that a UTF-8 lead byte begins: two for the supplementary planes, none for a continuation.
double units_of(char c) {
    return is_continuation(c) ? 0 : static_cast<std::uint8_t>(c) >= 0xF0 ? 2 : 1;
}

// ECMAScript's text.substring(from, to), both within the text. A surrogate pair is never cut: it belongs to
// the part when both of its halves do.
std::string_view utf16_slice(std::string_view text, double from, double to) {
    std::size_t begin = 0;
    double unit = 0;
    const auto advance = [&](std::size_t& at) {
        unit += units_of(text[at]);
        for (++at; at < text.size() && is_continuation(text[at]);) ++at;
    };
    while (begin < text.size() && unit < from) advance(begin);
    std::size_t end = begin;
    while (end < text.size() && unit + units_of(text[end]) <= to) advance(end);
    return text.substr(begin, end - begin);
}

}  // namespace

Value Evaluator::run_truth(const Node& node, const Scope& scope) {
    Value value;
    if (node.count > 0) value = eval(node.first, scope);
    if (value.is_failed()) return value;
    return Value(value.truthy() == (node.op == Op::Truth));
}

Value Evaluator::run_arithmetic(const Node& node, const Scope& scope) {
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    const std::size_t count = arguments.count;
    if (count == 0) {
        if (node.op == Op::Add) return Value(0.0);
        if (node.op == Op::Multiply) return Value(1.0);
        return fail(Failure::Arguments);
    }
    double result = arguments.values[0].to_number();
    if (count == 1) {
        if (node.op == Op::Modulo)
            return fail(arguments.values[0].is_container() ? Failure::NaN : Failure::Arguments);
        if (node.op == Op::Subtract) result = -result;
        if (node.op == Op::Divide) result = 1 / result;
    }
    for (std::size_t i = 1; i < count; ++i) {
        const double operand = arguments.values[i].to_number();
        switch (node.op) {
            case Op::Add:
                result += operand;
                break;
            case Op::Subtract:
                result -= operand;
                break;
            case Op::Multiply:
                result *= operand;
                break;
            case Op::Divide:
                // Even 0 / 0 / Infinity: to divide by zero is an error, whatever the rest makes of it.
                result = operand == 0 ? std::nan("") : result / operand;
                break;
            case Op::Modulo:
                result = std::fmod(result, operand);
                break;
            default:
                if (std::isnan(operand) || (node.op == Op::Max ? operand > result : operand < result))
                    result = operand;
        }
        if (std::isnan(result)) break;
    }
    // JSON has neither NaN nor infinities.
    return std::isfinite(result) ? Value(result) : fail(Failure::NaN);
}

// Text as ECMAScript makes it when strings are added; null is nothing.
bool Evaluator::append_text(const Value& value, std::string& text) {
    switch (value.kind) {
        case Value::Kind::Null:
            return true;
        case Value::Kind::Bool:
            text += value.boolean ? "true" : "false";
            return true;
        case Value::Kind::Number:
        case Value::Kind::Exact:
            text += number_text(value.to_number());
            return true;
        case Value::Kind::String:
            if (value.string->size() > program_.limits.max_result_bytes) return fail(Failure::Size), false;
            text += *value.string;
            break;
        default:
            if (!value.is_array()) {
                text += "[object Object]";
                return true;
            }
            for (std::size_t i = 0; i < value.size(); ++i) {
                if (i != 0) text += ',';
                if (!spend(1) || !append_text(value.element(i), text)) return false;
            }
    }
    if (text.size() > program_.limits.max_result_bytes) return fail(Failure::Size), false;
    return true;
}

Value Evaluator::run_cat(const Node& node, const Scope& scope) {
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    if (arguments.count == 1 && arguments.values[0].is_string()) return arguments.values[0];
    std::string text;
    for (const Value& value : arguments) {
        if (!append_text(value, text)) return Value::failed();
    }
    return keep_string(std::move(text));
}

Value Evaluator::run_substr(const Node& node, const Scope& scope) {
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    std::string made;
    if (!arguments.at(0).is_string() && !append_text(arguments.at(0), made)) return Value::failed();
    const std::string& text = arguments.at(0).is_string() ? *arguments.at(0).string : made;
    if (!spend(text.size() >> 10)) return Value::failed();

    const double length = static_cast<double>(utf16_length(text));
    const double from = std::trunc(arguments.at(1).to_number());
    if (std::isnan(from)) return fail(Failure::NaN);
    const double begin = from < 0 ? std::max(0.0, length + from) : std::min(from, length);
    double end = length;
    if (arguments.count > 2) {
        // A negative count leaves out that many at the end.
        const double count = std::trunc(arguments.at(2).to_number());
        if (std::isnan(count)) return fail(Failure::NaN);
        end = count < 0 ? length + count : std::min(length, begin + count);
    }
    if (end <= begin) end = begin;
    return keep_string(std::string(utf16_slice(text, begin, end)));
}

Value Evaluator::run_in(const Node& node, const Scope& scope) {
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    const Value item = arguments.at(0);
    const Value where = arguments.at(1);
    if (where.is_string()) {
        if (item.is_null() || item.is_container()) return Value(false);
        if (!spend(where.string->size() >> 10)) return Value::failed();
        if (item.is_string()) return Value(contains(*where.string, *item.string));
        std::string text;
        if (!append_text(item, text)) return Value::failed();
        return Value(contains(*where.string, text));
    }
    const std::size_t count = where.size();
    if (!spend(count >> 3)) return Value::failed();
    for (std::size_t i = 0; i < count; ++i) {
        const bool same = equal(item, where.element(i));
        if (failure_ != Failure::None) return Value::failed();
        if (same) return Value(true);
    }
    return Value(false);
}

Value Evaluator::run_merge(const Node& node, const Scope& scope) {
    Arguments arguments;
    if (!collect(node, scope, arguments)) return Value::failed();
    List& list = new_list();
    for (const Value& value : arguments) {
        if (!value.is_array()) {
            if (!append(list, value)) return Value::failed();
            continue;
        }
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (!append(list, value.element(i))) return Value::failed();
        }
    }
    return Value(&list);
}

}  // namespace casement::json::logic
