// One signed thing has one spelling: whatever else a line could be written as is refused, with its code, and
// so is whatever is put together from good pieces. The signatures are real.
#include <platform/native/signing.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>

using namespace casement;
using namespace casement::native;
using test::file_codes;
using test::joined;

namespace {

const PrivateKey& key() {
    static const PrivateKey one = *PrivateKey::generate();
    return one;
}

const std::vector<std::string>& good() {
    static const std::vector<std::string> lines = test::signed_export(key(), 3);
    return lines;
}

// The code of a first line in another spelling or with another content.
std::string code_of(const std::string& line) {
    const auto codes = file_codes(line, vouch_for(key().public_key()));
    return codes.empty() || codes.front() == "checkpoint.missing" ? "" : codes.front();
}

std::string replaced(std::string text, std::string_view what, const std::string& with) {
    const std::size_t at = text.find(what);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

// What stands between two marks.
std::string between(const std::string& line, std::string_view before) {
    const std::size_t start = line.find(before) + before.size();
    return line.substr(start, line.find('"', start) - start);
}
std::string payload_of(const std::string& line) {
    return between(line, R"("payload":")");
}
std::string signature_of(const std::string& line) {
    return between(line, R"("sig":")");
}

// A payload of any bytes, honestly signed.
std::string signed_payload(const std::string& payload) {
    return signed_envelope(payload, key());
}

// S + L, with L the order of the group: the same signature to a verifier that does not reduce S first.
std::string malleated(const std::string& signature) {
    constexpr unsigned char kOrder[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                          0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                          0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
    std::string out = signature;
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += static_cast<unsigned char>(out[32 + i]) + unsigned{kOrder[i]};
        out[32 + i] = static_cast<char>(carry & 0xff);
        carry >>= 8;
    }
    BOOST_REQUIRE(carry == 0);
    return out;
}

struct Spelling {
    const char* what;
    std::string line;
    const char* code;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(strictness)

BOOST_AUTO_TEST_CASE(the_export_is_good_before_it_is_changed) {
    BOOST_TEST(file_codes(joined(good()), vouch_for(key().public_key())).empty());
}

BOOST_AUTO_TEST_CASE(an_envelope_in_another_spelling_is_refused) {
    const std::string& line = good()[0];
    const std::string payload = payload_of(line), signature = signature_of(line);
    const std::string id = key().public_key().key_id();
    const auto with_payload = [&](const std::string& text) { return replaced(line, payload, text); };
    const auto with_signature = [&](const std::string& text) { return replaced(line, signature, text); };
    const std::string type = R"("payloadType":"application/vnd.in-toto+json",)";
    // Base64 of 64 bytes ends in one sign of which two bits count, and "==".
    std::string trailing = signature;
    trailing[85] = static_cast<char>(trailing[85] + 1);
    // The same payload with one byte less, so that its base64 is padded.
    const std::string padded = base64_encode(
        *base64_decode(payload) + std::string((3 - base64_decode(payload)->size() % 3 + 1) % 3, ' '));
    std::string bits = padded;
    bits[bits.find('=') - 1] = static_cast<char>(bits[bits.find('=') - 1] + 1);
    const Spelling spellings[] = {
        {"members in another order",
         replaced(replaced(line, type, ""), "{\"payload\"", "{" + type + "\"payload\""),
         "envelope.canonical"},
        {"signature's members in another order",
         replaced(line, R"("keyid":")" + id + R"(","sig":")" + signature + "\"",
                  R"("sig":")" + signature + R"(","keyid":")" + id + "\""),
         "envelope.canonical"},
        {"a member twice", replaced(line, type, type + type), "json.duplicate_key"},
        {"a key id twice", replaced(line, R"("keyid":)", R"("keyid":"x","keyid":)"), "json.duplicate_key"},
        {"a member more", replaced(line, "]}", R"(],"zip":1})"), "envelope.schema"},
        {"white space within", replaced(line, ",\"payloadType\"", ", \"payloadType\""), "envelope.canonical"},
        {"white space before", " " + line, "envelope.canonical"},
        {"white space behind", line + " ", "envelope.canonical"},
        {"a carriage return behind", line + "\r", "envelope.canonical"},
        {"a byte order mark", "\xEF\xBB\xBF" + line, "json.encoding"},
        {"an escaped letter", replaced(line, "payloadType", "p\\u0061yloadType"), "envelope.canonical"},
        {"an escaped slash", replaced(line, "application/", "application\\/"), "envelope.canonical"},
        {"another payload type", replaced(line, "in-toto", "in-tot0"), "envelope.payload_type"},
        {"URL alphabet in the payload", with_payload("-_" + payload.substr(2)), "envelope.base64"},
        {"URL alphabet in the signature", with_signature("-_" + signature.substr(2)), "envelope.base64"},
        {"no padding", with_signature(signature.substr(0, 86)), "envelope.base64"},
        {"half the padding", with_signature(signature.substr(0, 87)), "envelope.base64"},
        {"padding too much", with_signature(signature + "="), "envelope.base64"},
        {"a padded group more", with_signature(signature + "===="), "envelope.base64"},
        {"padding within", with_payload("AA==" + payload), "envelope.base64"},
        {"unused bits that are set", with_signature(trailing), "envelope.base64"},
        {"unused bits of the payload", with_payload(bits), "envelope.base64"},
        {"a line break in base64", with_payload(payload.substr(0, 64) + "\\n" + payload.substr(64)),
         "envelope.base64"},
        {"a space in base64", with_payload(payload.substr(0, 64) + " " + payload.substr(64)),
         "envelope.base64"},
        {"a control character", with_payload(payload.substr(0, 64) + "\t" + payload.substr(64)),
         "json.syntax"},
        {"a null byte", line + std::string(1, '\0'), "json.syntax"},
        {"a null byte and more", line + std::string("\0x", 2), "json.syntax"},
        {"cut short", line.substr(0, line.size() - 1), "json.syntax"},
        {"cut in the middle", line.substr(0, line.size() / 2), "json.syntax"},
        {"two on one line", good()[0] + good()[1], "json.syntax"},
        {"a list of two", "[" + good()[0] + "," + good()[1] + "]", "envelope.schema"},
        {"two signatures", replaced(line, "]}", R"(,{"keyid":")" + id + R"(","sig":")" + signature + "\"}]}"),
         "envelope.signatures"},
        {"an empty line", "\n", "json.syntax"},
        {"a signature too short", with_signature(base64_encode(std::string(63, 's'))),
         "envelope.signature_size"},
        {"a signature too long", with_signature(base64_encode(std::string(65, 's'))),
         "envelope.signature_size"},
        {"another key id", replaced(line, id, std::string(43, 'A')), "key.mismatch"},
        {"a key id in another spelling", replaced(line, id, id + "="), "key.mismatch"},
        {"a line too long", line + std::string(65536, ' '), "envelope.size"},
    };
    for (const Spelling& one : spellings) {
        BOOST_TEST_CONTEXT(one.what) BOOST_TEST(code_of(one.line) == one.code);
    }
}

