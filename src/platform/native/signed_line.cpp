#include <core/base/base64.hpp>
#include <platform/native/signed_line.hpp>

namespace casement::native {

decision::SignedLine sign_check(std::string_view line, const std::set<std::string>& vouched) {
    decision::SignedLine out;
    out.bytes = line;
    out.digest = sha256(line);
    const auto envelope = decision::read_envelope(line);
    if (!envelope) return out;  // the verifier reads it again and says what is wrong
    const auto x = decision::signing_key_x(*envelope);
    if (!x) return out;
    const auto raw = base64url_decode(*x);
    if (!raw) return out;
    const auto key = PublicKey::from_raw(*raw);
    if (!key) return out;
    const bool valid =
        key->verify(decision::pae(envelope->payload_type, envelope->payload), envelope->signature);
    out.signature = valid ? decision::SignatureVerdict::valid : decision::SignatureVerdict::invalid;
    out.key_thumbprint = sha256(decision::thumbprint_input(*x));
    out.key_vouched = vouched.count(key->key_id()) != 0;
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
