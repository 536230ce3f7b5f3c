#include <core/decision/ed25519.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace casement::decision {
namespace {

using Bytes = std::array<std::uint8_t, 32>;  // a number, least byte first

// 2^255 - 19, less `below`.
constexpr Bytes prime(std::uint8_t below = 0) {
    Bytes out;
    out.fill(0xff);
    out[0] = static_cast<std::uint8_t>(0xed - below);
    out[31] = 0x7f;
    return out;
}

// The y of the eight points whose order divides 8: each but the first two belongs to two points, x and -x.
constexpr std::array<Bytes, 5> kSmallOrder = {
    Bytes{1},  // order 1
    prime(1),  // order 2: y = -1
    Bytes{0},  // order 4
    // Order 8.
    Bytes{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
          0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    Bytes{0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
          0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a}};

}  // namespace

bool is_sound_ed25519_key(std::string_view raw32) {
    if (raw32.size() != 32) return false;
    Bytes y;
    std::transform(raw32.begin(), raw32.end(), y.begin(),
                   [](char c) { return static_cast<std::uint8_t>(c); });
    y[31] &= 0x7f;  // without the sign of x
    const Bytes p = prime();
    const bool canonical = std::lexicographical_compare(y.rbegin(), y.rend(), p.rbegin(), p.rend());
    return canonical && std::find(kSmallOrder.begin(), kSmallOrder.end(), y) == kSmallOrder.end();
}

}  // namespace casement::decision
