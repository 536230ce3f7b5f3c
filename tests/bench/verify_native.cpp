// verify_native PACK KEY FILE [COUNT]: signs decisions made by chance, writes them to FILE and the public key
// to KEY, then verifies them: by OpenSSL alone (the same messages, the key set up once), and as `casement
// verify` does without a bundle. Interleaved rounds; prints what a second of this program's own processor
// time does.
#include <core/base/base64.hpp>
#include <core/decision/merkle.hpp>
#include <core/decision/verify.hpp>
#include <platform/native/files.hpp>
#include <platform/native/signed_line.hpp>

#include <openssl/evp.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <support/made_decisions.hpp>

using namespace casement;

namespace {

constexpr int kRounds = 5;

struct Signed {
    std::vector<std::string> lines, messages, signatures;
};

const unsigned char* octets(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(2);
}

Signed sign_all(const policy::Pack& pack, const Digest& digest, const native::PrivateKey& key,
                std::size_t count) {
    Signed out;
    test::MadeDecisions made(pack, digest, 1, native::sha256);
    std::optional<Digest> prev;
    for (std::size_t i = 0; i < count; ++i) {
        made.next();
        decision::Record record = made.record;
        record.prev = prev;
        record.reviewer.key_id = key.public_key().key_id();
        record.reviewer.public_jwk = native::public_jwk(key.public_key());
        const auto payload = decision::statement(record);
        if (!payload) give_up(describe(payload.error()));
        out.lines.push_back(native::signed_envelope(*payload, key));
        out.messages.push_back(decision::pae(decision::kPayloadType, *payload));
        out.signatures.push_back(decision::read_envelope(out.lines.back())->signature);
        prev = native::sha256(out.lines.back());
    }
    return out;
}

double seconds_of(const std::function<std::size_t()>& work, std::size_t expected) {
    const std::clock_t start = std::clock();  // of this program alone: the machine may be busy
    if (work() != expected) give_up("a good signature was refused");
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::size_t by_openssl(const Signed& given, const std::string& raw_key) {
    EVP_PKEY* const key =
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(raw_key), raw_key.size());
    std::size_t good = 0;
    for (std::size_t i = 0; i < given.messages.size(); ++i) {
        EVP_MD_CTX* const context = EVP_MD_CTX_new();
        good += EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, key) == 1 &&
                EVP_DigestVerify(context, octets(given.signatures[i]), given.signatures[i].size(),
                                 octets(given.messages[i]), given.messages[i].size()) == 1;
        EVP_MD_CTX_free(context);
    }
    EVP_PKEY_free(key);
    return good;
}

std::size_t by_casement(const Signed& given, const native::Vouched& keys) {
    decision::Verifier verifier(decision::Context{});
    std::size_t good = 0;
    for (const std::string& line : given.lines) good += !verifier.check(native::sign_check(line, keys)).error;
    return good;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) give_up("usage: verify_native PACK KEY FILE [COUNT]");
    const auto bytes = native::read_file(argv[1], 8 << 20);
    if (!bytes) give_up(describe(bytes.error()));
    const auto pack = policy::read_pack(*bytes);
    if (!pack) give_up(describe(pack.error()));
    const std::size_t count = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 10'000;
    const auto key = native::PrivateKey::generate();
    const Signed given = sign_all(*pack, native::sha256(*bytes), *key, count);
    std::string text;
    for (const std::string& line : given.lines) text += line + "\n";
    const auto key_written = native::write_file(argv[2], key->public_key().spki_pem());
    const auto written = native::write_file(argv[3], text);
    if (!key_written || !written) give_up("the files cannot be written");

    const native::Vouched keys = native::vouch_for(key->public_key());
    std::vector<double> openssl, casement;
    for (int round = 0; round < kRounds; ++round) {
        openssl.push_back(seconds_of([&] { return by_openssl(given, key->public_key().raw()); }, count));
        casement.push_back(seconds_of([&] { return by_casement(given, keys); }, count));
    }
    const auto rate = [&](const std::vector<double>& times) {
        return static_cast<double>(count) / median(times);
    };
    std::printf("{\"decisions\":%zu,\"bytes\":%zu,\"openssl\":%.0f,\"casement\":%.0f}\n", count, text.size(),
                rate(openssl), rate(casement));
    return 0;
}
