#include <cli/keyring_file.hpp>
#include <platform/native/files.hpp>

namespace casement::cli {
namespace {

Result<std::string> read_line(const std::string& path, std::int64_t max_bytes) {
    CASEMENT_TRY(std::string bytes, native::read_file(path, max_bytes + 1));
    if (bytes.ends_with('\n')) bytes.pop_back();
    return bytes;
}

}  // namespace

Result<KeyringFile> read_keyring_file(const std::string& path, const native::Vouched& publishers) {
    CASEMENT_TRY(const std::string line, read_line(path, decision::kMaxKeyringBytes));
    const auto checked = native::sign_check(line, publishers, decision::kMaxKeyringBytes);
    auto keyring = decision::check_keyring(checked);
    if (!keyring) return placed(std::move(keyring).error(), path);
    return KeyringFile{*std::move(keyring), checked.digest, checked.key_vouched};
}

Result<void> write_keyring_file(const std::string& path, const decision::Keyring& keyring,
                                const native::PrivateKey& key) {
    CASEMENT_TRY(const std::string payload, decision::keyring_statement(keyring));
    const std::string line = native::signed_envelope(payload, key);
    if (line.size() > decision::kMaxKeyringBytes) {
        return Error{"envelope.size", path, "the keyring would be larger than 8 MiB",
                     "leave out keys that have long expired"};
    }
    return native::write_file(path, line + "\n");
}

Result<decision::Enrolment> read_enrolment_file(const std::string& path) {
    CASEMENT_TRY(const std::string line, read_line(path, decision::kMaxEnvelopeBytes));
    auto enrolment = decision::check_enrolment(native::sign_check(line, {}));
    if (!enrolment) return placed(std::move(enrolment).error(), path);
    return enrolment;
}

}  // namespace casement::cli
