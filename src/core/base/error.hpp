// An error a person can act on.
//
// `code` is stable and belongs to the public interface: tests, documents and other programs match on it.
// Codes are dotted, lower case, from the general to the particular: "json.duplicate_key", "bundle.digest".
#pragma once

#include <string>
#include <utility>

namespace casement {

struct Error {
    std::string code;     // stable, dotted, lower case
    std::string place;    // JSON pointer, "file:line", or a name; empty where there is no place
    std::string message;  // what happened, one sentence without a full stop
    std::string remedy;   // what to do about it, one sentence without a full stop; may be empty

    bool operator==(const Error&) const = default;
};

// "code at place: message (remedy)", for a terminal or a log.
std::string describe(const Error& error);
// For people: what happened, and what to do where there is something.
std::string with_remedy(const Error& error);

// The same error seen from further out: `outer` is put before the place ("cases/0.jsonl:12" + "/id").
Error placed(Error error, const std::string& outer);

}  // namespace casement
