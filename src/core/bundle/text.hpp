// Small cuts of foreign text, for labels.
#pragma once

#include <string>
#include <string_view>

namespace casement::bundle {

// The first `max_code_points` of the text with white space and control characters folded into single spaces;
// ends with an ellipsis where something was cut.
std::string excerpt(std::string_view text, std::size_t max_code_points);

// A BCP 47 tag in shape: subtags of one to eight letters or digits, the first of letters only; or empty.
bool is_language_shape(std::string_view text);

}  // namespace casement::bundle
