// What merging found, as text for people or as JSON.
#pragma once

#include <core/base/error.hpp>
#include <core/decision/merge.hpp>

#include <string>
#include <vector>

namespace casement::cli {

struct MergeReport {
    struct Refused {
        std::string path;
        std::size_t line = 0;
        bool merged = false;  // authentic, so it is in the output all the same
        Error error;
    };
    std::vector<Refused> refused;
    std::size_t unsealed = 0;  // lines that no checkpoint of their export covers
};

void print_merge(const decision::Merged& merged, const MergeReport& report,
                 const std::vector<std::string>& keys, decision::ConflictRule rule, bool as_json);

}  // namespace casement::cli
