// Audited builds (CASEMENT_AUDIT) watch every item ImGui is given: one that can be clicked and has no node in
// the semantic tree is out of reach for the keyboard and for assistive technology. It is reported as a
// console error, which fails every browser test. In other builds this does nothing.
#pragma once

namespace casement::web {

void start_audit();

}  // namespace casement::web
