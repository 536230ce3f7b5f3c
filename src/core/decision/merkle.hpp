// The Merkle tree hash of RFC 6962, section 2.1, a level at a time: whoever can hash many texts at once
// (WebCrypto in a browser) hashes a level, and the next one follows. A last node without a partner rises as
// it is, which is the tree that the RFC defines by splitting at the largest power of two.
#pragma once

#include <core/base/digest.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casement::decision {

// What is hashed for a leaf: 0x00 and the bytes.
std::string merkle_leaf(std::string_view bytes);

// What is hashed for the pairs of a level: 0x01, left, right. Empty when the level is a root (one node).
std::vector<std::string> merkle_pairs(std::span<const Digest> level);

// The level above, from the hashes of those pairs.
std::vector<Digest> merkle_above(std::span<const Digest> level, std::span<const Digest> hashes);

// All of it. Of no leaves: the hash of nothing.
Digest merkle_root(std::vector<Digest> leaves, const Sha256Fn& sha256);

}  // namespace casement::decision
