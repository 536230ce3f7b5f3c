#include <platform/native/files.hpp>

#include <openssl/evp.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace casement::native {
namespace {

constexpr std::size_t kChunk = 1u << 16;

struct Close {
    void operator()(std::FILE* file) const {
        if (file != stdin) std::fclose(file);
    }
};
using FilePtr = std::unique_ptr<std::FILE, Close>;

Error failed(const char* code, const std::string& path, const std::string& what) {
    return {code, path, what + ": " + std::strerror(errno), ""};
}

Error too_large(const std::string& path, std::int64_t max_bytes) {
    return {"file.limit", path, "the file is larger than " + std::to_string(max_bytes) + " bytes",
            "use a smaller file"};
}

Result<FilePtr> open_for_reading(const std::string& path) {
    FilePtr file(std::fopen(path.c_str(), "rb"));
    if (!file) return failed("file.open", path, "the file cannot be opened");
    struct stat info{};
    if (::fstat(::fileno(file.get()), &info) == 0 && S_ISDIR(info.st_mode)) {
        return Error{"file.kind", path, "this is a folder, not a file", "name a file in it"};
    }
    return file;
}

// Gives the file's bytes to `take` piece by piece.
template <class Take>
Result<void> stream(const std::string& path, std::int64_t max_bytes, Take take) {
    CASEMENT_TRY(const FilePtr file, open_for_reading(path));
    std::vector<char> chunk(kChunk);
    std::int64_t total = 0;
    while (true) {
        const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), file.get());
        total += static_cast<std::int64_t>(got);
        if (total > max_bytes) return too_large(path, max_bytes);
        if (got > 0) CASEMENT_CHECK(take(std::string_view(chunk.data(), got)));
        if (got < chunk.size()) break;
    }
    if (std::ferror(file.get())) return failed("file.read", path, "the file cannot be read");
    return {};
}

// A file that appears under its name only when it is whole and on the disk.
class NewFile {
  public:
    explicit NewFile(std::string path) : path_(std::move(path)), part_(path_ + ".part") {}
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (fd_ >= 0) ::close(fd_);
        if (!done_) ::unlink(part_.c_str());
    }

    Result<void> open(bool private_to_owner) {
        ::unlink(part_.c_str());
        fd_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, private_to_owner ? 0600 : 0644);
        if (fd_ < 0) return failed("file.write", path_, "the file cannot be written");
        return {};
    }

    Result<void> write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) return failed("file.write", path_, "the file cannot be written");
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
        return {};
    }

    Result<void> finish() {
        const bool flushed = ::fsync(fd_) == 0;
        const bool closed = ::close(fd_) == 0;
        fd_ = -1;
        if (!flushed || !closed || std::rename(part_.c_str(), path_.c_str()) != 0) {
            return failed("file.write", path_, "the file cannot be written");
        }
        done_ = true;
        return {};
    }

  private:
    std::string path_, part_;
    int fd_ = -1;
    bool done_ = false;
};

}  // namespace

Result<std::string> read_file(const std::string& path, std::int64_t max_bytes) {
    std::string bytes;
    CASEMENT_CHECK(stream(path, max_bytes, [&](std::string_view chunk) -> Result<void> {
        bytes.append(chunk);
        return {};
    }));
    return bytes;
}

Result<FileDigest> digest_file(const std::string& path, std::int64_t max_bytes) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const Error broken{"file.read", path, "OpenSSL cannot hash", ""};
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) return broken;
    FileDigest out;
    CASEMENT_CHECK(stream(path, max_bytes, [&](std::string_view chunk) -> Result<void> {
        out.bytes += static_cast<std::int64_t>(chunk.size());
        if (EVP_DigestUpdate(context.get(), chunk.data(), chunk.size()) != 1) return broken;
        return {};
    }));
    if (EVP_DigestFinal_ex(context.get(), out.digest.bytes.data(), nullptr) != 1) return broken;
    return out;
}

Result<void> write_file(const std::string& path, std::string_view bytes, bool private_to_owner) {
    NewFile file(path);
    CASEMENT_CHECK(file.open(private_to_owner));
    CASEMENT_CHECK(file.write(bytes));
    return file.finish();
}

Result<void> copy_file(const std::string& from, const std::string& to, std::int64_t max_bytes) {
    NewFile file(to);
    CASEMENT_CHECK(file.open(false));
    CASEMENT_CHECK(stream(from, max_bytes, [&](std::string_view chunk) { return file.write(chunk); }));
    return file.finish();
}

Result<void> each_line(const std::string& path, std::size_t max_line,
                       const std::function<bool(std::string_view, std::size_t)>& each) {
    return each_line_at(path, max_line, [&](std::string_view line, std::size_t number, std::int64_t) {
        return each(line, number);
    });
}

Result<void> each_line_at(const std::string& path, std::size_t max_line,
                          const std::function<bool(std::string_view, std::size_t, std::int64_t)>& each) {
    FilePtr file(path == "-" ? stdin : nullptr);
    if (!file) {
        CASEMENT_TRY(file, open_for_reading(path));
    }
    std::vector<char> chunk(kChunk);
    std::string line;
    std::size_t number = 0;
    std::int64_t start = 0, read = 0;  // where the line begins; how far the file is looked at
    bool open = false;                 // bytes have come that no line feed has ended
    while (true) {
        const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), file.get());
        std::string_view rest(chunk.data(), got);
        while (!rest.empty()) {
            const auto feed = rest.find('\n');
            const std::string_view piece = rest.substr(0, feed);
            if (line.size() <= max_line) line.append(piece.substr(0, max_line + 1 - line.size()));
            open = feed == std::string_view::npos;
            read += static_cast<std::int64_t>(open ? piece.size() : feed + 1);
            if (open) break;
            rest.remove_prefix(feed + 1);
            if (!each(line, ++number, start)) return {};
            start = read;
            line.clear();
        }
        if (got < chunk.size()) break;
    }
    if (std::ferror(file.get())) return failed("file.read", path, "the file cannot be read");
    if (open) each(line, ++number, start);
    return {};
}

Result<PiecedFile> PiecedFile::open(const std::string& path) {
    CASEMENT_TRY(FilePtr file, open_for_reading(path));
    return PiecedFile(path, std::shared_ptr<std::FILE>(file.release(), [](std::FILE* f) { std::fclose(f); }));
}

Result<std::string> PiecedFile::read(std::int64_t offset, std::size_t bytes) const {
    std::string out(bytes, '\0');
    if (fseeko(file_.get(), offset, SEEK_SET) != 0 || std::fread(out.data(), 1, bytes, file_.get()) != bytes)
        return failed("file.read", path_, "the file cannot be read again; it was changed meanwhile");
    return out;
}

}  // namespace casement::native
