#include <core/json/canonical.hpp>
#include <core/json/schema_node.hpp>
#include <core/json/text.hpp>

#include <algorithm>
#include <cmath>

namespace casement::json {
namespace {

using Node = Schema::Node;

std::string text(const Json& value) {
    const Result<std::string> canonical_text = canonical(value);
    return canonical_text ? *canonical_text : "a value";
}

std::string type_names(std::uint8_t types) {
    constexpr std::pair<Node::Type, const char*> kNames[] = {
        {Node::Null, "null"},       {Node::Boolean, "a boolean"}, {Node::Integer, "a whole number"},
        {Node::Number, "a number"}, {Node::String, "a string"},   {Node::Array, "an array"},
        {Node::Object, "an object"}};
    std::string names;
    for (const auto& [bit, name] : kNames) {
        if ((types & bit) == 0) continue;
        if (!names.empty()) names += " or ";
        names += name;
    }
    return names;
}

std::uint8_t types_of(const Json& value) {
    switch (value.type()) {
        case Json::value_t::null:
            return Node::Null;
        case Json::value_t::boolean:
            return Node::Boolean;
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned:
            return Node::Integer | Node::Number;
        case Json::value_t::number_float: {
            const double number = value.get<double>();
            return number == std::trunc(number) ? Node::Integer | Node::Number : Node::Number;
        }
        case Json::value_t::string:
            return Node::String;
        case Json::value_t::array:
            return Node::Array;
        default:
            return Node::Object;
    }
}

std::size_t code_points(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

class Validator {
  public:
    Validator(std::size_t max_errors, std::vector<Error>& errors)
        : max_errors_(max_errors), errors_(errors) {}

    void validate(const Node& node, const Json& value) {
        if (full()) return;
        if (node.refuses_all) return fail("false", "nothing is allowed here", "remove it");
        if (node.reference != nullptr) validate(*node.reference, value);
        const std::uint8_t types = types_of(value);
        if (node.types != 0 && (node.types & types) == 0) {
            const std::string expected = type_names(node.types);
            // "a whole number or a number" would say one thing twice.
            const auto most = static_cast<std::uint8_t>((types & Node::Number) != 0 ? +Node::Number : types);
            fail("type", "expected " + expected + ", found " + type_names(most), "use " + expected);
        }
        check_values(node, value);
        if (value.is_number()) check_number(node, value);
        if (value.is_string()) check_string(node, value.get_ref<const std::string&>());
        if (value.is_array()) check_array(node, value);
        if (value.is_object()) check_object(node, value);
        check_combinations(node, value);
    }

  private:
    bool full() const { return errors_.size() >= max_errors_; }

    void fail(const char* keyword, std::string message, std::string remedy) {
        if (!full())
            errors_.push_back(
                {std::string("schema.") + keyword, place_, std::move(message), std::move(remedy)});
    }

    static bool holds(const Node& node, const Json& value) {
        std::vector<Error> errors;
        Validator(1, errors).validate(node, value);
        return errors.empty();
    }

    void within(std::string_view token, const Node& node, const Json& value) {
        const std::size_t length = place_.size();
        append_pointer_token(place_, token);
        validate(node, value);
        place_.resize(length);
    }

    void check_values(const Node& node, const Json& value) {
        if (node.constant != nullptr && *node.constant != value) {
            fail("const", "the value is not " + text(*node.constant), "use " + text(*node.constant));
        }
        if (node.enumeration == nullptr) return;
        if (std::find(node.enumeration->begin(), node.enumeration->end(), value) != node.enumeration->end())
            return;
        std::string allowed;
        for (const Json& each : *node.enumeration) allowed += (allowed.empty() ? "" : ", ") + text(each);
        fail("enum", "the value is not one of those allowed", "use one of " + allowed);
    }

    void check_number(const Node& node, const Json& value) {
        if (node.minimum != nullptr && value < *node.minimum) {
            fail("minimum", "the number is too small", "use " + text(*node.minimum) + " or more");
        }
        if (node.maximum != nullptr && value > *node.maximum) {
            fail("maximum", "the number is too large", "use " + text(*node.maximum) + " or less");
        }
        if (node.exclusive_minimum != nullptr && value <= *node.exclusive_minimum) {
            fail("exclusiveMinimum", "the number is too small",
                 "use more than " + text(*node.exclusive_minimum));
        }
        if (node.exclusive_maximum != nullptr && value >= *node.exclusive_maximum) {
            fail("exclusiveMaximum", "the number is too large",
                 "use less than " + text(*node.exclusive_maximum));
        }
    }

    void check_string(const Node& node, const std::string& value) {
        check_count("minLength", "maxLength", node.min_length, node.max_length, code_points(value),
                    "characters");
        if (node.pattern && !node.pattern->matches(value)) {
            fail("pattern", "the text does not have the required form",
                 "use text that matches " + node.pattern_text);
        }
        if (node.format != nullptr && !node.format(value)) {
            fail("format", "the text is not a valid " + node.format_name, "write a " + node.format_name);
        }
    }

    void check_count(const char* min_keyword, const char* max_keyword, const std::optional<std::size_t>& min,
                     const std::optional<std::size_t>& max, std::size_t count, const std::string& things) {
        if (min && count < *min) {
            fail(min_keyword, "there are too few " + things,
                 "use at least " + std::to_string(*min) + " " + things);
        }
        if (max && count > *max) {
            fail(max_keyword, "there are too many " + things,
                 "use at most " + std::to_string(*max) + " " + things);
        }
    }

    void check_array(const Node& node, const Json& value) {
        check_count("minItems", "maxItems", node.min_items, node.max_items, value.size(), "elements");
        if (node.unique_items && has_duplicates(value)) {
            fail("uniqueItems", "two elements are equal", "keep one of them");
        }
        for (std::size_t i = 0; i < value.size() && !full(); ++i) {
            const Node* item = i < node.prefix_items.size() ? node.prefix_items[i] : node.items;
            if (item != nullptr) within(std::to_string(i), *item, value[i]);
        }
    }

    static bool has_duplicates(const Json& array) {
        std::vector<const Json*> sorted;
        sorted.reserve(array.size());
        for (const Json& element : array) sorted.push_back(&element);
        std::sort(sorted.begin(), sorted.end(), [](const Json* a, const Json* b) { return *a < *b; });
        return std::adjacent_find(sorted.begin(), sorted.end(),
                                  [](const Json* a, const Json* b) { return *a == *b; }) != sorted.end();
    }

    void check_object(const Node& node, const Json& value) {
        check_count("minProperties", "maxProperties", node.min_properties, node.max_properties, value.size(),
                    "members");
        for (const std::string& name : node.required) {
            if (!value.contains(name)) {
                fail("required", "the member \"" + name + "\" is missing", "add \"" + name + "\"");
            }
        }
        for (auto member = value.begin(); member != value.end() && !full(); ++member)
            check_member(node, member);
    }

    void check_member(const Node& node, const Json::const_iterator& member) {
        const std::string& name = member.key();
        if (node.property_names != nullptr && !holds(*node.property_names, name)) {
            fail("propertyNames", "the member name \"" + name + "\" is not allowed", "use another name");
        }
        bool known = false;
        if (const auto found = node.properties.find(name); found != node.properties.end()) {
            known = true;
            within(name, *found->second, member.value());
        }
        for (const auto& [pattern, schema] : node.pattern_properties) {
            if (!pattern.matches(name)) continue;
            known = true;
            within(name, *schema, member.value());
        }
        if (known || node.additional_properties == nullptr) return;
        if (!node.additional_properties->refuses_all)
            return within(name, *node.additional_properties, member.value());
        std::string allowed;
        for (const auto& [each, schema] : node.properties) allowed += (allowed.empty() ? "" : ", ") + each;
        const std::size_t length = place_.size();
        append_pointer_token(place_, name);
        fail("additionalProperties", "the member \"" + name + "\" is unknown",
             allowed.empty() ? "remove it" : "remove it, or use one of " + allowed);
        place_.resize(length);
    }

    void check_combinations(const Node& node, const Json& value) {
        for (const Node* each : node.all_of) validate(*each, value);
        const auto count = [&](const Node::Nodes& nodes) {
            return std::count_if(nodes.begin(), nodes.end(),
                                 [&](const Node* each) { return holds(*each, value); });
        };
        if (!node.any_of.empty() && count(node.any_of) == 0) {
            fail("anyOf",
                 "the value fits none of the " + std::to_string(node.any_of.size()) + " alternatives",
                 "make it fit one of them");
        }
        if (!node.one_of.empty()) {
            const auto fitting = count(node.one_of);
            if (fitting != 1) {
                fail("oneOf",
                     "the value fits " + std::to_string(fitting) + " of the " +
                         std::to_string(node.one_of.size()) + " alternatives",
                     "make it fit exactly one of them");
            }
        }
        if (node.negated != nullptr && holds(*node.negated, value)) {
            fail("not", "the value has a form that is excluded", "change it");
        }
        if (node.condition == nullptr) return;
        const Node* branch = holds(*node.condition, value) ? node.consequence : node.alternative;
        if (branch != nullptr) validate(*branch, value);
    }

    std::size_t max_errors_;
    std::vector<Error>& errors_;
    std::string place_;
};

}  // namespace

std::vector<Error> Schema::validate(const Json& instance, std::size_t max_errors) const {
    std::vector<Error> errors;
    Validator(max_errors, errors).validate(*root_, instance);
    return errors;
}

}  // namespace casement::json
