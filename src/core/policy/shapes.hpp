// The shapes of the short texts in a pack: ids, versions, days, durations.
#pragma once

#include <string_view>

namespace casement::policy {

bool is_name(std::string_view text);                    // [A-Za-z0-9][A-Za-z0-9._-]{0,99}
bool is_key(std::string_view text);                     // a name without dots: rules write answers.<key>
bool is_version(std::string_view text);                 // 2026.11 or 2026.11.3
bool is_older(std::string_view a, std::string_view b);  // of two versions, by their numbers
bool is_day(std::string_view text);                     // 2026-11-21
bool is_duration(std::string_view text);                // ISO 8601: P2D, PT24H, P1DT12H, P2W

}  // namespace casement::policy
