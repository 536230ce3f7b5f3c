// The two statements that stand between decisions: what is written reads back, what does not fit is refused.
#include <core/decision/chains.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::decision;
using test::Change;

namespace {

Checkpoint sample_checkpoint() {
    Checkpoint out;
    out.count = 2;
    out.root = test::sha256("root");
    out.last = test::sha256("last");
    out.tails["a"] = {7, test::sha256("a7"), 0};
    out.tails["b"] = {1, test::sha256("b1"), 0};
    out.filter = "market: DE";
    out.reviewer = test::Signer{}.reviewer();
    out.made_at = test::kDecided;
    out.app = "sha256:" + std::string(64, '0');
    return out;
}

Omission sample_omission() {
    return {3, 5, test::sha256("2"), test::sha256("5"), test::Signer{}.reviewer()};
}

template <class T>
std::string code_of(const Result<T>& result) {
    return result.ok() ? "" : result.error().code;
}

template <class Read>
void expect(const std::string& payload, Read read, std::initializer_list<Change> changes) {
    for (const Change& change : changes) {
        const auto bytes = json::canonical(test::changed(Json::parse(payload), change));
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)"))
        BOOST_TEST(code_of(read(*bytes)) == change.code);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checkpoints_and_omissions)

BOOST_AUTO_TEST_CASE(a_checkpoint_reads_back) {
    const std::string payload = *checkpoint_statement(sample_checkpoint());
    const auto read = read_checkpoint(payload);
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    BOOST_TEST(*checkpoint_statement(*read) == payload);
    BOOST_TEST((read->root == test::sha256("root")));
    BOOST_TEST((read->tails == sample_checkpoint().tails));
    BOOST_TEST(read->filter == "market: DE");
    Checkpoint empty = sample_checkpoint();
    empty.count = 0;
    empty.tails.clear();
    BOOST_TEST(read_checkpoint(*checkpoint_statement(empty))->last.is_zero());
}

BOOST_AUTO_TEST_CASE(a_checkpoint_is_refused_when_anything_in_it_does_not_fit) {
    expect(*checkpoint_statement(sample_checkpoint()), read_checkpoint,
           {{"/_type", "\"x\"", "payload.type"},
            {"/predicateType", "\"urn:casement:omission:v1\"", "payload.predicate_type"},
            {"/predicate", nullptr, "payload.schema"},
            {"/predicate/count", "-1", "payload.schema"},
            {"/predicate/count", "2.5", "payload.schema"},
            {"/predicate/last", nullptr, "payload.schema"},
            {"/predicate/last", "\"sha256:00\"", "payload.schema"},
            {"/predicate/keys", nullptr, "payload.schema"},
            {"/predicate/keys/0/seq", "0", "payload.schema"},
            {"/predicate/keys/0/digest", nullptr, "payload.schema"},
            {"/predicate/keys/1/key_id", "\"a\"", "payload.schema"},  // twice
            {"/predicate/reviewer/key_id", nullptr, "payload.schema"},
            {"/predicate/made_at", "5", "payload.schema"},
            {"/predicate/filter", "5", "payload.schema"},
            {"/subject/0/name", "\"omitted\"", "payload.subject"},
            {"/subject/0/digest/sha256", "\"00\"", "payload.subject"},
            {"/predicate/weather", "\"fine\"", ""}});
    BOOST_TEST(code_of(read_checkpoint(" " + *checkpoint_statement(sample_checkpoint()))) ==
               "payload.canonical");
}

BOOST_AUTO_TEST_CASE(an_omission_reads_back) {
    const std::string payload = *omission_statement(sample_omission());
    const auto read = read_omission(payload);
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    BOOST_TEST(*omission_statement(*read) == payload);
    BOOST_TEST(read->from == 3);
    BOOST_TEST(read->to == 5);
    BOOST_TEST((read->last == test::sha256("5")));
    Omission first = sample_omission();
    first.from = 1;
    first.prev.reset();
    BOOST_TEST(read_omission(*omission_statement(first)).ok());
}

BOOST_AUTO_TEST_CASE(an_omission_is_refused_when_anything_in_it_does_not_fit) {
    expect(*omission_statement(sample_omission()), read_omission,
           {{"/predicateType", "\"urn:casement:checkpoint:v1\"", "payload.predicate_type"},
            {"/predicate/from", "0", "payload.schema"},
            {"/predicate/to", "2", "payload.schema"},
            {"/predicate/to", nullptr, "payload.schema"},
            {"/predicate/prev", nullptr, "payload.schema"},  // only number 1 has none before it
            {"/predicate/from", "1", "payload.schema"},
            {"/predicate/reviewer/public_jwk", nullptr, "payload.schema"},
            {"/subject/0/name", "\"decisions\"", "payload.subject"},
            {"/subject/1", "{}", "payload.subject"}});
    BOOST_TEST(code_of(read_omission(*omission_statement(sample_omission()) + "\n")) == "payload.canonical");
}

BOOST_AUTO_TEST_SUITE_END()
