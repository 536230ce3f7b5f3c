#include <core/bundle/descriptor.hpp>

namespace casement::bundle {

bool is_safe_path(std::string_view path) {
    constexpr std::size_t kMaxPath = 512;
    if (path.empty() || path.size() > kMaxPath) return false;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t slash = std::min(path.find('/', start), path.size());
        const std::string_view segment = path.substr(start, slash - start);
        if (segment.empty() || segment == "." || segment == "..") return false;
        for (char c : segment) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && c != '.' && c != '_' && c != '@' && c != '-') return false;
        }
        start = slash + 1;
    }
    return true;
}

Result<void> check_resource(const Resource& resource, std::int64_t bytes, const Digest& digest) {
    if (bytes != resource.bytes) {
        return Error{"bundle.size", resource.path,
                     "the file has " + std::to_string(bytes) + " bytes, the descriptor says " +
                         std::to_string(resource.bytes),
                     "get the bundle again from its publisher"};
    }
    if (digest != resource.digest) {
        return Error{"bundle.digest", resource.path,
                     "the file is not the one the descriptor names: its digest is " + digest.text(),
                     "get the bundle again from its publisher"};
    }
    return {};
}

}  // namespace casement::bundle
