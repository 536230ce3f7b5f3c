// The words of a search, as they are looked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casement::review {

// The words of the folded query, split at spaces.
std::vector<std::string> folded_words(std::string_view query);

}  // namespace casement::review
