#include <cli/keys.hpp>
#include <platform/native/files.hpp>

namespace casement::cli {
namespace {

constexpr std::int64_t kMaxKeyFile = 64 << 10;

}  // namespace

Result<native::PrivateKey> read_private_key(const std::string& path) {
    CASEMENT_TRY(const std::string text, native::read_file(path, kMaxKeyFile));
    auto key = native::PrivateKey::from_pem(text);
    if (!key) return placed(std::move(key).error(), path);
    return key;
}

Result<native::Vouched> read_keys(const std::vector<std::string>& paths) {
    native::Vouched keys;
    for (const std::string& path : paths) {
        CASEMENT_TRY(const std::string text, native::read_file(path, kMaxKeyFile));
        auto key = native::PublicKey::from_pem_or_jwk(text);
        if (!key) return placed(std::move(key).error(), path);
        keys.insert_or_assign(key->key_id(), *key);
    }
    return keys;
}

}  // namespace casement::cli
