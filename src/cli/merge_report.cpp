#include <cli/merge_report.hpp>
#include <cli/terminal.hpp>
#include <core/json/json.hpp>

#include <fmt/format.h>

namespace casement::cli {
namespace {

using decision::Merged;

Json digests(const Merged& merged, const std::vector<std::size_t>& items) {
    Json out = Json::array();
    for (const std::size_t item : items) out.push_back(merged.items[item].digest.text());
    return out;
}

Json as_document(const Merged& merged, const MergeReport& report, const std::vector<std::string>& keys,
                 decision::ConflictRule rule) {
    Json out = {{"decisions", merged.items.size()},
                {"standing", merged.standing.size()},
                {"doubled", merged.doubled},
                {"unsealed", report.unsealed},
                {"conflict_rule", decision::name(rule)},
                {"forks", Json::array()},
                {"gaps", Json::array()},
                {"broken", Json::array()},
                {"corrections_unfound", digests(merged, merged.unfound)},
                {"corrections_astray", digests(merged, merged.astray)},
                {"conflicts", Json::array()},
                {"refused", Json::array()}};
    for (const auto& fork : merged.forks) {
        out["forks"].push_back(
            {{"key_id", keys[fork.key]}, {"seq", fork.seq}, {"digests", digests(merged, fork.items)}});
    }
    for (const auto& gap : merged.gaps)
        out["gaps"].push_back(
            {{"key_id", keys[gap.key]}, {"from", gap.from}, {"to", gap.to}, {"left_out", gap.left_out}});
    for (const auto& broken : merged.broken) {
        const auto& item = merged.items[broken.item];
        out["broken"].push_back(
            {{"key_id", keys[item.key]}, {"seq", item.seq}, {"digest", item.digest.text()}});
    }
    for (const auto& conflict : merged.conflicts) {
        out["conflicts"].push_back({{"case_digest", conflict.case_digest.text()},
                                    {"decisions", digests(merged, conflict.items)},
                                    {"standing", digests(merged, conflict.standing)}});
    }
    for (const auto& refused : report.refused) {
        out["refused"].push_back({{"path", refused.path},
                                  {"line", refused.line},
                                  {"merged", refused.merged},
                                  {"code", refused.error.code},
                                  {"place", refused.error.place},
                                  {"message", refused.error.message}});
    }
    return out;
}

void finding(Tone tone, const char* code, const std::string& text) {
    fmt::print("{} {}\n", toned(tone, fmt::format("{:<16}", code)), text);
}

}  // namespace

void print_merge(const Merged& merged, const MergeReport& report, const std::vector<std::string>& keys,
                 decision::ConflictRule rule, bool as_json) {
    if (as_json) {
        fmt::print(
            "{}\n",
            as_document(merged, report, keys, rule).dump(-1, ' ', true, Json::error_handler_t::replace));
        return;
    }
    for (const auto& refused : report.refused) {
        finding(Tone::bad, refused.error.code.c_str(),
                fmt::format("{}:{} {}{}", visible(refused.path), refused.line, visible(refused.error.message),
                            refused.merged ? " (it is in the output)" : " (left out)"));
    }
    for (const auto& fork : merged.forks) {
        finding(Tone::bad, "sequence.fork",
                fmt::format("key {} signed {} decisions as number {}", keys[fork.key], fork.items.size(),
                            fork.seq));
    }
    for (const auto& broken : merged.broken) {
        const auto& item = merged.items[broken.item];
        finding(Tone::bad, "chain.prev",
                fmt::format("number {} of key {} names another one before it", item.seq, keys[item.key]));
    }
    const auto correction = [&](std::size_t item, Tone tone, const char* code, const char* words) {
        finding(tone, code,
                fmt::format("number {} of key {} corrects {}", merged.items[item].seq,
                            keys[merged.items[item].key], words));
    };
    for (const std::size_t item : merged.astray)
        correction(item, Tone::bad, "supersedes.case", "a decision on another case: it stands beside it");
    for (const std::size_t item : merged.unfound)
        correction(item, Tone::warn, "supersedes.unknown", "a decision that is in none of the exports");
    for (const auto& gap : merged.gaps) {
        const std::string numbers =
            gap.from == gap.to
                ? fmt::format("number {} of key {} is", gap.from, keys[gap.key])
                : fmt::format("numbers {} to {} of key {} are", gap.from, gap.to, keys[gap.key]);
        if (gap.left_out)
            finding(Tone::plain, "omission", numbers + " left out, as an export says");
        else
            finding(Tone::warn, "sequence.gap", numbers + " missing");
    }
    for (const auto& conflict : merged.conflicts) {
        const bool settled = conflict.standing.size() == 1;
        finding(
            settled ? Tone::plain : Tone::warn, "case.conflict",
            fmt::format("{} decisions on case {}…, {}", conflict.items.size(),
                        conflict.case_digest.text().substr(0, 19),
                        settled ? fmt::format("{}… stands",
                                              merged.items[conflict.standing[0]].digest.text().substr(0, 19))
                                : "all of them stand"));
    }
    fmt::print("{} decisions of {} keys, {} stand, {} came more than once\n", merged.items.size(),
               keys.size(), merged.standing.size(), merged.doubled);
    fmt::print("{} refused, {} forks, {} broken links, {} gaps, {} conflicts\n", report.refused.size(),
               merged.forks.size(), merged.broken.size(), merged.gaps.size(), merged.conflicts.size());
}

}  // namespace casement::cli
