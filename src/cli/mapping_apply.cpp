#include <cli/mapping.hpp>
#include <core/json/fields.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>

namespace casement::cli {
namespace {

const Json* find(const Json& row, const std::string& pointer) {
    try {
        const Json::json_pointer parsed(pointer);
        return row.contains(parsed) ? &row.at(parsed) : nullptr;
    } catch (const Json::exception&) {
        return nullptr;
    }
}

// What a table means by "nothing here".
bool is_absent(const Json* value) {
    return !value || value->is_null() || (value->is_string() && value->get_ref<const std::string&>().empty());
}

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

// Text that is a number by JSON's own grammar, so that no locale has a say.
Result<Json> number_of(const Json& value) {
    if (value.is_number()) return value;
    auto parsed = json::parse(text_of(value));
    if (parsed && parsed->is_number()) return parsed;
    return Error{"mapping.value", "", "\"" + text_of(value) + "\" is not a number", ""};
}

bool is_index(const std::string& segment) {
    return segment.find_first_not_of("0123456789") == std::string::npos;
}

void put(Json& at, const std::vector<std::string>& target, std::size_t depth, Json value) {
    if (depth == target.size()) {
        at = std::move(value);
        return;
    }
    const std::string& segment = target[depth];
    if (is_index(segment)) {
        if (!at.is_array()) at = Json::array();
        const auto position = static_cast<std::size_t>(std::strtoul(segment.c_str(), nullptr, 10));
        while (at.size() <= position) at.push_back(nullptr);
        put(at[position], target, depth + 1, std::move(value));
    } else {
        if (!at.is_object()) at = Json::object();
        put(at[segment], target, depth + 1, std::move(value));
    }
}

// For each array element that fields of the row go into: did any of them have a value?
using Elements = std::map<std::vector<std::string>, bool>;

void note_elements(const std::vector<std::string>& target, bool has_value, Elements& elements) {
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (!is_index(target[i])) continue;
        const std::vector<std::string> element(target.begin(),
                                               target.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        elements[element] = elements[element] || has_value;
    }
}

void drop_empty_elements(Json& value) {
    if (value.is_array()) {
        Json kept = Json::array();
        for (Json& one : value) {
            if (!one.is_null()) kept.push_back(std::move(one));
        }
        value = std::move(kept);
    }
    if (value.is_structured()) {
        for (Json& one : value) drop_empty_elements(one);
    }
}

}  // namespace

Result<Json> Mapping::convert(const Rule& rule, const Json& found) {
    if (rule.as.empty()) return found;
    if (rule.as == "string") return Json(text_of(found));
    if (rule.as == "number") return number_of(found);
    if (rule.as == "integer") {
        CASEMENT_TRY(const Json number, number_of(found));
        const auto integer = json::as_integer(number);
        if (integer) return Json(*integer);
        return Error{"mapping.value", "", "\"" + text_of(found) + "\" is not a whole number", ""};
    }
    if (rule.as == "boolean") {
        const std::string text = text_of(found);
        for (const char* yes : {"true", "True", "TRUE", "yes", "1"}) {
            if (text == yes) return Json(true);
        }
        for (const char* no : {"false", "False", "FALSE", "no", "0"}) {
            if (text == no) return Json(false);
        }
        return Error{"mapping.value", "", "\"" + text + "\" is neither true nor false",
                     "use true, yes, 1, false, no or 0"};
    }
    if (rule.as == "list") {
        if (found.is_array()) return found;
        Json out = Json::array();
        const std::string text = text_of(found);
        for (std::size_t start = 0; start <= text.size();) {
            const std::size_t end = std::min(text.find(rule.separator, start), text.size());
            if (end > start) out.push_back(text.substr(start, end - start));
            start = end + rule.separator.size();
        }
        return out;
    }
    // time: RFC 3339, or a number of seconds since 1970
    TimeMs time = 0;
    if (const auto number = number_of(found)) {
        const auto seconds = json::as_integer(*number);
        if (!seconds || *seconds < 0 || *seconds > 253402300799)
            return Error{"mapping.value", "", "the number of seconds is out of range", ""};
        time = *seconds * 1000;
    } else {
        CASEMENT_TRY(time, parse_rfc3339(text_of(found)));
    }
    return Json(format_rfc3339(time + rule.plus_ms));
}

Result<std::optional<Json>> Mapping::evaluate(const Rule& rule, const Json& row) {
    if (rule.value) return rule.value;
    if (!rule.pieces.empty()) {
        std::string text;
        for (const Piece& piece : rule.pieces) {
            if (!piece.is_field) {
                text += piece.text;
                continue;
            }
            const Json* found = find(row, piece.pointer);
            if (is_absent(found))
                return Error{"mapping.missing", piece.pointer,
                             "the row has no value for a field of a template",
                             "correct the row, or leave the template out"};
            text += text_of(*found);
        }
        return std::optional<Json>(text);
    }
    const Json* found = find(row, rule.from);
    if (is_absent(found)) return rule.fallback;
    if (rule.map) {
        const auto mapped = rule.map->find(text_of(*found));
        if (mapped != rule.map->end()) return std::optional<Json>(*mapped);
        if (rule.fallback) return rule.fallback;
        return Error{"mapping.value", rule.from, "the map has no entry for \"" + text_of(*found) + "\"",
                     "add it to the map, or a default"};
    }
    auto converted = convert(rule, *found);
    if (!converted) return placed(std::move(converted).error(), rule.from);
    return std::optional<Json>(*std::move(converted));
}

Result<Json> Mapping::apply(const Json& row) const {
    if (identity_) return row;
    if (!row.is_object())
        return Error{"mapping.value", "", "the row is not an object", "each row must have named fields"};
    Json out = Json::object();
    Elements elements;
    for (const Rule& rule : rules_) {
        CASEMENT_TRY(std::optional<Json> value, evaluate(rule, row));
        if (!rule.from.empty()) note_elements(rule.target, value.has_value(), elements);
        if (value) put(out, rule.target, 0, *std::move(value));
    }
    // An element none of whose fields had a value is not there at all: a row without a picture has no picture
    // part, whatever constants the mapping would give it.
    for (const auto& [element, has_value] : elements) {
        if (!has_value) put(out, element, 0, nullptr);
    }
    drop_empty_elements(out);
    return out;
}

}  // namespace casement::cli
