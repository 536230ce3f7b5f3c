// casement keygen: an Ed25519 key pair.
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <platform/native/crypto.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <filesystem>

namespace casement::cli {
namespace {

Result<void> write_pair(const native::PrivateKey& key, const std::string& out, bool force) {
    for (const std::string& path : {out, out + ".pub"}) {
        if (force || !std::filesystem::exists(path)) continue;
        return Error{"keygen.exists", path, "the file exists; a key that is overwritten is lost",
                     "name another file, or add --force"};
    }
    CASEMENT_CHECK(native::write_file(out, key.pkcs8_pem(), true));
    return native::write_file(out + ".pub", key.public_key().spki_pem());
}

int keygen(const Args& args) {
    const auto out = args.one("--out");
    if (!out || !args.files().empty()) {
        print_error({"usage.value", "--out", "keygen takes --out FILE and nothing else",
                     "see casement keygen --help"});
        return kExitUsage;
    }
    auto key = native::PrivateKey::generate();
    if (!key) return print_error(key.error()), kExitUsage;
    if (auto written = write_pair(*key, *out, args.has("--force")); !written) {
        return print_error(written.error()), kExitUsage;
    }
    fmt::print(
        "key id  {}\nprivate {} (readable by you alone; keep it)\npublic  {}.pub (give it to who verifies)\n",
        key->public_key().key_id(), visible(*out), visible(*out));
    return kExitGood;
}

}  // namespace

const Verb kKeygenVerb{
    "keygen",
    "--out FILE [--force]",
    "make an Ed25519 key pair to sign bundles with",
    "Writes a private key to FILE (PKCS#8 PEM, mode 0600) and its public half to FILE.pub (SPKI PEM), and\n"
    "prints the key id: the RFC 7638 thumbprint of the public key.",
    {{"--out", "FILE", "where the private key goes; FILE.pub gets the public key"},
     {"--force", "", "overwrite existing files"}},
    "  casement keygen --out publisher.pem",
    keygen};

}  // namespace casement::cli
