#include <core/review/deadline.hpp>

namespace casement::review {

Urgency urgency(TimeMs received_at, TimeMs due_at, TimeMs now_ms) {
    if (due_at == 0) return Urgency::none;
    const TimeMs left = due_at - now_ms;
    if (left < 0) return Urgency::overdue;
    const TimeMs whole = due_at - received_at;
    if (left * 10 <= whole) return Urgency::critical;
    if (left * 4 <= whole) return Urgency::warning;
    return Urgency::calm;
}

bool at_risk(Urgency urgency) {
    return urgency == Urgency::warning || urgency == Urgency::critical || urgency == Urgency::overdue;
}

}  // namespace casement::review
