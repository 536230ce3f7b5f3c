#include <core/bundle/descriptor.hpp>
#include <core/bundle/samples.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::bundle;
using test::Change;

BOOST_AUTO_TEST_SUITE(reading_a_descriptor)

BOOST_AUTO_TEST_CASE(everything_in_it_is_read) {
    const auto read = read_descriptor(test::sample_descriptor().dump());
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    BOOST_TEST(read->name == "demo");
    BOOST_TEST((read->purpose == Purpose::training));
    BOOST_REQUIRE(read->resources.size() == 2u);
    BOOST_TEST((read->resources[0].kind == ResourceKind::cases));
    BOOST_TEST(read->resources[0].gzip);
    BOOST_TEST(read->resources[0].cases == 2);
    BOOST_TEST((read->resources[1].kind == ResourceKind::policy));
    BOOST_TEST(read->policies[0].version == "2026.11");
    BOOST_TEST(read->find("policies/community@2026.11.json") == &read->resources[1]);
    BOOST_TEST(read->find("nowhere") == nullptr);
    BOOST_TEST(read->expires_at.has_value());
}

BOOST_AUTO_TEST_CASE(one_wrong_thing_is_refused_with_its_code_and_place) {
    const Change changes[] = {
        {"/casement/format", "2", "descriptor.format", "/casement/format"},
        {"/casement/format", "\"1\"", "descriptor.format", "/casement/format"},
        {"/casement/format", nullptr, "descriptor.schema", "/casement/format"},
        {"/casement", nullptr, "descriptor.schema", "/casement"},
        {"/casement/purpose", "\"fun\"", "descriptor.schema", "/casement/purpose"},
        {"/casement/expires_at", "\"soon\"", "descriptor.schema", "/casement/expires_at"},
        {"/name", nullptr, "descriptor.schema", "/name"},
        {"/resources", nullptr, "descriptor.schema", "/resources"},
        {"/resources/0/bytes", "-1", "descriptor.schema", "/resources/0/bytes"},
        {"/resources/0/bytes", "67108865", "descriptor.limit", "/resources/0/bytes"},
        {"/resources/1/bytes", "8388609", "descriptor.limit", "/resources/1/bytes"},
        {"/resources/0/cases", "10000001", "descriptor.limit", "/resources"},
        {"/resources/0/hash", "\"md5:00\"", "descriptor.schema", "/resources/0/hash"},
        {"/resources/0/path", "\"../cases/0.jsonl\"", "descriptor.path", "/resources/0/path"},
        {"/resources/0/path", "\"/cases/0.jsonl\"", "descriptor.path", "/resources/0/path"},
        {"/resources/0/path", "\"https://example.org/0.jsonl\"", "descriptor.path", "/resources/0/path"},
        {"/resources/0/path", "\"cases\\\\0.jsonl\"", "descriptor.path", "/resources/0/path"},
        {"/resources/0/path", "\"cases/\\u0001\"", "descriptor.path", "/resources/0/path"},
        {"/resources/0/path", "\"cases//0\"", "descriptor.path", "/resources/0/path"},
        {"/resources/0/path", "\"cases/./0\"", "descriptor.path", "/resources/0/path"},
        {"/resources/0/path", "\"policies/community@2026.11.json\"", "descriptor.duplicate", "/resources"},
        {"/casement/policies/0/path", "\"policies/other.json\"", "descriptor.schema",
         "/casement/policies/0/path"},
        {"/casement/policies/0/digest",
         "\"sha256:0023456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"", "descriptor.schema",
         "/casement/policies/0/digest"},
    };
    for (const Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)")) {
            const auto read = read_descriptor(test::changed(test::sample_descriptor(), change).dump());
            BOOST_REQUIRE(!read.ok());
            BOOST_TEST(read.error().code == change.code);
            BOOST_TEST(read.error().place == change.place);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_pack_pinned_twice_is_a_duplicate) {
    Json document = test::sample_descriptor();
    document["casement"]["policies"].push_back(document["casement"]["policies"][0]);
    BOOST_TEST(read_descriptor(document.dump()).error().code == "descriptor.duplicate");
}

BOOST_AUTO_TEST_CASE(a_descriptor_over_eight_mebibytes_is_not_parsed) {
    BOOST_TEST(read_descriptor(std::string((8u << 20) + 1, ' ')).error().code == "json.size");
}

BOOST_AUTO_TEST_CASE(stored_bytes_are_checked_against_size_and_digest) {
    const Resource resource = read_descriptor(test::sample_descriptor().dump())->resources[0];
    BOOST_TEST(check_resource(resource, 100, resource.digest).ok());
    BOOST_TEST(check_resource(resource, 99, resource.digest).error().code == "bundle.size");
    BOOST_TEST(check_resource(resource, 100, Digest{}).error().code == "bundle.digest");
    BOOST_TEST(check_resource(resource, 100, Digest{}).error().place == "cases/00000.jsonl.gz");
}

BOOST_AUTO_TEST_SUITE_END()
