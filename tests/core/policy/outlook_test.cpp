#include "reference.hpp"
#include "samples.hpp"

#include <core/policy/outlook.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::policy;

BOOST_AUTO_TEST_SUITE(the_outlook)

BOOST_AUTO_TEST_CASE(narrows_as_questions_are_answered) {
    const Pack pack = *read_pack(test::sample_pack().dump());
    const auto left = [&](const Json& answers) {
        return outlook(pack, answers, Json::object())->possible.size();
    };
    BOOST_TEST(left(Json::object()) == 3u);
    BOOST_TEST(left({{"target", "person"}, {"intent", "yes"}}) == 2u);
    BOOST_TEST(left({{"target", "nobody"}}) == 1u);
    BOOST_TEST(outlook(pack, {{"target", "nobody"}}, Json::object())->all);
    BOOST_TEST(!outlook(pack, Json::object(), Json::object())->all);  // a `many` is tried by examples
}

BOOST_AUTO_TEST_CASE(contains_what_is_decided_in_the_end) {
    for (const auto& [name, pack] : test::all_packs()) {
        test::Numbers numbers(17);
        for (int i = 0; i < 5; ++i) {
            const Json facts = test::any_facts(numbers);
            const Json answers = test::any_walk(pack, facts, numbers);
            const auto derived = derive(pack, answers, facts);
            const auto found = outlook(pack, answers, facts);
            BOOST_REQUIRE(found->possible.size() == 1u);
            BOOST_TEST(pack.outcomes[found->possible.front()].id == derived->outcome, name);
        }
    }
}

BOOST_AUTO_TEST_CASE(stops_at_its_bound_and_says_so) {
    const Pack pack = *read_pack(test::sample_pack().dump());
    const auto found = outlook(pack, Json::object(), Json::object(), 1);
    BOOST_TEST(!found->all);
    BOOST_TEST(found->possible.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
