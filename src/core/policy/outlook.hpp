// Which outcomes the open questions leave: a preview while a checklist is being answered.
#pragma once

#include <core/policy/checklist.hpp>

namespace casement::policy {

struct Outlook {
    std::vector<std::size_t> possible;  // indices into pack.outcomes, in the pack's order
    bool all = true;                    // there are no others; false: the bound was met first
};

// Tries the answers to the questions that are open: every option; of a `many` each option alone and all
// together, so that `all` is false where one is open. At most `max_tried` walks. Errors: logic.*.
Result<Outlook> outlook(const Pack& pack, const Answers& answers, const Json& facts,
                        std::size_t max_tried = 2'000);

}  // namespace casement::policy
