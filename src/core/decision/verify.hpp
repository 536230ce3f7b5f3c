// Verification of decisions in the order of docs/decision-format.md. Each step has its own stable code, a
// step is only reached when those before it passed, and nothing is called valid that skipped one.
#pragma once

#include <core/bundle/case.hpp>
#include <core/bundle/descriptor.hpp>
#include <core/decision/acknowledgement.hpp>
#include <core/decision/checkpoint.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/keyring.hpp>
#include <core/decision/record.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casement::decision {

enum class SignatureVerdict { valid, invalid, unknown_key };

// What the caller worked out about one line, with its own cryptography (OpenSSL or WebCrypto).
struct SignedLine {
    std::string_view bytes;  // the line, without the line feed
    Digest digest;           // of those bytes
    Digest leaf;             // of merkle_leaf(bytes)
    SignatureVerdict signature = SignatureVerdict::unknown_key;
    bool key_vouched = false;  // the key is one the verifier was told to trust
    Digest key_thumbprint;     // SHA-256 of thumbprint_input(x) of the key the signature was checked with
    // The "x" of that key, where it may be another one than the payload names; empty: it is the payload's.
    std::string key_x;
    std::optional<Envelope> envelope;  // the bytes as read_envelope reads them; absent: not read yet
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
    std::optional<TimeMs> bundle_created_at;
    // Who may sign, when there is a keyring; then a key that it lists counts as vouched for, and no other
    // does but those that the caller names.
    const Keyring* keyring = nullptr;
    std::optional<TimeMs> now_ms;  // absent: nothing is too late
    // The Merkle root of some leaves; who cannot hash at once (a browser) works it out beforehand.
    std::function<Digest(std::vector<Digest>)> merkle_root;
};

enum class Status { valid, valid_unvouched, not_rederived, invalid };
const char* name(Status);

// What a line of a file of decisions is.
enum class LineKind { decision, omission, checkpoint, acknowledgement };
const char* name(LineKind);

struct LineReport {
    Status status = Status::invalid;
    LineKind kind = LineKind::decision;
    std::size_t line = 0;                  // 1-based
    std::optional<Error> error;            // the first failing step
    std::optional<Record> record;          // of a decision, as far as it could be read
    std::optional<Checkpoint> checkpoint;  // of a checkpoint
    std::string key_id;                    // who signed, once the signature is proven
    std::vector<std::string> checked;      // the steps that passed, in order
};

// The chain of every key that was met, and what a checkpoint must say of the lines before it.
struct Verified {
    std::map<std::string, ChainTail> tails;  // by key id
    std::vector<Digest> leaves;              // since the last checkpoint
    std::map<std::string, ChainTail> covered;
    Digest last;
};

// Codes beside those of read_envelope and read_statement, in the order of the steps:
//   signature.invalid, key.unknown, key.mismatch (key id is not the key's thumbprint),
//   key.role, key.not_yet_valid, key.expired, key.revoked (with a keyring),
//   digest.bundle, digest.case, digest.policy,
//   sequence.gap (a number is missing before this one; a key starts at 1), sequence.repeat (a number a second
//   time), sequence.fork (the last number again, in another envelope), chain.prev,
//   supersedes.unknown, supersedes.case, supersedes.reason (a correction),
//   answer.*, derive.*, flag.question, evidence.part, evidence.range, evidence.needed, note.needed,
//   outcome.mismatch (recomputed outcome, actions or violates differ), override.missing, override.outcome,
//   override.reason, override.approval,
//   time.order (decided before opened), time.backwards (before the key's last one), time.future, time.bundle
//   (before the bundle was made).
// Of a checkpoint: checkpoint.count, checkpoint.last, checkpoint.keys, checkpoint.root.
//
// Memory: 32 bytes a line since the last checkpoint, and 72 a decision for what corrections name.
class Verifier {
  public:
    explicit Verifier(Context context);
    LineReport check(const SignedLine& line);  // lines in file order

    // At the end of a file: how many of its lines no checkpoint covers, so that nobody vouches that none is
    // missing behind them. The chains go on in the next file.
    std::size_t end_file();

  private:
    Result<void> check_decision(const SignedLine& line, const Envelope& envelope, LineReport& report);
    Result<void> check_other(const SignedLine& line, const Envelope& envelope, LineReport& report);
    Result<void> check_reviewer(const SignedLine& line, const Reviewer& reviewer, TimeMs at, std::int64_t seq,
                                LineReport& report);
    Result<void> check_checkpoint(const Checkpoint& checkpoint) const;
    Result<void> check_supersedes(const Record& record) const;

    Context context_;
    Verified verified_;
    std::map<Digest, Digest> decided_;  // the envelope of each decision -> its case
    bool vouched_ = false;              // the key of the line at hand
    std::size_t line_ = 0;
};

}  // namespace casement::decision
