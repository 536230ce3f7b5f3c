#include <core/review/signature.hpp>

#include <algorithm>

namespace casement::review {

namespace {

constexpr std::uint16_t kLetters = 36;
constexpr std::uint16_t kNoBit = 0xFFFF;

constexpr std::uint16_t letter_bit(unsigned char c) {
    if (c >= 'a' && c <= 'z') return static_cast<std::uint16_t>(c - 'a');
    if (c >= '0' && c <= '9') return static_cast<std::uint16_t>(c - '0' + 26);
    return kNoBit;
}

constexpr std::uint16_t pair_bit(unsigned char a, unsigned char b) {
    if (a <= ' ' || b <= ' ') return kNoBit;
    const std::uint32_t mixed = (static_cast<std::uint32_t>(a) << 8 | b) * 0x9E3779B1u;
    return static_cast<std::uint16_t>(kLetters + (mixed >> 16) % (kSignatureBits - kLetters));
}

}  // namespace

void Signatures::append(std::size_t row, std::string_view folded) {
    const std::size_t block = row / (kBlockWords * 64);
    words_.resize(std::max(words_.size(), (block + 1) * kSignatureBits * kBlockWords));
    const std::uint64_t one = 1ull << (row % 64);
    std::uint64_t* const column = &words_[block * kSignatureBits * kBlockWords + row / 64 % kBlockWords];
    const auto set = [&](std::uint16_t bit) {
        if (bit != kNoBit) column[bit * kBlockWords] |= one;
    };
    unsigned char before = ' ';
    for (const char c : folded) {
        const auto byte = static_cast<unsigned char>(c);
        set(letter_bit(byte));
        set(pair_bit(before, byte));
        before = byte;
    }
}

SignatureBits signature_of(std::string_view folded_needle) {
    SignatureBits made;
    const auto add = [&](std::uint16_t bit) {
        if (bit != kNoBit && std::find(made.bits.begin(), made.bits.end(), bit) == made.bits.end())
            made.bits.push_back(bit);
    };
    for (std::size_t i = 1; i < folded_needle.size(); ++i)
        add(pair_bit(static_cast<unsigned char>(folded_needle[i - 1]),
                     static_cast<unsigned char>(folded_needle[i])));
    if (made.bits.empty() && !folded_needle.empty()) {
        for (const char c : folded_needle) add(letter_bit(static_cast<unsigned char>(c)));
        made.exact = folded_needle.size() == 1 && !made.bits.empty();
    }
    return made;
}

}  // namespace casement::review
