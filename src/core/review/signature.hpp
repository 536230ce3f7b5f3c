// What letters and pairs of letters a text has, as bits, so that a search reads only the texts that may
// match.
//
// Bit-sliced signatures (Faloutsos and Christodoulakis, "Signature Files", 1984): 512 rows are a block, and a
// block keeps one cache line for each of kSignatureBits bits, so a pair costs one line of 512 rows. Bits
// 0..35 are the letters a-z and digits 0-9 and are exact; the others are pairs of bytes, hashed. A blank, a
// line feed and a pair with one of them set no bit.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace casement::review {

inline constexpr std::size_t kSignatureBits = 512;

class Signatures {
  public:
    static constexpr std::size_t kBlockWords = 8;  // of 64 rows

    void append(std::size_t row, std::string_view folded);
    // The rows of word `word` (64 rows) that have the bit.
    std::uint64_t rows_with(std::size_t word, std::size_t bit) const {
        return words_[(word / kBlockWords * kSignatureBits + bit) * kBlockWords + word % kBlockWords];
    }
    std::size_t bytes() const { return words_.size() * sizeof(words_[0]); }

  private:
    std::vector<std::uint64_t> words_;
};

// The bits that every text with this needle has; `exact` when every text with the bits has the needle.
struct SignatureBits {
    std::vector<std::uint16_t> bits;
    bool exact = false;
};
SignatureBits signature_of(std::string_view folded_needle);

}  // namespace casement::review
