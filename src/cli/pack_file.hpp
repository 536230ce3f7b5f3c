// A policy pack in a file of its own.
#pragma once

#include <core/policy/pack.hpp>

#include <string>

namespace casement::cli {

// Errors: file.*, pack.*, json.*, at the path.
Result<policy::Pack> read_pack_file(const std::string& path);

}  // namespace casement::cli
