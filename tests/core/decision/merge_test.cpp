// Merging exports: what is missing, doubled, forked or contradicted is said, and what stands follows a rule.
#include <core/decision/merge.hpp>

#include <boost/test/unit_test.hpp>

#include <support/sha256.hpp>

using namespace casement;
using namespace casement::decision;

namespace {

using Indices = std::vector<std::size_t>;

struct Chain {
    std::uint32_t key = 0;
    bool lead = false;
    std::int64_t seq = 0;
    Digest prev = {};

    // The next decision of this key, on a case, at a time.
    MergeItem next(const std::string& on, TimeMs at, const Digest& supersedes = {}) {
        MergeItem item;
        item.key = key;
        item.seq = ++seq;
        item.digest = test::sha256(std::to_string(key) + "/" + std::to_string(seq) + "/" + on);
        item.prev = prev;
        item.case_digest = test::sha256(on);
        item.supersedes = supersedes;
        item.decided_at = at;
        item.lead = lead;
        prev = item.digest;
        return item;
    }
};

bool is_clean(const Merged& merged) {
    return merged.forks.empty() && merged.gaps.empty() && merged.broken.empty() && merged.unfound.empty() &&
           merged.astray.empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(merging_chains)

BOOST_AUTO_TEST_CASE(of_nothing_comes_nothing) {
    const Merged merged = merge({}, ConflictRule::keep);
    BOOST_TEST(is_clean(merged));
    BOOST_TEST(merged.items.empty());
    BOOST_TEST(merged.order.empty());
}

BOOST_AUTO_TEST_CASE(what_comes_twice_stays_once) {
    Chain chain;
    const MergeItem one = chain.next("a", 1), two = chain.next("b", 2);
    const Merged merged = merge({two, one, two, two}, ConflictRule::keep);
    BOOST_REQUIRE(merged.items.size() == 2u);
    BOOST_TEST((merged.items[0].digest == one.digest));
    BOOST_TEST((merged.items[1].digest == two.digest));
    BOOST_TEST(merged.doubled == 2u);
    BOOST_TEST(is_clean(merged));
    BOOST_TEST((merged.standing == Indices{0, 1}));
}

BOOST_AUTO_TEST_CASE(a_number_that_is_in_none_of_them_is_a_gap) {
    Chain chain;
    std::vector<MergeItem> all;
    for (int i = 0; i < 9; ++i) all.push_back(chain.next(std::to_string(i), i));
    const Merged merged = merge({all[2], all[3], all[6], all[8]}, ConflictRule::keep);
    BOOST_REQUIRE(merged.gaps.size() == 3u);
    BOOST_TEST(merged.gaps[0].from == 1);
    BOOST_TEST(merged.gaps[0].to == 2);
    BOOST_TEST(merged.gaps[1].from == 5);
    BOOST_TEST(merged.gaps[1].to == 6);
    BOOST_TEST(merged.gaps[2].from == 8);
    BOOST_TEST(merged.gaps[2].to == 8);
    BOOST_TEST(merged.broken.empty());  // what is missing cannot be linked to
}

BOOST_AUTO_TEST_CASE(an_omission_leads_over_the_gap_that_it_fits_exactly) {
    Chain chain;
    std::vector<MergeItem> all;
    for (int i = 0; i < 6; ++i) all.push_back(chain.next(std::to_string(i), i));
    const LeftOut first{0, 1, 1, {}, all[0].digest, 70}, middle{0, 3, 4, all[1].digest, all[3].digest, 71};
    const auto bridges = [&](std::vector<LeftOut> left_out) {
        const Merged merged = merge({all[1], all[4], all[5]}, ConflictRule::keep, left_out);
        BOOST_TEST(merged.gaps.size() == 2u);
        std::size_t marked = 0;
        for (const Gap& gap : merged.gaps) marked += gap.left_out;
        BOOST_TEST(marked == merged.bridges.size());
        return merged.bridges;
    };
    using Bridges = std::map<std::size_t, std::size_t>;
    BOOST_TEST((bridges({first, middle}) == Bridges{{0, 70}, {1, 71}}));
    BOOST_TEST((bridges({middle, middle}) == Bridges{{1, 71}}));
    LeftOut other = middle;
    other.to = 3;
    BOOST_TEST((bridges({other}) == Bridges{}));
    other = middle;
    other.prev = test::sha256("x");
    BOOST_TEST((bridges({other}) == Bridges{}));
    other = middle;
    other.last = test::sha256("x");
    BOOST_TEST((bridges({other, middle}) == Bridges{{1, 71}}));
    other = middle;
    other.key = 1;
    BOOST_TEST((bridges({other}) == Bridges{}));
}

BOOST_AUTO_TEST_CASE(two_decisions_with_one_number_are_a_fork_and_either_side_may_go_on) {
    Chain chain;
    const MergeItem one = chain.next("a", 1);
    Chain other = chain;
    const MergeItem left = chain.next("b", 2), right = other.next("c", 3);
    const MergeItem left_on = chain.next("d", 4), right_on = other.next("e", 5);
    const Merged merged = merge({one, right, left_on, left, right_on}, ConflictRule::keep);
    BOOST_REQUIRE(merged.forks.size() == 2u);
    BOOST_TEST(merged.forks[0].seq == 2);
    BOOST_TEST((merged.forks[0].items == Indices{1, 2}));
    BOOST_TEST(merged.forks[1].seq == 3);
    BOOST_TEST(merged.broken.empty());
    BOOST_TEST(merged.items.size() == 5u);  // all of them are kept
}

BOOST_AUTO_TEST_CASE(a_link_to_another_decision_than_the_one_before_is_broken) {
    Chain chain;
    const MergeItem one = chain.next("a", 1);
    MergeItem two = chain.next("b", 2);
    two.prev = test::sha256("x");
    const Merged merged = merge({one, two}, ConflictRule::keep);
    BOOST_REQUIRE(merged.broken.size() == 1u);
    BOOST_TEST(merged.broken[0].item == 1u);
}

BOOST_AUTO_TEST_CASE(keys_have_chains_of_their_own) {
    Chain a{1}, b{2};
    const MergeItem a1 = a.next("x", 5), b1 = b.next("y", 1), a2 = a.next("z", 6);
    const Merged merged = merge({a2, b1, a1}, ConflictRule::keep);
    BOOST_TEST(is_clean(merged));
    BOOST_TEST((merged.items[0].digest == a1.digest));
    BOOST_TEST((merged.items[2].digest == b1.digest));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(merging_conflicts)

BOOST_AUTO_TEST_CASE(the_rule_says_what_stands_where_two_decided_one_case) {
    Chain a{1}, b{2}, lead{3, true};
    const MergeItem late = a.next("x", 9), early = b.next("x", 3), leads = lead.next("x", 5);
    const auto standing = [](const std::vector<MergeItem>& items, ConflictRule rule) {
        const Merged merged = merge(items, rule);
        BOOST_REQUIRE(merged.conflicts.size() == 1u);
        BOOST_TEST((merged.conflicts[0].case_digest == test::sha256("x")));
        BOOST_TEST(merged.conflicts[0].items.size() == items.size());
        BOOST_TEST(merged.conflicts[0].standing.size() == merged.standing.size());
        std::vector<TimeMs> out;
        for (const std::size_t at : merged.standing) out.push_back(merged.items[at].decided_at);
        return out;
    };
    using Times = std::vector<TimeMs>;
    BOOST_TEST((standing({late, early, leads}, ConflictRule::keep) == Times{9, 3, 5}));
    BOOST_TEST((standing({late, early, leads}, ConflictRule::first) == Times{3}));
    BOOST_TEST((standing({late, early, leads}, ConflictRule::lead) == Times{5}));
    BOOST_TEST((standing({late, early}, ConflictRule::lead) == Times{9, 3}));  // without one it stays open
    const MergeItem later = lead.next("x", 7);
    BOOST_TEST((standing({late, leads, later}, ConflictRule::lead) == Times{7}));
}

BOOST_AUTO_TEST_CASE(conflicts_are_listed_by_time_whatever_the_order_of_the_exports) {
    Chain a{1}, b{2};
    const MergeItem late = a.next("x", 9), early = b.next("x", 3);
    const Merged merged = merge({late, early}, ConflictRule::keep);
    BOOST_REQUIRE(merged.conflicts.size() == 1u);
    BOOST_TEST((merged.conflicts[0].items == Indices{1, 0}));
}

BOOST_AUTO_TEST_CASE(a_correction_by_the_same_key_takes_the_place) {
    Chain a{1};
    const MergeItem wrong = a.next("x", 1), right = a.next("x", 2, wrong.digest);
    Merged merged = merge({wrong, right}, ConflictRule::keep);
    BOOST_TEST(merged.conflicts.empty());
    BOOST_TEST((merged.standing == Indices{1}));
    BOOST_TEST(merged.items.size() == 2u);

    // And a correction of the correction.
    const MergeItem again = a.next("x", 3, right.digest);
    merged = merge({again, wrong, right}, ConflictRule::first);
    BOOST_TEST(merged.conflicts.empty());
    BOOST_TEST((merged.standing == Indices{2}));
}

BOOST_AUTO_TEST_CASE(a_correction_by_a_lead_takes_the_place_and_one_by_a_stranger_does_not) {
    for (const bool is_lead : {true, false}) {
        Chain a{1}, b{2, is_lead};
        const MergeItem earlier = a.next("x", 1), correction = b.next("x", 2, earlier.digest);
        const Merged merged = merge({earlier, correction}, ConflictRule::keep);
        BOOST_TEST(merged.conflicts.size() == (is_lead ? 0u : 1u));
        BOOST_TEST((merged.standing == (is_lead ? Indices{1} : Indices{0, 1})));
    }
}

BOOST_AUTO_TEST_CASE(a_correction_of_another_case_corrects_nothing) {
    Chain a{1, true};
    const MergeItem one = a.next("x", 1), two = a.next("y", 2, one.digest);
    const Merged merged = merge({one, two}, ConflictRule::keep);
    BOOST_TEST((merged.standing == Indices{0, 1}));
    BOOST_TEST((merged.astray == Indices{1}));
}

BOOST_AUTO_TEST_CASE(a_correction_of_what_is_nowhere_is_said) {
    Chain a{1};
    const MergeItem one = a.next("x", 1, test::sha256("nowhere"));
    const Merged merged = merge({one}, ConflictRule::keep);
    BOOST_TEST((merged.unfound == Indices{0}));
    BOOST_TEST((merged.standing == Indices{0}));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(the_order_of_a_merge)

BOOST_AUTO_TEST_CASE(a_correction_stands_behind_what_it_corrects) {
    Chain lead{1, true}, a{2};
    const MergeItem a1 = a.next("x", 1), a2 = a.next("y", 2);
    const MergeItem l1 = lead.next("y", 3, a2.digest), l2 = lead.next("z", 4);
    const Merged merged = merge({l1, l2, a1, a2}, ConflictRule::keep);
    BOOST_TEST((merged.order == Indices{2, 3, 0, 1}));
}

BOOST_AUTO_TEST_CASE(a_circle_is_cut_and_nothing_is_lost) {
    Chain a{1}, b{2};
    MergeItem a1 = a.next("x", 1), b1 = b.next("y", 1), a2 = a.next("x", 2), b2 = b.next("y", 2);
    a1.supersedes = b2.digest;  // no honest chain can have this: each would have to know the other's digest
    b1.supersedes = a2.digest;
    const Merged merged = merge({a1, a2, b1, b2}, ConflictRule::keep);
    Indices sorted = merged.order;
    std::sort(sorted.begin(), sorted.end());
    BOOST_TEST((sorted == Indices{0, 1, 2, 3}));
}

BOOST_AUTO_TEST_SUITE_END()
