// casement <verb>: finds the verb, reads its arguments, gives help.
#include <cli/terminal.hpp>
#include <cli/verb.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>

namespace casement::cli {
namespace {

const Verb* const kVerbs[] = {&kPackVerb,   &kKeygenVerb,  &kKeyringVerb, &kVerifyVerb,
                              &kMergeVerb,  &kConvertVerb, &kLintVerb,    &kDiffVerb,
                              &kReplayVerb, &kDeriveVerb,  &kShowVerb};

const Verb* find_verb(std::string_view name) {
    for (const Verb* verb : kVerbs) {
        if (verb->name == name) return verb;
    }
    return nullptr;
}

int print_overview(std::FILE* to) {
    fmt::print(to, "usage: casement VERB [OPTION]... [FILE]...\n\n");
    for (const Verb* verb : kVerbs) fmt::print(to, "  {:<8} {}\n", verb->name, verb->summary);
    fmt::print(to, "\ncasement VERB --help says more. Manual: docs/cli.md.\n");
    return to == stdout ? kExitGood : kExitUsage;
}

int print_help(const Verb& verb) {
    fmt::print("usage: casement {} {}\n\n{}\n\noptions:\n", verb.name, verb.usage, verb.description);
    for (const Option& option : verb.options) {
        fmt::print("  {:<22} {}\n", fmt::format("{} {}", option.name, option.value), option.help);
    }
    fmt::print("  {:<22} {}\n\nexamples:\n{}\n", "--help", "this text", verb.examples);
    return kExitGood;
}

int usage_error(const Error& error) {
    print_error(error);
    return kExitUsage;
}

int run(std::vector<std::string> words) {
    if (words.empty()) return print_overview(stderr);
    std::string name = words.front();
    words.erase(words.begin());
    if (name == "--version") {
        fmt::print("casement {}\n", CASEMENT_VERSION);
        return kExitGood;
    }
    const bool help_verb = name == "help" || name == "--help" || name == "-h";
    if (help_verb && words.empty()) return print_overview(stdout);
    if (help_verb) name = words.front();
    const Verb* verb = find_verb(name);
    if (!verb) {
        std::vector<std::string_view> known;
        for (const Verb* one : kVerbs) known.push_back(one->name);
        const std::string near = nearest(name, known);
        return usage_error({"usage.verb", visible(name), "there is no such verb",
                            near.empty() ? "see casement --help" : "did you mean casement " + near + "?"});
    }
    const auto dashes = std::find(words.begin(), words.end(), "--");
    if (help_verb || std::any_of(words.begin(), dashes,
                                 [](const auto& word) { return word == "--help" || word == "-h"; })) {
        return print_help(*verb);
    }
    auto args = Args::parse(words, verb->options);
    if (!args) {
        Error error = std::move(args).error();
        if (error.remedy == "see --help") error.remedy = fmt::format("see casement {} --help", verb->name);
        return usage_error(error);
    }
    return verb->run(*args);
}

}  // namespace
}  // namespace casement::cli

int main(int argc, char** argv) {
    try {
        return casement::cli::run(std::vector<std::string>(argv + 1, argv + argc));
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "casement: error internal: %s\n", problem.what());
        return casement::cli::kExitUsage;
    }
}
