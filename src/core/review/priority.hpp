// How urgently a case should be looked at, in points, and why. Formula and defaults: docs/priority.md.
//
// Integers only: the same points natively and as WebAssembly. The score of a row is the sum of its parts.
#pragma once

#include <core/json/fields.hpp>
#include <core/review/columns.hpp>

#include <cstdint>
#include <vector>

namespace casement::review {

struct PriorityWeights {
    std::int32_t clock = 400;           // at the due time
    std::int32_t clock_half_min = 240;  // minutes before it at which half of that is reached; at least 1
    std::int32_t overdue = 200;         // on top, once it has passed
    std::int32_t severity = 60;         // a level, 0..4
    std::int32_t reach = 8;             // a doubling of people reached
    std::int32_t requester[7] = {0, 120, 20, 20, 160, 60, 20};  // by bundle::SourceKind
    std::int32_t age = 10;                                      // a day since it was received
    std::int32_t age_most_days = 14;                            // days that count
    std::int32_t reports = 6;                                   // a doubling of reports

    bool operator==(const PriorityWeights&) const = default;
};

// Weights from 0 to 10,000; clock_half_min 1 to 100,000; age_most_days 0 to 3,650. What is not there keeps
// its default; an unknown member fails the reading, as does everything of a wrong type or range.
PriorityWeights read_weights(const json::Fields& fields);
Json weights_json(const PriorityWeights& weights);  // read_weights reads it back

enum class PriorityPart : std::uint8_t { clock, overdue, severity, reach, requester, age, reports };
inline constexpr const char* kPriorityParts[] = {"clock",     "overdue", "severity", "reach",
                                                 "requester", "age",     "reports"};

struct PriorityReason {
    PriorityPart part;
    // clock: ms left; overdue: ms since; severity: the level; reach: people; requester: bundle::SourceKind;
    // age: ms since it was received; reports: count.
    std::int64_t value;
    std::int32_t points;

    bool operator==(const PriorityReason&) const = default;
};

// The parts with points, most first. A row whose work is closed has none: it is not waiting.
std::vector<PriorityReason> explain_priority(const Columns& columns, std::size_t row,
                                             const PriorityWeights& weights, TimeMs now_ms);
std::int32_t priority_of(const Columns& columns, std::size_t row, const PriorityWeights& weights,
                         TimeMs now_ms);
// Of all rows, for Columns::set_priorities.
std::vector<std::int32_t> priorities(const Columns& columns, const PriorityWeights& weights, TimeMs now_ms);

}  // namespace casement::review
