// Files, read with a limit that is checked before memory is taken, and written so that a reader never sees
// half of one.
#pragma once

#include <core/base/digest.hpp>

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace casement::native {

// The whole file. Errors: file.open, file.kind (a folder, a device), file.limit, file.read. Place: the path.
Result<std::string> read_file(const std::string& path, std::int64_t max_bytes);

// Digest and size of a file of any size, in bounded memory.
struct FileDigest {
    Digest digest;
    std::int64_t bytes = 0;
};
Result<FileDigest> digest_file(const std::string& path, std::int64_t max_bytes);

// Writes beside the target, flushes to disk, renames. With `private_to_owner` the mode is 0600 from the
// start. Errors: file.write.
Result<void> write_file(const std::string& path, std::string_view bytes, bool private_to_owner = false);

// Copies in bounded memory, with the same guarantee. Errors: those of read_file and write_file.
Result<void> copy_file(const std::string& from, const std::string& to, std::int64_t max_bytes);

// Calls `each` with one line after the other, without its line feed; stops when it returns false. Memory is
// bounded by `max_line`: a longer line is given as its first `max_line` + 1 bytes. "-" is standard input.
Result<void> each_line(const std::string& path, std::size_t max_line,
                       const std::function<bool(std::string_view line, std::size_t number)>& each);
// The same, with where in the file each line begins.
Result<void> each_line_at(
    const std::string& path, std::size_t max_line,
    const std::function<bool(std::string_view line, std::size_t number, std::int64_t offset)>& each);

// A file that is read here and there. Errors: file.open, file.read (also where it is shorter than it was).
class PiecedFile {
  public:
    static Result<PiecedFile> open(const std::string& path);
    Result<std::string> read(std::int64_t offset, std::size_t bytes) const;

  private:
    PiecedFile(std::string path, std::shared_ptr<std::FILE> file)
        : path_(std::move(path)), file_(std::move(file)) {}
    std::string path_;
    std::shared_ptr<std::FILE> file_;
};

// gzip (RFC 1952), one member. The header carries no name and no time: equal input gives equal bytes.
std::string gzip(std::string_view bytes);
// Errors: gzip.format, gzip.limit (more than `max_bytes` unpacked), gzip.trailing (bytes after the member).
Result<std::string> gunzip(std::string_view bytes, std::int64_t max_bytes);

}  // namespace casement::native
