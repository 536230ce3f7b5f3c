// How many of the rows have which value: the facet bar, and the queue in groups.
#pragma once

#include <core/review/bitmap.hpp>
#include <core/review/columns.hpp>
#include <core/review/filter.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace casement::review {

struct FacetCount {
    std::string value;  // as toggle_facet takes it; empty: the rows without a value
    std::size_t count = 0;

    bool operator==(const FacetCount&) const = default;
};

// Whether a field's values can be counted: the named and the listed fields, and severity.
bool has_facets(Field field);

// The values that the rows have, most frequent first, then by text; the first `most`. A row is counted under
// each of its tags.
std::vector<FacetCount> facet_counts(const Columns& columns, const Bitmap& rows, Field field,
                                     std::size_t most);

struct RowGroup {
    std::string value;
    std::size_t begin = 0, count = 0;  // in GroupedRows::rows
};
struct GroupedRows {
    std::vector<RowGroup> groups;     // in the order of their first row
    std::vector<std::uint32_t> rows;  // a row with several tags stands in several groups
};
// `ordered` is the queue in its order, which is kept within each group.
GroupedRows group_rows(const Columns& columns, std::span<const std::uint32_t> ordered, Field field);

}  // namespace casement::review
