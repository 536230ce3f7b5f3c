// Verification of decisions in the order of docs/decision-format.md. Each step has its own stable code, a
// step is only reached when those before it passed, and nothing is called valid that skipped one.
#pragma once

#include <core/bundle/case.hpp>
#include <core/bundle/descriptor.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/record.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace casement::decision {

enum class SignatureVerdict { valid, invalid, unknown_key };

// What the caller worked out about one line, with its own cryptography (OpenSSL or WebCrypto).
struct SignedLine {
    std::string_view bytes;  // the line, without the line feed
    Digest digest;           // of those bytes
    SignatureVerdict signature = SignatureVerdict::unknown_key;
    bool key_vouched = false;  // the key is one the verifier was told to trust
    Digest key_thumbprint;     // SHA-256 of thumbprint_input(x) of the key the signature was checked with
};

// The public key the payload names ("x" of the public_jwk of its reviewer or publisher, base64url): the one
// to check the signature with and to look for among the vouched ones. It is believed only once the signature
// and the thumbprint are checked. Errors: key.unknown (the payload names none).
Result<std::string> signing_key_x(const Envelope& envelope);

// What decisions are checked against. Callbacks give nullptr where the thing is not in the bundle.
struct Context {
    Digest bundle;  // of the descriptor's bytes
    std::function<const bundle::Case*(const std::string& case_id, const Digest& case_digest)> find_case;
    std::function<const policy::Pack*(const Digest& policy)> find_policy;
    bool have_bundle = false;  // false: steps that need the bundle are reported as not checked
};

enum class Status { valid, valid_unvouched, not_rederived, invalid };
const char* name(Status);

struct LineReport {
    Status status = Status::invalid;
    std::size_t line = 0;              // 1-based
    std::optional<Error> error;        // the first failing step
    std::optional<Record> record;      // as far as it could be read
    std::vector<std::string> checked;  // the steps that passed, in order
};

// Codes beside those of read_envelope and read_statement, in the order of the steps:
//   signature.invalid, key.unknown, key.mismatch (key id is not the key's thumbprint),
//   digest.bundle, digest.case, digest.policy,
//   sequence.gap (a number is missing before this one; a key starts at 1), sequence.repeat (a number a second
//   time), sequence.fork (the last number again, in another envelope), chain.prev, answer.*, derive.*,
//   outcome.mismatch (recomputed outcome, actions or violates differ), override.missing, override.outcome,
//   override.reason, time.order
class Verifier {
  public:
    explicit Verifier(Context context);
    LineReport check(const SignedLine& line);  // lines in file order

  private:
    struct Tail {
        std::int64_t seq = 0;
        Digest digest;
    };
    Context context_;
    std::map<std::string, Tail> tails_;  // by key id
    std::size_t line_ = 0;
};

}  // namespace casement::decision
