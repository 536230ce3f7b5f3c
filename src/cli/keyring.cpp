// casement keyring: who may sign. Each step writes the next version, signed by the publisher.
#include <cli/keyring_file.hpp>
#include <cli/keys.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <cli/wall_clock.hpp>
#include <core/base/base64.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace casement::cli {
namespace {

using decision::Keyring;
using decision::KeyringEntry;
using decision::KeyRole;

constexpr TimeMs kDayMs = 24ll * 3600 * 1000;

Error usage(std::string place, std::string message) {
    return {"usage.value", std::move(place), std::move(message), "see casement keyring --help"};
}

Result<std::int64_t> number_option(const Args& args, const char* option, std::int64_t fallback,
                                   std::int64_t least, std::int64_t most) {
    const auto text = args.one(option);
    if (!text) return fallback;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error == std::errc() && end == text->data() + text->size() && number >= least && number <= most)
        return number;
    return usage(option, fmt::format("takes a number from {} to {}", least, most));
}

Result<TimeMs> time_or(const Args& args, const char* option, TimeMs fallback) {
    const auto text = args.one(option);
    if (!text) return fallback;
    auto time = parse_rfc3339(*text);
    if (!time) return placed(std::move(time).error(), option);
    return time;
}

Result<std::vector<KeyRole>> roles_of(const Args& args) {
    std::vector<KeyRole> roles;
    for (const std::string& word : args.all("--role")) {
        const auto role = decision::role_named(word);
        if (!role) return usage("--role", "the roles are reviewer, lead, trainer, publisher");
        roles.push_back(*role);
    }
    if (roles.empty()) roles.push_back(KeyRole::reviewer);
    return roles;
}

// The keyring that is changed, the publisher's key, and the instant of the change.
struct Work {
    std::string path;
    native::PrivateKey key;
    Keyring keyring;
    TimeMs now = 0;
    TimeMs lasts = 0;
};

Result<native::PrivateKey> publisher_key(const Args& args) {
    const auto path = args.one("--key");
    if (!path) return usage("--key", "name the publisher's private key");
    return read_private_key(*path);
}

// The next version, not yet changed.
Result<Work> begin(const Args& args, std::string path) {
    CASEMENT_TRY(native::PrivateKey key, publisher_key(args));
    CASEMENT_TRY(const TimeMs now, time_or(args, "--now", wall_clock_ms()));
    CASEMENT_TRY(const std::int64_t days, number_option(args, "--days", 90, 1, 3650));
    CASEMENT_TRY(KeyringFile file, read_keyring_file(path, native::vouch_for(key.public_key())));
    Keyring next = std::move(file.keyring);
    const std::string signer = key.public_key().key_id();
    if (signer != next.key_id) {
        const KeyRole publisher[] = {KeyRole::publisher};
        CASEMENT_CHECK(decision::check_may_sign(next, signer, publisher, now, 0));
    }
    next.previous = file.digest;
    ++next.version;
    next.issued_at = now;
    next.expires_at = now + days * kDayMs;
    next.key_id = signer;
    next.public_jwk = native::public_jwk(key.public_key());
    return Work{std::move(path), std::move(key), std::move(next), now, days * kDayMs};
}

Result<void> finish(const Work& work) {
    CASEMENT_CHECK(write_keyring_file(work.path, work.keyring, work.key));
    fmt::print("{} version {}, {} keys, expires {}\n", visible(work.path), work.keyring.version,
               work.keyring.keys.size(), format_rfc3339(work.keyring.expires_at).substr(0, 10));
    return {};
}

Result<void> init(const Args& args, const std::string& path) {
    if (std::filesystem::exists(path) && !args.has("--force")) {
        return Error{"keyring.exists", path, "the file exists; a keyring that is overwritten is lost",
                     "name another file, or add --force"};
    }
    CASEMENT_TRY(const native::PrivateKey key, publisher_key(args));
    CASEMENT_TRY(const TimeMs now, time_or(args, "--now", wall_clock_ms()));
    CASEMENT_TRY(const std::int64_t days, number_option(args, "--days", 90, 1, 3650));
    Work work{path, key, {}, now, days * kDayMs};
    work.keyring.issued_at = now;
    work.keyring.expires_at = now + work.lasts;
    work.keyring.publisher = args.one("--name").value_or("");
    work.keyring.key_id = key.public_key().key_id();
    work.keyring.public_jwk = native::public_jwk(key.public_key());
    return finish(work);
}

