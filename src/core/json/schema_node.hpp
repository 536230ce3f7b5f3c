// A compiled subschema. Internal to Schema.
#pragma once

#include <core/json/pattern.hpp>
#include <core/json/schema.hpp>
#include <core/json/schema_format.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace casement::json {

struct Schema::Node {
    enum Type : std::uint8_t {
        Null = 1,
        Boolean = 2,
        Integer = 4,
        Number = 8,
        String = 16,
        Array = 32,
        Object = 64
    };
    using Nodes = std::vector<const Node*>;

    bool refuses_all = false;  // the schema `false`
    std::uint8_t types = 0;    // any of these; 0: any type
    const Json* enumeration = nullptr;
    const Json* constant = nullptr;
    const Node* reference = nullptr;

    std::map<std::string, const Node*, std::less<>> properties;
    std::vector<std::pair<Pattern, const Node*>> pattern_properties;
    const Node* additional_properties = nullptr;
    const Node* property_names = nullptr;
    std::vector<std::string> required;

    Nodes prefix_items;
    const Node* items = nullptr;
    bool unique_items = false;

    std::optional<Pattern> pattern;
    FormatCheck format = nullptr;
    std::string pattern_text;
    std::string format_name;

    // min and max of: items, length in code points, properties, and the number itself.
    std::optional<std::size_t> min_items, max_items, min_length, max_length, min_properties, max_properties;
    const Json* minimum = nullptr;
    const Json* maximum = nullptr;
    const Json* exclusive_minimum = nullptr;
    const Json* exclusive_maximum = nullptr;

    Nodes all_of, any_of, one_of;
    const Node* negated = nullptr;
    const Node* condition = nullptr;
    const Node* consequence = nullptr;
    const Node* alternative = nullptr;
};

}  // namespace casement::json
