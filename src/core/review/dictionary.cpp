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

Dictionary::Dictionary() : slots_(16) {
    add("");
    uses_[0] = 0;
}

std::size_t Dictionary::slot_of(std::string_view text) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = static_cast<std::size_t>(dictionary_hash(text)) & mask;
    while (slots_[slot] != 0 && texts_[slots_[slot] - 1] != text) slot = (slot + 1) & mask;
    return slot;
}

void Dictionary::grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::uint32_t id = 0; id < texts_.size(); ++id) slots_[slot_of(texts_[id])] = id + 1;
}

std::uint32_t Dictionary::add(std::string_view text) {
    std::size_t slot = slot_of(text);
    if (slots_[slot] == 0) {
        if ((texts_.size() + 1) * 4 > slots_.size() * 3) {
            grow();
            slot = slot_of(text);
        }
        texts_.append(text);
        folded_.append(fold(text));
        uses_.push_back(0);
        slots_[slot] = static_cast<std::uint32_t>(texts_.size());
    }
    const std::uint32_t id = slots_[slot] - 1;
    ++uses_[id];
    return id;
}

std::size_t Dictionary::bytes() const {
    return texts_.bytes() + folded_.bytes() + (uses_.size() + slots_.size()) * sizeof(std::uint32_t);
}

}  // namespace casement::review
