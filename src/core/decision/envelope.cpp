#include <core/base/base64.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/record.hpp>
#include <core/json/canonical.hpp>
#include <core/json/fields.hpp>

#include <algorithm>
#include <optional>

namespace casement::decision {
namespace {

using json::Fields;
using json::Need;
using json::Reading;

// Nothing but what is signed or compared may stand in an envelope, so that no byte of a line is without
// meaning.
void check_members(const Fields& fields, std::initializer_list<std::string_view> known) {
    if (!fields.value().is_object()) return;
    for (const auto& [key, value] : fields.value().items()) {
        bool found = false;
        for (std::string_view one : known) found = found || key == one;
        if (!found) fields.fail(key.c_str(), "does not belong in an envelope", "leave it out");
    }
}

Result<std::string> decode(const Fields& fields, const char* key, const std::string& text) {
    auto decoded = base64_decode(text);
    if (decoded) return decoded;
    return Error{"envelope.base64", fields.pointer(key), decoded.error().message, decoded.error().remedy};
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

// What stands before the next quote.
std::string_view take_plain(std::string_view& text) {
    const std::string_view found = text.substr(0, text.find('"'));
    text.remove_prefix(found.size());
    return found;
}

// An envelope as this format writes it, without parsing: its members in their order, and nothing in them
// that JSON could spell in another way. Any other line is for the reader of JSON, who says what is wrong.
std::optional<Envelope> read_plain(std::string_view line) {
    constexpr std::string_view kMark = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    if (!take(line, R"({"payload":")")) return std::nullopt;
    const std::string_view payload = take_plain(line);
    if (!take(line, R"(","payloadType":")") || !take(line, kPayloadType)) return std::nullopt;
    if (!take(line, R"(","signatures":[{"keyid":")")) return std::nullopt;
    const std::string_view key_id = take_plain(line);
    if (key_id.empty() || key_id.find_first_not_of(kMark) != std::string_view::npos) return std::nullopt;
    if (!take(line, R"(","sig":")")) return std::nullopt;
    const std::string_view signature = take_plain(line);
    if (line != R"("}]})") return std::nullopt;
    auto bytes = base64_decode(payload);
    auto signed_bytes = base64_decode(signature);
    if (!bytes || !signed_bytes || signed_bytes->size() != 64) return std::nullopt;
    return Envelope{*std::move(bytes), kPayloadType, std::string(key_id), *std::move(signed_bytes)};
}

}  // namespace

std::string pae(std::string_view payload_type, std::string_view payload) {
    std::string out = "DSSEv1 ";
    out += std::to_string(payload_type.size());
    out += ' ';
    out += payload_type;
    out += ' ';
    out += std::to_string(payload.size());
    out += ' ';
    out += payload;
    return out;
}

Result<std::string> sigstore_bundle(std::string_view line, const std::string& key_id) {
    CASEMENT_TRY(Json envelope, json::parse(line));
    return json::canonical({{"mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json"},
                            {"verificationMaterial", {{"publicKey", {{"hint", key_id}}}}},
                            {"dsseEnvelope", std::move(envelope)}});
}

std::string envelope_line(const Envelope& envelope) {
    const Json signature = {{"keyid", envelope.key_id}, {"sig", base64_encode(envelope.signature)}};
    const Json document = {{"payload", base64_encode(envelope.payload)},
                           {"payloadType", envelope.payload_type},
                           {"signatures", Json::array({signature})}};
    auto line = json::canonical(document);
    return line ? *std::move(line) : std::string();
}

Result<Envelope> read_envelope(std::string_view line, std::size_t max_bytes) {
    if (line.size() > max_bytes) {
        return Error{"envelope.size", "",
                     "the envelope has " + std::to_string(line.size()) + " bytes, more than " +
                         std::to_string(max_bytes),
                     "shorten what it says"};
    }
    if (auto plain = read_plain(line)) return *std::move(plain);
    CASEMENT_TRY(const Json document, json::parse(line));
    CASEMENT_TRY(const std::string canonical, json::canonical(document));
    if (canonical != line) {
        return Error{"envelope.canonical", "", "the envelope is not written in its canonical form (RFC 8785)",
                     "export it again; an envelope must not be reformatted"};
    }

    Reading reading{"envelope.schema", {}};
    const Fields fields(document, reading);
    check_members(fields, {"payload", "payloadType", "signatures"});
    Envelope envelope;
    const std::string payload = fields.text("payload", Need::required);
    envelope.payload_type = fields.text("payloadType", Need::required);
    std::string signature;
    std::size_t signatures = 0;
    fields.each(
        "signatures",
        [&](const Fields& at) {
            ++signatures;
            check_members(at, {"keyid", "sig"});
            envelope.key_id = at.text("keyid", Need::required, 1);
            signature = at.text("sig", Need::required, 1);
        },
        Need::required);
    if (!reading.ok()) return std::move(*reading.failure);

    if (envelope.payload_type != kPayloadType) {
        return Error{"envelope.payload_type", "/payloadType", "the payload is not an in-toto statement",
                     std::string("the type must be ") + kPayloadType};
    }
    if (signatures != 1) {
        return Error{"envelope.signatures", "/signatures",
                     "there are " + std::to_string(signatures) + " signatures, not one",
                     "sign each decision once"};
    }
    CASEMENT_TRY(envelope.payload, decode(fields, "payload", payload));
    CASEMENT_TRY(envelope.signature, decode(fields, "signatures/0/sig", signature));
    if (envelope.signature.size() != 64) {
        return Error{"envelope.signature_size", "/signatures/0/sig",
                     "the signature has " + std::to_string(envelope.signature.size()) +
                         " bytes, an Ed25519 one has 64",
                     ""};
    }
    return envelope;
}

Result<Digest> thumbprint_digest(std::string_view key_id) {
    const auto bytes = base64url_decode(key_id);
    Digest digest;
    if (!bytes || bytes->size() != digest.bytes.size()) {
        return Error{"key.id", "", "the key id is not a thumbprint: 32 bytes in base64url", ""};
    }
    std::copy(bytes->begin(), bytes->end(), digest.bytes.begin());
    return digest;
}

std::string thumbprint_input(std::string_view x_base64url) {
    return R"({"crv":"Ed25519","kty":"OKP","x":")" + std::string(x_base64url) + "\"}";
}

}  // namespace casement::decision
