// Reading a filter as a person types it. Grammar and errors: docs/filter-language.md.
#pragma once

#include <core/base/result.hpp>
#include <core/review/filter.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace casement::review {

// What is wrong, and where: `bytes` and `characters` (code points) are half-open ranges of the text.
//
// Codes: filter.too_long, filter.utf8, filter.too_many_terms, filter.too_many_values, filter.too_deep,
// filter.unknown_field, filter.unknown_value, filter.value_missing, filter.number, filter.time,
// filter.range, filter.wildcard, filter.unclosed_quote, filter.unclosed_group, filter.unopened_group,
// filter.empty_group, filter.empty_phrase, filter.alternative (OR without a side), filter.negation.
struct FilterProblem {
    std::string code, message, remedy;
    TextRange bytes, characters;
};

struct ParsedFilter {
    Filter filter;                         // empty when there is an error
    std::optional<FilterProblem> error;    // the first one
    std::optional<FilterProblem> pending;  // the term at the caret is not finished; it is left out
};

inline constexpr std::size_t kNoCaret = static_cast<std::size_t>(-1);

// `text` is foreign. `caret` is a byte offset: what is unfinished and ends there is pending and no error.
// An open quote or parenthesis at the caret's end of the text counts as closed there.
ParsedFilter parse_filter(std::string_view text, std::size_t caret = kNoCaret);

// For what is not being typed: a stored or shared filter. The error's place is "characters 3-7".
Result<Filter> read_filter(std::string_view text);

// The known word nearest to what was typed, within two edits; empty when none is near.
std::string nearest_word(std::string_view typed, std::span<const char* const> words);

}  // namespace casement::review
