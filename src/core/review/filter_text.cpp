#include <core/review/filter_lexer.hpp>
#include <core/review/filter_parse.hpp>
#include <core/review/filter_text.hpp>
#include <core/review/fold.hpp>

#include <algorithm>

namespace casement::review {

namespace {

std::string in_quotes(std::string_view text) {
    std::string made = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') made += '\\';
        made += c;
    }
    return made + '"';
}

// Whether the bare spelling would be read as something else.
bool needs_quotes(std::string_view text, bool is_word) {
    FilterCursor cursor(text);
    if (cursor.bare(is_word ? "()*" : ",()*").size() != text.size() || text.empty()) return true;
    if (!is_word) return false;
    if (text[0] == '-' || text == "OR" || text == "AND") return true;
    const std::size_t colon = text.find(':');
    return colon != std::string_view::npos && colon > 0 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-") == colon;
}

std::string span_text(std::int64_t span_ms) {
    constexpr std::pair<std::int64_t, char> kUnits[] = {
        {604'800'000, 'w'}, {86'400'000, 'd'}, {3'600'000, 'h'}, {60'000, 'm'}};
    if (span_ms == 0) return "0m";
    std::string made = span_ms < 0 ? "-" : "";
    std::int64_t left = span_ms < 0 ? -span_ms : span_ms;
    for (const auto& [unit, letter] : kUnits) {
        if (left < unit) continue;
        made += std::to_string(left / unit) + letter;
        left %= unit;
    }
    return made;
}

std::string amount_text(Amount amount, std::int64_t number) {
    switch (amount) {
        case Amount::count:
            return std::to_string(number);
        case Amount::span_ms:
            return span_text(number);
        case Amount::day:
            return format_rfc3339(number).substr(0, 10);
        case Amount::instant:
            return format_rfc3339(number);
    }
    return {};
}

std::string value_text(Field field, const Value& value) {
    const FieldType type = info(field).type;
    if (type == FieldType::number || type == FieldType::time || type == FieldType::span) {
        constexpr const char* kSigns[] = {"", "<", "<=", ">", ">=", ""};
        const std::string first = amount_text(value.amount, value.number);
        if (value.compare == Compare::between) return first + ".." + amount_text(value.amount, value.upper);
        return kSigns[static_cast<std::size_t>(value.compare)] + first;
    }
    const std::string text = field == Field::author ? "@" + value.text : value.text;
    return (needs_quotes(text, false) ? in_quotes(text) : text) + (value.prefix ? "*" : "");
}

// `bare`: nothing stands beside it, so that alternatives need no parentheses.
void write_node(const Node& node, std::string& out, bool bare) {
    if (node.negated) out += '-';
    switch (node.kind) {
        case Node::Kind::words:
            out += needs_quotes(node.values[0].text, true) ? in_quotes(node.values[0].text)
                                                           : node.values[0].text;
            return;
        case Node::Kind::field:
            out += info(node.field).name;
            for (std::size_t i = 0; i < node.values.size(); ++i)
                out += (i == 0 ? ":" : ",") + value_text(node.field, node.values[i]);
            return;
        case Node::Kind::all:
        case Node::Kind::any:
            if (!bare) out += '(';
            for (std::size_t i = 0; i < node.children.size(); ++i) {
                if (i > 0) out += node.kind == Node::Kind::any ? " OR " : " ";
                write_node(node.children[i], out, false);
            }
            if (!bare) out += ')';
            return;
    }
}

Value facet_value(Field field, std::string_view value) {
    Value made;
    if (info(field).type == FieldType::number) {
        made.number = read_count(value).value_or(0);
        return made;
    }
    made.text = value;
    if (field == Field::author && made.text.starts_with('@')) made.text.erase(0, 1);
    made.folded = fold(made.text);
    return made;
}

bool is_term_of(const Node& node, Field field, FacetState state) {
    return node.kind == Node::Kind::field && node.field == field &&
           node.negated == (state == FacetState::excluded);
}

const Value* value_in(const Node& node, const Value& wished) {
    for (const Value& value : node.values)
        if (value.folded == wished.folded && value.prefix == wished.prefix && value.number == wished.number &&
            value.compare == wished.compare && value.amount == wished.amount)
            return &value;
    return nullptr;
}

// Without the range, and without one of the blanks around it.
std::string without_range(std::string_view text, TextRange range) {
    const bool blank_before = range.begin > 0 && text[range.begin - 1] == ' ';
    const bool blank_behind = range.end < text.size() && text[range.end] == ' ';
    const bool last = range.end == text.size() || text[range.end] == ')';
    if (blank_before && (blank_behind || last)) {
        --range.begin;
    } else if (blank_behind) {
        ++range.end;
    }
    return std::string(text.substr(0, range.begin)) + std::string(text.substr(range.end));
}

std::string with_term(std::string_view text, const Filter& filter, const std::string& term) {
    const auto& children = filter.root.children;
    std::string made(text);
    while (!made.empty() && made.back() == ' ') made.pop_back();
    const bool alternatives =
        children.size() == 1 && children[0].kind == Node::Kind::any && !children[0].parenthesised;
    if (alternatives) made = "(" + made + ")";
    return made.empty() ? term : made + " " + term;
}

}  // namespace

std::string filter_text(const Filter& filter) {
    std::string made;
    for (const Node& child : filter.root.children) {
        if (!made.empty()) made += ' ';
        write_node(child, made, filter.root.children.size() == 1 && !child.negated);
    }
    return made;
}

FacetState facet_state(const Filter& filter, Field field, std::string_view value) {
    const Value wished = facet_value(field, value);
    for (const FacetState state : {FacetState::wanted, FacetState::excluded})
        for (const Node& child : filter.root.children)
            if (is_term_of(child, field, state) && value_in(child, wished)) return state;
    return FacetState::absent;
}

Result<std::string> toggle_facet(std::string_view text, Field field, std::string_view value,
                                 FacetState wished) {
    CASEMENT_TRY(Filter filter, read_filter(text));
    const Value facet = facet_value(field, value);
    const std::string written = value_text(field, facet);
    Node* term = nullptr;
    for (Node& child : filter.root.children) {
        if (!is_term_of(child, field, wished)) continue;
        if (!term || value_in(child, facet)) term = &child;
    }
    if (!term) {
        const std::string minus = wished == FacetState::excluded ? "-" : "";
        return with_term(text, filter, minus + info(field).name + ":" + written);
    }
    const Value* found = value_in(*term, facet);
    if (!found) {
        std::string made(text);
        return made.insert(term->values.back().range.end, "," + written);
    }
    TextRange range = term->range;
    const bool whole_term = term->values.size() == 1;
    if (!whole_term) {
        // With the comma behind it, or the one before the last.
        range = found->range;
        if (found == &term->values.back()) {
            --range.begin;
        } else {
            ++range.end;
        }
    }
    std::string made = whole_term
                           ? without_range(text, range)
                           : std::string(text.substr(0, range.begin)) + std::string(text.substr(range.end));
    // Where the rest leans on what was taken out, as in "(tag:a) b", the filter is written anew.
    Filter rest = filter;
    Node& kept = rest.root.children[static_cast<std::size_t>(term - filter.root.children.data())];
    if (whole_term) {
        rest.root.children.erase(rest.root.children.begin() + (term - filter.root.children.data()));
    } else {
        kept.values.erase(kept.values.begin() + (found - term->values.data()));
    }
    const auto again = read_filter(made);
    return again && *again == rest ? made : filter_text(rest);
}

Filter without_field(const Filter& filter, Field field) {
    Filter made = filter;
    std::erase_if(made.root.children,
                  [&](const Node& node) { return node.kind == Node::Kind::field && node.field == field; });
    return made;
}

}  // namespace casement::review
