// A bundle is written, verified, damaged in one place at a time, and every damage is found.
#include <core/bundle/samples.hpp>
#include <core/policy/samples.hpp>
#include <platform/native/bundle_folder.hpp>
#include <platform/native/bundle_writer.hpp>
#include <platform/native/files.hpp>
#include <platform/native/folder.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace casement;
using namespace casement::native;

namespace {

Json case_with_id(const std::string& id) {
    Json c = test::sample_case();
    c["id"] = id;
    c["policy"] = "sample@2026.11";
    Json& part = c["content"][1];
    for (const char* member : {"path", "digest", "mediatype", "width", "height"}) part.erase(member);
    part["file"] = "p.png";
    return c;
}

const std::string kPng("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xE0", 24);

BundleSummary write_bundle(const test::Folder& folder, const std::string& name, const PrivateKey* key,
                           bool gzip = true) {
    test::spill(folder / "p.png", kPng);
    BundleOptions options;
    options.media_folder = folder.path();
    options.gzip = gzip;
    options.name = "demo";
    options.shard_bytes = 4096;
    auto writer = BundleWriter::create(folder / name, options);
    BOOST_REQUIRE(writer.ok());
    BOOST_REQUIRE(writer->add_policy(test::sample_pack().dump(2)).ok());
    for (const char* id : {"a", "b", "c"}) {
        const auto added = writer->add_case(case_with_id(id), "row");
        BOOST_REQUIRE_MESSAGE(added.ok(), (added.ok() ? "" : describe(added.error())));
    }
    const auto summary = writer->finish(key);
    BOOST_REQUIRE_MESSAGE(summary.ok(), (summary.ok() ? "" : describe(summary.error())));
    return *summary;
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) out.push_back(entry.path().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string first_code(const std::string& folder, const Vouched& publishers = {}) {
    auto opened = BundleFolder::open(folder);
    if (!opened) return opened.error().code;
    const BundleReport report = opened->verify(publishers);
    return report.errors.empty() ? "" : report.errors[0].code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bundles_on_disk)

BOOST_AUTO_TEST_CASE(what_is_written_verifies) {
    const test::Folder folder;
    const PrivateKey key = *PrivateKey::generate();
    const BundleSummary summary = write_bundle(folder, "b", &key);
    BOOST_TEST(summary.cases == 3u);
    BOOST_TEST(summary.shards == 2u);
    BOOST_TEST(summary.media == 1u);
    auto opened = BundleFolder::open(folder / "b");
    BOOST_REQUIRE(opened.ok());
    const BundleReport report = opened->verify(vouch_for(key.public_key()));
    for (const Error& error : report.errors) BOOST_TEST_MESSAGE(describe(error));
    BOOST_TEST(report.errors.empty());
    BOOST_TEST(report.cases == 3u);
    BOOST_TEST(report.packs == 1u);
    BOOST_TEST(report.media == 1u);
    BOOST_TEST(report.vouched);

    const std::string line = *gunzip(test::slurp(folder / "b/cases/00000.jsonl.gz"), 1 << 20);
    const decision::Context context = opened->context();
    const bundle::Case* found = context.find_case("a", sha256(line.substr(0, line.find('\n'))));
    BOOST_REQUIRE(found != nullptr);
    BOOST_TEST(found->content[1].width_px == 640);
    BOOST_TEST(context.find_case("b", sha256("x")) == nullptr);
    BOOST_TEST(context.find_policy(opened->descriptor().policies[0].digest) != nullptr);
}

BOOST_AUTO_TEST_CASE(equal_input_gives_equal_bytes) {
    const test::Folder folder;
    const PrivateKey key = *PrivateKey::generate();
    write_bundle(folder, "one", &key);
    write_bundle(folder, "two", &key);
    const auto one = files_in(folder / "one"), two = files_in(folder / "two");
    BOOST_REQUIRE(one.size() == two.size());
    for (std::size_t i = 0; i < one.size(); ++i) BOOST_TEST(test::slurp(one[i]) == test::slurp(two[i]));
}

BOOST_AUTO_TEST_CASE(each_damage_has_its_code) {
    const test::Folder folder;
    const PrivateKey key = *PrivateKey::generate();
    const auto damaged = [&](auto damage) {
        std::filesystem::remove_all(folder / "b");
        write_bundle(folder, "b", &key, false);
        damage();
        return first_code(folder / "b");
    };
    const auto first_file = [&](const char* inside) { return files_in(folder / "b/" + inside)[0]; };
    BOOST_TEST(damaged([] {}) == "");
    BOOST_TEST(damaged([&] { std::filesystem::remove(folder / "b/cases/00000.jsonl"); }) == "bundle.missing");
    BOOST_TEST(damaged([&] { std::filesystem::remove(first_file("media")); }) == "bundle.missing");
    BOOST_TEST(damaged([&] { test::spill(first_file("media"), "other"); }) == "bundle.size");
    BOOST_TEST(damaged([&] { test::spill(first_file("policies"), "{}"); }) == "bundle.size");
    BOOST_TEST(damaged([&] {
                   std::string bytes = test::slurp(first_file("cases"));
                   bytes[10] = 'X';
                   test::spill(first_file("cases"), bytes);
               }) == "bundle.digest");
    BOOST_TEST(damaged([&] {
                   test::spill(folder / "b/datapackage.json",
                               test::slurp(folder / "b/datapackage.json") + " ");
               }) == "digest.bundle");
    BOOST_TEST(damaged([&] { test::spill(folder / "b/datapackage.dsse.json", "{}"); }) == "envelope.schema");

    write_bundle(folder, "unsigned", nullptr);
    BOOST_TEST(first_code(folder / "unsigned") == "");
    BOOST_TEST(first_code(folder / "unsigned", vouch_for(key.public_key())) == "bundle.unsigned");
    write_bundle(folder, "signed", &key);
    BOOST_TEST(first_code(folder / "signed", vouch_for(PrivateKey::generate()->public_key())) ==
               "key.unknown");
}

BOOST_AUTO_TEST_CASE(a_descriptor_that_says_something_else_than_the_files_is_found) {
    const test::Folder folder;
    const auto code_with = [&](const test::Change& change) {
        std::filesystem::remove_all(folder / "b");
        write_bundle(folder, "b", nullptr, false);
        const Json document = Json::parse(test::slurp(folder / "b/datapackage.json"));
        test::spill(folder / "b/datapackage.json", test::changed(document, change).dump());
        return first_code(folder / "b");
    };
    BOOST_TEST(code_with({"/resources/1/cases", "7", ""}) == "bundle.cases");
    BOOST_TEST(code_with({"/casement/policies/0/version", "\"2026.12\"", ""}) == "bundle.pin");
    BOOST_TEST(code_with({"/casement/policies", "[]", ""}) == "bundle.policy");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_packed_is_refused_with_its_code) {
    const test::Folder folder;
    write_bundle(folder, "b", nullptr);
    BundleOptions options;
    BOOST_TEST(BundleWriter::create(folder / "b", options).error().code == "bundle.exists");
    options.overwrite = true;
    BOOST_TEST(BundleWriter::create(folder.path(), options).error().code == "bundle.exists");
    auto writer = BundleWriter::create(folder / "b", options);
    BOOST_REQUIRE(writer.ok());
    const auto code = [&](const Json& value) { return writer->add_case(value, "row").error().code; };
    Json c = case_with_id("a");
    BOOST_TEST(code(c) == "media.folder");
    c["content"].erase(1);
    BOOST_TEST(code(c) == "case.policy");
    c.erase("policy");
    c["due_at"] = nullptr;  // null members are left out
    BOOST_TEST(writer->add_case(c, "row").ok());
    BOOST_TEST(code(c) == "case.duplicate_id");
    BOOST_TEST(code(Json::array()) == "case.schema");
    BOOST_TEST(writer->add_policy("{}").error().code == "pack.schema");
    BOOST_TEST(writer->add_policy(test::sample_pack().dump()).ok());
    BOOST_TEST(writer->add_policy(test::sample_pack().dump()).error().code == "pack.duplicate");

    options.media_folder = folder.path();
    auto with_media = BundleWriter::create(folder / "m", options);
    const auto media_code = [&](const char* file) {
        Json value = case_with_id("a");
        value["content"][1]["file"] = file;
        return with_media->add_case(value, "row").error().code;
    };
    BOOST_TEST(media_code("../p.png") == "media.path");
    BOOST_TEST(media_code("p.exe") == "media.type");
    BOOST_TEST(media_code("none.png") == "file.open");
    BOOST_TEST(with_media->finish(nullptr).error().code == "bundle.empty");
}

BOOST_AUTO_TEST_SUITE_END()