BOOST_AUTO_TEST_CASE(a_payload_in_another_spelling_is_refused_though_it_is_signed) {
    const std::string payload = *base64_decode(payload_of(good()[0]));
    const std::string type = R"({"_type":"https://in-toto.io/Statement/v1",)";
    const Spelling spellings[] = {
        {"as it is", payload, ""},
        {"white space", " " + payload, "payload.canonical"},
        {"a line feed", payload + "\n", "payload.canonical"},
        {"another order",
         "{" + payload.substr(type.size(), payload.size() - type.size() - 1) + "," +
             type.substr(1, type.size() - 2) + "}",
         "payload.canonical"},
        {"a member twice", replaced(payload, type, type + type.substr(1)), "json.duplicate_key"},
        {"an answer twice", replaced(payload, R"("intent":"yes")", R"("intent":"no","intent":"yes")"),
         "json.duplicate_key"},
        {"a number in another spelling", replaced(payload, R"("seq":1)", R"("seq":1.0)"),
         "payload.canonical"},
        {"a negative zero", replaced(payload, R"("start":0)", R"("start":-0)"), "payload.canonical"},
        {"an escape", replaced(payload, "place.", "pl\\u0061ce."), "payload.canonical"},
        {"not UTF-8", replaced(payload, "place.", "pl\xFF"), "json.encoding"},
        {"a lone surrogate", replaced(payload, "place.", "\\ud800"), "json.surrogate"},
        {"two of them", payload + payload, "json.syntax"},
        {"nothing", "", "json.syntax"},
        {"not a number of its own", replaced(payload, R"("seq":1)", R"("seq":"1")"), "payload.schema"},
        {"a private key", replaced(payload, R"("kty":"OKP")", R"("d":"x","kty":"OKP")"), "payload.schema"},
    };
    for (const Spelling& one : spellings) {
        BOOST_TEST_CONTEXT(one.what) BOOST_TEST(code_of(signed_payload(one.line)) == one.code);
    }
}

