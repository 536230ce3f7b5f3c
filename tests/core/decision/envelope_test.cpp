#include <core/decision/samples.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::decision;

namespace {

std::string code_of(const std::string& line) {
    const auto read = read_envelope(line);
    return read.ok() ? "" : read.error().code;
}

std::string code_of(const Json& document) {
    return code_of(*json::canonical(document));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(envelopes)

BOOST_AUTO_TEST_CASE(the_pre_authentication_encoding_is_that_of_the_dsse_specification) {
    BOOST_TEST(pae("http://example.com/HelloWorld", "hello world") ==
               "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    BOOST_TEST(pae("", "") == "DSSEv1 0  0 ");
}

// The envelope that DSSE's protocol.md prints, under a P-256 key; its signature is the conformance runner's
// to check.
BOOST_AUTO_TEST_CASE(the_envelope_of_the_dsse_specification_is_read_up_to_what_this_format_demands) {
    const std::string published =
        R"({"payload": "aGVsbG8gd29ybGQ=",
 "payloadType": "http://example.com/HelloWorld",
 "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]})";
    BOOST_TEST(code_of(published) == "envelope.canonical");
    Json document = Json::parse(published);
    BOOST_TEST(code_of(document) == "envelope.schema");  // a keyid is optional there, and not here
    document["signatures"][0]["keyid"] = "66301bbf";     // as the reference implementation names it
    BOOST_TEST(code_of(document) == "envelope.payload_type");
    document["payloadType"] = kPayloadType;
    const auto read = read_envelope(*json::canonical(document));
    BOOST_REQUIRE(read.ok());
    BOOST_TEST(read->payload == "hello world");
    BOOST_TEST(read->signature.size() == 64u);
    BOOST_TEST(envelope_line(*read) == *json::canonical(document));
}

BOOST_AUTO_TEST_CASE(the_thumbprint_of_rfc_8037_comes_out) {
    BOOST_TEST(thumbprint_input("x") == R"({"crv":"Ed25519","kty":"OKP","x":"x"})");
    BOOST_TEST(test::key_id() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");  // RFC 8037, appendix A.3
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
    const Envelope envelope{"{}", kPayloadType, "key", std::string(64, '\x01')};
    const auto read = read_envelope(envelope_line(envelope));
    BOOST_REQUIRE(read.ok());
    BOOST_TEST(read->payload == "{}");
    BOOST_TEST(read->key_id == "key");
    BOOST_TEST(read->signature == envelope.signature);
    BOOST_TEST(envelope_line(*read) == envelope_line(envelope));
}

BOOST_AUTO_TEST_CASE(what_is_read_is_the_line_and_nothing_else_in_any_spelling) {
    const std::string line = envelope_line({"{\"a\":1}", kPayloadType, "key-_9", std::string(64, '\x01')});
    std::size_t read_as_another = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        for (const char c : {'"', '\\', '}', ' ', 'A', '/', '=', '-', '\x7f', '\xc3', '\0'}) {
            std::string changed = line;
            changed[at] = c;
            const auto read = read_envelope(changed);
            if (!read) continue;
            BOOST_TEST(envelope_line(*read) == changed);
            read_as_another += changed != line;
        }
    }
    BOOST_TEST(read_as_another > 0u);  // another payload, key id or signature
    const std::string escaped = envelope_line({"{}", kPayloadType, "k\"\xc3\xa9", std::string(64, '\x01')});
    BOOST_TEST(read_envelope(escaped)->key_id == "k\"\xc3\xa9");
}

BOOST_AUTO_TEST_CASE(one_wrong_thing_is_refused_with_its_code) {
    const std::string line = envelope_line({"{}", kPayloadType, "key", std::string(64, '\x01')});
    const Json good = Json::parse(line);
    BOOST_TEST(code_of(line) == "");
    BOOST_TEST(code_of(line + " ") == "envelope.canonical");
    BOOST_TEST(code_of(good.dump(1)) == "envelope.canonical");
    BOOST_TEST(code_of(line.substr(1)) == "json.syntax");
    BOOST_TEST(code_of(std::string()) == "json.syntax");
    BOOST_TEST(code_of(std::string(65536, ' ')) == "envelope.size");

    Json bad = good;
    bad["payloadType"] = "text/plain";
    BOOST_TEST(code_of(bad) == "envelope.payload_type");
    bad = good;
    bad["payload"] = "e30";
    BOOST_TEST(code_of(bad) == "envelope.base64");
    bad = good;
    bad["signatures"][0]["sig"] = "!!!!";
    BOOST_TEST(code_of(bad) == "envelope.base64");
    bad = good;
    bad["signatures"][0]["sig"] = base64_encode(std::string(63, 'x'));
    BOOST_TEST(code_of(bad) == "envelope.signature_size");
    bad = good;
    bad["signatures"] = Json::array();
    BOOST_TEST(code_of(bad) == "envelope.signatures");
    bad["signatures"] = {good["signatures"][0], good["signatures"][0]};
    BOOST_TEST(code_of(bad) == "envelope.signatures");
    bad = good;
    bad["comment"] = "not signed";
    BOOST_TEST(code_of(bad) == "envelope.schema");
    bad = good;
    bad["signatures"][0]["comment"] = "not signed";
    BOOST_TEST(code_of(bad) == "envelope.schema");
    bad = good;
    bad["payload"] = 1;
    BOOST_TEST(code_of(bad) == "envelope.schema");
    bad = good;
    bad["signatures"][0].erase("keyid");
    BOOST_TEST(code_of(bad) == "envelope.schema");
    BOOST_TEST(code_of(std::string("[]")) == "envelope.schema");
}

BOOST_AUTO_TEST_CASE(an_envelope_of_the_greatest_size_is_read) {
    std::string payload;
    while (envelope_line({payload + "xxx", kPayloadType, "key", std::string(64, 's')}).size() <=
           kMaxEnvelopeBytes) {
        payload += "xxx";
    }
    BOOST_TEST(code_of(envelope_line({payload, kPayloadType, "key", std::string(64, 's')})) == "");
}

BOOST_AUTO_TEST_SUITE_END()