// A key and who holds it: from a request, or from a public key and what was said on the command line.
Result<KeyringEntry> entry_of(const Args& args, const std::string& path, const Work& work) {
    KeyringEntry entry;
    CASEMENT_TRY(const std::string text, native::read_file(path, 64 << 10));
    if (text.find("\"payloadType\"") != std::string::npos) {
        CASEMENT_TRY(const auto request, read_enrolment_file(path));
        entry.key_id = request.reviewer.key_id;
        entry.public_jwk = request.reviewer.public_jwk;
        entry.alias = request.reviewer.alias;
        entry.organisation = request.reviewer.organisation;
    } else {
        CASEMENT_TRY(const auto key, native::PublicKey::from_pem_or_jwk(text));
        entry.key_id = key.key_id();
        entry.public_jwk = native::public_jwk(key);
    }
    entry.alias = args.one("--alias").value_or(entry.alias);
    entry.organisation = args.one("--organisation").value_or(entry.organisation);
    CASEMENT_TRY(entry.roles, roles_of(args));
    CASEMENT_TRY(entry.valid_from, time_or(args, "--from", work.now));
    if (args.one("--until")) {
        CASEMENT_TRY(entry.valid_until, time_or(args, "--until", 0));
        if (*entry.valid_until <= entry.valid_from) return usage("--until", "lies before --from");
    }
    return entry;
}

Result<void> add(const Args& args, const std::string& path, std::vector<std::string> requests) {
    if (requests.empty()) return usage("", "name the requests or public keys to add");
    CASEMENT_TRY(Work work, begin(args, path));
    for (const std::string& request : requests) {
        auto entry = entry_of(args, request, work);
        if (!entry) return placed(std::move(entry).error(), request);
        if (work.keyring.find(entry->key_id)) {
            return Error{"keyring.duplicate", request, "the keyring has this key already",
                         "revoke or rotate it; a key is added once"};
        }
        fmt::print("added {} {} ({})\n", entry->key_id, visible(entry->alias), visible(entry->organisation));
        work.keyring.keys.push_back(*std::move(entry));
    }
    return finish(work);
}

Result<KeyringEntry*> listed(Keyring& keyring, const std::string& key_id) {
    std::vector<KeyringEntry*> found;
    for (KeyringEntry& key : keyring.keys) {
        if (key.key_id == key_id || (key_id.size() >= 8 && key.key_id.starts_with(key_id)))
            found.push_back(&key);
    }
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        return Error{"key.ambiguous", key_id, "several keys begin like this", "give the whole key id"};
    }
    return Error{"key.not_listed", key_id, "the keyring does not list this key", "see casement keyring show"};
}

Result<void> revoke(const Args& args, const std::string& path, const std::vector<std::string>& ids) {
    const auto reason = args.one("--reason");
    if (ids.size() != 1 || !reason || reason->empty())
        return usage("--reason", "revoke takes one key id and --reason");
    CASEMENT_TRY(Work work, begin(args, path));
    CASEMENT_TRY(KeyringEntry* const key, listed(work.keyring, ids.front()));
    decision::Revocation revoked;
    CASEMENT_TRY(revoked.at, time_or(args, "--at", work.now));
    if (args.one("--after-seq")) {
        CASEMENT_TRY(revoked.after_seq, number_option(args, "--after-seq", 0, 0, 9007199254740991));
    }
    revoked.reason = *reason;
    // A revocation can be moved to an earlier point, never taken back.
    if (key->revoked) {
        revoked.at = std::min(revoked.at, key->revoked->at);
        if (key->revoked->after_seq)
            revoked.after_seq = std::min(revoked.after_seq.value_or(INT64_MAX), *key->revoked->after_seq);
    }
    key->revoked = std::move(revoked);
    fmt::print("revoked {} from {} on\n", key->key_id, format_rfc3339(key->revoked->at));
    return finish(work);
}

Result<void> rotate(const Args& args, const std::string& path, const std::vector<std::string>& words) {
    if (words.size() != 2) return usage("", "rotate takes the old key id and the new request or public key");
    CASEMENT_TRY(Work work, begin(args, path));
    auto made = entry_of(args, words[1], work);
    if (!made) return placed(std::move(made).error(), words[1]);
    CASEMENT_TRY(KeyringEntry* const old, listed(work.keyring, words[0]));
    if (work.keyring.find(made->key_id)) {
        return Error{"keyring.duplicate", words[1], "the keyring has this key already", "make a new key"};
    }
    if (args.all("--role").empty()) made->roles = old->roles;
    if (made->alias.empty()) made->alias = old->alias;
    if (made->organisation.empty()) made->organisation = old->organisation;
    made->replaces = old->key_id;
    if (made->valid_from <= old->valid_from) return usage("--from", "lies before the old key became valid");
    if (!old->valid_until || *old->valid_until > made->valid_from) old->valid_until = made->valid_from;
    fmt::print("{} takes the place of {}\n", made->key_id, old->key_id);
    work.keyring.keys.push_back(*std::move(made));
    return finish(work);
}

std::string standing(const KeyringEntry& key, TimeMs now) {
    if (key.revoked && now >= key.revoked->at) return toned(Tone::bad, "revoked       ");
    if (now < key.valid_from) return toned(Tone::warn, "not yet valid ");
    if (key.valid_until && now >= *key.valid_until) return toned(Tone::warn, "expired       ");
    return toned(Tone::good, "valid         ");
}

