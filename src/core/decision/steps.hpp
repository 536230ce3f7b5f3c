// The steps of verification, one function each, in their order.
#pragma once

#include <core/decision/verify.hpp>

namespace casement::decision {

Result<void> check_signature(const SignedLine& line);  // signature.invalid, key.unknown

// key.mismatch; asked of the envelope's key id and again of the reviewer's in the payload.
Result<void> check_key(const SignedLine& line, const std::string& key_id, const char* place);

// digest.bundle, digest.case, digest.policy; hands out what was found. Passes where there is no bundle.
Result<void> check_digests(const Context& context, const Record& record, const bundle::Case*& the_case,
                           const policy::Pack*& pack);

// sequence.*, chain.prev, against the last authentic line of the same key (number 0: none yet).
Result<void> check_chain(const Record& record, const Digest& digest, std::int64_t last_seq,
                         const Digest& last_digest);

Result<void> check_derivation(const Record& record, const bundle::Case& the_case,
                              const policy::Pack& pack);  // answer.*, derive.*, outcome.mismatch
Result<void> check_override(const Record& record,
                            const policy::Pack* pack);  // override.*; pack may be absent
Result<void> check_time(const Record& record);          // time.order

}  // namespace casement::decision
