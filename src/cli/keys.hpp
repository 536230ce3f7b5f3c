// Key files named on the command line.
#pragma once

#include <platform/native/signed_line.hpp>

#include <string>
#include <vector>

namespace casement::cli {

// Errors: file.*, key.format; the place is the path.
Result<native::PrivateKey> read_private_key(const std::string& path);
Result<native::Vouched> read_keys(const std::vector<std::string>& paths);

}  // namespace casement::cli
