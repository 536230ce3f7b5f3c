// Who may sign: a signed, versioned, expiring list of keys with roles, times and revocations. One envelope,
// predicate type urn:casement:keyring:v1. Format: docs/keyring-format.md.
#pragma once

#include <core/decision/record.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casement::decision {

struct SignedLine;

inline constexpr const char* kKeyringType = "urn:casement:keyring:v1";
inline constexpr std::size_t kMaxKeyringBytes = 8u << 20;
inline constexpr std::size_t kMaxKeyringKeys = 10'000;

enum class KeyRole { reviewer, lead, trainer, publisher };
const char* name(KeyRole);
std::optional<KeyRole> role_named(std::string_view name);
inline constexpr const char* kRoleNames[] = {"reviewer", "lead", "trainer", "publisher"};

// From here on nothing of this key is believed. With `after_seq` the owner knows the last good number: later
// ones are refused whatever time they claim.
struct Revocation {
    TimeMs at = 0;
    std::optional<std::int64_t> after_seq;
    std::string reason;
};

struct KeyringEntry {
    std::string key_id, alias, organisation;
    Json public_jwk;
    std::vector<KeyRole> roles;
    TimeMs valid_from = 0;
    std::optional<TimeMs> valid_until;  // exclusive
    std::optional<Revocation> revoked;
    std::string replaces;  // key id of the same person's key before this one; empty: none

    bool has(KeyRole role) const;
};

struct Keyring {
    std::int64_t version = 1;        // rises by one
    std::optional<Digest> previous;  // of the envelope of the version before; absent in the first
    TimeMs issued_at = 0, expires_at = 0;
    std::string publisher, key_id;  // a name for people; the thumbprint of the key that signed
    Json public_jwk;                // of that key
    std::vector<KeyringEntry> keys;

    const KeyringEntry* find(std::string_view key_id) const;
};

// The payload, canonical JSON. Errors: json.*.
Result<std::string> keyring_statement(const Keyring& keyring);
// Errors: payload.canonical, .type, .predicate_type, .schema, .subject; keyring.duplicate (a key twice),
// keyring.limit (over 10,000 keys), json.*.
Result<Keyring> read_keyring(std::string_view payload);

// The line of a keyring, whose signature the caller worked out. Errors in this order: those of read_envelope,
// signature.invalid, key.unknown, key.mismatch, those of read_keyring.
Result<Keyring> check_keyring(const SignedLine& line);

// What a client that has one keyring makes of another. Errors: keyring.publisher (signed neither by the same
// key nor by one that the one at hand lists as publisher and valid), keyring.rollback (an older version),
// keyring.fork (the same version with other content, or the next one made from another than the known one).
Result<void> check_succession(const Keyring& known, const Digest& known_digest, const Keyring& next,
                              const Digest& next_digest);

// Errors: keyring.expired (past expires_at and the grace), keyring.future (issued more than an hour from
// now).
inline constexpr TimeMs kKeyringGraceMs = 7ll * 24 * 3600 * 1000;  // for those who are offline
Result<void> check_freshness(const Keyring& keyring, TimeMs now_ms, TimeMs grace_ms);

// Whether this key could sign decision number `seq` at that time, in one of these roles. Errors:
// key.not_listed, key.role, key.not_yet_valid, key.expired, key.revoked. Place: the key's in the keyring.
Result<void> check_may_sign(const Keyring& keyring, const std::string& key_id, std::span<const KeyRole> roles,
                            TimeMs at, std::int64_t seq);

}  // namespace casement::decision
