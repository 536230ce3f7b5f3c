// Key files named on the command line.
#pragma once

#include <platform/native/crypto.hpp>

#include <set>
#include <string>
#include <vector>

namespace casement::cli {

// Errors: file.*, key.format; the place is the path.
Result<native::PrivateKey> read_private_key(const std::string& path);
Result<std::set<std::string>> read_key_ids(const std::vector<std::string>& paths);

}  // namespace casement::cli
