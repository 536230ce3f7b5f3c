// What the files of C2SP/wycheproof have in common: groups of one key each, tests with a number and a
// verdict.
#pragma once

#include "suite.hpp"

#include <core/json/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casement::conformance {

// Calls read(group, type) for each test group of a file. The type is the group's, or where it names none, the
// one that the file's schema is for. What is no such file is a failure with a word.
void each_group(const std::string& path, Report& report,
                const std::function<void(const Json& group, const std::string& type)>& read);

// The tests of a group; none is a failure.
const Json& tests_of(const Json& group, Report& report);

std::string name_of(const Json& test);  // "tcId 7 (comment)"

// A wish of the suite against what was found: "valid" must be verified, "invalid" must not be, "acceptable"
// may be either, which is said.
void judge(const Json& test, bool verified, Report& report);

// The member under the first of these names that is there: the schemas of two generations name keys
// differently.
const Json& first_of(const Json& group, std::initializer_list<const char*> names);

std::optional<std::string> from_hex(std::string_view hex);  // nothing unless it is pairs of hex digits

}  // namespace casement::conformance
