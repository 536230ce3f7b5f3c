// Long work away from the page: a job is told as JSON (docs/desk.md), says step by step what it needs, and
// ends with a result, which is JSON too.
//
// A job does no input or output of its own. Whoever runs it (the worker in a browser, a test) asks next(),
// brings what is wanted, and asks again: so the same code runs in both, one step at a time, and can be given
// up between any two of them.
#pragma once

#include <core/base/digest.hpp>
#include <core/json/json.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace casement::desk {

// ---------------------------------------------------------------- what a job needs next

// A whole file, by its address relative to the page or "drop:<n>/path". Answered by take_file().
struct FileWanted {
    std::string url;
    std::int64_t max_bytes = 0;  // stored bytes
    bool gunzip = false;
    std::int64_t max_unpacked_bytes = 0;
};
// The next lines of a kept file ("file:<n>"), whole ones, as many as are convenient. Answered by
// take_lines().
struct LinesWanted {
    std::string file;
    bool from_start = false;
};
// SHA-256 of each of `hash`, and whether each signature is valid. Answered by take_proofs().
struct SignatureWanted {
    std::string public_x;  // JWK "x", base64url; empty: there is no key, and the signature is not valid
    std::string message, signature;
};
struct ProofsWanted {
    std::vector<std::string> hash;
    std::vector<SignatureWanted> check;
};
struct Pause {};  // nothing: progress can be told, then next() is asked again
struct Finished {
    std::string result;  // JSON
};
using Need = std::variant<FileWanted, LinesWanted, ProofsWanted, Pause, Finished, Error>;

// ---------------------------------------------------------------- what is brought

struct Brought {
    std::string bytes;  // unpacked where that was asked for
    std::int64_t stored_bytes = 0;
    Digest digest;  // of the stored bytes
};
struct Progress {
    std::int64_t done = 0, total = -1;  // bytes; total -1 where it is not known
    std::string note;                   // JSON, or empty
};

// Longer lines come cut to one byte more than this: long enough for whoever reads them to refuse them.
inline constexpr std::size_t kMaxLineBytes = 128u << 10;

class Job {
  public:
    virtual ~Job() = default;
    virtual Need next() = 0;
    virtual void take_file(Result<Brought>) {}
    virtual void take_lines(std::string_view /*lines*/, bool /*last*/) {}
    virtual void take_proofs(const std::vector<Digest>& /*digests*/, const std::vector<bool>& /*valid*/) {}
    virtual Progress progress() const = 0;
};

// Errors: desk.job (the text is no job that is known), json.*.
Result<std::unique_ptr<Job>> make_job(std::string_view text);

}  // namespace casement::desk
