#include <cli/pack_file.hpp>
#include <core/bundle/descriptor.hpp>
#include <platform/native/files.hpp>

namespace casement::cli {

Result<policy::Pack> read_pack_file(const std::string& path) {
    CASEMENT_TRY(const std::string bytes, native::read_file(path, bundle::kMaxPackBytes));
    auto pack = policy::read_pack(bytes);
    if (!pack) return placed(std::move(pack).error(), path);
    return pack;
}

}  // namespace casement::cli
