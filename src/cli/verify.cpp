// casement verify: bundles and decisions, offline, with nothing trusted but the keys given.
#include <cli/keys.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <cli/verify_report.hpp>
#include <platform/native/files.hpp>
#include <platform/native/signed_line.hpp>

#include <chrono>
#include <filesystem>

namespace casement::cli {
namespace {

TimeMs wall_clock_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

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
    if (!read)
        report.failure(path, read.error());
    else if (lines == 0)
        report.failure(path, {"verify.empty", path, "the file holds no decisions",
                              "name a file of envelopes, one a line"});
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
    if (summary.invalid + summary.bundles_bad > 0) return kExitFound;
    if (summary.valid_unvouched + summary.not_rederived + summary.bundles_unvouched > 0) return kExitPartial;
    return kExitGood;
}

int verify(const Args& args) {
    const auto paths = sort_paths(args);
    if (!paths) return print_error(paths.error()), kExitUsage;
    const auto keys = read_keys(args.all("--key"));
    if (!keys) return print_error(keys.error()), kExitUsage;
    const auto publishers = read_keys(args.all("--publisher"));
    if (!publishers) return print_error(publishers.error()), kExitUsage;

    VerifyReport report(args.has("--json"));
    std::optional<native::BundleFolder> folder;
    for (const std::string& path : paths->bundles) {
        auto verified = verify_bundle(path, *publishers, report);
        if (!folder) folder = std::move(verified);  // the first one is what decisions are checked against
    }
    decision::Verifier verifier(folder ? folder->context() : decision::Context{});
    for (const std::string& path : paths->decisions) verify_decisions(path, *keys, verifier, report);
    report.finish();
    return exit_code(report.summary());
}

}  // namespace

const Verb kVerifyVerb{
    "verify",
    "[--bundle DIR] [--key FILE]... [--publisher FILE]... [--json] [PATH...]",
    "verify bundles and signed decisions",
    "A PATH that is a folder is a bundle: every file, case and pack in it is read and checked against the\n"
    "descriptor, and the descriptor against the publisher's signature. Any other PATH (- is standard input) holds\n"
    "decisions, one envelope a line, checked in this order: envelope, signature, payload, key, digests, chain,\n"
    "derivation, override, time. Without a bundle the outcome cannot be derived again, and is not called valid.\n\n"
    "exit codes:\n"
    "  0  everything is valid, by keys that were given\n"
    "  1  something is invalid\n"
    "  2  the command was not understood, or a file it needs cannot be read\n"
    "  3  nothing is invalid, but a key was not vouched for, or there was no bundle to derive from",
    {{"--bundle", "DIR", "the bundle the decisions were made in"},
     {"--key", "FILE", "a reviewer's public key to trust (PEM or JWK); once for each"},
     {"--publisher", "FILE", "the public key the bundle must be signed with"},
     {"--json", "", "one JSON document instead of a table"}},
    "  casement verify build/demo --publisher publisher.pem.pub\n"
    "  casement verify --bundle build/demo --key reviewer.pub decisions.jsonl",
    verify};

}  // namespace casement::cli
