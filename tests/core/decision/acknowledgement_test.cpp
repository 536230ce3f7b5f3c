#include <core/decision/acknowledgement.hpp>
#include <core/decision/samples.hpp>
#include <core/json/canonical.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::decision;

namespace {

AcknowledgementRecord sample() {
    AcknowledgementRecord record;
    record.pack = "community-standards";
    record.version = "2026.11";
    record.previous = "2026.05";
    record.digest = *Digest::from_hex(std::string(64, 'a'));
    record.reviewer.key_id = "key";
    record.reviewer.alias = "reviewer";
    record.reviewer.public_jwk = {{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", test::kKeyX}};
    record.at = 1'800'000'000'000;
    return record;
}

std::string changed(const char* pointer, const Json& value) {
    Json document = Json::parse(*acknowledgement_statement(sample()));
    document[Json::json_pointer(pointer)] = value;
    return *json::canonical(document);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(an_acknowledgement)

BOOST_AUTO_TEST_CASE(is_a_statement_about_the_pack_and_reads_back) {
    const auto payload = acknowledgement_statement(sample());
    const auto read = read_acknowledgement(*payload);
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    BOOST_TEST(read->pack == "community-standards");
    BOOST_TEST(read->version == "2026.11");
    BOOST_TEST(read->previous == "2026.05");
    BOOST_TEST((read->digest == sample().digest));
    BOOST_TEST(read->at == sample().at);
    BOOST_TEST(read->reviewer.alias == "reviewer");
}

BOOST_AUTO_TEST_CASE(is_refused_when_anything_in_it_does_not_fit) {
    const auto code = [](const std::string& payload) { return read_acknowledgement(payload).error().code; };
    BOOST_TEST(code(changed("/subject/0/name", "community-standards@2026.05")) == "payload.subject");
    BOOST_TEST(code(changed("/subject/0/digest/sha256", "aa")) == "payload.subject");
    BOOST_TEST(code(changed("/predicateType", kPredicateType)) == "payload.predicate_type");
    BOOST_TEST(code(changed("/predicate/version", 5)) == "payload.schema");
    BOOST_TEST(code(changed("/predicate/acknowledged_at", "yesterday")) == "payload.schema");
    BOOST_TEST(code(" " + *acknowledgement_statement(sample())) == "payload.canonical");
}

BOOST_AUTO_TEST_CASE(is_not_made_without_what_it_needs) {
    AcknowledgementRecord record = sample();
    record.at = 0;
    BOOST_TEST(acknowledgement_statement(record).error().code == "record.incomplete");
}

BOOST_AUTO_TEST_SUITE_END()
