// The strict JSON reader: everything that comes from outside passes here.
//
// JSON text as RFC 8259 has it, in the I-JSON profile (RFC 7493): UTF-8 without a byte-order mark, no
// duplicate member names, no lone surrogates, numbers within IEEE 754 double range. nlohmann/json does the
// parsing; this adds the limits and the checks, before anything is allocated for the value.
#pragma once

#include <core/base/result.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace casement {

using Json = nlohmann::json;

namespace json {

struct Limits {
    std::size_t max_bytes = 16u << 20;  // 16 MiB, the largest case
    int max_depth = 64;                 // arrays and objects within one another
};

// Errors, each with a JSON pointer (or a byte offset where there is no value yet) as its place:
//   json.size, json.depth, json.encoding (not UTF-8, or a byte-order mark), json.syntax,
//   json.duplicate_key, json.surrogate, json.number_range
Result<Json> parse(std::string_view text, const Limits& limits = {});

// Typed look-ups that never throw. A missing or null member gives the fallback; a member of the wrong type is
// the caller's to check with a schema first, and gives the fallback too.
std::string get_string(const Json& object, const char* key, std::string_view fallback = {});
bool get_bool(const Json& object, const char* key, bool fallback = false);
std::int64_t get_int(const Json& object, const char* key, std::int64_t fallback = 0);
const Json& get(const Json& object, const char* key);  // a shared null where absent

}  // namespace json
}  // namespace casement
