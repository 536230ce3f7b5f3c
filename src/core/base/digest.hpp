// SHA-256 digests as they are written in every Casement format: "sha256:<64 lower-case hex digits>".
//
// The core does not hash: WebCrypto answers asynchronously and OpenSSL is not in the browser. Whoever brings
// bytes in brings their digest along; what must hash inside a loop takes a Sha256Fn.
#pragma once

#include <core/base/result.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace casement {

struct Digest {
    std::array<std::uint8_t, 32> bytes{};

    auto operator<=>(const Digest&) const = default;
    bool is_zero() const { return *this == Digest{}; }
    std::string hex() const;   // 64 lower-case hex digits
    std::string text() const;  // "sha256:" + hex()

    // Errors: digest.format (wrong prefix, length or a digit that is not lower-case hex).
    static Result<Digest> from_text(std::string_view text);
    static Result<Digest> from_hex(std::string_view hex);
};

using Sha256Fn = std::function<Digest(std::string_view)>;

}  // namespace casement
