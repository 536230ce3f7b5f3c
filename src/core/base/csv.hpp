// Writing CSV (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casement {

// A record with its CRLF. A field that a spreadsheet would take for a formula (=, +, -, @, tab, carriage
// return at its beginning) gets an apostrophe before it: what strangers wrote must not be computed.
std::string csv_record(const std::vector<std::string>& fields);

}  // namespace casement
