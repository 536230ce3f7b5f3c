// What could stand at the caret of a filter: fields, and the values that the queue has, most frequent first.
#pragma once

#include <core/review/columns.hpp>
#include <core/review/filter.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casement::review {

struct Completion {
    enum class Kind : std::uint8_t { field, value };

    Kind kind = Kind::field;
    Field field = Field::area;
    std::string text;       // what replaces the range: "area:", "ip", "\"two words\""
    std::size_t count = 0;  // cases in the whole queue; 0 where it is not known
};

struct Completions {
    TextRange replaces;  // bytes of the filter's text
    std::vector<Completion> list;
};

// `caret` is a byte offset. At most `most`; none inside a quote that is a phrase, or in a text that is no
// filter.
Completions complete_filter(const Columns& columns, std::string_view text, std::size_t caret,
                            std::size_t most);

}  // namespace casement::review
