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

// Walks each key's numbers: forks, gaps, links that do not hold.
void follow_chains(Merged& merged) {
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
        if (item.seq > before + 1) {
            merged.gaps.push_back({item.key, before + 1, item.seq - 1});
        } else if (follows) {
            // After a fork, a link to either side holds.
            std::set<Digest> ends;
            for (std::size_t k = i; k > 0 && items[k - 1].key == item.key && items[k - 1].seq == before; --k)
                ends.insert(items[k - 1].digest);
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

void settle_conflicts(Merged& merged, ConflictRule rule) {
    std::map<Digest, std::uint32_t> owner;
    for (const MergeItem& item : merged.items) owner.emplace(item.digest, item.key);
    std::set<Digest> superseded;  // by whoever made the decision, or by a lead
    for (const MergeItem& item : merged.items) {
        const auto target = owner.find(item.supersedes);
        if (target != owner.end() && (item.lead || target->second == item.key))
            superseded.insert(item.supersedes);
    }
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

Merged merge(std::vector<MergeItem> items, ConflictRule rule) {
    Merged merged;
    merged.items = std::move(items);
    drop_doubles(merged);
    follow_chains(merged);
    settle_conflicts(merged, rule);
    return merged;
}

}  // namespace casement::decision
