// Of endless facts and numbers, the values that the rules of a pack can tell apart.
#pragma once

#include <core/json/json.hpp>
#include <core/policy/facts.hpp>

#include <set>
#include <vector>

namespace casement::policy {

// `constants`: what rules compare it with. Sets `left_out` where the values are not all that could matter.
std::vector<Json> values_of_fact(const Fact& fact, const std::set<Json>& constants, bool& left_out);
// Of a number that is answered: the constants and 0, one between each two, one below and one above.
std::vector<Json> values_of_number(const std::set<Json>& constants);

}  // namespace casement::policy
