#include <core/decision/chains.hpp>
#include <core/decision/enrolment.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::decision;
using test::Change;

namespace {

Enrolment sample() {
    return {test::Signer{}.reviewer(), test::kDecided, "sha256:" + std::string(64, '0')};
}

template <class T>
std::string code_of(const Result<T>& result) {
    return result.ok() ? "" : result.error().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_request_for_enrolment)

BOOST_AUTO_TEST_CASE(is_written_and_read_back) {
    const std::string payload = *enrolment_statement(sample());
    const auto read = read_enrolment(payload);
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    BOOST_TEST(*enrolment_statement(*read) == payload);
    BOOST_TEST(read->reviewer.alias == "R7");
    BOOST_TEST(read->reviewer.organisation == "Desk");
    BOOST_TEST(read->made_at == test::kDecided);
}

BOOST_AUTO_TEST_CASE(is_not_made_without_what_it_needs) {
    for (int missing = 0; missing < 3; ++missing) {
        Enrolment request = sample();
        if (missing == 0) request.reviewer.alias.clear();
        if (missing == 1) request.reviewer.organisation.clear();
        if (missing == 2) request.made_at = 0;
        BOOST_TEST(code_of(enrolment_statement(request)) == "record.incomplete");
    }
    Enrolment request = sample();
    request.reviewer.key_id = "no thumbprint";
    BOOST_TEST(code_of(enrolment_statement(request)) == "key.id");
}

BOOST_AUTO_TEST_CASE(is_refused_when_anything_in_it_does_not_fit) {
    const Change changes[] = {
        {"/_type", "\"x\"", "payload.type"},
        {"/predicateType", "\"urn:casement:keyring:v1\"", "payload.predicate_type"},
        {"/predicate/reviewer", nullptr, "payload.schema"},
        {"/predicate/reviewer/alias", nullptr, "payload.schema"},
        {"/predicate/reviewer/organisation", "\"\"", "payload.schema"},
        {"/predicate/reviewer/public_jwk/x", "\"short\"", "payload.schema"},
        {"/predicate/reviewer/public_jwk/d", "\"secret\"", "payload.schema"},
        {"/predicate/made_at", nullptr, "payload.schema"},
        {"/predicate/app", "5", "payload.schema"},
        {"/subject/0/name", "\"publisher\"", "payload.subject"},
        {"/subject/0/digest/sha256", "\"00\"", "payload.subject"},
        {"/predicate/reviewer/key_id", "\"other\"", "payload.subject"},
    };
    for (const Change& change : changes) {
        const Json good = Json::parse(*enrolment_statement(sample()));
        BOOST_TEST_CONTEXT(change.pointer)
        BOOST_TEST(code_of(read_enrolment(*json::canonical(test::changed(good, change)))) == change.code);
    }
    BOOST_TEST(code_of(read_enrolment(*enrolment_statement(sample()) + " ")) == "payload.canonical");
}

BOOST_AUTO_TEST_CASE(proves_that_its_sender_holds_the_key) {
    const test::Signer own, other = test::Signer::named("other");
    const std::string line = own.line(*enrolment_statement(sample()));
    BOOST_TEST(check_enrolment(own.signed_line(line)).ok());
    BOOST_TEST(code_of(check_enrolment(own.signed_line("{"))) == "json.syntax");

    SignedLine bad = own.signed_line(line);
    bad.signature = SignatureVerdict::invalid;
    BOOST_TEST(code_of(check_enrolment(bad)) == "signature.invalid");
    bad.signature = SignatureVerdict::unknown_key;
    BOOST_TEST(code_of(check_enrolment(bad)) == "key.unknown");
    BOOST_TEST(code_of(check_enrolment(other.signed_line(line))) == "key.mismatch");
    // Somebody else asks for this key, signing with their own.
    const std::string foreign = other.line(*enrolment_statement(sample()));
    BOOST_TEST(code_of(check_enrolment(other.signed_line(foreign))) == "key.mismatch");
    SignedLine other_x = own.signed_line(line);
    other_x.key_x = other.x;
    BOOST_TEST(code_of(check_enrolment(other_x)) == "key.mismatch");
    const std::string decision = test::line_of(test::sample_record());
    BOOST_TEST(code_of(check_enrolment(own.signed_line(decision))) == "payload.predicate_type");
}

BOOST_AUTO_TEST_SUITE_END()
