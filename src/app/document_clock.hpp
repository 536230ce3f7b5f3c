// How a case's clock stands, as a section of its document: which regime counts, what happened to it, what is
// left, and what parking it would do.
#pragma once

#include <core/bundle/case.hpp>
#include <core/policy/pack.hpp>

namespace casement::app {

// Null where the case names no clock, or one that its pack does not have.
Json clock_section(const bundle::Case& c, const policy::Pack* pack, TimeMs now_ms);

}  // namespace casement::app
