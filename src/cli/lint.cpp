// casement lint: is this policy pack fit for use?
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <core/bundle/descriptor.hpp>
#include <core/policy/lint.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <charconv>

namespace casement::cli {
namespace {

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

void print_finding(const std::string& path, const policy::Finding& finding) {
    const Error& error = finding.error;
    fmt::print("{} {}{}: {} [{}]\n", weight_text(finding.weight), visible(path), visible(error.place),
               visible(error.message), error.code);
    if (!error.remedy.empty()) fmt::print("        {}\n", visible(error.remedy));
}

struct Wanted {
    std::size_t max_states = policy::kMaxSearchStates;
    bool notes = false;
};

// Gives whether the pack is clean.
bool lint_one(const std::string& path, const std::string& bytes, const Wanted& wanted) {
    const policy::LintReport report = policy::lint(bytes, wanted.max_states);
    std::size_t counts[3] = {};
    for (const policy::Finding& finding : report.findings) {
        ++counts[static_cast<std::size_t>(finding.weight)];
        if (finding.weight != policy::Weight::note || wanted.notes) print_finding(path, finding);
    }
    fmt::print("{}: {}, {} errors, {} warnings, {} notes{}, {} tests passed, {} failed\n", visible(path),
               report.clean() ? toned(Tone::good, "clean") : toned(Tone::bad, "not clean"), counts[0],
               counts[1], counts[2], counts[2] != 0 && !wanted.notes ? " (--notes shows them)" : "",
               report.tests_passed, report.tests_failed);
    return report.clean();
}

int lint(const Args& args) {
    Wanted wanted;
    wanted.notes = args.has("--notes");
    std::size_t& max_states = wanted.max_states;
    if (const auto text = args.one("--max-states")) {
        const auto read = std::from_chars(text->data(), text->data() + text->size(), max_states);
        if (read.ec != std::errc() || read.ptr != text->data() + text->size() || max_states == 0) {
            print_error({"usage.value", "--max-states", "the value must be a whole number above 0", ""});
            return kExitUsage;
        }
    }
    if (args.files().empty()) {
        print_error({"usage.value", "", "lint needs at least one policy pack", "see casement lint --help"});
        return kExitUsage;
    }
    bool clean = true;
    for (const std::string& path : args.files()) {
        const auto bytes = native::read_file(path, bundle::kMaxPackBytes);
        if (!bytes) return print_error(bytes.error()), kExitUsage;
        clean = lint_one(path, *bytes, wanted) && clean;
    }
    return clean ? kExitGood : kExitFound;
}

}  // namespace

const Verb kLintVerb{
    "lint",
    "[--notes] [--max-states N] PACK...",
    "check a policy pack before anyone relies on it",
    "Reads each pack, runs its tests and examples, and searches through all answers and facts for complete\n"
    "answers without an outcome, questions that are never asked and outcomes that are never reached.\n"
    "Exit code 0: no errors (there may be warnings); 1: errors.",
    {{"--notes", "", "show notes too: outcomes whose order decides, examples without answers"},
     {"--max-states", "N", "end the search after this many states (default 200000)"}},
    "  casement lint policies/community-standards@2026.11.json",
    lint};

}  // namespace casement::cli
