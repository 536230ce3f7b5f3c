// JSON values from a seeded generator, the same in every build: not std::uniform_int_distribution, whose
// numbers are each library's own.
#pragma once

#include <core/json/json.hpp>

#include <bit>
#include <cstdint>
#include <string>

namespace casement::test {

class Generator {
  public:
    explicit Generator(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {  // splitmix64
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::size_t below(std::size_t n) { return next() % n; }

    double number() {
        switch (below(4)) {
            case 0:
                return static_cast<double>(static_cast<std::int64_t>(next()) >> below(64));
            case 1:
                return static_cast<double>(below(100000)) / 100;
            case 2: {  // near a power of two, where shortest digits are hard
                const std::uint64_t exponent = below(2046) + 1;
                return std::bit_cast<double>((exponent << 52) + (below(3) - 1));
            }
            default: {
                const std::uint64_t bits = next();
                return (bits >> 52 & 0x7FF) == 0x7FF ? 0.0 : std::bit_cast<double>(bits);
            }
        }
    }

    std::string text() {
        static const char* const kPieces[] = {
            "a", "B", "0",    " ",  "\"",     "\\",     "/",      "\n", "\t",         "\x01", "\x7f",
            "é", "ก", "שלום", "中", "\u2028", "\uE000", "\uFFFF", "😀", "\U0010FFFF", "null", "~1"};
        std::string result;
        for (std::size_t i = below(6); i > 0; --i) result += kPieces[below(std::size(kPieces))];
        return result;
    }

    Json value(int depth) {
        switch (below(depth > 0 ? 8 : 6)) {
            case 0:
                return nullptr;
            case 1:
                return below(2) == 0;
            case 2:
                return static_cast<std::int64_t>(next()) >> below(64);
            case 3:
                return number();
            case 4:
            case 5:
                return text();
            case 6: {
                Json array = Json::array();
                for (std::size_t i = below(5); i > 0; --i) array.push_back(value(depth - 1));
                return array;
            }
            default: {
                Json object = Json::object();
                for (std::size_t i = below(5); i > 0; --i) object[text()] = value(depth - 1);
                return object;
            }
        }
    }

  private:
    std::uint64_t state_;
};

}  // namespace casement::test
