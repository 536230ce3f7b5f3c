#include <core/base/sorted.hpp>
#include <core/review/facets.hpp>
#include <core/review/listed.hpp>

#include <algorithm>
#include <numeric>

namespace casement::review {

namespace {

constexpr const char* kSeverities[] = {"0", "1", "2", "3", "4"};

// A field's values as small numbers, whatever its column is.
class FacetColumn {
  public:
    FacetColumn(const Columns& columns, Field field)
        : columns_(columns),
          field_(field),
          bytes_(byte_column(columns, field)),
          listed_(listed_column(columns, field)),
          dictionary_(dictionary_of(columns, field)) {}

    std::size_t size() const { return dictionary_ ? dictionary_->size() : bytes_ ? words().size() : 0; }

    std::string text(std::size_t id) const {
        if (dictionary_) return std::string(dictionary_->text(static_cast<std::uint32_t>(id)));
        return words()[id];
    }

    // visit(id), once for each value of the row; 0 of a dictionary where it has none.
    template <class Visit>
    void values(std::size_t row, Visit visit) const {
        if (bytes_) {
            if ((*bytes_)[row] < size()) visit((*bytes_)[row]);
        } else if (listed_) {
            visit(listed_->ids[row]);
        } else if (field_ == Field::tag) {
            const auto tags = columns_.tags_of(row);
            for (const std::uint32_t id : tags) visit(id);
            if (tags.empty()) visit(0u);
        }
    }

    template <class Rows>
    std::vector<std::uint32_t> counts(const Rows& each_row) const {
        std::vector<std::uint32_t> made(size());
        each_row([&](std::size_t row) { values(row, [&](std::size_t id) { ++made[id]; }); });
        return made;
    }

  private:
    std::span<const char* const> words() const {
        return field_ == Field::severity ? std::span<const char* const>(kSeverities) : info(field_).words;
    }

    const Columns& columns_;
    Field field_;
    std::optional<std::span<const std::uint8_t>> bytes_;
    const DictionaryColumn* listed_;
    const Dictionary* dictionary_;
};

}  // namespace

bool has_facets(Field field) {
    const FieldType type = info(field).type;
    return type == FieldType::named || type == FieldType::listed || field == Field::severity;
}

std::vector<FacetCount> facet_counts(const Columns& columns, const Bitmap& rows, Field field,
                                     std::size_t most) {
    const FacetColumn column(columns, field);
    const auto counts = column.counts([&](auto visit) { rows.each(visit); });
    std::vector<std::uint32_t> ids;
    for (std::uint32_t id = 0; id < counts.size(); ++id)
        if (counts[id] > 0) ids.push_back(id);
    const auto end = ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size()));
    std::partial_sort(ids.begin(), end, ids.end(), [&](std::uint32_t a, std::uint32_t b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : column.text(a) < column.text(b);
    });
    std::vector<FacetCount> made;
    for (auto at = ids.begin(); at != end; ++at) made.push_back({column.text(*at), counts[*at]});
    return made;
}

GroupedRows group_rows(const Columns& columns, std::span<const std::uint32_t> ordered, Field field) {
    const FacetColumn column(columns, field);
    const auto each_row = [&](auto visit) {
        for (const std::uint32_t row : ordered) visit(row);
    };
    const auto counts = column.counts(each_row);
    constexpr std::uint32_t kNotSeen = 0xFFFF'FFFF;
    std::vector<std::uint32_t> group_of(column.size(), kNotSeen);
    GroupedRows made;
    std::size_t begin = 0;
    each_row([&](std::size_t row) {
        column.values(row, [&](std::size_t id) {
            if (group_of[id] != kNotSeen) return;
            group_of[id] = static_cast<std::uint32_t>(made.groups.size());
            made.groups.push_back({column.text(id), begin, 0});
            begin += counts[id];
        });
    });
    made.rows.resize(begin);
    each_row([&](std::size_t row) {
        column.values(row, [&](std::size_t id) {
            RowGroup& group = made.groups[group_of[id]];
            made.rows[group.begin + group.count++] = static_cast<std::uint32_t>(row);
        });
    });
    return made;
}

}  // namespace casement::review
