// Plain loops over 64 rows at a time, without branches inside, so that compilers make vector code of them.
#include <core/review/filter_terms.hpp>

#include <algorithm>
#include <bit>
#include <cstring>

namespace casement::review {

namespace {

static_assert(std::endian::native == std::endian::little);

// 64 bytes of 0 or 1 as 64 bits, the first lowest: eight bytes at a time, gathered by a multiplication.
std::uint64_t packed(const std::uint8_t (&bytes)[64]) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes + i * 8, 8);
        bits |= ((eight * 0x0102040810204080ull) >> 56) << (8 * i);
    }
    return bits;
}

// `keeps(value)` is 0 or 1, for each value of the blocks that have rows left.
template <class T, class Keeps>
void keep_blocks(std::span<const T> column, bool negated, Bitmap& rows, Keeps keeps) {
    constexpr int kFew = 12;  // so few rows of 64 are asked one by one
    for (std::size_t w = 0; w < rows.words.size(); ++w) {
        if (rows.words[w] == 0) continue;
        const T* const at = column.data() + w * 64;
        std::uint64_t hits = 0;
        if (column.size() - w * 64 < 64 || std::popcount(rows.words[w]) <= kFew) {
            for (std::uint64_t left = rows.words[w]; left != 0; left &= left - 1) {
                const int bit = std::countr_zero(left);
                hits |= static_cast<std::uint64_t>(keeps(at[bit])) << bit;
            }
        } else {
            alignas(64) std::uint8_t bytes[64];
            for (std::size_t i = 0; i < 64; ++i) bytes[i] = keeps(at[i]);
            hits = packed(bytes);
        }
        rows.words[w] &= negated ? ~hits : hits;
    }
}

// A few values are compared each with all rows, which needs no table.
constexpr std::size_t kFewValues = 4;
template <class T>
void keep_few(std::span<const T> column, const std::vector<T>& values, bool negated, Bitmap& rows) {
    T four[kFewValues];
    for (std::size_t i = 0; i < kFewValues; ++i) four[i] = values[i < values.size() ? i : 0];
    const T a = four[0], b = four[1], c = four[2], d = four[3];
    if (values.size() == 1) {
        keep_blocks(column, negated, rows, [=](T value) { return static_cast<std::uint8_t>(value == a); });
        return;
    }
    keep_blocks(column, negated, rows, [=](T value) {
        return static_cast<std::uint8_t>((value == a) | (value == b) | (value == c) | (value == d));
    });
}

// least <= value <= most, in one comparison.
struct Within {
    std::uint64_t least, width;
    explicit Within(Interval interval)
        : least(static_cast<std::uint64_t>(interval.least)),
          width(static_cast<std::uint64_t>(interval.most) - static_cast<std::uint64_t>(interval.least)) {}
    std::uint8_t operator()(std::int64_t value) const {
        return static_cast<std::uint64_t>(value) - least <= width;
    }
};

}  // namespace

void keep_bytes(std::span<const std::uint8_t> column, const ByteTable& table, Bitmap& rows) {
    // The wanted values, or the others: one of the two is a short list for most terms.
    for (const std::uint8_t wanted : {std::uint8_t{1}, std::uint8_t{0}}) {
        std::vector<std::uint8_t> values;
        for (std::size_t i = 0; i < table.size(); ++i)
            if (table[i] == wanted) values.push_back(static_cast<std::uint8_t>(i));
        if (values.empty() || values.size() > kFewValues) continue;
        keep_few(column, values, wanted == 0, rows);
        return;
    }
    keep_blocks(column, false, rows, [&](std::uint8_t value) { return table[value]; });
}

void keep_numbers(std::span<const std::int64_t> column, std::span<const Interval> intervals,
                  bool zero_is_none, bool negated, Bitmap& rows) {
    const std::uint8_t zero = zero_is_none ? 0 : 1;
    if (intervals.size() == 1) {
        const Within within(intervals[0]);
        keep_blocks(column, negated, rows, [&](std::int64_t value) {
            return static_cast<std::uint8_t>(within(value) & ((value != 0) | zero));
        });
        return;
    }
    keep_each(negated, rows, [&](std::size_t row) {
        const std::int64_t value = column[row];
        return (value != 0 || !zero_is_none) &&
               std::any_of(intervals.begin(), intervals.end(),
                           [&](const Interval& one) { return Within(one)(value) != 0; });
    });
}

void keep_numbers(std::span<const std::int32_t> column, std::span<const Interval> intervals, bool negated,
                  Bitmap& rows) {
    keep_each(negated, rows, [&](std::size_t row) {
        return std::any_of(intervals.begin(), intervals.end(),
                           [&](const Interval& one) { return Within(one)(column[row]) != 0; });
    });
}

