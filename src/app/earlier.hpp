// What was decided on the open case before: here, by others whose decisions were taken in, and by what the
// bundle says.
#pragma once

#include <app/document.hpp>
#include <app/state.hpp>

namespace casement::app {

std::vector<EarlierDecision> earlier_decisions(const State& state);

}  // namespace casement::app
