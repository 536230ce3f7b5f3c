// A decision: (case digest, policy digest, answers) -> outcome, as the predicate of an in-toto Statement v1.
// Format: docs/decision-format.md. It holds ids and digests, and what the reviewer wrote; never the case's
// text.
#pragma once

#include <core/base/digest.hpp>
#include <core/base/time.hpp>
#include <core/policy/checklist.hpp>

#include <optional>
#include <string>
#include <vector>

namespace casement::decision {

inline constexpr const char* kStatementType = "https://in-toto.io/Statement/v1";
inline constexpr const char* kPredicateType = "urn:casement:decision:v1";

struct Evidence {
    std::string part;                 // part id
    std::int64_t start = 0, end = 0;  // UTF-16 code units in the part's text, end exclusive
    std::string question;             // question id, may be empty
    bool operator==(const Evidence&) const = default;
};

struct Override {
    std::string outcome, reason;
    std::string approved_by = {};  // who of the team that the pack names; empty where it names none
};

// A correction: this decision takes the place of an earlier one on the same case. Both remain in the ledger.
struct Supersedes {
    Digest digest;  // of the earlier decision's envelope
    std::string reason;
};

// What a reviewer says about the policy where they met it.
struct Flag {
    std::string question;  // question id
    std::string kind;      // "ambiguous" or "gap"
    std::string note;
};

struct Reviewer {
    std::string key_id;  // RFC 7638 thumbprint, base64url
    std::string alias, organisation;
    Json public_jwk;         // {"crv":"Ed25519","kty":"OKP","x":...}
    bool temporary = false;  // made for a demo or training bundle, not enrolled
};

struct Record {
    std::string decision_id;     // UUIDv7, made when the case was opened
    std::int64_t seq = 1;        // gapless per key, from 1
    std::optional<Digest> prev;  // of the previous envelope's bytes; absent for seq 1
    Digest bundle, case_digest, policy;
    std::string case_id, policy_id, policy_version;
    Reviewer reviewer;
    policy::Answers answers;  // visible answers only
    std::string outcome;      // derived
    std::vector<std::string> actions, violates, fired;
    std::string final_outcome;  // equals outcome unless overridden
    std::optional<Override> override_;
    std::optional<Supersedes> supersedes;
    std::vector<Evidence> evidence;
    std::vector<Flag> flags;
    std::string rationale;
    std::string reply_id, reply_subject, reply_body;
    TimeMs opened_at = 0, decided_at = 0;
    std::int64_t active_ms = 0;
    std::string app;  // "sha256:..." of the console's code
};

// Takes over what was derived: outcome, actions, violates and fired (the rules that matched, by outcome id).
void set_derived(Record& record, const policy::Derived& derived);

// The in-toto statement, canonical JSON (RFC 8785): the bytes that are signed as the DSSE payload.
// Errors: record.incomplete (place = the missing member), json.*.
Result<std::string> statement(const Record& record);

// Strict reading of a payload. Errors: payload.canonical (not the canonical spelling), payload.type,
// payload.predicate_type, payload.schema, payload.subject, and json.*.
Result<Record> read_statement(std::string_view payload);
// The decision within an envelope's line; its signature is not checked. Errors: those of read_envelope too.
Result<Record> read_decision(std::string_view line);

}  // namespace casement::decision
