// Ten thousand single bits, flipped one at a time in a bundle, a keyring, an export and its checkpoint: each
// is found, and by a code of the class that belongs to the kind of file.
#include <core/bundle/samples.hpp>
#include <core/policy/samples.hpp>
#include <platform/native/bundle_folder.hpp>
#include <platform/native/bundle_writer.hpp>
#include <platform/native/folder.hpp>
#include <platform/native/signing.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace casement;
using namespace casement::native;

namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr int kFlipsOfAFile = 500;  // five kinds of files of a bundle, plain and compressed
constexpr int kFlipsOfAKeyring = 1500;
constexpr int kFlipsOfAnExport = 2500;
constexpr int kFlipsOfACheckpoint = 1000;

using Classes = std::vector<std::string_view>;

bool is_of(const std::string& code, const Classes& classes) {
    return std::any_of(classes.begin(), classes.end(),
                       [&](std::string_view one) { return code.starts_with(one); });
}

// Flips bits of `good` at random; `codes` says what is found in it then. Gives the number of flips that were
// found by a code of these classes, first of all.
template <class CodesOf>
int found(const char* what, const std::string& good, int flips, const Classes& classes, CodesOf codes) {
    std::mt19937_64 random(kSeed);
    int count = 0;
    for (int i = 0; i < flips; ++i) {
        const std::size_t bit = random() % (good.size() * 8);
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
        const std::vector<std::string> all = codes(bad);
        if (!all.empty() && is_of(all.front(), classes))
            ++count;
        else
            BOOST_TEST_MESSAGE("bit " << bit << " of " << what << ", seed " << kSeed << ": "
                                      << (all.empty() ? "missed" : "found as " + all.front()));
    }
    return count;
}

void write_bundle(const test::Folder& folder, const PrivateKey& publisher, bool gzip) {
    test::spill(folder / "p.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xE0", 24));
    BundleOptions options;
    options.media_folder = folder.path();
    options.gzip = gzip;
    options.name = "flips";
    auto writer = BundleWriter::create(folder / "b", options);
    BOOST_REQUIRE(writer.ok());
    BOOST_REQUIRE(writer->add_policy(test::sample_pack().dump()).ok());
    for (const char* id : {"a", "b", "c"}) {
        Json c = test::sample_case();
        c["id"] = id;
        c["policy"] = "sample@2026.11";
        Json& part = c["content"][1];
        for (const char* member : {"path", "digest", "mediatype", "width", "height"}) part.erase(member);
        part["file"] = "p.png";
        BOOST_REQUIRE(writer->add_case(c, "row").ok());
    }
    BOOST_REQUIRE(writer->finish(&publisher).ok());
}

std::vector<std::string> bundle_codes(const std::string& folder, const Vouched& publishers) {
    auto opened = BundleFolder::open(folder);
    if (!opened) return {opened.error().code};
    std::vector<std::string> out;
    for (const Error& error : opened->verify(publishers).errors) out.push_back(error.code);
    return out;
}

std::string only_file(const std::string& folder) {
    return std::filesystem::directory_iterator(folder)->path().string();
}

void flip_bundle(bool gzip) {
    const test::Folder folder;
    const PrivateKey publisher = *PrivateKey::generate();
    write_bundle(folder, publisher, gzip);
    const Vouched vouched = vouch_for(publisher.public_key());
    BOOST_REQUIRE(bundle_codes(folder / "b", vouched).empty());
    const Classes envelope = {"envelope.", "json.", "signature.", "key.", "payload."};
    const struct {
        std::string path;
        Classes classes;
    } files[] = {{folder / "b/datapackage.json", {"digest.bundle", "json.", "descriptor."}},
                 {folder / "b/datapackage.dsse.json", envelope},
                 {only_file(folder / "b/cases"), {"bundle.digest"}},
                 {only_file(folder / "b/policies"), {"bundle.digest"}},
                 {only_file(folder / "b/media"), {"bundle.digest"}}};
    for (const auto& file : files) {
        const std::string good = test::slurp(file.path);
        const int count =
            found(file.path.c_str(), good, kFlipsOfAFile, file.classes, [&](const std::string& bad) {
                test::spill(file.path, bad);
                return bundle_codes(folder / "b", vouched);
            });
        BOOST_TEST(count == kFlipsOfAFile, file.path << ", seed " << kSeed);
        test::spill(file.path, good);
    }
    BOOST_TEST(bundle_codes(folder / "b", vouched).empty());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(flipped_bits)

BOOST_AUTO_TEST_CASE(of_every_file_of_a_bundle_are_found) {
    flip_bundle(false);
}
BOOST_AUTO_TEST_CASE(of_every_file_of_a_compressed_bundle_are_found) {
    flip_bundle(true);
}

BOOST_AUTO_TEST_CASE(of_a_keyring_are_found) {
    const PrivateKey publisher = *PrivateKey::generate();
    decision::KeyringEntry revoked = test::entry(test::Signer{}, {decision::KeyRole::reviewer});
    revoked.revoked = decision::Revocation{test::kDecided, 4, "lost"};
    decision::Keyring keyring = test::keyring_of({revoked});
    keyring.key_id = publisher.public_key().key_id();
    keyring.public_jwk = public_jwk(publisher.public_key());
    const std::string line = signed_envelope(*decision::keyring_statement(keyring), publisher);
    const auto codes = [&](const std::string& bytes) {
        const auto checked = sign_check(bytes, vouch_for(publisher.public_key()), decision::kMaxKeyringBytes);
        const auto read = decision::check_keyring(checked);
        if (!read) return std::vector{read.error().code};
        return checked.key_vouched ? std::vector<std::string>() : std::vector<std::string>{"not vouched"};
    };
    BOOST_REQUIRE(codes(line).empty());
    BOOST_TEST(found("the keyring", line, kFlipsOfAKeyring, {"envelope.", "json.", "signature.", "key."},
                     codes) == kFlipsOfAKeyring);
}

BOOST_AUTO_TEST_CASE(of_an_export_are_found_in_the_line_and_again_by_the_checkpoint) {
    const PrivateKey key = *PrivateKey::generate();
    const Vouched vouched = vouch_for(key.public_key());
    const auto lines = test::signed_export(key, 3);
    const std::string last = lines.back();
    const std::string good = test::joined({lines.begin(), lines.end() - 1});
    BOOST_REQUIRE(test::file_codes(good + last, vouched).empty());
    const Classes line_codes = {"envelope.", "json.", "signature.", "key."};
    int sealed = 0;
    const int count = found("the export", good, kFlipsOfAnExport, line_codes, [&](const std::string& bad) {
        const auto codes = test::file_codes(bad + last, vouched);
        sealed += !codes.empty() && codes.back().starts_with("checkpoint.");
        return codes;
    });
    BOOST_TEST(count == kFlipsOfAnExport);
    BOOST_TEST(sealed == kFlipsOfAnExport);

    const std::string end = last + "\n";
    BOOST_TEST(found("the checkpoint", end, kFlipsOfACheckpoint, line_codes, [&](const std::string& bad) {
                   return test::file_codes(good + bad, vouched);
               }) == kFlipsOfACheckpoint);
}

BOOST_AUTO_TEST_SUITE_END()
