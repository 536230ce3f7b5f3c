// The three formats that Schema knows.
#pragma once

#include <string_view>

namespace casement::json {

using FormatCheck = bool (*)(std::string_view);

// date-time (RFC 3339), uri (RFC 3986, with a scheme), uuid (RFC 9562, any version); null for anything else.
FormatCheck find_format(std::string_view name);

}  // namespace casement::json
