// Whatever way a surge of decisions is split over exports, repeated and shuffled, the merge is their union.
#include <core/decision/merge.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <support/sha256.hpp>

using namespace casement;
using namespace casement::decision;

namespace {

class Surge {
  public:
    explicit Surge(std::uint64_t seed) : random_(seed) {
        const std::uint32_t keys = 1 + below(6);
        for (std::uint32_t key = 0; key < keys; ++key) chain(key);
    }

    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

    // Some of them, each once or several times, in any order: what all exports hold together.
    std::vector<MergeItem> exports(std::size_t keep_of_ten) {
        std::vector<MergeItem> out;
        for (const MergeItem& item : all) {
            if (below(10) >= keep_of_ten) continue;
            for (std::size_t copies = 1 + below(3); copies > 0; --copies) out.push_back(item);
        }
        std::shuffle(out.begin(), out.end(), random_);
        return out;
    }

    std::vector<MergeItem> all;

  private:
    void chain(std::uint32_t key) {
        Digest prev;
        const std::size_t length = below(30);
        for (std::size_t seq = 1; seq <= length; ++seq) {
            MergeItem item;
            item.key = key;
            item.seq = static_cast<std::int64_t>(seq);
            item.digest = test::sha256(std::to_string(random_()));
            item.prev = prev;
            const std::size_t on = below(40);
            item.case_digest = test::sha256(std::to_string(on));
            item.decided_at = static_cast<TimeMs>(below(1000));
            if (!all.empty() && below(4) == 0) {
                const MergeItem& target = all[below(all.size())];
                item.supersedes = target.digest;
                item.case_digest = target.case_digest;
            }
            item.lead = key == 0;
            prev = item.digest;
            all.push_back(item);
        }
    }

    std::mt19937_64 random_;
};

std::set<Digest> digests(const std::vector<MergeItem>& items) {
    std::set<Digest> out;
    for (const MergeItem& item : items) out.insert(item.digest);
    return out;
}

using Numbers = std::set<std::pair<std::uint32_t, std::int64_t>>;

// The numbers below the highest of each key that none of the items has.
Numbers missing(const std::vector<MergeItem>& items) {
    std::map<std::uint32_t, std::set<std::int64_t>> present;
    for (const MergeItem& item : items) present[item.key].insert(item.seq);
    Numbers out;
    for (const auto& [key, numbers] : present) {
        for (std::int64_t seq = 1; seq < *numbers.rbegin(); ++seq) {
            if (!numbers.contains(seq)) out.emplace(key, seq);
        }
    }
    return out;
}

Numbers missing(const Merged& merged) {
    Numbers out;
    for (const Gap& gap : merged.gaps) {
        for (std::int64_t seq = gap.from; seq <= gap.to; ++seq) out.emplace(gap.key, seq);
    }
    return out;
}

// Every number behind the one before it, every correction behind what it corrects.
bool is_readable(const Merged& merged) {
    std::map<std::uint32_t, std::int64_t> tails;
    std::set<Digest> seen;
    const std::set<Digest> all = digests(merged.items);
    for (const std::size_t at : merged.order) {
        const MergeItem& item = merged.items[at];
        if (item.seq < tails[item.key] || !seen.insert(item.digest).second) return false;
        if (all.contains(item.supersedes) && !seen.contains(item.supersedes)) return false;
        tails[item.key] = item.seq;
    }
    return seen == all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(any_merge)

BOOST_AUTO_TEST_CASE(loses_none_and_doubles_none) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        BOOST_TEST_CONTEXT("seed " << seed) {
            Surge surge(seed);
            const auto exports = surge.exports(surge.below(2) == 0 ? 10 : 7);
            const Merged merged = merge(exports, static_cast<ConflictRule>(surge.below(3)));
            BOOST_TEST((digests(merged.items) == digests(exports)));
            BOOST_TEST(merged.items.size() == digests(exports).size());
            BOOST_TEST(merged.doubled == exports.size() - merged.items.size());
            BOOST_TEST((missing(merged) == missing(exports)));
            BOOST_TEST(merged.forks.empty());
            BOOST_TEST(merged.broken.empty());
            BOOST_TEST(is_readable(merged));
        }
    }
}

BOOST_AUTO_TEST_CASE(does_not_depend_on_the_order_of_the_exports) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        BOOST_TEST_CONTEXT("seed " << seed) {
            Surge surge(seed);
            const auto rule = static_cast<ConflictRule>(seed % 3);
            const Merged one = merge(surge.exports(10), rule), two = merge(surge.exports(10), rule);
            BOOST_REQUIRE(one.items.size() == two.items.size());
            for (std::size_t i = 0; i < one.items.size(); ++i)
                BOOST_TEST((one.items[i].digest == two.items[i].digest));
            BOOST_TEST((one.standing == two.standing));
            BOOST_TEST((one.order == two.order));
        }
    }
}

BOOST_AUTO_TEST_CASE(finds_every_fork_and_every_broken_link) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        BOOST_TEST_CONTEXT("seed " << seed) {
            Surge surge(seed);
            std::vector<MergeItem> items = surge.all;
            Numbers forked, broken;
            for (const MergeItem& item : surge.all) {
                if (surge.below(8) != 0) continue;
                MergeItem other = item;
                other.digest = test::sha256(item.digest.hex());
                if (item.seq > 1 && surge.below(2) == 0) {
                    other.prev = test::sha256("nowhere");
                    broken.emplace(item.key, item.seq);
                }
                forked.emplace(item.key, item.seq);
                items.push_back(other);
            }
            const Merged merged = merge(items, ConflictRule::keep);
            Numbers found, found_broken;
            for (const Fork& fork : merged.forks) found.emplace(fork.key, fork.seq);
            for (const BrokenLink& link : merged.broken)
                found_broken.emplace(merged.items[link.item].key, merged.items[link.item].seq);
            BOOST_TEST((found == forked));
            BOOST_TEST((found_broken == broken));
            BOOST_TEST(merged.items.size() == items.size());
        }
    }
}

BOOST_AUTO_TEST_CASE(leaves_something_standing_on_every_case) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        BOOST_TEST_CONTEXT("seed " << seed) {
            Surge surge(seed);
            const Merged merged = merge(surge.exports(10), static_cast<ConflictRule>(seed % 3));
            std::set<Digest> cases, standing;
            for (const MergeItem& item : merged.items) cases.insert(item.case_digest);
            for (const std::size_t at : merged.standing) standing.insert(merged.items[at].case_digest);
            BOOST_TEST((cases == standing));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
