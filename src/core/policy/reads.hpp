// What a rule reads, in the pack's own terms.
#pragma once

#include <core/policy/pack.hpp>

namespace casement::policy {

// Ids of the pack's questions that the rule reads as answers.<id>, in the pack's order.
std::vector<std::string> questions_read(const Pack& pack, const json::Rule& rule);

// The names that follow "answers." (or "case.") in what the rule reads, whether the pack has them or not.
std::vector<std::string> names_read(const json::Rule& rule, std::string_view root);

}  // namespace casement::policy
