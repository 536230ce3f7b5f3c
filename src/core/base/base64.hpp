// Base64 (RFC 4648). Strict on the way in: one spelling for each byte string, so that an envelope cannot be
// rewritten without its digest changing meaning: no white space, padding as the alphabet demands, unused bits
// 0.
#pragma once

#include <core/base/result.hpp>

#include <string>
#include <string_view>

namespace casement {

std::string base64_encode(std::string_view bytes);            // standard alphabet, padded
Result<std::string> base64_decode(std::string_view text);     // errors: base64.format
std::string base64url_encode(std::string_view bytes);         // URL alphabet, unpadded
Result<std::string> base64url_decode(std::string_view text);  // errors: base64.format

}  // namespace casement
