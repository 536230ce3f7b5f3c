// What stands between the decisions of an export: at its end a checkpoint, which says how many there are and
// binds them all by one root; and where an export leaves decisions out, an omission, which carries the chain
// over the gap. Both are in-toto statements in envelopes of their own. Format: docs/decision-format.md.
#pragma once

#include <core/decision/record.hpp>

#include <map>

namespace casement::decision {

inline constexpr const char* kCheckpointType = "urn:casement:checkpoint:v1";
inline constexpr const char* kOmissionType = "urn:casement:omission:v1";

// Where the chain of a key stands.
struct ChainTail {
    std::int64_t seq = 0;  // 0: nothing yet
    Digest digest;         // of the envelope with that number
    TimeMs decided_at = 0;
    bool operator==(const ChainTail&) const = default;
};

struct Checkpoint {
    std::int64_t count = 0;  // lines since the checkpoint before, or since the beginning; itself not counted
    Digest root;             // RFC 6962 Merkle tree hash over those lines
    Digest last;             // of the line before; zero when count is 0
    std::map<std::string, ChainTail>
        tails;           // of each key whose decisions it covers (decided_at is not written)
    std::string filter;  // in words, when not everything was exported
    Reviewer reviewer;   // who made the export
    TimeMs made_at = 0;
    std::string app;
};

// Numbers `from` to `to` of this key's chain are left out here.
struct Omission {
    std::int64_t from = 1, to = 1;
    std::optional<Digest> prev;  // of number from - 1; absent when from is 1
    Digest last;                 // of number `to`
    Reviewer reviewer;
};

// The payloads, canonical JSON. Errors: json.*.
Result<std::string> checkpoint_statement(const Checkpoint& checkpoint);
Result<std::string> omission_statement(const Omission& omission);
// Errors: payload.canonical, .type, .predicate_type, .schema, .subject, json.*.
Result<Checkpoint> read_checkpoint(std::string_view payload);
Result<Omission> read_omission(std::string_view payload);

}  // namespace casement::decision
