// casement verify: bundles and decisions, offline, with nothing trusted but the keys given.
#include <cli/keyring_file.hpp>
#include <cli/keys.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <cli/verify_report.hpp>
#include <cli/wall_clock.hpp>
#include <core/decision/merkle.hpp>
#include <platform/native/crypto.hpp>
#include <platform/native/files.hpp>
#include <platform/native/signed_line.hpp>

#include <filesystem>

namespace casement::cli {
namespace {

// Verifies one bundle; gives it when it can serve to check decisions against.
std::optional<native::BundleFolder> verify_bundle(const std::string& path, const native::Vouched& publishers,
                                                  VerifyReport& report) {
    auto folder = native::BundleFolder::open(path);
    if (!folder) {
        native::BundleReport failed;
        failed.errors.push_back(std::move(folder).error());
        report.bundle(path, nullptr, failed, false);
        return std::nullopt;
    }
    Progress progress("verifying the bundle");
    const native::BundleReport found = folder->verify(
        publishers, [&](std::int64_t done, std::int64_t total) { progress.show(done, total); });
    const auto& expires = folder->descriptor().expires_at;
    report.bundle(path, &*folder, found, expires && *expires < wall_clock_ms());
    return std::move(*folder);
}

void verify_decisions(const std::string& path, const native::Vouched& keys, decision::Verifier& verifier,
                      VerifyReport& report) {
    std::size_t lines = 0;
    auto read =
        native::each_line(path, decision::kMaxEnvelopeBytes, [&](std::string_view line, std::size_t number) {
            lines = number;
            report.decision(path, number, verifier.check(native::sign_check(line, keys)));
            return true;
        });
    report.end_file(path, verifier.end_file());
    if (!read)
        report.failure(path, read.error());
    else if (lines == 0)
        report.failure(path, {"verify.empty", path, "the file holds no decisions",
                              "name a file of envelopes, one a line"});
}

Result<TimeMs> clock_of(const Args& args) {
    const auto text = args.one("--now");
    if (!text) return wall_clock_ms();
    auto time = parse_rfc3339(*text);
    if (!time) return placed(std::move(time).error(), "--now");
    return time;
}

// A keyring that nobody vouches for is shown, and its keys are not believed; one that expired still tells who
// could sign then, and the report says that it is old.
Result<KeyringFile> trusted_keyring(const std::string& path, const native::Vouched& publishers, TimeMs now) {
    CASEMENT_TRY(KeyringFile file, read_keyring_file(path, publishers));
    CASEMENT_CHECK(decision::check_freshness(file.keyring, now, INT64_MAX / 4));
    return file;
}

struct Paths {
    std::vector<std::string> bundles, decisions;
};

Result<Paths> sort_paths(const Args& args) {
    Paths out;
    if (const auto bundle = args.one("--bundle")) out.bundles.push_back(*bundle);
    for (const std::string& path : args.files()) {
        std::error_code error;
        if (path != "-" && !std::filesystem::exists(path, error)) {
            return Error{"file.open", path, "there is no such file or folder", "look at the name"};
        }
        (std::filesystem::is_directory(path, error) ? out.bundles : out.decisions).push_back(path);
    }
    if (out.bundles.empty() && out.decisions.empty()) {
        return Error{"usage.value", "", "verify needs a bundle folder or a file of decisions",
                     "see casement verify --help"};
    }
    return out;
}

int exit_code(const VerifySummary& summary) {
    if (summary.invalid + summary.bundles_bad + summary.failures > 0) return kExitFound;
    const std::size_t open = summary.valid_unvouched + summary.not_rederived + summary.bundles_unvouched +
                             summary.unsealed + summary.keyrings_open;
    if (open > 0) return kExitPartial;
    return kExitGood;
}

int verify(const Args& args) {
    const auto paths = sort_paths(args);
    if (!paths) return print_error(paths.error()), kExitUsage;
    const auto keys = read_keys(args.all("--key"));
    if (!keys) return print_error(keys.error()), kExitUsage;
    const auto publishers = read_keys(args.all("--publisher"));
    if (!publishers) return print_error(publishers.error()), kExitUsage;
    const auto now = clock_of(args);
    if (!now) return print_error(now.error()), kExitUsage;
    std::optional<KeyringFile> keyring;
    if (const auto path = args.one("--keyring")) {
        auto file = trusted_keyring(*path, *publishers, *now);
        if (!file) {
            print_error(file.error());
            return file.error().code.starts_with("file.") ? kExitUsage : kExitFound;
        }
        keyring = *std::move(file);
    }

    const VerifyReport::Form form = args.has("--json")    ? VerifyReport::Form::json
                                    : args.has("--sarif") ? VerifyReport::Form::sarif
                                                          : VerifyReport::Form::table;
    VerifyReport report(form, args.has("--brief"));
    if (keyring) {
        report.keyring(*args.one("--keyring"), keyring->keyring, keyring->vouched,
                       keyring->keyring.expires_at <= *now);
    }
    std::optional<native::BundleFolder> folder;
    for (const std::string& path : paths->bundles) {
        auto verified = verify_bundle(path, *publishers, report);
        if (!folder) folder = std::move(verified);  // the first one is what decisions are checked against
    }
    decision::Context context = folder ? folder->context() : decision::Context{};
    context.now_ms = *now;
    context.keyring = keyring && keyring->vouched ? &keyring->keyring : nullptr;
    context.merkle_root = [](std::vector<Digest> leaves) {
        return decision::merkle_root(std::move(leaves), native::sha256);
    };
    decision::Verifier verifier(std::move(context));
    for (const std::string& path : paths->decisions) verify_decisions(path, *keys, verifier, report);
    report.finish();
    return exit_code(report.summary());
}

}  // namespace

const Verb kVerifyVerb{
    "verify",
    "[--bundle DIR] [--key FILE]... [--keyring FILE] [--publisher FILE]... [--json|--sarif] [--brief] [PATH...]",
    "verify bundles and signed decisions",
    "A PATH that is a folder is a bundle: every file, case and pack in it is read and checked against the\n"
    "descriptor, and the descriptor against the publisher's signature. Any other PATH (- is standard input) holds\n"
    "decisions, one envelope a line, checked in this order: envelope, signature, payload, key, digests, chain,\n"
    "derivation, override, time. Without a bundle the outcome cannot be derived again, and is not called valid.\n"
    "Checkpoints and omissions in the file are checked against the lines before them. A keyring is believed when\n"
    "--publisher names the key that signed it. Memory stays bounded: 104 bytes a decision.\n\n"
    "exit codes:\n"
    "  0  everything is valid, by keys that were given\n"
    "  1  something is invalid\n"
    "  2  the command was not understood, or a file it needs cannot be read\n"
    "  3  nothing is invalid, but a key was not vouched for, there was no bundle to derive from, the keyring is old,\n"
    "     or no checkpoint seals the end of a file",
    {{"--bundle", "DIR", "the bundle the decisions were made in"},
     {"--key", "FILE", "a reviewer's public key to trust (PEM or JWK); once for each"},
     {"--keyring", "FILE", "who may sign, from when until when, and what is revoked"},
     {"--publisher", "FILE", "the public key that bundle and keyring must be signed with"},
     {"--now", "TIME", "the clock, for decisions from the future and the keyring's end (RFC 3339; now)"},
     {"--brief", "", "only what failed, and the summary"},
     {"--json", "", "one JSON document instead of a table"},
     {"--sarif", "", "what failed as SARIF 2.1.0, for tools that read lists of findings"}},
    "  casement verify build/demo --publisher publisher.pem.pub\n"
    "  casement verify --bundle build/demo --key reviewer.pub decisions.jsonl",
    verify};

}  // namespace casement::cli
