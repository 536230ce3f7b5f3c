// The words of the format, in the order of their enumerations.
#pragma once

#include <core/policy/pack.hpp>

namespace casement::policy {

inline constexpr const char* kEffects[] = {"remove", "restrict", "label", "no_action", "escalate"};
inline constexpr const char* kQuestionKinds[] = {"choice", "many", "yes_no", "text",
                                                 "number", "date", "spans",  "regions"};

}  // namespace casement::policy