void keep_listed(std::span<const std::uint32_t> column, const std::vector<std::uint8_t>& wanted, bool negated,
                 Bitmap& rows) {
    std::vector<std::uint32_t> ids;
    for (std::size_t id = 0; id < wanted.size() && ids.size() <= kFewValues; ++id)
        if (wanted[id]) ids.push_back(static_cast<std::uint32_t>(id));
    if (ids.empty()) {
        if (!negated) std::fill(rows.words.begin(), rows.words.end(), 0);
    } else if (ids.size() <= kFewValues) {
        keep_few(column, ids, negated, rows);
    } else {
        keep_blocks(column, negated, rows, [&](std::uint32_t id) { return wanted[id]; });
    }
}

bool occurs(std::string_view text, std::string_view needle) {
    if (needle.size() > text.size()) return false;
    const std::size_t ends = text.size() - needle.size() + 1, behind = needle.size() - 1;
    const char first = needle.front(), last = needle.back();
    const auto is_at = [&](std::size_t i) {
        return text[i] == first && text[i + behind] == last &&
               std::memcmp(text.data() + i, needle.data(), needle.size()) == 0;
    };
    constexpr std::size_t kStep = 32;
    if (ends < kStep) {
        for (std::size_t i = 0; i < ends; ++i)
            if (is_at(i)) return true;
        return false;
    }
    // The last step goes back over what was seen, so that no tail is left.
    for (std::size_t begin = 0;; begin = std::min(begin + kStep, ends - kStep)) {
        const char* const a = text.data() + begin;
        const char* const b = a + behind;
        std::uint8_t any = 0;
        for (std::size_t i = 0; i < kStep; ++i)
            any = static_cast<std::uint8_t>(any | ((a[i] == first) & (b[i] == last)));
        for (std::size_t i = begin; any != 0 && i < begin + kStep; ++i)
            if (is_at(i)) return true;
        if (begin + kStep >= ends) return false;
    }
}

namespace {

// What a needle asks of a row, read from the row itself.
bool row_has(const Columns& columns, std::size_t row, std::string_view needle, TextPlace place) {
    switch (place) {
        case TextPlace::anywhere:
            return occurs(columns.haystack(row), needle);
        case TextPlace::title:
            return occurs(columns.folded_title(row), needle);
        case TextPlace::id:
            return columns.folded_id(row) == needle;
        case TextPlace::id_prefix:
            return columns.folded_id(row).starts_with(needle);
    }
    return false;
}

// The rows of a block that have each of the needle's words somewhere within a word of theirs.
void likely_rows(const WordIndex& index, std::size_t block, std::string_view needle,
                 std::uint64_t (&rows)[WordIndex::kBlockWords]) {
    std::fill(std::begin(rows), std::end(rows), ~std::uint64_t{0});
    for (std::size_t at = 0; at < needle.size();) {
        const std::size_t end = std::min(needle.find(' ', at), needle.size());
        std::uint64_t hits[WordIndex::kBlockWords] = {};
        index.find(block, needle.substr(at, end - at), hits);
        for (std::size_t w = 0; w < WordIndex::kBlockWords; ++w) rows[w] &= hits[w];
        at = end + 1;
    }
}

}  // namespace

void keep_text(const Columns& columns, std::string_view folded_needle, TextPlace place, bool negated,
               Bitmap& rows) {
    const WordIndex& index = columns.word_index();
    const bool anywhere = place == TextPlace::anywhere;
    if (anywhere && WordIndex::is_letter(folded_needle)) {
        for (std::size_t w = 0; w < rows.words.size(); ++w) {
            const std::uint64_t hits = index.rows_with_letter(w, folded_needle[0]);
            rows.words[w] &= negated ? ~hits : hits;
        }
        return;
    }
    const bool exact = anywhere && folded_needle.find(' ') == std::string_view::npos;
    constexpr std::size_t kStep = WordIndex::kBlockWords;
    // From so many rows of a block on, its index is read faster than the rows.
    constexpr std::size_t kMany = 1024;
    for (std::size_t block = 0; block * kStep < rows.words.size(); ++block) {
        const std::size_t size = std::min(kStep, rows.words.size() - block * kStep);
        const std::span<std::uint64_t> words = std::span(rows.words).subspan(block * kStep, size);
        std::size_t count = 0;
        for (const std::uint64_t word : words) count += static_cast<std::size_t>(std::popcount(word));
        if (count == 0) continue;
        const bool indexed = block < index.blocks() && count > kMany;
        std::uint64_t likely[kStep];
        if (indexed) {
            likely_rows(index, block, folded_needle, likely);
        } else {
            std::fill(std::begin(likely), std::end(likely), ~std::uint64_t{0});
        }
        for (std::size_t w = 0; w < size; ++w) {
            std::uint64_t hits = words[w] & likely[w];
            for (std::uint64_t left = indexed && exact ? 0 : hits; left != 0; left &= left - 1) {
                const auto row = (block * kStep + w) * 64 + static_cast<std::size_t>(std::countr_zero(left));
                if (!row_has(columns, row, folded_needle, place)) hits &= ~(left & (~left + 1));
            }
            words[w] &= negated ? ~hits : hits;
        }
    }
}

}  // namespace casement::review
