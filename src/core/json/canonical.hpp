// RFC 8785, the JSON Canonicalization Scheme: the one spelling of a value that is hashed and signed.
#pragma once

#include <core/json/json.hpp>

#include <string>

namespace casement::json {

// Members sorted by UTF-16 code units, numbers as ECMAScript writes them (RFC 8785, 3.2.2.3), no white space.
// Errors: json.number_range (NaN and infinities), json.encoding (a string that is not UTF-8).
Result<std::string> canonical(const Json& value);

// ECMAScript Number::toString(x) for a finite x (ECMA-262, 6.1.6.1.20), e.g. 1e21, 0.000001, 1e-7.
std::string number_text(double x);

}  // namespace casement::json
