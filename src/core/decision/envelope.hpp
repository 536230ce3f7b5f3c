// DSSE v1 envelopes (secure-systems-lab/dsse): one canonical JSON object a line, one Ed25519 signature.
#pragma once

#include <core/base/digest.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace casement::decision {

inline constexpr const char* kPayloadType = "application/vnd.in-toto+json";

struct Envelope {
    std::string payload;  // decoded
    std::string payload_type;
    std::string key_id;
    std::string signature;  // 64 bytes
};

// The pre-authentication encoding that is signed: "DSSEv1 <len> <type> <len> <payload>".
std::string pae(std::string_view payload_type, std::string_view payload);

// One line, no line feed. Canonical JSON, so equal envelopes are equal bytes.
std::string envelope_line(const Envelope& envelope);

// A line of decisions as a Sigstore bundle v0.3 for a key that the verifier knows: the same envelope, no
// certificate and no transparency log. Canonical JSON. Errors: json.*.
Result<std::string> sigstore_bundle(std::string_view line, const std::string& key_id);

inline constexpr std::size_t kMaxEnvelopeBytes = 65'535;  // of a leaf of the ledger; a keyring may be larger

// Errors: envelope.size (over `max_bytes`), envelope.canonical, envelope.schema, envelope.payload_type,
// envelope.base64, envelope.signatures (not exactly one), envelope.signature_size, and json.*.
Result<Envelope> read_envelope(std::string_view line, std::size_t max_bytes = kMaxEnvelopeBytes);

// The digest that a key id spells in base64url. Error: key.id.
Result<Digest> thumbprint_digest(std::string_view key_id);

// RFC 7638 thumbprint input for an OKP Ed25519 key: {"crv":"Ed25519","kty":"OKP","x":"..."}.
std::string thumbprint_input(std::string_view x_base64url);

}  // namespace casement::decision
