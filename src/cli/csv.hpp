// Reading CSV as RFC 4180 has it: a header line, quoted fields with doubled quotes and line breaks in them,
// CRLF or LF.
#pragma once

#include <core/base/result.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casement::cli {

// Calls `each` for every record with the number of the line it starts on (1-based); stops when it returns
// false. Errors: csv.quote (a quote within an unquoted field, text after a closing quote, a field never
// closed). The place is the line.
Result<void> each_record(
    std::string_view text, char delimiter,
    const std::function<bool(const std::vector<std::string>& fields, std::size_t line)>& each);

}  // namespace casement::cli
