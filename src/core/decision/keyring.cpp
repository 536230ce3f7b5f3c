#include <core/decision/keyring.hpp>
#include <core/decision/statement.hpp>
#include <core/decision/steps.hpp>

#include <algorithm>
#include <set>

namespace casement::decision {
namespace {

using json::Fields;
using json::Need;

constexpr std::int64_t kMaxVersion = 1'000'000'000;
constexpr std::int64_t kMaxSeq = 9007199254740991;
constexpr TimeMs kClockSlackMs = 3600 * 1000;

Json entry_json(const KeyringEntry& key) {
    Json roles = Json::array();
    for (const KeyRole role : key.roles) roles.push_back(name(role));
    Json out = {{"key_id", key.key_id},
                {"public_jwk", key.public_jwk},
                {"roles", std::move(roles)},
                {"valid_from", format_rfc3339(key.valid_from)}};
    if (!key.alias.empty()) out["alias"] = key.alias;
    if (!key.organisation.empty()) out["organisation"] = key.organisation;
    if (key.valid_until) out["valid_until"] = format_rfc3339(*key.valid_until);
    if (!key.replaces.empty()) out["replaces"] = key.replaces;
    if (key.revoked) {
        Json revoked = {{"at", format_rfc3339(key.revoked->at)}, {"reason", key.revoked->reason}};
        if (key.revoked->after_seq) revoked["after_seq"] = *key.revoked->after_seq;
        out["revoked"] = std::move(revoked);
    }
    return out;
}

KeyringEntry read_entry(const Fields& fields) {
    KeyringEntry key;
    key.key_id = fields.text("key_id", Need::required, 1);
    key.public_jwk = read_public_jwk(fields);
    key.alias = fields.text("alias");
    key.organisation = fields.text("organisation");
    for (const std::string& role : fields.texts("roles", Need::required)) {
        const auto known = role_named(role);
        if (!known) {
            fields.fail("roles", "names an unknown role", "the roles are reviewer, lead, trainer, publisher");
            break;
        }
        key.roles.push_back(*known);
    }
    if (key.roles.empty()) fields.fail("roles", "is empty", "give the key at least one role");
    key.valid_from = fields.time("valid_from", Need::required, nullptr).value_or(0);
    key.valid_until = fields.time("valid_until", Need::optional, nullptr);
    if (key.valid_until && *key.valid_until <= key.valid_from)
        fields.fail("valid_until", "does not lie after valid_from");
    key.replaces = fields.text("replaces");
    fields.object("revoked", [&](const Fields& at) {
        Revocation revoked;
        revoked.at = at.time("at", Need::required, nullptr).value_or(0);
        if (at.has("after_seq")) revoked.after_seq = at.integer("after_seq", 0, kMaxSeq, 0);
        revoked.reason = at.text("reason", Need::required, 1);
        key.revoked = std::move(revoked);
    });
    return key;
}

void read_listed(const Fields& fields, Keyring& out) {
    out.version = fields.integer("version", 1, kMaxVersion, 1, Need::required);
    out.previous = fields.digest("previous");
    if ((out.version == 1) == out.previous.has_value())
        fields.fail("previous", "stands in every version but the first");
    out.issued_at = fields.time("issued_at", Need::required, nullptr).value_or(0);
    out.expires_at = fields.time("expires_at", Need::required, nullptr).value_or(0);
    if (out.expires_at <= out.issued_at) fields.fail("expires_at", "does not lie after issued_at");
    fields.object(
        "publisher",
        [&](const Fields& at) {
            out.publisher = at.text("name");
            out.key_id = at.text("key_id", Need::required, 1);
            out.public_jwk = read_public_jwk(at);
        },
        Need::required);
    std::set<std::string> ids;
    fields.each(
        "keys",
        [&](const Fields& at) {
            out.keys.push_back(read_entry(at));
            if (!ids.insert(out.keys.back().key_id).second)
                at.fail("key_id", "stands in the keyring twice", "list each key once", "keyring.duplicate");
        },
        Need::required, 0, kMaxKeyringKeys, "keyring.limit");
}

std::string place_of(const Keyring& keyring, const KeyringEntry& key) {
    return "keyring/keys/" + std::to_string(&key - keyring.keys.data());
}

}  // namespace

const char* name(KeyRole role) {
    return kRoleNames[static_cast<int>(role)];
}

std::optional<KeyRole> role_named(std::string_view name) {
    const auto found = std::find(std::begin(kRoleNames), std::end(kRoleNames), name);
    if (found == std::end(kRoleNames)) return std::nullopt;
    return static_cast<KeyRole>(found - std::begin(kRoleNames));
}

bool KeyringEntry::has(KeyRole role) const {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

const KeyringEntry* Keyring::find(std::string_view id) const {
    for (const KeyringEntry& key : keys) {
        if (key.key_id == id) return &key;
    }
    return nullptr;
}

Result<std::string> keyring_statement(const Keyring& keyring) {
    Json keys = Json::array();
    for (const KeyringEntry& key : keyring.keys) keys.push_back(entry_json(key));
    Json publisher = {{"key_id", keyring.key_id}, {"public_jwk", keyring.public_jwk}};
    if (!keyring.publisher.empty()) publisher["name"] = keyring.publisher;
    Json predicate = {{"version", keyring.version},
                      {"issued_at", format_rfc3339(keyring.issued_at)},
                      {"expires_at", format_rfc3339(keyring.expires_at)},
                      {"publisher", std::move(publisher)},
                      {"keys", std::move(keys)}};
    if (keyring.previous) predicate["previous"] = keyring.previous->text();
    CASEMENT_TRY(const Digest subject, thumbprint_digest(keyring.key_id));
    return write_statement("publisher", subject, kKeyringType, std::move(predicate));
}

Result<Keyring> read_keyring(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kKeyringType, kMaxKeyringBytes));
    CASEMENT_TRY(Keyring out, read_predicate(document, read_listed));
    CASEMENT_CHECK(check_key_subject(document, "publisher", out.key_id));
    return out;
}

