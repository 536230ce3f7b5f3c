#include <core/base/sorted.hpp>
#include <core/review/listed.hpp>
#include <core/review/order.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <optional>

namespace casement::review {

namespace {

constexpr std::uint64_t kNoValue = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kSignBit = 1ull << 63;

std::uint64_t rising(std::int64_t value) {
    return static_cast<std::uint64_t>(value) ^ kSignBit;
}

std::optional<Field> field_of(SortColumn column) {
    switch (column) {
        case SortColumn::area:
            return Field::area;
        case SortColumn::source:
            return Field::source;
        case SortColumn::kind:
            return Field::kind;
        case SortColumn::state:
            return Field::state;
        case SortColumn::severity:
            return Field::severity;
        case SortColumn::market:
            return Field::market;
        case SortColumn::language:
            return Field::language;
        case SortColumn::policy:
            return Field::policy;
        case SortColumn::clock:
            return Field::clock;
        case SortColumn::requester:
            return Field::requester;
        case SortColumn::author:
            return Field::author;
        case SortColumn::assignee:
            return Field::assignee;
        default:
            return std::nullopt;
    }
}

// Each entry's position among the folded texts; those that fold the same share one.
std::vector<std::uint32_t> ranks(const Dictionary& dictionary) {
    std::vector<std::uint32_t> ids(dictionary.size());
    std::iota(ids.begin(), ids.end(), 0u);
    heap_sort(ids,
              [&](std::uint32_t a, std::uint32_t b) { return dictionary.folded(a) < dictionary.folded(b); });
    std::vector<std::uint32_t> made(ids.size());
    for (std::size_t i = 1; i < ids.size(); ++i)
        made[ids[i]] = made[ids[i - 1]] + (dictionary.folded(ids[i]) != dictionary.folded(ids[i - 1]));
    return made;
}

class RowSort {
  public:
    RowSort(const Columns& columns, SortOrder order, std::vector<std::uint32_t> rows)
        : columns_(columns), order_(order), rows_(std::move(rows)), keys_(rows_.size()) {}

    std::vector<std::uint32_t> sorted() {
        const bool by_text = fill_keys();
        radix_sort();
        if (by_text) sort_runs();
        return std::move(rows_);
    }

  private:
    template <class Key>
    void fill(Key key) {
        for (std::size_t i = 0; i < rows_.size(); ++i) keys_[i] = key(rows_[i]);
    }

    // True where the keys are only the beginnings of texts.
    bool fill_keys() {
        const auto field = field_of(order_.column);
        if (const auto bytes = field ? byte_column(columns_, *field) : std::nullopt) {
            fill([&](std::uint32_t row) { return (*bytes)[row]; });
            return false;
        }
        if (const DictionaryColumn* column = field ? listed_column(columns_, *field) : nullptr) {
            if (column->dictionary.size() > 1000 && column->dictionary.size() * 4 > rows_.size())
                return fill_text_keys();
            const auto rank = ranks(column->dictionary);
            fill([&](std::uint32_t row) {
                return column->ids[row] == 0 ? kNoValue : std::uint64_t{rank[column->ids[row]]};
            });
            return false;
        }
        switch (order_.column) {
            case SortColumn::priority:
                fill([&](std::uint32_t row) { return rising(columns_.priority()[row]); });
                return false;
            case SortColumn::due:
                fill([&](std::uint32_t row) {
                    const TimeMs due = columns_.due_at()[row];
                    return due == 0 ? kNoValue : rising(due);
                });
                return false;
            case SortColumn::received:
                fill([&](std::uint32_t row) { return rising(columns_.received_at()[row]); });
                return false;
            case SortColumn::reach:
                fill([&](std::uint32_t row) { return rising(columns_.reach()[row]); });
                return false;
            case SortColumn::reports:
                fill([&](std::uint32_t row) { return rising(columns_.reports()[row]); });
                return false;
            case SortColumn::id:
            case SortColumn::title:
                return fill_text_keys();
            default:
                fill([](std::uint32_t row) { return std::uint64_t{row}; });
                return false;
        }
    }

    std::string_view text_of(std::uint32_t row) const {
        if (order_.column == SortColumn::id) return columns_.folded_id(row);
        if (order_.column == SortColumn::title) return columns_.folded_title(row);
        const DictionaryColumn& column = *listed_column(columns_, *field_of(order_.column));
        return column.dictionary.folded(column.ids[row]);
    }

    bool fill_text_keys() {
        fill([&](std::uint32_t row) {
            const std::string_view text = text_of(row);
            if (text.empty()) return kNoValue;
            std::uint64_t key = 0;
            for (std::size_t i = 0; i < 8; ++i)
                key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
            return key;
        });
        return true;
    }

