#include <core/json/schema_node.hpp>
#include <core/json/text.hpp>

#include <memory>
#include <set>

namespace casement::json {
namespace {

// What says nothing about validity.
bool is_annotation(std::string_view keyword) {
    constexpr std::string_view kAnnotations[] = {"$schema",     "$id",      "$comment",   "title",
                                                 "description", "default",  "deprecated", "examples",
                                                 "readOnly",    "writeOnly"};
    for (const std::string_view annotation : kAnnotations) {
        if (keyword == annotation) return true;
    }
    return false;
}

}  // namespace

// Nodes point to one another, also in circles; the document keeps them all.
struct Schema::Compiler {
    Json document;
    std::map<const Json*, std::unique_ptr<Node>> nodes;  // by the subschema they stand for
    Error error;

    bool fail(const char* code, const std::string& place, std::string message, const char* remedy = "") {
        error = {code, place, std::move(message), remedy};
        return false;
    }
    bool malformed(const std::string& place, const char* expected) {
        return fail("schema.malformed", place, std::string("the keyword takes ") + expected);
    }

    // The node of a subschema; null after an error.
    const Node* compile(const Json& schema, const std::string& place) {
        const auto [entry, inserted] = nodes.try_emplace(&schema);
        if (!inserted) return entry->second.get();
        entry->second = std::make_unique<Node>();
        Node& node = *entry->second;
        if (schema.is_boolean()) {
            node.refuses_all = !schema.get<bool>();
            return &node;
        }
        if (!schema.is_object()) return malformed(place, "a schema: an object, true or false"), nullptr;
        for (auto member = schema.begin(); member != schema.end(); ++member) {
            std::string inner = place;
            append_pointer_token(inner, member.key());
            if (!keyword(node, member.key(), member.value(), inner)) return nullptr;
        }
        return &node;
    }

    bool one(const Node*& slot, const Json& value, const std::string& place) {
        return (slot = compile(value, place)) != nullptr;
    }

    bool many(Node::Nodes& slots, const Json& value, const std::string& place) {
        if (!value.is_array() || value.empty()) return malformed(place, "a list of schemas");
        for (std::size_t i = 0; i < value.size(); ++i) {
            const Node* node = compile(value[i], place + "/" + std::to_string(i));
            if (node == nullptr) return false;
            slots.push_back(node);
        }
        return true;
    }

    bool count(std::optional<std::size_t>& slot, const Json& value, const std::string& place) {
        if (!value.is_number_unsigned()) return malformed(place, "a whole number, zero or more");
        slot = value.get<std::size_t>();
        return true;
    }

    bool number(const Json*& slot, const Json& value, const std::string& place) {
        slot = &value;
        return value.is_number() || malformed(place, "a number");
    }

    bool keyword(Node& node, const std::string& name, const Json& value, const std::string& place) {
        if (is_annotation(name)) return true;
        if (name == "type") return type(node, value, place);
        if (name == "enum") {
            node.enumeration = &value;
            return value.is_array() || malformed(place, "a list of values");
        }
        if (name == "const") return node.constant = &value, true;
        if (name == "$ref") return reference(node, value, place);
        if (name == "$defs") return definitions(value, place);
        if (name == "properties") return properties(node, value, place);
        if (name == "patternProperties") return pattern_properties(node, value, place);
        if (name == "additionalProperties") return one(node.additional_properties, value, place);
        if (name == "propertyNames") return one(node.property_names, value, place);
        if (name == "required") return required(node, value, place);
        if (name == "items") return one(node.items, value, place);
        if (name == "prefixItems") return many(node.prefix_items, value, place);
        if (name == "uniqueItems") {
            if (!value.is_boolean()) return malformed(place, "true or false");
            node.unique_items = value.get<bool>();
            return true;
        }
        if (name == "minItems") return count(node.min_items, value, place);
        if (name == "maxItems") return count(node.max_items, value, place);
        if (name == "minLength") return count(node.min_length, value, place);
        if (name == "maxLength") return count(node.max_length, value, place);
        if (name == "minProperties") return count(node.min_properties, value, place);
        if (name == "maxProperties") return count(node.max_properties, value, place);
        if (name == "minimum") return number(node.minimum, value, place);
        if (name == "maximum") return number(node.maximum, value, place);
        if (name == "exclusiveMinimum") return number(node.exclusive_minimum, value, place);
        if (name == "exclusiveMaximum") return number(node.exclusive_maximum, value, place);
        if (name == "pattern") return pattern(node, value, place);
        if (name == "format") return format(node, value, place);
        if (name == "allOf") return many(node.all_of, value, place);
        if (name == "anyOf") return many(node.any_of, value, place);
        if (name == "oneOf") return many(node.one_of, value, place);
        if (name == "not") return one(node.negated, value, place);
        if (name == "if") return one(node.condition, value, place);
        if (name == "then") return one(node.consequence, value, place);
        if (name == "else") return one(node.alternative, value, place);
        return fail("schema.keyword", place, "the keyword \"" + name + "\" is not supported",
                    "use the keywords of docs/json.md: an unsupported one would go unchecked");
    }

    bool type(Node& node, const Json& value, const std::string& place) {
        if (value.is_array() && !value.empty()) {
            for (const Json& each : value) {
                if (!each.is_string() || !type(node, each, place))
                    return malformed(place, "a type or a list of types");
            }
            return true;
        }
        constexpr std::pair<std::string_view, Node::Type> kTypes[] = {
            {"null", Node::Null},     {"boolean", Node::Boolean}, {"integer", Node::Integer},
            {"number", Node::Number}, {"string", Node::String},   {"array", Node::Array},
            {"object", Node::Object}};
        for (const auto& [name, bit] : kTypes) {
            if (!value.is_string() || value.get_ref<const std::string&>() != name) continue;
            node.types = static_cast<std::uint8_t>(node.types | bit);
            return true;
        }
        return malformed(place, "a type or a list of types");
    }

