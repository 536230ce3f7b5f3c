// Names in a pack that must be unique, and names that must lead somewhere.
#pragma once

#include <core/policy/pack.hpp>

namespace casement::policy {

// Errors: pack.duplicate, pack.reference. The place is the JSON pointer of the name.
Result<void> check_references(const Pack& pack);

}  // namespace casement::policy
