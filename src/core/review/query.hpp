// The queue as it is asked for: filter and order over the rows of a bundle.
#pragma once

#include <core/bundle/shard.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casement::review {

enum class Order { due, received, severity, reach, title };
const char* name(Order);
const char* label(Order);

// The rows' text, folded once, so that a keystroke only searches.
class SearchIndex {
  public:
    void append(const bundle::CaseRow& row);
    void clear() { haystacks_.clear(); }
    std::size_t size() const { return haystacks_.size(); }
    // Every word of the folded query must occur; an empty query matches all.
    bool matches(std::size_t row, const std::vector<std::string>& folded_words) const;

  private:
    std::vector<std::string> haystacks_;  // id, title, excerpt, requester, market, language, area, tags
};

std::vector<std::string> folded_words(std::string_view query);

// Indices of the rows that match, ordered; ties keep the bundle's order. Rows without a due time come last
// under Order::due.
std::vector<std::uint32_t> select(const std::vector<bundle::CaseRow>& rows, const SearchIndex& index,
                                  std::string_view query, Order order);

}  // namespace casement::review
