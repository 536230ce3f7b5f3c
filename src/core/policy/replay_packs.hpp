// Two packs side by side, as a replay needs them: what is where in the other one, and what was changed.
#pragma once

#include <core/policy/replay.hpp>

#include <unordered_map>
#include <utility>

namespace casement::policy {

struct PackPair {
    static constexpr std::uint32_t kNone = Cause::kNone;
    // A question in the new pack and in the old one; kNone where there is none.
    struct Both {
        std::uint32_t in_new = kNone, in_old = kNone;
        bool operator==(const Both&) const = default;
    };

    PackPair(const Pack* old_pack, const Pack& new_pack);

    const Pack* before;
    const Pack& now;
    bool exact = true;  // all rules of both packs are compiled

    std::unordered_map<std::string, Both> questions;       // by id; never iterated
    std::vector<std::uint32_t> old_question, old_outcome;  // by the new pack's
    std::vector<std::uint32_t> new_question, new_outcome;  // by the old pack's
    std::vector<char> same_shape, same_ask, same_when;     // by the new pack's: kind and options; the rules
    std::vector<char> other_consequences;                  // by the old pack's outcomes
    std::vector<std::vector<Both>> ask_reads, when_reads;  // by the new pack's: what either rule reads

  private:
    std::vector<Both> reads(const std::vector<std::uint32_t>& in_new,
                            const std::vector<std::uint32_t>* in_old) const;
    bool consequences_differ(const Outcome& then, const Outcome& after) const;
};

std::uint32_t outcome_index(const Pack& pack, std::string_view id);  // kNone where there is none

}  // namespace casement::policy