BOOST_AUTO_TEST_CASE(a_signature_has_one_form) {
    const std::string& line = good()[0];
    const std::string signature = *base64_decode(signature_of(line));
    const auto with = [&](const std::string& other) {
        return code_of(replaced(line, base64_encode(signature), base64_encode(other)));
    };
    BOOST_TEST(with(signature) == "");
    BOOST_TEST(with(malleated(signature)) == "signature.invalid");
    BOOST_TEST(with(std::string(64, '\0')) == "signature.invalid");
    std::string identity(64, '\0');  // R the neutral element, S zero: good under keys of small order
    identity[0] = 1;
    BOOST_TEST(with(identity) == "signature.invalid");
}

BOOST_AUTO_TEST_CASE(good_pieces_put_together_wrongly_are_refused) {
    const auto& l = good();
    const auto codes = [](const std::vector<std::string>& lines) {
        return file_codes(joined(lines), vouch_for(key().public_key()));
    };
    using Codes = std::vector<std::string>;
    const std::string swapped = replaced(l[0], signature_of(l[0]), signature_of(l[1]));
    BOOST_TEST((codes({swapped, l[1], l[2], l[3]}) ==
                Codes{"signature.invalid", "sequence.gap", "checkpoint.root"}));
    BOOST_TEST(
        (codes({l[1], l[0], l[2], l[3]}) == Codes{"sequence.gap", "sequence.repeat", "checkpoint.root"}));
    BOOST_TEST((codes({l[0], l[1], l[3]}) == Codes{"checkpoint.count"}));
    BOOST_TEST((codes({l[0], l[1], l[2]}) == Codes{"checkpoint.missing"}));
    BOOST_TEST((codes({l[3]}) == Codes{"checkpoint.count"}));

    // A fork: the owner of the key signs number 2 again.
    decision::Record again = test::sample_record(2, test::sha256(l[0]));
    again.reviewer = test::reviewer_of(key());
    again.decided_at = test::kDecided + 120'000;
    again.rationale = "On second thought.";
    const std::string fork = signed_payload(*decision::statement(again));
    BOOST_TEST((codes({l[0], l[1], fork}) == Codes{"sequence.fork", "checkpoint.missing"}));
    BOOST_TEST((codes({l[0], fork, l[2]}) == Codes{"chain.prev", "checkpoint.missing"}));
}

BOOST_AUTO_TEST_CASE(a_decision_of_another_bundle_or_another_time_is_refused) {
    const auto code = [](const std::function<void(decision::Context&)>& change) {
        decision::Context context = test::file_context();
        change(context);
        const auto codes = file_codes(good()[0], vouch_for(key().public_key()), context);
        return codes.empty() ? "" : codes.front();
    };
    using decision::Context;
    BOOST_TEST(code([](Context& c) { c.bundle = test::sha256("another bundle"); }) == "digest.bundle");
    BOOST_TEST(code([](Context& c) { c.find_case = [](auto&&...) { return nullptr; }; }) == "digest.case");
    BOOST_TEST(code([](Context& c) { c.find_policy = [](auto&&...) { return nullptr; }; }) ==
               "digest.policy");
    BOOST_TEST(code([](Context& c) { c.now_ms = test::kDecided - test::kDay; }) == "time.future");
    BOOST_TEST(code([](Context& c) { c.bundle_created_at = test::kDecided + test::kDay; }) == "time.bundle");
    BOOST_TEST(code([](Context& c) {
                   c.now_ms = test::kDecided + test::kDay;
                   c.bundle_created_at = test::kDecided - test::kDay;
               }) == "checkpoint.missing");
}

BOOST_AUTO_TEST_CASE(a_key_that_was_given_does_not_hide_that_the_payload_names_another) {
    const PrivateKey other = *PrivateKey::generate();
    decision::Record record = test::sample_record();
    record.reviewer = test::reviewer_of(key());
    record.reviewer.public_jwk = public_jwk(other.public_key());
    const std::string line = signed_payload(*decision::statement(record));
    BOOST_TEST(code_of(line) == "key.mismatch");
    // Without that key at hand the line is checked with the key it names.
    BOOST_TEST(file_codes(line, {}).front() == "signature.invalid");
}

BOOST_AUTO_TEST_SUITE_END()
