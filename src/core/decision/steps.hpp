// The steps of verification, one function each, in their order.
#pragma once

#include <core/decision/verify.hpp>

namespace casement::decision {

Result<void> check_signature(const SignedLine& line);  // signature.invalid, key.unknown

// The line's envelope; where it was read before, that reading. Errors: those of read_envelope.
Result<Envelope> envelope_of(const SignedLine& line, std::size_t max_bytes = kMaxEnvelopeBytes);

// key.mismatch; asked of the envelope's key id and again of the reviewer's in the payload.
Result<void> check_key(const SignedLine& line, const std::string& key_id, const std::string& place);
// key.mismatch; the public key that a payload names is the one that the signature was checked with.
Result<void> check_named_key(const SignedLine& line, const Json& public_jwk, const std::string& place);
// Both of whom a payload names as its signer at `place`.
Result<void> check_signer(const SignedLine& line, const std::string& place, const std::string& key_id,
                          const Json& public_jwk);

// A statement that stands for itself: the envelope, its signature and key id, and the payload as `read` reads
// it. Who the payload says signed it is the caller's to check.
template <class Statement>
Result<Statement> check_signed(const SignedLine& line, Result<Statement> (*read)(std::string_view),
                               std::size_t max_bytes = kMaxEnvelopeBytes) {
    CASEMENT_TRY(const Envelope envelope, envelope_of(line, max_bytes));
    CASEMENT_CHECK(check_signature(line));
    CASEMENT_CHECK(check_key(line, envelope.key_id, "/signatures/0/keyid"));
    auto statement = read(envelope.payload);
    if (!statement) return placed(std::move(statement).error(), "payload");
    return statement;
}

// digest.bundle, digest.case, digest.policy; hands out what was found. Passes where there is no bundle.
Result<void> check_digests(const Context& context, const Record& record, const bundle::Case*& the_case,
                           const policy::Pack*& pack);

// sequence.*, chain.prev, against the last authentic line of the same key (number 0: none yet).
Result<void> check_chain(std::int64_t seq, const std::optional<Digest>& prev, const Digest& digest,
                         const ChainTail& last);

Result<void> check_derivation(const Record& record, const bundle::Case& the_case,
                              const policy::Pack& pack);  // answer.*, derive.*, outcome.mismatch
Result<void> check_override(const Record& record,
                            const policy::Pack* pack);  // override.*; pack may be absent
// evidence.part, evidence.range: a mark names a part of the case and lies within its text.
// evidence.needed, note.needed: an option that was chosen asks for evidence or a rationale.
Result<void> check_demands(const Record& record, const bundle::Case& the_case, const policy::Pack& pack);
// time.order, time.backwards, time.future, time.bundle
Result<void> check_time(const Record& record, const ChainTail& before, const Context& context);

}  // namespace casement::decision
