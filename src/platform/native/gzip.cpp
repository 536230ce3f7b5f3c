#include <platform/native/files.hpp>

#include <zlib.h>

#include <cstring>
#include <vector>

namespace casement::native {
namespace {

constexpr int kGzip = 16;  // zlib's way to ask for the gzip format
constexpr std::size_t kInflated = 1u << 16;

Bytef* in(std::string_view bytes) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

}  // namespace

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, 9, Z_DEFAULT_STRATEGY);
    gz_header header{};
    header.os = 255;  // unknown: the bytes do not depend on the machine
    deflateSetHeader(&stream, &header);
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64, '\0');
    stream.next_in = in(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

Result<std::string> gunzip(std::string_view bytes, std::int64_t max_bytes) {
    z_stream stream{};
    if (bytes.size() > 0xFFFF'FFFFu || inflateInit2(&stream, MAX_WBITS + kGzip) != Z_OK) {
        return Error{"gzip.limit", "", "the file is too large to unpack", ""};
    }
    stream.next_in = in(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::vector<char> chunk(kInflated);
    int state = Z_OK;
    bool over = false;
    while (state == Z_OK && !over) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = inflate(&stream, Z_NO_FLUSH);
        const std::size_t got = chunk.size() - stream.avail_out;
        over = static_cast<std::int64_t>(out.size() + got) > max_bytes;
        if (!over) out.append(chunk.data(), got);
    }
    const bool trailing = stream.avail_in > 0;
    inflateEnd(&stream);
    if (over) {
        return Error{"gzip.limit", "",
                     "the file unpacks to more than " + std::to_string(max_bytes) + " bytes",
                     "split it into smaller files"};
    }
    if (state != Z_STREAM_END)
        return Error{"gzip.format", "", "the file is not whole, undamaged gzip", "pack it again"};
    if (trailing)
        return Error{"gzip.trailing", "", "there are bytes after the end of the gzip file", "pack it again"};
    return out;
}

}  // namespace casement::native
