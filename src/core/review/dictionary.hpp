// Texts in one arena, and texts that repeat as small numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace casement::review {

// Texts end to end with their starts: size() + 1 starts, at most 4 GiB of bytes.
class TextColumn {
  public:
    void append(std::string_view text);
    std::size_t size() const { return starts_.size() - 1; }
    std::string_view operator[](std::size_t i) const {
        return std::string_view(bytes_.data() + starts_[i], starts_[i + 1] - starts_[i]);
    }
    std::size_t text_bytes() const { return bytes_.size(); }
    std::size_t bytes() const { return bytes_.size() + starts_.size() * sizeof(starts_[0]); }

  private:
    std::vector<std::uint32_t> starts_{0};
    std::vector<char> bytes_;
};

// Each distinct text has a number in the order of first sight; 0 is the empty text. `uses` counts the rows.
class Dictionary {
  public:
    Dictionary();
    std::uint32_t add(std::string_view text);  // one more use
    void release(std::uint32_t id) { --uses_[id]; }
    std::size_t size() const { return texts_.size(); }
    std::string_view text(std::uint32_t id) const { return texts_[id]; }
    std::string_view folded(std::uint32_t id) const { return folded_[id]; }
    std::uint32_t uses(std::uint32_t id) const { return uses_[id]; }
    std::size_t bytes() const;

  private:
    std::size_t slot_of(std::string_view text) const;
    void grow();

    TextColumn texts_, folded_;
    std::vector<std::uint32_t> uses_;
    std::vector<std::uint32_t> slots_;  // open addressing; id + 1, 0: free
};

struct DictionaryColumn {
    Dictionary dictionary;
    std::vector<std::uint32_t> ids;  // one a row

    void append(std::string_view text) { ids.push_back(dictionary.add(text)); }
    std::string_view operator[](std::size_t row) const { return dictionary.text(ids[row]); }
};

}  // namespace casement::review
