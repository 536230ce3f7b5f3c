#include <core/decision/samples.hpp>
#include <core/json/schema.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using namespace casement;
using namespace casement::decision;
using test::Change;

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
    Record record = test::sample_record(2, test::sha256("before"));
    record.override_ = Override{"escalate", "A credible threat."};
    record.final_outcome = "escalate";
    const auto payload = statement(record);
    BOOST_REQUIRE_MESSAGE(payload.ok(), (payload.ok() ? "" : describe(payload.error())));
    const auto read = read_statement(*payload);
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    BOOST_TEST(*statement(*read) == *payload);
    BOOST_TEST(read->evidence.size() == 1u);
    BOOST_TEST((read->evidence[0] == record.evidence[0]));
    BOOST_TEST(read->override_->reason == "A credible threat.");
    BOOST_TEST(read->answers == record.answers);
    BOOST_TEST((read->fired == std::vector<std::string>{"remove"}));
    BOOST_TEST(read->reply_body == "We removed it.");
    BOOST_TEST((read->prev == record.prev));
}

BOOST_AUTO_TEST_CASE(a_statement_holds_no_text_of_the_case) {
    BOOST_TEST(statement(test::sample_record())->find("Ein Satz") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_not_complete_cannot_be_signed) {
    const auto place_without = [](auto change) {
        Record record = test::sample_record();
        change(record);
        const auto made = statement(record);
        BOOST_REQUIRE(!made.ok());
        BOOST_TEST(made.error().code == "record.incomplete");
        return made.error().place;
    };
    BOOST_TEST(place_without([](Record& r) { r.decision_id.clear(); }) == "/predicate/decision_id");
    BOOST_TEST(place_without([](Record& r) { r.seq = 0; }) == "/predicate/seq");
    BOOST_TEST(place_without([](Record& r) { r.seq = 2; }) == "/predicate/prev");
    BOOST_TEST(place_without([](Record& r) { r.bundle = {}; }) == "/predicate/bundle");
    BOOST_TEST(place_without([](Record& r) { r.case_id.clear(); }) == "/predicate/case_id");
    BOOST_TEST(place_without([](Record& r) { r.case_digest = {}; }) == "/predicate/case_digest");
    BOOST_TEST(place_without([](Record& r) { r.policy = {}; }) == "/predicate/policy");
    BOOST_TEST(place_without([](Record& r) { r.reviewer.key_id.clear(); }) == "/predicate/reviewer/key_id");
    BOOST_TEST(place_without([](Record& r) { r.reviewer.public_jwk = nullptr; }) ==
               "/predicate/reviewer/public_jwk");
    BOOST_TEST(place_without([](Record& r) { r.outcome.clear(); }) == "/predicate/derived/outcome");
    BOOST_TEST(place_without([](Record& r) { r.final_outcome.clear(); }) == "/predicate/final");
    BOOST_TEST(place_without([](Record& r) { r.decided_at = 0; }) == "/predicate/decided_at");
}

BOOST_AUTO_TEST_CASE(one_wrong_thing_in_a_payload_is_refused_with_its_code_and_place) {
    const Change changes[] = {
        {"/_type", "\"https://in-toto.io/Statement/v0.1\"", "payload.type", "/_type"},
        {"/_type", nullptr, "payload.type", "/_type"},
        {"/predicateType", "\"urn:other\"", "payload.predicate_type", "/predicateType"},
        {"/predicate", nullptr, "payload.schema", "/predicate"},
        {"/predicate/decision_id", "\"7\"", "payload.schema", "/predicate/decision_id"},
        {"/predicate/seq", "0", "payload.schema", "/predicate/seq"},
        {"/predicate/seq", "2", "payload.schema", "/predicate/prev"},
        {"/predicate/prev", "\"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
         "payload.schema", "/predicate/prev"},
        {"/predicate/bundle", "\"x\"", "payload.schema", "/predicate/bundle"},
        {"/predicate/case_digest", nullptr, "payload.schema", "/predicate/case_digest"},
        {"/predicate/reviewer/public_jwk/crv", "\"P-256\"", "payload.schema",
         "/predicate/reviewer/public_jwk/crv"},
        {"/predicate/reviewer/public_jwk/x", "\"short\"", "payload.schema",
         "/predicate/reviewer/public_jwk/x"},
        {"/predicate/reviewer/public_jwk/x", "\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
         "payload.schema", "/predicate/reviewer/public_jwk/x"},  // the neutral element
        {"/predicate/reviewer/public_jwk/d", "\"secret\"", "payload.schema",
         "/predicate/reviewer/public_jwk/d"},
        {"/predicate/answers", "[]", "payload.schema", "/predicate/answers"},
        {"/predicate/derived/fired", nullptr, "payload.schema", "/predicate/derived/fired"},
        {"/predicate/override", "{\"outcome\": \"x\"}", "payload.schema", "/predicate/override/reason"},
        {"/predicate/evidence/0/end", "-1", "payload.schema", "/predicate/evidence/0/end"},
        {"/predicate/evidence/0/start", "9", "payload.schema", "/predicate/evidence/0/end"},
        {"/predicate/opened_at", "\"now\"", "payload.schema", "/predicate/opened_at"},
        {"/predicate/active_ms", "-5", "payload.schema", "/predicate/active_ms"},
        {"/predicate/final", "\"\"", "payload.schema", "/predicate/final"},
        {"/subject", "[]", "payload.subject", "/subject"},
        {"/subject/0/name", "\"other\"", "payload.subject", "/subject"},
        {"/subject/0/digest/sha256", "\"00\"", "payload.subject", "/subject"},
        {"/subject/0/digest/md5", "\"00\"", "payload.subject", "/subject"},
        {"/predicate/case_id", "\"other\"", "payload.subject", "/subject"},
    };
    for (const Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)")) {
            const Json good = Json::parse(*statement(test::sample_record()));
            const auto read = read_statement(*json::canonical(test::changed(good, change)));
            BOOST_REQUIRE(!read.ok());
            BOOST_TEST(read.error().code == change.code);
            BOOST_TEST(read.error().place == change.place);
        }
    }
    BOOST_TEST(read_statement(Json::parse(*statement(test::sample_record())).dump(1)).error().code ==
               "payload.canonical");
    BOOST_TEST(read_statement("[]").error().code == "payload.schema");
    BOOST_TEST(read_statement("{").error().code == "json.syntax");
}

