#include <core/decision/merkle.hpp>

namespace casement::decision {
namespace {

void append(std::string& to, const Digest& digest) {
    to.append(reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size());
}

}  // namespace

std::string merkle_leaf(std::string_view bytes) {
    std::string out(1, '\0');
    out += bytes;
    return out;
}

std::vector<std::string> merkle_pairs(std::span<const Digest> level) {
    std::vector<std::string> out;
    out.reserve(level.size() / 2);
    for (std::size_t i = 0; i + 1 < level.size(); i += 2) {
        std::string pair(1, '\1');
        append(pair, level[i]);
        append(pair, level[i + 1]);
        out.push_back(std::move(pair));
    }
    return out;
}

std::vector<Digest> merkle_above(std::span<const Digest> level, std::span<const Digest> hashes) {
    std::vector<Digest> out(hashes.begin(), hashes.end());
    if (level.size() % 2 == 1) out.push_back(level.back());
    return out;
}

Digest merkle_root(std::vector<Digest> leaves, const Sha256Fn& sha256) {
    if (leaves.empty()) return sha256("");
    while (leaves.size() > 1) {
        std::vector<Digest> hashes;
        for (const std::string& pair : merkle_pairs(leaves)) hashes.push_back(sha256(pair));
        leaves = merkle_above(leaves, hashes);
    }
    return leaves.front();
}

}  // namespace casement::decision
