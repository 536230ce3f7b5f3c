// UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then version, variant and 74 random bits.
#pragma once

#include <core/base/result.hpp>
#include <core/base/time.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace casement {

// `random` is 10 bytes from a cryptographic source, handed in by the caller: the core has none.
std::string uuid_v7(TimeMs now_ms, const std::array<std::uint8_t, 10>& random);

// Lower-case, hyphenated, version 7, RFC variant. Errors: uuid.format.
Result<void> check_uuid_v7(std::string_view text);

}  // namespace casement
