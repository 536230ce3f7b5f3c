#include <core/review/facets.hpp>
#include <core/review/filter_complete.hpp>
#include <core/review/filter_lexer.hpp>
#include <core/review/filter_text.hpp>
#include <core/review/fold.hpp>
#include <core/review/listed.hpp>

#include <algorithm>

namespace casement::review {

namespace {

constexpr const char* kTimeExamples[] = {"<4h", "<1d", "<1w", ">1d"};
constexpr const char* kCountExamples[] = {">=10", ">1k", ">100k"};
constexpr const char* kSeverityExamples[] = {">=3", "4", "3", "2", "1", "0"};

// The word or value that the caret is in or behind.
struct CaretToken {
    const FieldInfo* field = nullptr;  // null: a word, which may become a field
    TextRange range;
    std::string typed;  // up to the caret, without quotes
    bool good = false;
};

// Reads on from `at` up to the token that holds the caret, as the parser would.
CaretToken token_at(std::string_view text, std::size_t caret) {
    FilterCursor cursor(text);
    CaretToken token;
    const FieldInfo* field = nullptr;
    bool in_values = false;
    while (true) {
        const std::size_t begin = cursor.at();
        // A quote that is still open at the caret runs to the end of the text; what is behind the caret
        // stays.
        std::string quoted_text;
        const bool quote = cursor.at_quote();
        bool closed = false;
        if (quote) {
            closed = cursor.quoted(quoted_text);
        } else {
            cursor.bare(in_values ? ",()" : "():");
        }
        if (caret <= cursor.at()) {
            if (quote && (!in_values || caret == begin)) return token;
            FilterCursor head(text.substr(0, caret));
            head.go_to(begin);
            if (quote) {
                head.quoted(token.typed);
            } else {
                token.typed = text.substr(begin, caret - begin);
            }
            token.field = in_values ? field : nullptr;
            token.range = {begin, quote && !closed ? caret : cursor.at()};
            token.good = !in_values || field != nullptr;
            return token;
        }
        if (!in_values && cursor.peek() == ':') {
            std::string_view name = cursor.since(begin);
            if (name.starts_with('-')) name.remove_prefix(1);
            field = find_field(fold(name));
            in_values = true;
            cursor.take(':');
        } else if (in_values && cursor.peek() == ',') {
            cursor.take(',');
        } else {
            in_values = false;
            // A parenthesis, or the blanks between terms.
            if (!cursor.take('(') && !cursor.take(')') && cursor.at_blank()) {
                std::size_t next = cursor.at();
                next_code_point(text, next);
                cursor.go_to(next);
            }
        }
    }
}

void add_fields(const std::string& typed, Completions& made) {
    for (const FieldInfo& field : all_fields()) {
        if (!std::string_view(field.name).starts_with(typed)) continue;
        made.list.push_back({Completion::Kind::field, field.field, std::string(field.name) + ":", 0});
    }
}

// A value as it is written behind the colon.
std::string spelled(Field field, std::string_view value) {
    Filter filter;
    Node node;
    node.kind = Node::Kind::field;
    node.field = field;
    Value written;
    written.text = value;
    if (field == Field::author && written.text.starts_with('@')) written.text.erase(0, 1);
    node.values.push_back(std::move(written));
    filter.root.children.push_back(std::move(node));
    return filter_text(filter).substr(std::string_view(info(field).name).size() + 1);
}

void keep_most_frequent(std::vector<Completion>& list, std::size_t most) {
    const auto end = list.begin() + static_cast<std::ptrdiff_t>(std::min(most, list.size()));
    std::partial_sort(list.begin(), end, list.end(), [](const Completion& a, const Completion& b) {
        return a.count != b.count ? a.count > b.count : a.text < b.text;
    });
    list.erase(end, list.end());
}

void add_listed(const Columns& columns, Field field, const std::string& typed, std::size_t most,
                Completions& made) {
    const Dictionary& dictionary = *dictionary_of(columns, field);
    const std::string_view wanted =
        std::string_view(typed).substr(field == Field::author && typed.starts_with('@') ? 1 : 0);
    std::vector<std::uint32_t> ids;
    for (std::uint32_t id = 1; id < dictionary.size(); ++id) {
        std::string_view folded = dictionary.folded(id);
        if (field == Field::author && folded.starts_with('@')) folded.remove_prefix(1);
        if (dictionary.uses(id) > 0 && !folded.empty() && folded.starts_with(wanted)) ids.push_back(id);
    }
    const auto end = ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size()));
    std::partial_sort(ids.begin(), end, ids.end(), [&](std::uint32_t a, std::uint32_t b) {
        return dictionary.uses(a) != dictionary.uses(b) ? dictionary.uses(a) > dictionary.uses(b)
                                                        : dictionary.text(a) < dictionary.text(b);
    });
    for (auto at = ids.begin(); at != end; ++at)
        made.list.push_back(
            {Completion::Kind::value, field, spelled(field, dictionary.text(*at)), dictionary.uses(*at)});
}

void add_words(const Columns& columns, const FieldInfo& field, std::string typed, std::size_t most,
               Completions& made) {
    std::replace(typed.begin(), typed.end(), '_', '-');
    std::vector<std::size_t> counts(field.words.size());
    if (const auto bytes = byte_column(columns, field.field))
        for (const std::uint8_t value : *bytes)
            if (value < counts.size()) ++counts[value];
    for (std::size_t i = 0; i < field.words.size(); ++i) {
        std::string plain = field.words[i];
        std::replace(plain.begin(), plain.end(), '_', '-');
        if (plain.starts_with(typed))
            made.list.push_back({Completion::Kind::value, field.field, field.words[i], counts[i]});
    }
    if (field.type == FieldType::named) keep_most_frequent(made.list, most);
}

void add_examples(const FieldInfo& field, const std::string& typed, Completions& made) {
    const bool count = field.type == FieldType::number;
    const std::span<const char* const> examples = field.field == Field::severity
                                                      ? std::span<const char* const>(kSeverityExamples)
                                                  : count ? std::span<const char* const>(kCountExamples)
                                                          : std::span<const char* const>(kTimeExamples);
    for (const char* example : examples)
        if (std::string_view(example).starts_with(typed))
            made.list.push_back({Completion::Kind::value, field.field, example, 0});
}

}  // namespace

Completions complete_filter(const Columns& columns, std::string_view text, std::size_t caret,
                            std::size_t most) {
    Completions made;
    if (text.size() > kMostFilterBytes || caret > text.size() || !is_utf8(text)) return made;
    CaretToken token = token_at(text, caret);
    if (!token.good) return made;
    made.replaces = token.range;
    if (!token.field && token.typed.starts_with('-')) {
        token.typed.erase(0, 1);
        ++made.replaces.begin;
    }
    const std::string typed = fold(token.typed);
    if (!token.field) {
        // The colon that is there is replaced with the name.
        if (made.replaces.end < text.size() && text[made.replaces.end] == ':') ++made.replaces.end;
        add_fields(typed, made);
    } else if (dictionary_of(columns, token.field->field)) {
        add_listed(columns, token.field->field, typed, most, made);
        if (token.field->field == Field::assignee)
            for (const char* word : {"me", "none"})
                if (std::string_view(word).starts_with(typed))
                    made.list.push_back({Completion::Kind::value, Field::assignee, word, 0});
    } else if (!token.field->words.empty()) {
        add_words(columns, *token.field, typed, most, made);
    } else if (token.field->type != FieldType::text) {
        add_examples(*token.field, typed, made);
    }
    if (made.list.size() > most) made.list.resize(most);
    return made;
}

}  // namespace casement::review
