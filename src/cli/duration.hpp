// ISO 8601 durations of fixed length: weeks, days, hours, minutes, seconds.
#pragma once

#include <core/base/result.hpp>

#include <cstdint>
#include <string_view>

namespace casement::cli {

// Milliseconds. Errors: mapping.duration.
Result<std::int64_t> parse_duration(std::string_view text);

}  // namespace casement::cli
