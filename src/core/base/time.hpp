// Instants, as RFC 3339 in UTC with milliseconds ("2026-11-21T09:12:00.000Z") on the outside and as
// milliseconds since 1970-01-01T00:00:00Z within. The core has no clock: `now_ms` is always handed in.
#pragma once

#include <core/base/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace casement {

using TimeMs = std::int64_t;

// RFC 3339 date-time; any offset is accepted and converted, a leap second is folded into the next second.
// Years 0001 to 9999. Errors: time.format, time.range.
Result<TimeMs> parse_rfc3339(std::string_view text);

std::string format_rfc3339(TimeMs t);  // always UTC, always three decimals

// "2 h 14 m", "38 m", "1 d 9 h", "45 s"; negative spans are written by their size.
std::string format_span(std::int64_t span_ms);

}  // namespace casement
