// Reading a mapping file; applying it is in mapping_apply.cpp.
#include <cli/duration.hpp>
#include <cli/mapping.hpp>

#include <algorithm>
#include <map>

namespace casement::cli {
namespace {

constexpr const char* kKinds[] = {"string", "number", "integer", "boolean", "time", "list"};

bool is_pointer(const std::string& text) {
    return !text.empty() && text[0] == '/';
}

bool is_index(const std::string& text) {
    return !text.empty() && text.size() <= 4 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "content/0/text": names of members, and indices of elements.
Result<std::vector<std::string>> read_target(const std::string& text) {
    std::vector<std::string> segments;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t slash = std::min(text.find('/', start), text.size());
        segments.push_back(text.substr(start, slash - start));
        start = slash + 1;
        if (!segments.back().empty()) continue;
        return Error{"mapping.target", text, "the target has an empty segment",
                     "write it without a leading slash, as content/0/text"};
    }
    if (is_index(segments.front()))
        return Error{"mapping.target", text, "the target starts with a number",
                     "start it with a member of a case"};
    return segments;
}

Error pointer_error(const std::string& place) {
    return {"mapping.pointer", place, "a field is named by a JSON pointer, which starts with a slash",
            "write it as /name"};
}

// The elements of one array must be numbered from 0 without a gap.
Result<void> check_indices(const std::vector<std::vector<std::string>>& targets) {
    std::map<std::string, std::vector<bool>> seen;
    for (const auto& target : targets) {
        std::string path;
        for (const std::string& segment : target) {
            if (is_index(segment)) {
                auto& elements = seen[path];
                const auto index = static_cast<std::size_t>(std::stoul(segment));
                if (elements.size() <= index) elements.resize(index + 1);
                elements[index] = true;
            }
            path += (path.empty() ? "" : "/") + segment;
        }
    }
    for (const auto& [path, elements] : seen) {
        if (std::find(elements.begin(), elements.end(), false) == elements.end()) continue;
        return Error{"mapping.target", path, "the elements are not numbered from 0 without a gap",
                     "number them 0, 1, 2"};
    }
    return {};
}

}  // namespace

Result<Mapping> Mapping::read(std::string_view bytes) {
    CASEMENT_TRY(const Json document, json::parse(bytes));
    if (!document.is_object()) {
        return Error{"mapping.rule", "", "a mapping is an object from members of a case to fields of a row",
                     "see docs/cli.md"};
    }
    Mapping out;
    out.identity_ = false;
    std::vector<std::vector<std::string>> targets;
    for (const auto& [target, rule] : document.items()) {
        if (target.starts_with("$")) continue;  // $schema, $comment
        CASEMENT_TRY(Rule read, read_rule(target, rule));
        targets.push_back(read.target);
        out.rules_.push_back(std::move(read));
    }
    CASEMENT_CHECK(check_indices(targets));
    return out;
}

Result<Mapping::Rule> Mapping::read_rule(const std::string& target, const Json& rule) {
    const std::string place = "/" + target;
    Rule out;
    CASEMENT_TRY(out.target, read_target(target));
    if (rule.is_string()) {
        out.from = rule.get<std::string>();
        if (!is_pointer(out.from)) return pointer_error(place);
        return out;
    }
    const int ways = static_cast<int>(rule.is_object()) *
                     (static_cast<int>(rule.contains("value")) + static_cast<int>(rule.contains("template")) +
                      static_cast<int>(rule.contains("from")));
    if (ways != 1) {
        return Error{
            "mapping.rule", place,
            "a rule is a JSON pointer, or an object with exactly one of from, value and template",
            "write \"/field\", {\"from\": \"/field\"}, {\"value\": 1} or {\"template\": \"x-{field}\"}"};
    }
    for (const auto& [key, value] : rule.items()) {
        constexpr const char* known[] = {"value",   "template", "from", "map",
                                         "default", "plus",     "as",   "separator"};
        const bool is_known = std::find(std::begin(known), std::end(known), key) != std::end(known);
        const bool alone =
            key == "value" || rule.contains("from") || (rule.contains("template") && key == "template");
        if (is_known && alone && (key == "value" || !rule.contains("value"))) continue;
        return Error{"mapping.rule", place + "/" + key, "the member does not belong in this rule",
                     "map, default, plus, as and separator go with from"};
    }
    if (rule.contains("value")) {
        out.value = rule["value"];
        return out;
    }
    if (rule.contains("template")) {
        if (!rule["template"].is_string())
            return Error{"mapping.template", place, "a template is a string", ""};
        CASEMENT_CHECK(read_template(rule["template"].get<std::string>(), place, out));
        return out;
    }
    CASEMENT_CHECK(read_from(rule, place, out));
    return out;
}

Result<void> Mapping::read_from(const Json& rule, const std::string& place, Rule& out) {
    out.from = json::get_string(rule, "from");
    if (!is_pointer(out.from)) return pointer_error(place + "/from");
    if (rule.contains("map")) {
        if (!rule["map"].is_object()) return Error{"mapping.rule", place + "/map", "a map is an object", ""};
        out.map = rule["map"];
    }
    if (rule.contains("default")) out.fallback = rule["default"];
    out.as = json::get_string(rule, "as");
    const bool known = std::find(std::begin(kKinds), std::end(kKinds), out.as) != std::end(kKinds);
    if (rule.contains("as") && !known) {
        return Error{"mapping.rule", place + "/as", "the kind is not known",
                     "use string, number, integer, boolean, time or list"};
    }
    out.separator = json::get_string(rule, "separator", ";");
    if (out.separator.empty())
        return Error{"mapping.rule", place + "/separator", "the separator is empty", ""};
    if (rule.contains("plus")) {
        auto plus = parse_duration(json::get_string(rule, "plus"));
        if (!plus) return placed(std::move(plus).error(), place + "/plus");
        out.plus_ms = *plus;
        out.as = "time";
    }
    return {};
}

// {name} and {/pointer/to/field} are fields; {{ and }} are braces.
Result<void> Mapping::read_template(const std::string& text, const std::string& place, Rule& out) {
    const Error broken{"mapping.template", place, "the braces of the template do not match",
                       "write fields as {name} and a brace as {{ or }}"};
    std::string literal;
    const auto flush = [&] {
        if (!literal.empty()) out.pieces.push_back({literal, {}, false});
        literal.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool doubled = i + 1 < text.size() && text[i + 1] == c;
        if (c != '{' && c != '}') {
            literal += c;
        } else if (doubled) {
            literal += c;
            ++i;
        } else if (c == '}') {
            return broken;
        } else {
            const auto close = text.find('}', i);
            if (close == std::string::npos || close == i + 1) return broken;
            const std::string field = text.substr(i + 1, close - i - 1);
            flush();
            out.pieces.push_back({{}, is_pointer(field) ? field : "/" + field, true});
            i = close;
        }
    }
    flush();
    return {};
}

}  // namespace casement::cli
