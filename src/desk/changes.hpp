// What changed between two packs as a document for people: the blocks of app/document.hpp and
// app/document_policy.hpp.
#pragma once

#include <core/policy/diff.hpp>

namespace casement::desk {

Json changes_document(const policy::PackDiff& changes);

}  // namespace casement::desk
