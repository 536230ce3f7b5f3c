// What a replay found: the headline, what makes the difference, where; and the decisions of one flow.
#include <app/document.hpp>
#include <app/document_policy.hpp>

namespace casement::app {
namespace {

constexpr std::size_t kMaxCauses = 20, kMaxCounts = 200;

std::string share(std::size_t part, std::size_t all) {
    const std::size_t tenths = all == 0 ? 0 : (part * 1000 + all / 2) / all;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

Json counted(const std::vector<Counted>& all, std::size_t most) {
    Json rows = Json::array();
    for (std::size_t i = 0; i < all.size() && i < most; ++i)
        rows.push_back({all[i].name, std::to_string(all[i].count)});
    return rows;
}

Json flow_list(const ReplayFlow& flow) {
    Json children = Json::array();
    for (const ReplayItem& item : flow.items) {
        children.push_back({{"type", "links"},
                            {"label", item.policy + (item.market.empty() ? "" : " · " + item.market)},
                            {"items", Json::array({Json{{"text", item.case_id + " · " + item.title},
                                                        {"action", "case"},
                                                        {"argument", item.case_id}}})}});
        if (!item.text.empty()) children.push_back({{"type", "prose"}, {"text", item.text}});
    }
    if (flow.count > flow.items.size())
        children.push_back({{"type", "note"},
                            {"tone", "info"},
                            {"text", "and " + std::to_string(flow.count - flow.items.size()) +
                                         " more: casement replay lists them all"}});
    return children;
}

}  // namespace

Json replay_document(const State& state) {
    const ReplayState& replay = state.replay;
    Json blocks = Json::array();
    if (!replay.done) return blocks;
    if (replay.flow) {
        const ReplayFlow& flow = replay.flows[*replay.flow];
        blocks.push_back({{"type", "section"},
                          {"id", "flow"},
                          {"title", std::to_string(flow.count) + " decisions in this flow"},
                          {"children", flow_list(flow)}});
        return blocks;
    }
    Json summary = Json::array();
    const auto fact = [&](const char* label, std::size_t count) {
        summary.push_back(
            {{"label", label}, {"value", std::to_string(count) + " · " + share(count, replay.decisions)}});
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
    Json because = Json::array();
    if (!replay.causes.empty())
        because.push_back(table_block("Because of", {"what changed in the policy", "decisions"},
                                      counted(replay.causes, kMaxCauses)));
    if (!replay.sections.empty())
        because.push_back(table_block("By section", {"section violated then", "decisions"},
                                      counted(replay.sections, kMaxCounts)));
    if (!replay.markets.empty())
        because.push_back(
            table_block("By market", {"market", "decisions"}, counted(replay.markets, kMaxCounts)));
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