    // Keys from 0 on, in the direction that is asked for, those without a value behind all others.
    std::uint64_t normalise() {
        std::uint64_t least = kNoValue, most = 0;
        for (const std::uint64_t key : keys_) {
            if (key == kNoValue) continue;
            least = std::min(least, key);
            most = std::max(most, key);
        }
        if (least > most) return 0;
        const std::uint64_t behind = most - least + 1;
        for (std::uint64_t& key : keys_) {
            key = key == kNoValue ? behind : order_.descending ? most - key : key - least;
        }
        return behind;
    }

    void radix_sort() {
        constexpr unsigned kDigit = 11;
        const std::uint64_t most = normalise();
        std::vector<std::uint32_t> other_rows(rows_.size());
        std::vector<std::uint64_t> other_keys(keys_.size());
        for (unsigned shift = 0; shift < 64 && (most >> shift) != 0; shift += kDigit) {
            std::uint32_t starts[(1u << kDigit) + 1] = {};
            const auto digit = [&](std::uint64_t key) { return (key >> shift) & ((1u << kDigit) - 1); };
            for (const std::uint64_t key : keys_) ++starts[digit(key) + 1];
            for (std::size_t i = 1; i <= 1u << kDigit; ++i) starts[i] += starts[i - 1];
            for (std::size_t i = 0; i < keys_.size(); ++i) {
                const std::uint32_t to = starts[digit(keys_[i])]++;
                other_keys[to] = keys_[i];
                other_rows[to] = rows_[i];
            }
            keys_.swap(other_keys);
            rows_.swap(other_rows);
        }
    }

    // Texts that begin alike are compared as a whole.
    void sort_runs() {
        for (std::size_t begin = 0, end = 0; begin < rows_.size(); begin = end) {
            for (end = begin + 1; end < rows_.size() && keys_[end] == keys_[begin];) ++end;
            if (end - begin < 2) continue;
            const auto at = rows_.begin() + static_cast<std::ptrdiff_t>(begin);
            std::sort(at, at + static_cast<std::ptrdiff_t>(end - begin),
                      [&](std::uint32_t a, std::uint32_t b) {
                          const int sign = text_of(a).compare(text_of(b));
                          return sign == 0 ? a < b : (sign < 0) != order_.descending;
                      });
        }
    }

    const Columns& columns_;
    SortOrder order_;
    std::vector<std::uint32_t> rows_;
    std::vector<std::uint64_t> keys_;
};

std::vector<std::uint32_t> rows_of(const Bitmap& bitmap, std::size_t count) {
    std::vector<std::uint32_t> made;
    made.reserve(count);
    bitmap.each([&](std::size_t row) { made.push_back(static_cast<std::uint32_t>(row)); });
    return made;
}

std::uint64_t revision_for(const Columns& columns, SortOrder order) {
    return order.column == SortColumn::priority ? columns.priority_revision() : columns.revision();
}

}  // namespace

Orders::Kept* Orders::find(const Columns& columns, SortOrder order) {
    for (Kept& one : kept_) {
        if (!(one.order == order) || one.revision != revision_for(columns, order)) continue;
        if (one.rows.size() != columns.size()) continue;
        one.used = ++calls_;
        return &one;
    }
    return nullptr;
}

const std::vector<std::uint32_t>& Orders::permutation(const Columns& columns, SortOrder order) {
    if (Kept* kept = find(columns, order)) return kept->rows;
    std::vector<std::uint32_t> all(columns.size());
    std::iota(all.begin(), all.end(), 0u);
    Kept made{order, revision_for(columns, order), ++calls_,
              RowSort(columns, order, std::move(all)).sorted()};
    std::erase_if(kept_, [&](const Kept& one) { return one.order == order; });
    if (kept_.size() < kMostKept) return kept_.emplace_back(std::move(made)).rows;
    const auto oldest = std::min_element(kept_.begin(), kept_.end(),
                                         [](const Kept& a, const Kept& b) { return a.used < b.used; });
    *oldest = std::move(made);
    return oldest->rows;
}

std::vector<std::uint32_t> Orders::ordered(const Columns& columns, const Bitmap& rows, SortOrder order,
                                           std::size_t most) {
    const std::size_t count = rows.count();
    const std::size_t few = find(columns, order) ? columns.size() / 64 : columns.size() / 8;
    if (count <= few) {
        auto made = RowSort(columns, order, rows_of(rows, count)).sorted();
        if (made.size() > most) made.resize(most);
        return made;
    }
    const auto& all = permutation(columns, order);
    const std::size_t wanted = std::min(count, most);
    // One more than is wanted: a row is written first and kept if its bit is set.
    std::vector<std::uint32_t> made(wanted + 1);
    for (std::size_t i = 0, to = 0; to < wanted; ++i) {
        made[to] = all[i];
        to += rows.test(all[i]);
    }
    made.resize(wanted);
    return made;
}

}  // namespace casement::review
