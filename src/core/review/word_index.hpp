// Which rows have a word with some letters in it, without reading the rows.
//
// An inverted index (Zobel and Moffat, "Inverted Files for Text Search Engines", 2006) in blocks of 32,768
// rows: a block has its distinct words end to end, and for each the rows that have it as 16-bit numbers. A
// needle is looked for in the words of a block and the rows of the words that have it are joined, in a bitmap
// that fits the nearest cache. Rows behind the last full block are not indexed yet: they are few, and read.
// The letters a-z and digits have a bit a row as well, because a single letter is in most words.
//
// About 2 bytes for each different word of a row, the words once a block, and 4.5 bytes for the letters.
#pragma once

#include <core/review/dictionary.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace casement::review {

class WordIndex {
  public:
    static constexpr std::size_t kBlockRows = 32'768, kBlockWords = kBlockRows / 64;

    void append(std::string_view folded);                  // the next row; words end at blanks and line feeds
    std::size_t blocks() const { return blocks_.size(); }  // full ones

    // Sets the bits (kBlockWords of 64) of the block's rows that have a word with the needle in it. The
    // needle is not empty and has no blank.
    void find(std::size_t block, std::string_view needle, std::uint64_t* hits) const;

    // Whether there are bits for it: one letter a-z or digit.
    static bool is_letter(std::string_view needle);
    // The 64 rows from `word` * 64 on that have the letter anywhere.
    std::uint64_t rows_with_letter(std::size_t word, char letter) const;

    std::size_t bytes() const;

  private:
    struct Block {
        TextColumn words;
        std::vector<std::uint32_t> starts;  // words + 1, into rows
        std::vector<std::uint16_t> rows;    // within the block, rising
    };
    void seal();

    std::vector<Block> blocks_;
    std::vector<std::uint64_t> letters_;
    std::size_t row_count_ = 0;
    // The block that is being filled: words of its rows end to end.
    NumberedTexts open_words_;
    std::vector<std::uint32_t> open_last_rows_;  // by word: the last row that has it
    std::vector<std::uint32_t> open_ids_, open_row_ends_;
};

}  // namespace casement::review
