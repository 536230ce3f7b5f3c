// What a replay found: the headline, what makes the difference, where; and the decisions of one flow.
#include <app/document_policy.hpp>
#include <app/library.hpp>

namespace casement::app {
namespace {

constexpr std::size_t kMaxListed = 200;
constexpr std::size_t kMaxCauses = 20;

std::string share(std::size_t part, std::size_t all) {
    const std::size_t tenths = all == 0 ? 0 : (part * 1000 + all / 2) / all;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

Json counted(const std::vector<std::pair<std::string, std::size_t>>& all, const policy::Pack* pack) {
    Json rows = Json::array();
    for (const auto& [name, count] : all) {
        const auto* section = pack ? pack->section(name) : nullptr;
        rows.push_back({section ? section->title : name, std::to_string(count)});
    }
    return rows;
}

Json counts(const char* caption, Json columns, Json rows) {
    return {
        {"type", "table"}, {"caption", caption}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

Json flow_list(const State& state, const policy::Pack& pack) {
    const ReplayState& replay = state.replay;
    const ReplayFlow& flow = replay.flows[*replay.flow];
    Json children = Json::array();
    for (std::size_t i = 0; i < flow.items.size() && i < kMaxListed; ++i) {
        const ReplayItem& item = replay.items[flow.items[i]];
        children.push_back({{"type", "links"},
                            {"label", item.policy + (item.market.empty() ? "" : " · " + item.market)},
                            {"items", Json::array({Json{{"text", item.case_id + " · " + item.title},
                                                        {"action", "case"},
                                                        {"argument", item.case_id}}})}});
        std::string text;
        for (const auto& touched : item.result.needs) {
            const auto* question = pack.question(touched.question);
            text +=
                (text.empty() ? "Needs an answer: " : "; ") + (question ? question->text : touched.question);
        }
        if (item.result.human == policy::Human::agrees)
            text += (text.empty() ? "" : ". ") + std::string("The reviewer had decided so by override");
        if (item.result.error) text += (text.empty() ? "" : ". ") + item.result.error->message;
        if (!text.empty()) children.push_back({{"type", "prose"}, {"text", text}});
    }
    if (flow.items.size() > kMaxListed)
        children.push_back({{"type", "note"},
                            {"tone", "info"},
                            {"text", "and " + std::to_string(flow.items.size() - kMaxListed) +
                                         " more: casement replay lists them all"}});
    return children;
}

}  // namespace

Json replay_document(const State& state) {
    const ReplayState& replay = state.replay;
    const PackEntry* entry = find_pack(state, replay.pack);
    Json blocks = Json::array();
    if (!replay.done || !entry || !entry->pack) return blocks;
    const policy::Pack& pack = *entry->pack;
    if (replay.flow) {
        blocks.push_back(
            {{"type", "section"},
             {"id", "flow"},
             {"title", std::to_string(replay.flows[*replay.flow].items.size()) + " decisions in this flow"},
             {"children", flow_list(state, pack)}});
        return blocks;
    }
    Json summary = Json::array();
    const auto fact = [&](const char* label, std::size_t count) {
        summary.push_back(
            {{"label", label}, {"value", std::to_string(count) + " · " + share(count, replay.items.size())}});
    };
    fact("Would change", replay.changed);
    fact("Need a new answer", replay.open);
    fact("Stay the same", replay.same);
    if (replay.unknown > 0) fact("Cannot be said", replay.unknown);
    if (replay.caught_up > 0) fact("Now as overridden", replay.caught_up);
    blocks.push_back({{"type", "section"},
                      {"id", "summary"},
                      {"title", "In numbers"},
                      {"children", Json::array({Json{
                                       {"type", "facts"}, {"wide", true}, {"items", std::move(summary)}}})}});
    Json causes = Json::array();
    for (std::size_t i = 0; i < replay.causes.size() && i < kMaxCauses; ++i)
        causes.push_back({replay.causes[i].first.sentence, std::to_string(replay.causes[i].second)});
    Json because = Json::array();
    if (!causes.empty())
        because.push_back(
            counts("Because of", {"what changed in the policy", "decisions"}, std::move(causes)));
    if (!replay.sections.empty())
        because.push_back(
            counts("By section", {"section violated then", "decisions"}, counted(replay.sections, &pack)));
    if (!replay.markets.empty())
        because.push_back(counts("By market", {"market", "decisions"}, counted(replay.markets, nullptr)));
    if (!because.empty())
        blocks.push_back({{"type", "section"},
                          {"id", "because"},
                          {"title", "Because of what"},
                          {"children", std::move(because)}});
    std::string left;
    if (replay.other_packs > 0)
        left += std::to_string(replay.other_packs) + " decisions are by other packs. ";
    if (replay.unreadable > 0) left += std::to_string(replay.unreadable) + " lines are no decisions. ";
    left += "Signatures are not checked here; the ledger's check and casement verify do that.";
    blocks.push_back({{"type", "note"}, {"tone", "info"}, {"text", left}});
    return blocks;
}

}  // namespace casement::app
