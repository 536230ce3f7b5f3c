// The loops behind filter_run.hpp: one kind of column each. All take rows out of a bitmap.
#pragma once

#include <core/review/filter_run.hpp>

#include <array>
#include <span>

namespace casement::review {

// Whether a row with that byte stays.
using ByteTable = std::array<std::uint8_t, 256>;

void keep_bytes(std::span<const std::uint8_t> column, const ByteTable& table, Bitmap& rows);
void keep_numbers(std::span<const std::int64_t> column, std::span<const Interval> intervals,
                  bool zero_is_none, bool negated, Bitmap& rows);
void keep_numbers(std::span<const std::int32_t> column, std::span<const Interval> intervals, bool negated,
                  Bitmap& rows);
// `wanted` has a byte a dictionary entry, 0 or 1.
void keep_listed(std::span<const std::uint32_t> column, const std::vector<std::uint8_t>& wanted, bool negated,
                 Bitmap& rows);

// `matches(row)` for the rows that are left; for what no loop over a column can do.
template <class Matches>
void keep_each(bool negated, Bitmap& rows, Matches matches) {
    for (std::size_t w = 0; w < rows.words.size(); ++w) {
        std::uint64_t hits = 0;
        for (std::uint64_t left = rows.words[w]; left != 0; left &= left - 1) {
            const std::uint64_t bit = left & (~left + 1);
            if (matches(w * 64 + static_cast<std::size_t>(std::countr_zero(left)))) hits |= bit;
        }
        rows.words[w] &= negated ? ~hits : hits;
    }
}

enum class TextPlace { anywhere, title, id, id_prefix };
void keep_text(const Columns& columns, std::string_view folded_needle, TextPlace place, bool negated,
               Bitmap& rows);

// Whether `needle` (not empty) occurs in `text`.
bool occurs(std::string_view text, std::string_view needle);

}  // namespace casement::review
