// Number::toString of ECMAScript. std::to_chars finds the same digits, but brings 118 KB of tables into the
// WebAssembly build; this is exact with none, and takes the short way for nearly all numbers people write.
#include <core/json/canonical.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace casement::json {
namespace {

// x = 0.DIGITS * 10^point, the digits being the fewest that read back as x, and of those the nearest.
struct Decimal {
    std::string digits;
    int point = 0;
};

// Numbers of at most 15 digits, most of them. Two different decimals of 15 digits never read as the same
// double, so one that reads as x is the only one, hence the shortest.
bool find_short(double x, Decimal& decimal) {
    constexpr double kPowers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
    constexpr double kLimit = 1e15;
    for (int shift = 0; shift < static_cast<int>(std::size(kPowers)); ++shift) {
        const double scaled = std::floor(x * kPowers[shift] + 0.5);
        if (scaled >= kLimit) return false;
        // The quotient of two exact doubles is rounded correctly: this is what reading the decimal gives.
        if (scaled / kPowers[shift] != x) continue;
        decimal.digits = std::to_string(static_cast<std::int64_t>(scaled));
        decimal.point = static_cast<int>(decimal.digits.size()) - shift;
        while (decimal.digits.size() > 1 && decimal.digits.back() == '0') decimal.digits.pop_back();
        return true;
    }
    return false;
}

// A natural number of up to 1,280 bits; the largest needed here has 1,134.
class Natural {
  public:
    explicit Natural(std::uint64_t value) {
        words_[0] = static_cast<std::uint32_t>(value);
        words_[1] = static_cast<std::uint32_t>(value >> 32);
        size_ = words_[1] != 0 ? 2 : words_[0] != 0 ? 1 : 0;
    }

    void multiply(std::uint32_t factor) {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            carry += std::uint64_t{words_[i]} * factor;
            words_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0) words_[size_++] = static_cast<std::uint32_t>(carry);
    }
    void multiply_by_power_of_ten(int exponent) {
        for (; exponent >= 9; exponent -= 9) multiply(1'000'000'000);
        for (; exponent > 0; --exponent) multiply(10);
    }
    void shift_left(int bits) {
        for (; bits >= 31; bits -= 31) multiply(1u << 31);
        multiply(1u << bits);
    }
    void add(const Natural& other) {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < std::max(size_, other.size_) || carry != 0; ++i) {
            carry += std::uint64_t{words_[i]} + other.words_[i];
            words_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
            size_ = std::max(size_, i + 1);
        }
    }
    void subtract(const Natural& smaller) {
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            const std::uint64_t difference = std::uint64_t{words_[i]} - smaller.words_[i] - borrow;
            words_[i] = static_cast<std::uint32_t>(difference);
            borrow = difference >> 63;
        }
        while (size_ > 0 && words_[size_ - 1] == 0) --size_;
    }
    int compare(const Natural& other) const {
        if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
        for (std::size_t i = size_; i-- > 0;) {
            if (words_[i] != other.words_[i]) return words_[i] < other.words_[i] ? -1 : 1;
        }
        return 0;
    }

  private:
    std::array<std::uint32_t, 40> words_{};
    std::size_t size_ = 0;
};

int compare_sum(Natural a, const Natural& b, const Natural& c) {
    a.add(b);
    return a.compare(c);
}

// Burger and Dybvig, "Printing Floating-Point Numbers Quickly and Accurately" (1996), free-format, base 10.
// x = r/s; every number between x - below/s and x + above/s reads as x.
Decimal find_exact(double x) {
    constexpr std::uint64_t kHidden = std::uint64_t{1} << 52;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const int biased = static_cast<int>(bits >> 52);
    const std::uint64_t fraction = bits & (kHidden - 1);
    const std::uint64_t mantissa = biased == 0 ? fraction : fraction | kHidden;
    const int exponent = std::max(biased, 1) - 1075;
    // At a power of two the neighbour below is half as far as the one above.
    const int uneven = fraction == 0 && biased > 1 ? 1 : 0;
    const bool inclusive = mantissa % 2 == 0;  // reading rounds halves to even

    Natural r(mantissa), s(1), above(1), below(1);
    r.shift_left(1 + uneven + std::max(exponent, 0));
    s.shift_left(1 + uneven + std::max(-exponent, 0));
    above.shift_left(uneven + std::max(exponent, 0));
    below.shift_left(std::max(exponent, 0));

    // An estimate of the decimal exponent that is right or one too small.
    const int top_bit = exponent + static_cast<int>(std::bit_width(mantissa)) - 1;
    int point = static_cast<int>(std::ceil(top_bit * 0.30102999566398119521 - 1e-10));
    s.multiply_by_power_of_ten(point);
    for (Natural* number : {&r, &above, &below}) number->multiply_by_power_of_ten(-point);
    const auto grow = [&] {
        for (Natural* number : {&r, &above, &below}) number->multiply(10);
    };
    if (compare_sum(r, above, s) >= (inclusive ? 0 : 1)) {
        ++point;
    } else {
        grow();
    }

    Decimal decimal{"", point};
    for (;; grow()) {
        char digit = '0';
        for (; r.compare(s) >= 0; ++digit) r.subtract(s);
        const bool low = r.compare(below) < (inclusive ? 1 : 0);
        const bool high = compare_sum(r, above, s) >= (inclusive ? 0 : 1);
        if (!low && !high) {
            decimal.digits += digit;
            continue;
        }
        const int half = compare_sum(r, r, s);
        const bool up = high && (!low || half > 0 || (half == 0 && digit % 2 != 0));
        decimal.digits += static_cast<char>(digit + (up ? 1 : 0));
        return decimal;
    }
}

}  // namespace

std::string number_text(double x) {
    if (std::isnan(x)) return "NaN";
    if (std::isinf(x)) return x < 0 ? "-Infinity" : "Infinity";
    if (x == 0) return "0";

    Decimal decimal;
    if (!find_short(std::fabs(x), decimal)) decimal = find_exact(std::fabs(x));
    const std::string& digits = decimal.digits;
    const int point = decimal.point;
    const int count = static_cast<int>(digits.size());
    const auto zeros = [](int n) { return std::string(static_cast<std::size_t>(n), '0'); };

    // ECMA-262, 6.1.6.1.20, steps 6 to 12.
    std::string text(x < 0 ? "-" : "");
    if (count <= point && point <= 21) return text + digits + zeros(point - count);
    const auto whole = static_cast<std::size_t>(std::clamp(point, 0, count));
    if (0 < point && point <= 21) return text + digits.substr(0, whole) + "." + digits.substr(whole);
    if (-6 < point && point <= 0) return text + "0." + zeros(-point) + digits;
    text += digits[0];
    if (count > 1) text += "." + digits.substr(1);
    text += point > 0 ? "e+" : "e-";
    return text + std::to_string(std::abs(point - 1));
}

}  // namespace casement::json