BOOST_AUTO_TEST_CASE(unknown_members_are_ignored) {
    Json more = Json::parse(*statement(test::sample_record()));
    more["predicate"]["weather"] = "fine";
    BOOST_TEST(read_statement(*json::canonical(more)).ok());
}

BOOST_AUTO_TEST_CASE(the_schema_gives_the_same_verdict) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/docs/schemas/decision.schema.json");
    std::stringstream text;
    text << file.rdbuf();
    const auto schema = json::Schema::compile(*json::parse(text.str()));
    BOOST_REQUIRE_MESSAGE(schema.ok(), (schema.ok() ? "" : describe(schema.error())));
    const Json good = Json::parse(*statement(test::sample_record()));
    BOOST_TEST(schema->validate(good).empty());
    const Change changes[] = {
        {"/_type", "\"x\"", ""},
        {"/predicateType", nullptr, ""},
        {"/subject", "[]", ""},
        {"/predicate/decision_id", "\"7\"", ""},
        {"/predicate/seq", "0", ""},
        {"/predicate/seq", "2", ""},
        {"/predicate/bundle", "\"sha256:0\"", ""},
        {"/predicate/reviewer/key_id", nullptr, ""},
        {"/predicate/reviewer/public_jwk/crv", "\"X\"", ""},
        {"/predicate/answers", "[]", ""},
        {"/predicate/derived/actions", nullptr, ""},
        {"/predicate/final", "\"\"", ""},
        {"/predicate/evidence", nullptr, ""},
        {"/predicate/evidence/0/part", "\"\"", ""},
        {"/predicate/rationale", "1", ""},
        {"/predicate/opened_at", "\"x\"", ""},
        {"/predicate/active_ms", "-1", ""},
        {"/predicate/app", "1", ""},
    };
    for (const Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)")) {
            const Json document = test::changed(good, change);
            BOOST_TEST(!schema->validate(document).empty());
            BOOST_TEST(!read_statement(*json::canonical(document)).ok());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
