// Small questions about texts.
#pragma once

#include <string_view>

namespace casement {

// Nothing but spaces, tabs and line breaks.
inline bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace casement
