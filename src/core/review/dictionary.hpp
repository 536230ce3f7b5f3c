// Texts in one arena, and texts that repeat as small numbers.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
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
    std::string_view all() const { return std::string_view(bytes_.data(), bytes_.size()); }
    std::size_t end_of(std::size_t i) const { return starts_[i + 1]; }
    std::size_t text_bytes() const { return bytes_.size(); }
    std::size_t bytes() const { return bytes_.size() + starts_.size() * sizeof(starts_[0]); }

  private:
    std::vector<std::uint32_t> starts_{0};
    std::vector<char> bytes_;
};

// Each distinct text has a number, in the order of first sight.
class NumberedTexts {
  public:
    std::uint32_t number_of(std::string_view text);  // size() as it was before: the text is new
    std::size_t size() const { return texts_.size(); }
    std::string_view operator[](std::uint32_t number) const { return texts_[number]; }
    TextColumn texts() && { return std::move(texts_); }
    std::size_t bytes() const { return texts_.bytes() + slots_.size() * sizeof(slots_[0]); }

  private:
    std::size_t slot_of(std::string_view text) const;

    TextColumn texts_;
    std::vector<std::uint32_t> slots_ =
        std::vector<std::uint32_t>(16);  // open addressing; number + 1, 0: free
};

// The values of a column; 0 is the empty text. `uses` counts the rows.
class Dictionary {
  public:
    Dictionary();
    std::uint32_t add(std::string_view text);  // one more use
    void release(std::uint32_t id) { --uses_[id]; }
    std::size_t size() const { return texts_.size(); }
    std::string_view text(std::uint32_t id) const { return texts_[id]; }
    std::string_view folded(std::uint32_t id) const { return folded_[id]; }
    std::uint32_t uses(std::uint32_t id) const { return uses_[id]; }
    std::size_t bytes() const { return texts_.bytes() + folded_.bytes() + uses_.size() * sizeof(uses_[0]); }

  private:
    NumberedTexts texts_;
    TextColumn folded_;
    std::vector<std::uint32_t> uses_;
};

struct DictionaryColumn {
    Dictionary dictionary;
    std::vector<std::uint32_t> ids;  // one a row

    void append(std::string_view text) { ids.push_back(dictionary.add(text)); }
    std::string_view operator[](std::size_t row) const { return dictionary.text(ids[row]); }
};

}  // namespace casement::review