Result<Keyring> check_keyring(const SignedLine& line) {
    CASEMENT_TRY(Keyring keyring, check_signed(line, read_keyring, kMaxKeyringBytes));
    CASEMENT_CHECK(check_signer(line, "/predicate/publisher", keyring.key_id, keyring.public_jwk));
    return keyring;
}

Result<void> check_succession(const Keyring& known, const Digest& known_digest, const Keyring& next,
                              const Digest& next_digest) {
    const KeyRole publisher[] = {KeyRole::publisher};
    if (next.key_id != known.key_id && !check_may_sign(known, next.key_id, publisher, next.issued_at, 0)) {
        return Error{"keyring.publisher", "/predicate/publisher",
                     "the keyring is signed by a key that the one known here does not name as publisher",
                     "ask the publisher; take it only when they confirm the key id " + next.key_id};
    }
    if (next.version < known.version) {
        return Error{"keyring.rollback", "/predicate/version",
                     "version " + std::to_string(next.version) + " is older than version " +
                         std::to_string(known.version) + ", which was seen before",
                     "ask the publisher for the newest keyring"};
    }
    const bool forks = next.version == known.version
                           ? next_digest != known_digest
                           : next.version == known.version + 1 && next.previous != known_digest;
    if (forks) {
        return Error{"keyring.fork", "/predicate/version",
                     "there are two different keyrings of version " + std::to_string(known.version),
                     "ask the publisher which of them stands"};
    }
    return {};
}

Result<void> check_freshness(const Keyring& keyring, TimeMs now_ms, TimeMs grace_ms) {
    if (keyring.issued_at > now_ms + kClockSlackMs) {
        return Error{"keyring.future", "/predicate/issued_at", "the keyring was issued in the future",
                     "look at the clock of this machine"};
    }
    if (now_ms < keyring.expires_at + grace_ms) return {};
    return Error{"keyring.expired", "/predicate/expires_at",
                 "the keyring expired on " + format_rfc3339(keyring.expires_at),
                 "ask the publisher for the newest keyring"};
}

Result<void> check_may_sign(const Keyring& keyring, const std::string& key_id, std::span<const KeyRole> roles,
                            TimeMs at, std::int64_t seq) {
    const KeyringEntry* key = keyring.find(key_id);
    if (!key) {
        return Error{"key.not_listed", "keyring/keys",
                     "the keyring of version " + std::to_string(keyring.version) + " does not list this key",
                     "ask the publisher to enrol it"};
    }
    const std::string place = place_of(keyring, *key);
    if (std::none_of(roles.begin(), roles.end(), [&](KeyRole role) { return key->has(role); })) {
        return Error{"key.role", place + "/roles", "the key has no role that may sign this",
                     "ask the publisher for the role"};
    }
    if (at < key->valid_from) {
        return Error{"key.not_yet_valid", place + "/valid_from",
                     "the key is valid from " + format_rfc3339(key->valid_from) + " on", ""};
    }
    if (key->valid_until && at >= *key->valid_until) {
        return Error{"key.expired", place + "/valid_until",
                     "the key was valid until " + format_rfc3339(*key->valid_until), ""};
    }
    if (!key->revoked) return {};
    const bool late = at >= key->revoked->at;
    const bool beyond = key->revoked->after_seq && seq > *key->revoked->after_seq;
    if (!late && !beyond) return {};
    return Error{"key.revoked", place + "/revoked",
                 beyond ? "the key is revoked after number " + std::to_string(*key->revoked->after_seq)
                        : "the key is revoked from " + format_rfc3339(key->revoked->at) + " on",
                 "the reason given: " + key->revoked->reason};
}

}  // namespace casement::decision
