// casement lint: is this policy pack fit for use?
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <core/policy/lint.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <charconv>

namespace casement::cli {
namespace {

constexpr std::int64_t kMaxPack = 8 << 20;

std::string weight_text(policy::Weight weight) {
    switch (weight) {
        case policy::Weight::error:
            return toned(Tone::bad, "error  ");
        case policy::Weight::warning:
            return toned(Tone::warn, "warning");
        case policy::Weight::note:
            break;
    }
    return toned(Tone::faint, "note   ");
}

// Gives whether the pack is clean.
bool lint_one(const std::string& path, const std::string& bytes, std::size_t max_paths) {
    const policy::LintReport report = policy::lint(bytes, max_paths);
    std::size_t errors = 0, warnings = 0;
    for (const policy::Finding& finding : report.findings) {
        errors += finding.weight == policy::Weight::error;
        warnings += finding.weight == policy::Weight::warning;
        const Error& error = finding.error;
        fmt::print("{} {}{}: {} [{}]\n", weight_text(finding.weight), visible(path), visible(error.place),
                   visible(error.message), error.code);
        if (!error.remedy.empty()) fmt::print("        {}\n", visible(error.remedy));
    }
    fmt::print("{}: {}, {} errors, {} warnings, {} tests passed, {} failed\n", visible(path),
               report.clean() ? toned(Tone::good, "clean") : toned(Tone::bad, "not clean"), errors, warnings,
               report.tests_passed, report.tests_failed);
    return report.clean();
}

int lint(const Args& args) {
    std::size_t max_paths = 200'000;
    if (const auto text = args.one("--max-paths")) {
        const auto read = std::from_chars(text->data(), text->data() + text->size(), max_paths);
        if (read.ec != std::errc() || read.ptr != text->data() + text->size() || max_paths == 0) {
            print_error({"usage.value", "--max-paths", "the value must be a whole number above 0", ""});
            return kExitUsage;
        }
    }
    if (args.files().empty()) {
        print_error({"usage.value", "", "lint needs at least one policy pack", "see casement lint --help"});
        return kExitUsage;
    }
    bool clean = true;
    for (const std::string& path : args.files()) {
        const auto bytes = native::read_file(path, kMaxPack);
        if (!bytes) return print_error(bytes.error()), kExitUsage;
        clean = lint_one(path, *bytes, max_paths) && clean;
    }
    return clean ? kExitGood : kExitFound;
}

}  // namespace

const Verb kLintVerb{
    "lint",
    "[--max-paths N] PACK...",
    "check a policy pack before anyone relies on it",
    "Reads each pack, runs its tests and follows the answer paths through its checklist, looking for complete\n"
    "answers without an outcome, questions that are never asked and outcomes that are never reached.\n"
    "Exit code 0: no errors (there may be warnings); 1: errors.",
    {{"--max-paths", "N", "end the search after this many paths (default 200000)"}},
    "  casement lint policies/community-standards@2026.11.json",
    lint};

}  // namespace casement::cli
