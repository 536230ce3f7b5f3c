// The columns by field, and which values of a dictionary a term wants.
#pragma once

#include <core/review/columns.hpp>
#include <core/review/filter.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casement::review {

const DictionaryColumn* listed_column(const Columns& columns,
                                      Field field);                    // null: the field is none; tag too
const Dictionary* dictionary_of(const Columns& columns, Field field);  // of tags too
std::optional<std::span<const std::uint8_t>> byte_column(const Columns& columns,
                                                         Field field);  // named fields

// Whether a value of the dictionary is meant by a value of a term. Folded and equal, or beginning with it
// where it ended with a star; language:en means en-GB too (RFC 4647, basic filtering), policy:ads means
// ads@3, and the @ of an author's handle is not part of it.
bool means(Field field, const Value& value, std::string_view folded);

// A byte a dictionary entry: 1 where some value of the term means it.
std::vector<std::uint8_t> wanted_values(const Dictionary& dictionary, const Node& term, std::string_view me);

}  // namespace casement::review
