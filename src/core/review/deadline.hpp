// How a clock stands: amber with a quarter of the time left, red with a tenth, overdue past the end.
#pragma once

#include <core/base/time.hpp>

namespace casement::review {

enum class Urgency { none, calm, warning, critical, overdue };  // none: the case has no clock

Urgency urgency(TimeMs received_at, TimeMs due_at, TimeMs now_ms);  // due_at 0: none
bool at_risk(Urgency urgency);                                      // warning, critical or overdue

}  // namespace casement::review
