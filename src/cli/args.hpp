// Command-line arguments: long options with or without a value, and names of files.
#pragma once

#include <core/base/result.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casement::cli {

struct Option {
    std::string_view name;   // "--out"
    std::string_view value;  // "DIR", or empty for a switch
    std::string_view help;
};

class Args {
  public:
    // Options begin with two dashes. What begins with one and is near to none of them stands for itself, and
    // so does a whole key id: these may begin with any number. Behind "--" everything does. Errors:
    // usage.option (unknown, with the nearest known one), usage.value (missing, or given to a switch).
    static Result<Args> parse(const std::vector<std::string>& words, const std::vector<Option>& options);

    bool has(std::string_view name) const { return given_.count(std::string(name)) != 0; }
    std::vector<std::string> all(std::string_view name) const;
    std::optional<std::string> one(std::string_view name) const;  // the last one given
    const std::vector<std::string>& files() const { return files_; }

  private:
    std::map<std::string, std::vector<std::string>> given_;
    std::vector<std::string> files_;
};

// The nearest of the known words when it is near enough to be a slip; empty otherwise.
std::string nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace casement::cli
