#include <core/review/dictionary.hpp>
#include <core/review/fold.hpp>

namespace casement::review {

namespace {

// FNV-1a, 64 bits (Fowler, Noll, Vo): the order of the ids does not depend on it.
std::uint64_t dictionary_hash(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash ^ (hash >> 32);
}

}  // namespace

void TextColumn::append(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

std::size_t NumberedTexts::slot_of(std::string_view text) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = static_cast<std::size_t>(dictionary_hash(text)) & mask;
    while (slots_[slot] != 0 && texts_[slots_[slot] - 1] != text) slot = (slot + 1) & mask;
    return slot;
}

std::uint32_t NumberedTexts::number_of(std::string_view text) {
    std::size_t slot = slot_of(text);
    if (slots_[slot] != 0) return slots_[slot] - 1;
    const auto number = static_cast<std::uint32_t>(texts_.size());
    if ((texts_.size() + 1) * 4 > slots_.size() * 3) {
        slots_.assign(slots_.size() * 2, 0);
        for (std::uint32_t i = 0; i < number; ++i) slots_[slot_of(texts_[i])] = i + 1;
        slot = slot_of(text);
    }
    texts_.append(text);
    slots_[slot] = number + 1;
    return number;
}

Dictionary::Dictionary() {
    add("");
    uses_[0] = 0;
}

std::uint32_t Dictionary::add(std::string_view text) {
    const std::uint32_t id = texts_.number_of(text);
    if (id == uses_.size()) {
        folded_.append(fold(text));
        uses_.push_back(0);
    }
    ++uses_[id];
    return id;
}

}  // namespace casement::review
