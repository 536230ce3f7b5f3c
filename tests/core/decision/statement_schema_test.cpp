// The schemas of keyring, enrolment, checkpoint, omission and acknowledgement are documentation; this holds
// them to what the readers do, on the examples of docs/examples/decisions and on changes to them.
#include <core/decision/acknowledgement.hpp>
#include <core/decision/checkpoint.hpp>
#include <core/decision/enrolment.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/keyring.hpp>
#include <core/json/canonical.hpp>
#include <core/json/schema.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <functional>
#include <sstream>

using namespace casement;

namespace {

std::string text_of(const std::string& path) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/docs/" + path);
    BOOST_REQUIRE_MESSAGE(file.good(), path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// The payload of line `number` of an example file.
Json example(const std::string& name, int number) {
    std::stringstream lines(text_of("examples/decisions/" + name));
    std::string line;
    for (int i = 0; i < number; ++i) BOOST_REQUIRE(std::getline(lines, line));
    const auto envelope = decision::read_envelope(line, decision::kMaxKeyringBytes);
    BOOST_REQUIRE_MESSAGE(envelope.ok(), name);
    return *json::parse(envelope->payload);
}

// Sets the member at the pointer, or takes it away; said is whether the result is still good.
struct Change {
    const char* pointer;
    const char* value;  // null: taken away
    bool good = false;
};

using Reads = std::function<bool(const std::string& payload)>;

void agree(const char* schema_name, const Json& good, const Reads& reads,
           std::initializer_list<Change> changes) {
    const auto schema =
        json::Schema::compile(*json::parse(text_of(std::string("schemas/") + schema_name + ".schema.json")));
    BOOST_REQUIRE_MESSAGE(schema.ok(), (schema.ok() ? "" : describe(schema.error())));
    BOOST_TEST(schema->validate(good).empty());
    BOOST_TEST(reads(*json::canonical(good)));
    for (const Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "nothing")) {
            Json changed = good;
            const Json::json_pointer at(change.pointer);
            if (change.value)
                changed[at] = Json::parse(change.value);
            else
                changed[at.parent_pointer()].erase(at.back());
            BOOST_TEST(schema->validate(changed).empty() == change.good);
            BOOST_TEST(reads(*json::canonical(changed)) == change.good);
        }
    }
}

constexpr const char* kDigest = "\"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"";

}  // namespace

BOOST_AUTO_TEST_SUITE(statement_schemas_and_readers_agree)

BOOST_AUTO_TEST_CASE(on_keyrings) {
    agree("keyring", example("keyring.json", 1),
          [](const std::string& payload) { return decision::read_keyring(payload).ok(); },
          {{"/predicate/weather", "\"fine\"", true},
           {"/predicate/keys", "[]", true},
           {"/predicate/keys/0/alias", nullptr, true},
           {"/predicate/keys/0/valid_until", "\"2027-01-01T00:00:00Z\"", true},
           {"/predicate/keys/1/revoked/after_seq", nullptr, true},
           {"/predicate/keys/1/revoked/after_seq", "0", true},
           {"/predicate/keys/0/roles", R"(["lead","trainer"])", true},
           {"/_type", "\"x\""},
           {"/predicateType", "\"urn:casement:decision:v1\""},
           {"/subject/0/name", "\"someone\""},
           {"/subject/0/digest/md5", "\"00\""},
           {"/predicate/version", "0"},
           {"/predicate/version", "1"},
           {"/predicate/previous", nullptr},
           {"/predicate/previous", "\"sha256:00\""},
           {"/predicate/issued_at", "\"today\""},
           {"/predicate/expires_at", nullptr},
           {"/predicate/publisher", nullptr},
           {"/predicate/publisher/public_jwk/d", "\"x\""},
           {"/predicate/keys", nullptr},
           {"/predicate/keys/0/key_id", "\"\""},
           {"/predicate/keys/0/public_jwk/crv", "\"Ed448\""},
           {"/predicate/keys/0/roles", "[]"},
           {"/predicate/keys/0/roles", "[\"king\"]"},
           {"/predicate/keys/0/valid_from", nullptr},
           {"/predicate/keys/0/valid_until", "\"never\""},
           {"/predicate/keys/1/revoked/at", nullptr},
           {"/predicate/keys/1/revoked/reason", "\"\""},
           {"/predicate/keys/1/revoked/after_seq", "-1"}});
}

