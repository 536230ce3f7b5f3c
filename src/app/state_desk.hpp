// Long work that goes on away from the page (docs/desk.md), as the panels see it.
#pragma once

#include <app/ports.hpp>

namespace casement::app {

enum class LongWork { replay, comparison };

struct DeskWork {
    Ticket ticket = 0;  // 0: nothing goes on
    TimeMs since = 0;
    std::int64_t done = 0, total = -1;  // bytes

    // What is over in less is not worth a bar that flashes.
    static constexpr TimeMs kShownAfterMs = 500;
    bool is_long(TimeMs now) const { return ticket != 0 && now - since >= kShownAfterMs; }
};

}  // namespace casement::app
