#include <core/review/word_index.hpp>

#include <algorithm>
#include <bit>
#include <cstring>

namespace casement::review {

namespace {

constexpr std::size_t kLetters = 36;

std::size_t letter_number(char c) {
    if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a');
    if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0') + 26;
    return kLetters;
}

// Which of 32 places have `first`, and `last` so many bytes behind it.
std::uint32_t likely_places(const char* text, std::size_t behind, char first, char last) {
    alignas(32) std::uint8_t bytes[32];
    std::uint8_t any = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        bytes[i] = (text[i] == first) & (text[i + behind] == last);
        any = static_cast<std::uint8_t>(any | bytes[i]);
    }
    if (any == 0) return 0;
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes + i * 8, 8);
        bits |= static_cast<std::uint32_t>((eight * 0x0102040810204080ull) >> 56) << (8 * i);
    }
    return bits;
}

// visit(i) for each of the texts that has the needle.
template <class Visit>
void each_text_with(const TextColumn& texts, std::string_view needle, Visit visit) {
    const std::string_view all = texts.all();
    if (needle.size() > all.size()) return;
    const std::size_t ends = all.size() - needle.size() + 1, behind = needle.size() - 1;
    std::size_t at = 0;  // the text that holds the place that is looked at
    const auto look = [&](std::size_t place) {
        while (texts.end_of(at) <= place) ++at;
        if (place + needle.size() > texts.end_of(at)) return place + 1;
        if (std::memcmp(all.data() + place, needle.data(), needle.size()) != 0) return place + 1;
        visit(at);
        return texts.end_of(at);  // once is enough
    };
    std::size_t begin = 0;
    while (begin + 32 <= ends) {
        std::uint32_t places = likely_places(all.data() + begin, behind, needle.front(), needle.back());
        std::size_t next = begin + 32;
        while (places != 0) {
            const std::size_t place = begin + static_cast<std::size_t>(std::countr_zero(places));
            const std::size_t on = look(place);
            if (on >= begin + 32) {
                next = on;
                break;
            }
            places &= ~std::uint32_t{0} << (on - begin);
        }
        begin = next;
    }
    while (begin < ends) begin = all[begin] == needle.front() ? look(begin) : begin + 1;
}

}  // namespace

void WordIndex::append(std::string_view folded) {
    letters_.resize((row_count_ / 64 + 1) * kLetters);
    std::uint64_t letters = 0;  // by number, and one for all that are none
    const auto row = static_cast<std::uint32_t>(row_count_ % kBlockRows);
    for (std::size_t at = 0; at < folded.size(); ++at) {
        const std::size_t begin = at;
        for (; at < folded.size() && folded[at] != ' ' && folded[at] != '\n'; ++at)
            letters |= std::uint64_t{1} << letter_number(folded[at]);
        if (at == begin) continue;
        const std::uint32_t id = open_words_.number_of(folded.substr(begin, at - begin));
        if (id == open_last_rows_.size()) open_last_rows_.push_back(~row);
        if (open_last_rows_[id] != row) open_ids_.push_back(id);
        open_last_rows_[id] = row;
    }
    std::uint64_t* const bits = &letters_[row_count_ / 64 * kLetters];
    for (std::size_t i = 0; i < kLetters; ++i) bits[i] |= ((letters >> i) & 1) << (row_count_ % 64);
    open_row_ends_.push_back(static_cast<std::uint32_t>(open_ids_.size()));
    if (++row_count_ % kBlockRows == 0) seal();
}

void WordIndex::seal() {
    Block block;
    block.starts.resize(open_last_rows_.size() + 1);
    for (const std::uint32_t id : open_ids_) ++block.starts[id + 1];
    for (std::size_t i = 1; i < block.starts.size(); ++i) block.starts[i] += block.starts[i - 1];
    block.rows.resize(open_ids_.size());
    std::vector<std::uint32_t> next = block.starts;
    std::size_t at = 0;
    for (std::size_t row = 0; row < open_row_ends_.size(); ++row)
        for (; at < open_row_ends_[row]; ++at)
            block.rows[next[open_ids_[at]]++] = static_cast<std::uint16_t>(row);
    block.words = std::move(open_words_).texts();
    blocks_.push_back(std::move(block));
    open_words_ = {};
    open_last_rows_.clear();
    open_ids_.clear();
    open_row_ends_.clear();
}

void WordIndex::find(std::size_t block, std::string_view needle, std::uint64_t* hits) const {
    const Block& in = blocks_[block];
    each_text_with(in.words, needle, [&](std::size_t word) {
        for (std::uint32_t i = in.starts[word]; i < in.starts[word + 1]; ++i)
            hits[in.rows[i] / 64] |= std::uint64_t{1} << (in.rows[i] % 64);
    });
}

bool WordIndex::is_letter(std::string_view needle) {
    return needle.size() == 1 && letter_number(needle[0]) < kLetters;
}

std::uint64_t WordIndex::rows_with_letter(std::size_t word, char letter) const {
    return letters_[word * kLetters + letter_number(letter)];
}

std::size_t WordIndex::bytes() const {
    std::size_t sum = letters_.size() * 8 +
                      (open_last_rows_.size() + open_ids_.size() + open_row_ends_.size()) * 4 +
                      open_words_.bytes();
    for (const Block& block : blocks_)
        sum += block.words.bytes() + block.starts.size() * 4 + block.rows.size() * 2;
    return sum;
}

}  // namespace casement::review
