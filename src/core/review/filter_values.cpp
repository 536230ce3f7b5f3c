// Fields and what stands behind their colon.
#include <core/review/filter_parser.hpp>
#include <core/review/fold.hpp>

#include <algorithm>

namespace casement::review {

namespace {

// Hyphens and underscores are the same to who types them.
std::string plain_word(std::string_view text) {
    std::string made = fold(text);
    std::replace(made.begin(), made.end(), '_', '-');
    return made;
}

// Levenshtein's distance between short words; more than `most` is `most` + 1.
std::size_t edits(std::string_view a, std::string_view b, std::size_t most) {
    if (a.size() > b.size() + most || b.size() > a.size() + most || b.size() > 30) return most + 1;
    std::size_t row[32];
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return std::min(row[b.size()], most + 1);
}

std::string listed_words(std::span<const char* const> words) {
    std::string made;
    for (const char* word : words) made += (made.empty() ? "" : ", ") + std::string(word);
    return made;
}

constexpr struct {
    const char* text;
    Compare compare;
} kComparisons[] = {{"<=", Compare::less_equal}, {">=", Compare::greater_equal}, {"<", Compare::less},
                    {">", Compare::greater},     {"=", Compare::equal},          {"", Compare::equal}};

const char* example(const FieldInfo& field) {
    switch (field.field) {
        case Field::due:
            return "write due:<4h, due:>2d or due:<2026-11-23";
        case Field::received:
            return "write received:<2d, received:2026-11-23 or received:>=2026-11-23";
        case Field::age:
            return "write age:>2d or age:<4h";
        case Field::severity:
            return "write severity:3, severity:>=2 or severity:1..3";
        default:
            return "write a number, as in reach:>10k, reports:>=5 or reach:100..5000";
    }
}

}  // namespace

std::string nearest_word(std::string_view typed, std::span<const char* const> words) {
    const std::string plain = plain_word(typed);
    std::string nearest;
    std::size_t least = std::min<std::size_t>(2, plain.size() / 2) + 1;
    for (const char* word : words) {
        const std::size_t distance = edits(plain, plain_word(word), 2);
        if (distance < least) least = distance, nearest = word;
    }
    return nearest;
}

std::optional<Node> FilterParser::parse_field(std::size_t colon) {
    const std::size_t begin = cursor_.at();
    const std::string name = fold(cursor_.text().substr(begin, colon - begin));
    const FieldInfo* field = find_field(name);
    cursor_.go_to(colon + 1);
    if (!field) {
        std::vector<const char*> names;
        for (const FieldInfo& known : all_fields()) names.push_back(known.name);
        const std::string nearest = nearest_word(name, names);
        problem("filter.unknown_field", {begin, colon + 1}, "no field is called " + name,
                nearest.empty() ? "use one of " + listed_words(names) + ", or quote the words"
                                : "did you mean " + nearest + ": ?");
        return std::nullopt;
    }
    Node made;
    made.kind = Node::Kind::field;
    made.field = field->field;
    do {
        if (made.values.size() == kMostFilterValues) {
            problem("filter.too_many_values", {begin, cursor_.at()}, "a term has at most 64 values",
                    "write a second term, joined with OR");
            break;
        }
        if (auto value = parse_value(*field)) made.values.push_back(std::move(*value));
    } while (!failed() && cursor_.take(','));
    if (failed() || made.values.empty()) return std::nullopt;
    return made;
}

std::optional<Value> FilterParser::parse_value(const FieldInfo& field) {
    const std::size_t begin = cursor_.at();
    Value value;
    const bool literal = cursor_.at_quote();
    if (literal) {
        if (!quoted(value.text)) return std::nullopt;
        value.prefix = cursor_.take('*');
    } else {
        value.text = cursor_.bare(",()");
    }
    value.range = {begin, cursor_.at()};
    if (fold(value.text).empty()) {
        // The range begins with the colon or comma, so that a caret behind it is at this problem.
        problem("filter.value_missing", {begin - 1, cursor_.at()},
                std::string("a value is missing behind ") + field.name + ":",
                field.words.empty() ? "write it directly behind, without a blank"
                                    : "use one of " + listed_words(field.words),
                Growth::may_grow);
        return std::nullopt;
    }
    bool good = false;
    switch (field.type) {
        case FieldType::named:
        case FieldType::quality:
            good = read_named(field, value);
            break;
        case FieldType::listed:
        case FieldType::text:
            good = read_listed(field, value, literal);
            break;
        case FieldType::number:
        case FieldType::time:
        case FieldType::span:
            good = read_amount(field, value);
            break;
    }
    return good ? std::optional(std::move(value)) : std::nullopt;
}

bool FilterParser::read_named(const FieldInfo& field, Value& value) {
    const std::string typed = plain_word(value.text);
    bool begins = false;
    for (const char* word : field.words) {
        const std::string plain = plain_word(word);
        begins = begins || plain.starts_with(typed);
        if (plain != typed || value.prefix) continue;
        value.text = value.folded = word;
        return true;
    }
    const std::string nearest = nearest_word(typed, field.words);
    problem("filter.unknown_value", value.range, std::string(field.name) + " is never " + value.text,
            nearest.empty() ? "use one of " + listed_words(field.words) : "did you mean " + nearest + "?",
            begins ? Growth::may_grow : Growth::none);
    return false;
}

bool FilterParser::read_listed(const FieldInfo& field, Value& value, bool literal) {
    if (!literal && value.text.ends_with('*')) {
        value.text.pop_back();
        value.prefix = true;
    }
    if (field.field == Field::author && value.text.starts_with('@')) value.text.erase(0, 1);
    value.folded = fold(value.text);
    if (!value.folded.empty() && (literal || value.text.find('*') == std::string::npos)) return true;
    problem("filter.wildcard", value.range, "a star stands at the end of a value, an @ before one",
            "quote the value to search for the star itself", Growth::may_grow);
    return false;
}

bool FilterParser::read_one_amount(const FieldInfo& field, std::string_view text, Value& value) {
    if (field.type == FieldType::number) {
        const auto count = read_count(text);
        value.number = count.value_or(0);
        return count.has_value();
    }
    if (const auto span = read_span(text)) {
        value.amount = Amount::span_ms;
        value.number = *span;
        return true;
    }
    return field.type == FieldType::time && read_instant(text, value);
}

bool FilterParser::read_amount(const FieldInfo& field, Value& value) {
    const std::string written = std::move(value.text);
    value.text.clear();
    std::string_view rest = written;
    for (const auto& known : kComparisons) {
        if (!rest.starts_with(known.text)) continue;
        value.compare = known.compare;
        rest.remove_prefix(std::string_view(known.text).size());
        break;
    }
    Value upper;
    const std::size_t dots = rest.find("..");
    const bool between = dots != std::string_view::npos && rest.size() == written.size();
    bool good = !value.prefix && read_one_amount(field, rest.substr(0, between ? dots : rest.size()), value);
    if (between) {
        good = good && read_one_amount(field, rest.substr(dots + 2), upper) && upper.amount == value.amount;
        value.compare = Compare::between;
        value.upper = upper.number;
    }
    const bool exact_span = value.compare == Compare::equal && value.amount == Amount::span_ms;
    if (!good || exact_span) {
        problem(field.type == FieldType::number ? "filter.number" : "filter.time", value.range,
                written + " says no " + (field.type == FieldType::number ? "number" : "time") + " for " +
                    field.name,
                example(field), Growth::may_grow);
        return false;
    }
    const bool too_severe = field.field == Field::severity && std::max(value.number, value.upper) > 4;
    if (too_severe || (between && value.upper < value.number)) {
        problem("filter.range", value.range,
                too_severe ? "severity goes from 0 to 4" : "the range ends before it begins",
                too_severe ? example(field) : "put the smaller one first", Growth::may_grow);
        return false;
    }
    return true;
}

}  // namespace casement::review
