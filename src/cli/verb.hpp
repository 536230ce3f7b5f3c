// A verb of the command line. Each has a file of its own; main.cpp has the list.
#pragma once

#include <cli/args.hpp>

namespace casement::cli {

enum Exit : int {
    kExitGood = 0,
    kExitFound = 1,    // something is wrong with what was given
    kExitUsage = 2,    // the command was not understood, or a file it needs cannot be read
    kExitPartial = 3,  // nothing is wrong, but not everything could be vouched for
};

struct Verb {
    std::string_view name, usage, summary, description;
    std::vector<Option> options;
    std::string_view examples;
    int (*run)(const Args& args) = nullptr;
};

extern const Verb kPackVerb, kKeygenVerb, kVerifyVerb, kLintVerb, kDiffVerb, kReplayVerb, kDeriveVerb,
    kShowVerb, kKeyringVerb, kMergeVerb, kConvertVerb;

}  // namespace casement::cli
