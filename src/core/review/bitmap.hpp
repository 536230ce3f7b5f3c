// One bit a row.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace casement::review {

struct Bitmap {
    std::size_t rows = 0;
    std::vector<std::uint64_t> words;  // bits behind the last row are 0

    Bitmap() = default;
    Bitmap(std::size_t row_count, bool value)
        : rows(row_count), words((row_count + 63) / 64, value ? ~std::uint64_t{0} : 0) {
        if (value && row_count % 64 != 0) words.back() >>= 64 - row_count % 64;
    }
    bool operator==(const Bitmap&) const = default;

    bool test(std::size_t row) const { return (words[row / 64] >> (row % 64)) & 1; }
    std::size_t count() const {
        std::size_t sum = 0;
        for (const std::uint64_t word : words) sum += static_cast<std::size_t>(std::popcount(word));
        return sum;
    }
    // visit(row), in rising order.
    template <class Visit>
    void each(Visit visit) const {
        for (std::size_t w = 0; w < words.size(); ++w)
            for (std::uint64_t left = words[w]; left != 0; left &= left - 1)
                visit(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
    }
};

}  // namespace casement::review
