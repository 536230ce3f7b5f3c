#include <core/base/base64.hpp>
#include <core/decision/merkle.hpp>
#include <platform/native/signed_line.hpp>

namespace casement::native {

namespace {

Result<PublicKey> key_in(const decision::Envelope& envelope) {
    CASEMENT_TRY(const std::string x, decision::signing_key_x(envelope));
    CASEMENT_TRY(const std::string raw, base64url_decode(x));
    return PublicKey::from_raw(raw);
}

}  // namespace

Vouched vouch_for(const PublicKey& key) {
    return {{key.key_id(), key}};
}

decision::SignedLine sign_check(std::string_view line, const Vouched& vouched, std::size_t max_bytes) {
    decision::SignedLine out;
    out.bytes = line;
    out.digest = sha256(line);
    out.leaf = sha256(decision::merkle_leaf(line));
    auto envelope = decision::read_envelope(line, max_bytes);
    if (!envelope) return out;  // the verifier reads it again and says what is wrong
    const auto known = vouched.find(envelope->key_id);
    const auto key = known != vouched.end() ? Result<PublicKey>(known->second) : key_in(*envelope);
    if (!key) return out;
    const bool valid =
        key->verify(decision::pae(envelope->payload_type, envelope->payload), envelope->signature);
    out.signature = valid ? decision::SignatureVerdict::valid : decision::SignatureVerdict::invalid;
    out.key_x = base64url_encode(key->raw());
    out.key_thumbprint = sha256(decision::thumbprint_input(out.key_x));
    out.key_vouched = known != vouched.end();
    out.envelope = *std::move(envelope);
    return out;
}

std::string signed_envelope(std::string_view payload, const PrivateKey& key) {
    decision::Envelope envelope;
    envelope.payload = std::string(payload);
    envelope.payload_type = decision::kPayloadType;
    envelope.key_id = key.public_key().key_id();
    envelope.signature = key.sign(decision::pae(envelope.payload_type, envelope.payload));
    return decision::envelope_line(envelope);
}

Json public_jwk(const PublicKey& key) {
    return {{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", base64url_encode(key.raw())}};
}

}  // namespace casement::native