Result<void> show(const Args& args, const std::string& path) {
    CASEMENT_TRY(const auto publishers, read_keys(args.all("--publisher")));
    CASEMENT_TRY(const TimeMs now, time_or(args, "--now", wall_clock_ms()));
    CASEMENT_TRY(const KeyringFile file, read_keyring_file(path, publishers));
    const Keyring& keyring = file.keyring;
    if (args.has("--json")) {
        CASEMENT_TRY(const std::string statement, decision::keyring_statement(keyring));
        fmt::print("{}\n", statement);
        return {};
    }
    fmt::print("{}\npublisher {} key {}{}\nissued {}, expires {}{}\n",
               toned(Tone::strong, fmt::format("keyring version {}", keyring.version)),
               visible(keyring.publisher), keyring.key_id,
               publishers.empty() ? ""
               : file.vouched     ? " (vouched for)"
                                  : " (not vouched for)",
               format_rfc3339(keyring.issued_at), format_rfc3339(keyring.expires_at),
               keyring.expires_at <= now ? toned(Tone::bad, " expired") : "");
    for (const KeyringEntry& key : keyring.keys) {
        std::string roles;
        for (const KeyRole role : key.roles) roles += (roles.empty() ? "" : ", ") + std::string(name(role));
        fmt::print("{} {} {} ({}) {}\n", standing(key, now), key.key_id, visible(key.alias),
                   visible(key.organisation), roles);
        if (key.revoked) {
            const std::string after =
                key.revoked->after_seq ? fmt::format(", after number {}", *key.revoked->after_seq) : "";
            fmt::print("               revoked from {}{}: {}\n", format_rfc3339(key.revoked->at), after,
                       visible(key.revoked->reason));
        }
        if (!key.replaces.empty()) fmt::print("               takes the place of {}\n", key.replaces);
    }
    return {};
}

Result<void> act(const Args& args) {
    const auto& words = args.files();
    if (words.size() < 2)
        return usage("", "say what to do (init, add, revoke, rotate, show) and the keyring");
    const std::string& step = words[0];
    const std::vector<std::string> rest(words.begin() + 2, words.end());
    if (step == "init" && rest.empty()) return init(args, words[1]);
    if (step == "add") return add(args, words[1], rest);
    if (step == "revoke") return revoke(args, words[1], rest);
    if (step == "rotate") return rotate(args, words[1], rest);
    if (step == "show" && rest.empty()) return show(args, words[1]);
    return usage(step, "the steps are init, add, revoke, rotate, show");
}

int keyring(const Args& args) {
    const auto done = act(args);
    if (done) return kExitGood;
    print_error(done.error());
    return done.error().code.starts_with("usage.") || done.error().code.starts_with("file.") ? kExitUsage
                                                                                             : kExitFound;
}

}  // namespace

const Verb kKeyringVerb{
    "keyring",
    "STEP KEYRING [OPTION]... [FILE|KEYID]...",
    "say who may sign: init, add, revoke, rotate, show",
    "A keyring is one file, signed by the publisher: the keys, who holds them, in which roles, from when until when,\n"
    "and which are revoked. Each step but show writes its next version in place.\n\n"
    "  init KEYRING                     begin one, with no keys\n"
    "  add KEYRING FILE...              add keys: requests for enrolment from the console, or public keys (PEM, JWK)\n"
    "  revoke KEYRING KEYID             from a point on, nothing this key signs is believed\n"
    "  rotate KEYRING KEYID FILE        another key takes its place, with the same roles\n"
    "  show KEYRING                     who may sign, and until when\n\n"
    "A KEYID may be cut to its first eight characters or more.",
    {{"--key", "FILE", "the publisher's private key (PEM)"},
     {"--publisher", "FILE", "show: the public key the keyring must be signed with"},
     {"--name", "TEXT", "init: the publisher's name, for people"},
     {"--days", "N", "the new version expires after N days (90)"},
     {"--role", "ROLE", "reviewer (the default), lead, trainer or publisher; once for each"},
     {"--alias", "TEXT", "the holder's alias, where the request does not say it or another one is wanted"},
     {"--organisation", "TEXT", "the holder's organisation, likewise"},
     {"--from", "TIME", "valid from (RFC 3339; now)"},
     {"--until", "TIME", "valid until, exclusive (without an end)"},
     {"--at", "TIME", "revoke: from when on (now)"},
     {"--after-seq", "N", "revoke: decisions after number N are not believed, whatever time they claim"},
     {"--reason", "TEXT", "revoke: why"},
     {"--now", "TIME", "the instant of the change, for builds that are to be repeated"},
     {"--force", "", "init: overwrite an existing file"},
     {"--json", "", "show: the statement as JSON"}},
    "  casement keyring init keyring.json --key publisher.pem --name \"Trust and Safety\"\n"
    "  casement keyring add keyring.json --key publisher.pem --role reviewer casement-enrolment-m.oz.json\n"
    "  casement keyring revoke keyring.json --key publisher.pem kPrK_qmxVW --after-seq 118 --reason \"lost laptop\"",
    keyring};

}  // namespace casement::cli