BOOST_AUTO_TEST_CASE(on_enrolments) {
    agree("enrolment", example("enrolment.json", 1),
          [](const std::string& payload) { return decision::read_enrolment(payload).ok(); },
          {{"/predicate/app", nullptr, true},
           {"/predicate/reviewer/temporary", nullptr, true},
           {"/predicate/reviewer/alias", nullptr},
           {"/predicate/reviewer/alias", "\"\""},
           {"/predicate/reviewer/organisation", nullptr},
           {"/predicate/reviewer/public_jwk/x", "\"short\""},
           {"/predicate/made_at", nullptr},
           {"/predicate/made_at", "5"},
           {"/subject", "[]"},
           {"/subject/0/name", "\"publisher\""}});
}

BOOST_AUTO_TEST_CASE(on_checkpoints) {
    agree("checkpoint", example("decisions.jsonl", 4),
          [](const std::string& payload) { return decision::read_checkpoint(payload).ok(); },
          {{"/predicate/filter", "\"case a\"", true},
           {"/predicate/app", nullptr, true},
           {"/predicate/keys", "[]", true},
           {"/predicate/count", "9", true},
           {"/predicate/count", "-1"},
           {"/predicate/count", "1.5"},
           {"/predicate/last", nullptr},
           {"/predicate/last", "\"x\""},
           {"/predicate/keys", nullptr},
           {"/predicate/keys/0/seq", "0"},
           {"/predicate/keys/0/digest", nullptr},
           {"/predicate/keys/0/key_id", "\"\""},
           {"/predicate/reviewer/key_id", nullptr},
           {"/predicate/made_at", "\"x\""},
           {"/subject/0/digest/sha256", "\"D9\""},
           {"/subject/0/name", "\"decision\""}});
    Json empty = example("decisions.jsonl", 4);
    empty["predicate"]["count"] = 0;
    empty["predicate"].erase("last");
    agree("checkpoint", empty,
          [](const std::string& payload) { return decision::read_checkpoint(payload).ok(); }, {});
}

BOOST_AUTO_TEST_CASE(on_omissions) {
    const Reads reads = [](const std::string& payload) { return decision::read_omission(payload).ok(); };
    agree("omission", example("filtered.jsonl", 2), reads,
          {{"/predicate/to", "7", true},
           {"/predicate/from", "0"},
           {"/predicate/from", "1"},
           {"/predicate/to", nullptr},
           {"/predicate/prev", nullptr},
           {"/predicate/prev", "1"},
           {"/predicate/reviewer", nullptr},
           {"/subject/0/name", "\"decisions\""}});
    Json first = example("filtered.jsonl", 2);
    first["predicate"]["from"] = 1;
    first["predicate"].erase("prev");
    agree("omission", first, reads, {{"/predicate/prev", kDigest}});
}

BOOST_AUTO_TEST_CASE(on_acknowledgements) {
    agree("acknowledgement", example("acknowledgements.jsonl", 1),
          [](const std::string& payload) { return decision::read_acknowledgement(payload).ok(); },
          {{"/predicate/previous", "\"2026.05\"", true},
           {"/predicate/pack", "\"\""},
           {"/predicate/version", nullptr},
           {"/predicate/acknowledged_at", "\"x\""},
           {"/subject/0/digest/sha256", nullptr}});
}

// What a schema cannot say: an instant that lies before another, a key that stands twice.
BOOST_AUTO_TEST_CASE(what_only_the_reader_refuses) {
    const auto code = [](const Json& payload) {
        const auto read = decision::read_keyring(*json::canonical(payload));
        return read ? std::string() : read.error().code;
    };
    Json twice = example("keyring.json", 1);
    twice["predicate"]["keys"][1] = twice["predicate"]["keys"][0];
    BOOST_TEST(code(twice) == "keyring.duplicate");
    Json backwards = example("keyring.json", 1);
    backwards["predicate"]["expires_at"] = backwards["predicate"]["issued_at"];
    BOOST_TEST(code(backwards) == "payload.schema");
    Json foreign = example("keyring.json", 1);
    foreign["subject"][0]["digest"]["sha256"] = std::string(64, '0');
    BOOST_TEST(code(foreign) == "payload.subject");
}

BOOST_AUTO_TEST_SUITE_END()
