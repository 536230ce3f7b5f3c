// Many exports become one: nothing is lost, nothing stands there twice, and what does not fit together is
// said. Works on what is known of each decision, not on its bytes: the caller keeps those where they are.
#pragma once

#include <core/base/digest.hpp>
#include <core/base/time.hpp>

#include <map>
#include <string>
#include <vector>

namespace casement::decision {

struct MergeItem {
    std::uint32_t key = 0;  // index of the key id, by the caller
    std::int64_t seq = 0;
    Digest digest, prev;  // of the envelope; of the one before (zero: none)
    Digest case_digest;
    Digest supersedes;  // zero: no correction
    TimeMs decided_at = 0;
    bool lead = false;       // the key has the role
    std::size_t source = 0;  // the caller's own: where the bytes are
};

// What an export says it leaves out: numbers `from` to `to` of a key.
struct LeftOut {
    std::uint32_t key = 0;
    std::int64_t from = 0, to = 0;
    Digest prev, last;       // of number from - 1 (zero: none) and of number `to`
    std::size_t source = 0;  // the caller's own
};

// Two different decisions with the same number of the same key.
struct Fork {
    std::uint32_t key = 0;
    std::int64_t seq = 0;
    std::vector<std::size_t> items;  // indices into Merged::items
};

// Numbers of a key that are in none of the exports; `to` is the last one before the next that is there.
struct Gap {
    std::uint32_t key = 0;
    std::int64_t from = 0, to = 0;
    bool left_out = false;  // by an omission that fits exactly: nothing is missing that nobody spoke of
};

// A link that does not hold: this item names another one before it than the one that is there.
struct BrokenLink {
    std::size_t item = 0;
};

// What stands where two people decided one case.
enum class ConflictRule { keep, first, lead };
const char* name(ConflictRule);

struct Conflict {
    Digest case_digest;
    std::vector<std::size_t> items;     // that nothing supersedes, by time
    std::vector<std::size_t> standing;  // after the rule; several when it does not decide
};

struct Merged {
    std::vector<MergeItem> items;  // by key, number, time, digest; each envelope once
    // Those in the order in which they verify: the numbers of each key rise, and a correction stands behind
    // what it corrects.
    std::vector<std::size_t> order;
    std::size_t doubled = 0;  // envelopes that came more than once
    std::vector<Fork> forks;
    std::vector<Gap> gaps;
    std::map<std::size_t, std::size_t> bridges;  // an item, and the source of the omission that leads to it
    std::vector<BrokenLink> broken;
    std::vector<std::size_t> unfound;  // corrections of a decision that is in none of the exports
    std::vector<std::size_t> astray;   // corrections of a decision on another case: they correct nothing
    std::vector<Conflict> conflicts;
    std::vector<std::size_t> standing;  // items that are neither superseded nor overruled, in their order
};

Merged merge(std::vector<MergeItem> items, ConflictRule rule, const std::vector<LeftOut>& left_out = {});

}  // namespace casement::decision
