#include <core/decision/merge.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace casement::decision {
namespace {

auto place(const MergeItem& item) {
    return std::tie(item.key, item.seq, item.decided_at, item.digest);
}

void drop_doubles(Merged& merged) {
    auto& items = merged.items;
    std::sort(items.begin(), items.end(),
              [](const MergeItem& a, const MergeItem& b) { return place(a) < place(b); });
    const auto same = [](const MergeItem& a, const MergeItem& b) { return a.digest == b.digest; };
    const auto end = std::unique(items.begin(), items.end(), same);
    merged.doubled = static_cast<std::size_t>(items.end() - end);
    items.erase(end, items.end());
}

using Omissions = std::map<std::tuple<std::uint32_t, std::int64_t, std::int64_t>, std::vector<LeftOut>>;

// The numbers before an item that are not there. `ends`: what the chain may go on from.
void take_gap(Merged& merged, std::size_t at, std::int64_t before, const std::set<Digest>& ends,
              const Omissions& omissions) {
    const MergeItem& item = merged.items[at];
    Gap gap{item.key, before + 1, item.seq - 1};
    const auto found = omissions.find({gap.key, gap.from, gap.to});
    for (const LeftOut& one : found == omissions.end() ? std::vector<LeftOut>() : found->second) {
        if (one.last != item.prev || !(before == 0 ? one.prev.is_zero() : ends.contains(one.prev))) continue;
        gap.left_out = true;
        merged.bridges.emplace(at, one.source);
        break;
    }
    merged.gaps.push_back(gap);
}

// Walks each key's numbers: forks, gaps, links that do not hold.
void follow_chains(Merged& merged, const Omissions& omissions) {
    const auto& items = merged.items;
    for (std::size_t i = 0; i < items.size();) {
        const MergeItem& item = items[i];
        std::size_t end = i + 1;
        while (end < items.size() && items[end].key == item.key && items[end].seq == item.seq) ++end;
        if (end - i > 1) {
            Fork fork{item.key, item.seq, {}};
            for (std::size_t k = i; k < end; ++k) fork.items.push_back(k);
            merged.forks.push_back(std::move(fork));
        }
        const bool follows = i > 0 && items[i - 1].key == item.key;
        const std::int64_t before = follows ? items[i - 1].seq : 0;
        // After a fork, a link to either side holds.
        std::set<Digest> ends;
        for (std::size_t k = i; k > 0 && items[k - 1].key == item.key && items[k - 1].seq == before; --k)
            ends.insert(items[k - 1].digest);
        if (item.seq > before + 1) {
            take_gap(merged, i, before, ends, omissions);
        } else if (follows) {
            for (std::size_t k = i; k < end; ++k) {
                if (!ends.contains(items[k].prev)) merged.broken.push_back({k});
            }
        }
        i = end;
    }
}

// The items of a case that a rule leaves standing.
std::vector<std::size_t> decide(const Merged& merged, const std::vector<std::size_t>& items,
                                ConflictRule rule) {
    if (rule == ConflictRule::first) return {items.front()};
    if (rule == ConflictRule::keep) return items;
    std::vector<std::size_t> leads;
    for (const std::size_t item : items) {
        if (merged.items[item].lead) leads.push_back(item);
    }
    // A lead's latest word counts; without one the case stays open.
    return leads.empty() ? items : std::vector{leads.back()};
}

using Index = std::map<Digest, std::size_t>;

// What corrections take the place of: only by whoever made the decision or by a lead, and only on its case.
std::set<Digest> follow_corrections(Merged& merged, const Index& index) {
    std::set<Digest> superseded;
    for (std::size_t i = 0; i < merged.items.size(); ++i) {
        const MergeItem& item = merged.items[i];
        if (item.supersedes.is_zero()) continue;
        const auto target = index.find(item.supersedes);
        if (target == index.end()) {
            merged.unfound.push_back(i);
        } else if (merged.items[target->second].case_digest != item.case_digest) {
            merged.astray.push_back(i);
        } else if (item.lead || merged.items[target->second].key == item.key) {
            superseded.insert(item.supersedes);
        }
    }
    return superseded;
}

// Depth first, without recursion: an item is written when the one before it in its chain and the one it
// corrects are. Chains that do not hold can form a circle; it is cut where it is met.
void put_in_order(Merged& merged, const Index& index) {
    const auto& items = merged.items;
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::vector<bool> met(items.size());
    std::vector<std::size_t> waiting;
    const auto missing = [&](std::size_t at) {
        if (at > 0 && items[at - 1].key == items[at].key && !met[at - 1]) return at - 1;
        const auto target = index.find(items[at].supersedes);
        return target != index.end() && !met[target->second] ? target->second : kNone;
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!met[i]) waiting.push_back(i);
        while (!waiting.empty()) {
            const std::size_t at = waiting.back();
            met[at] = true;
            if (const std::size_t before = missing(at); before != kNone) {
                waiting.push_back(before);
                continue;
            }
            waiting.pop_back();
            merged.order.push_back(at);
        }
    }
}

void settle_conflicts(Merged& merged, const std::set<Digest>& superseded, ConflictRule rule) {
    std::map<Digest, std::vector<std::size_t>> by_case;
    for (std::size_t i = 0; i < merged.items.size(); ++i) {
        if (!superseded.contains(merged.items[i].digest)) by_case[merged.items[i].case_digest].push_back(i);
    }
    for (auto& [case_digest, items] : by_case) {
        if (items.size() == 1) {
            merged.standing.push_back(items.front());
            continue;
        }
        std::sort(items.begin(), items.end(), [&](std::size_t a, std::size_t b) {
            const MergeItem &x = merged.items[a], &y = merged.items[b];
            return std::tie(x.decided_at, x.digest) < std::tie(y.decided_at, y.digest);
        });
        auto standing = decide(merged, items, rule);
        merged.standing.insert(merged.standing.end(), standing.begin(), standing.end());
        merged.conflicts.push_back({case_digest, std::move(items), std::move(standing)});
    }
    std::sort(merged.standing.begin(), merged.standing.end());
}

}  // namespace

const char* name(ConflictRule rule) {
    constexpr const char* kNames[] = {"keep", "first", "lead"};
    return kNames[static_cast<int>(rule)];
}

Merged merge(std::vector<MergeItem> items, ConflictRule rule, const std::vector<LeftOut>& left_out) {
    Merged merged;
    merged.items = std::move(items);
    drop_doubles(merged);
    Omissions omissions;
    for (const LeftOut& one : left_out) omissions[{one.key, one.from, one.to}].push_back(one);
    follow_chains(merged, omissions);
    Index index;
    for (std::size_t i = 0; i < merged.items.size(); ++i) index.emplace(merged.items[i].digest, i);
    put_in_order(merged, index);
    settle_conflicts(merged, follow_corrections(merged, index), rule);
    return merged;
}

}  // namespace casement::decision
