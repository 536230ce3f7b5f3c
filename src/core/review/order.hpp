// The order of the queue: by any column, either way, stable.
//
// Ties keep the bundle's order in both directions. What has no value (no due time, no market) comes last in
// both directions. A column's permutation of all rows is made once, when it is first asked for, and read
// through the filter's bitmap; few survivors are sorted by themselves where there is none.
#pragma once

#include <core/review/bitmap.hpp>
#include <core/review/columns.hpp>

#include <cstdint>
#include <vector>

namespace casement::review {

enum class SortColumn : std::uint8_t {
    bundle,  // as the rows came
    priority,
    due,
    received,
    reach,
    severity,
    reports,
    area,
    source,
    kind,
    state,
    market,
    language,
    policy,
    clock,
    requester,
    author,
    assignee,
    id,
    title
};
inline constexpr const char* kSortColumns[] = {"bundle",    "priority", "due",      "received", "reach",
                                               "severity",  "reports",  "area",     "source",   "kind",
                                               "state",     "market",   "language", "policy",   "clock",
                                               "requester", "author",   "assignee", "id",       "title"};

struct SortOrder {
    SortColumn column = SortColumn::priority;
    bool descending = true;

    bool operator==(const SortOrder&) const = default;
};

inline constexpr std::size_t kAllRows = static_cast<std::size_t>(-1);

// An Orders serves one Columns. A permutation takes 4 bytes a row and column and direction; the last
// kMostKept of them are kept.
class Orders {
  public:
    static constexpr std::size_t kMostKept = 6;

    // The rows of the bitmap in order, the first `most` of them.
    std::vector<std::uint32_t> ordered(const Columns& columns, const Bitmap& rows, SortOrder order,
                                       std::size_t most = kAllRows);
    // All rows in order; the reference stays until the next call.
    const std::vector<std::uint32_t>& permutation(const Columns& columns, SortOrder order);

  private:
    struct Kept {
        SortOrder order;
        std::uint64_t revision = 0, used = 0;
        std::vector<std::uint32_t> rows;
    };
    Kept* find(const Columns& columns, SortOrder order);

    std::vector<Kept> kept_;
    std::uint64_t calls_ = 0;
};

}  // namespace casement::review
