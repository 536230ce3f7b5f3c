#include <core/decision/merkle.hpp>

#include <boost/test/unit_test.hpp>

#include <support/sha256.hpp>

using namespace casement;
using namespace casement::decision;

namespace {

Digest leaf(std::string_view bytes) {
    return test::sha256(merkle_leaf(bytes));
}

// RFC 6962, section 2.1, word for word: split at the largest power of two smaller than the number of leaves.
Digest by_definition(std::span<const Digest> leaves) {
    if (leaves.empty()) return test::sha256("");
    if (leaves.size() == 1) return leaves.front();
    std::size_t split = 1;
    while (split * 2 < leaves.size()) split *= 2;
    const Digest pair[] = {by_definition(leaves.first(split)), by_definition(leaves.subspan(split))};
    return test::sha256(merkle_pairs(pair).front());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(merkle_trees)

BOOST_AUTO_TEST_CASE(the_roots_are_those_of_the_reference_implementation_of_rfc_6962) {
    // The inputs and roots that Certificate Transparency's merkle_tree_test and its successors use.
    using namespace std::string_literals;
    const std::string inputs[] = {""s,         "\x00"s, "\x10"s,     "\x20\x21"s,
                                  "\x30\x31"s, "@ABC"s, "PQRSTUVW"s, "`abcdefghijklmno"s};
    const char* const roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                 "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                 "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                 "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                 "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                 "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                 "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    std::vector<Digest> leaves;
    for (std::size_t count = 0; count <= std::size(inputs); ++count) {
        BOOST_TEST(merkle_root(leaves, test::sha256).hex() == roots[count]);
        if (count < std::size(inputs)) leaves.push_back(leaf(inputs[count]));
    }
}

BOOST_AUTO_TEST_CASE(level_by_level_gives_the_tree_that_the_definition_gives) {
    std::vector<Digest> leaves;
    for (int count = 0; count <= 260; ++count) {
        BOOST_TEST((merkle_root(leaves, test::sha256) == by_definition(leaves)));
        leaves.push_back(leaf(std::to_string(count)));
    }
}

BOOST_AUTO_TEST_CASE(a_leaf_is_no_node) {
    // Without the two prefixes, the concatenated digests of two leaves would be a leaf with the same root.
    const std::vector<Digest> two = {leaf("a"), leaf("b")};
    std::string joined;
    for (const Digest& one : two) joined.append(reinterpret_cast<const char*>(one.bytes.data()), 32);
    BOOST_TEST((merkle_root(two, test::sha256) != merkle_root({leaf(joined)}, test::sha256)));
}

BOOST_AUTO_TEST_CASE(any_change_of_the_leaves_changes_the_root) {
    std::vector<Digest> leaves;
    for (int i = 0; i < 13; ++i) leaves.push_back(leaf(std::to_string(i)));
    const Digest root = merkle_root(leaves, test::sha256);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        auto changed = leaves;
        changed[i].bytes[31] ^= 1;
        BOOST_TEST((merkle_root(changed, test::sha256) != root));
        auto shorter = leaves;
        shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
        BOOST_TEST((merkle_root(shorter, test::sha256) != root));
        auto swapped = leaves;
        std::swap(swapped[i], swapped[(i + 1) % leaves.size()]);
        BOOST_TEST((merkle_root(swapped, test::sha256) != root));
    }
    leaves.push_back(leaves.back());
    BOOST_TEST((merkle_root(leaves, test::sha256) != root));
}

BOOST_AUTO_TEST_SUITE_END()