    bool reference(Node& node, const Json& value, const std::string& place) {
        if (!value.is_string() || !value.get_ref<const std::string&>().starts_with('#')) {
            return fail("schema.reference", place, "only references within the document are followed",
                        "write #/$defs/name");
        }
        const std::string pointer = value.get_ref<const std::string&>().substr(1);
        const Json* target = resolve(pointer);
        if (target == nullptr) {
            return fail("schema.reference", place, "there is nothing at #" + pointer,
                        "define it under $defs");
        }
        return (node.reference = compile(*target, pointer)) != nullptr;
    }

    // RFC 6901, through objects and arrays; null where it leads nowhere.
    const Json* resolve(std::string_view pointer) const {
        const Json* at = &document;
        while (!pointer.empty()) {
            if (pointer.front() != '/') return nullptr;
            pointer.remove_prefix(1);
            const std::size_t end = std::min(pointer.find('/'), pointer.size());
            std::string token;
            for (std::size_t i = 0; i < end; ++i) {
                if (pointer[i] != '~') {
                    token += pointer[i];
                } else if (i + 1 < end && (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
                    token += pointer[++i] == '0' ? '~' : '/';
                } else {
                    return nullptr;
                }
            }
            pointer.remove_prefix(end);
            if (at->is_object()) {
                const auto found = at->find(token);
                if (found == at->end()) return nullptr;
                at = &*found;
            } else if (at->is_array() && token.size() < 10 && !token.empty() &&
                       token.find_first_not_of("0123456789") == std::string::npos) {
                const std::size_t index = std::stoul(token);
                if (index >= at->size()) return nullptr;
                at = &(*at)[index];
            } else {
                return nullptr;
            }
        }
        return at;
    }

    bool definitions(const Json& value, const std::string& place) {
        Node sink;
        return properties(sink, value, place);
    }

    bool properties(Node& node, const Json& value, const std::string& place) {
        if (!value.is_object()) return malformed(place, "an object of schemas");
        for (auto member = value.begin(); member != value.end(); ++member) {
            std::string inner = place;
            append_pointer_token(inner, member.key());
            if (!one(node.properties[member.key()], member.value(), inner)) return false;
        }
        return true;
    }

    bool pattern_properties(Node& node, const Json& value, const std::string& place) {
        if (!value.is_object()) return malformed(place, "an object of schemas");
        for (auto member = value.begin(); member != value.end(); ++member) {
            std::string inner = place;
            append_pointer_token(inner, member.key());
            auto compiled = Pattern::compile(member.key());
            if (!compiled) return fail("schema.malformed", inner, compiled.error().message);
            const Node* target = compile(member.value(), inner);
            if (target == nullptr) return false;
            node.pattern_properties.emplace_back(*std::move(compiled), target);
        }
        return true;
    }

    bool required(Node& node, const Json& value, const std::string& place) {
        if (!value.is_array()) return malformed(place, "a list of member names");
        for (const Json& name : value) {
            if (!name.is_string()) return malformed(place, "a list of member names");
            node.required.push_back(name.get<std::string>());
        }
        return true;
    }

    bool pattern(Node& node, const Json& value, const std::string& place) {
        if (!value.is_string()) return malformed(place, "a regular expression");
        node.pattern_text = value.get<std::string>();
        auto compiled = Pattern::compile(node.pattern_text);
        if (!compiled) return fail("schema.malformed", place, compiled.error().message);
        node.pattern = *std::move(compiled);
        return true;
    }

    bool format(Node& node, const Json& value, const std::string& place) {
        if (!value.is_string()) return malformed(place, "the name of a format");
        node.format_name = value.get<std::string>();
        node.format = find_format(node.format_name);
        if (node.format != nullptr) return true;
        return fail("schema.keyword", place, "the format \"" + node.format_name + "\" is not supported",
                    "use date-time, uri or uuid");
    }

    // A schema that comes back to itself without going deeper into the instance would never end.
    bool circles(const Node& node, std::set<const Node*>& open, std::set<const Node*>& closed) const {
        if (closed.contains(&node)) return false;
        if (!open.insert(&node).second) return true;
        Node::Nodes in_place{node.reference, node.negated, node.condition, node.consequence,
                             node.alternative};
        for (const auto* nodes_of : {&node.all_of, &node.any_of, &node.one_of}) {
            in_place.insert(in_place.end(), nodes_of->begin(), nodes_of->end());
        }
        for (const Node* next : in_place) {
            if (next != nullptr && circles(*next, open, closed)) return true;
        }
        open.erase(&node);
        closed.insert(&node);
        return false;
    }
};

Result<Schema> Schema::compile(const Json& document) {
    auto compiler = std::make_shared<Compiler>();
    compiler->document = document;
    const Node* root = compiler->compile(compiler->document, "");
    if (root == nullptr) return compiler->error;
    std::set<const Node*> open, closed;
    for (const auto& [source, node] : compiler->nodes) {
        if (compiler->circles(*node, open, closed)) {
            return Error{"schema.reference", "", "a schema refers to itself without end", "break the circle"};
        }
    }
    return Schema(std::shared_ptr<const Node>(std::move(compiler), root));
}

}  // namespace casement::json
