#include <core/base/sorted.hpp>
#include <core/policy/replay_totals.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxExamples = 5;

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

template <class Map>
auto& at_name(Map& map, std::string_view name) {
    const auto found = map.find(name);
    return found != map.end() ? found->second : map[std::string(name)];
}

Json flows_json(const std::vector<ReplayTotals::Flow>& flows) {
    Json out = Json::array();
    for (const ReplayTotals::Flow& flow : flows) {
        Json entry = {{"from", flow.from}, {"count", flow.count}, {"cases", flow.cases}};
        if (!flow.to.empty()) entry["to"] = flow.to;
        out.push_back(std::move(entry));
    }
    return out;
}

template <class Cells>
std::vector<ReplayTotals::Flow> sorted_flows(const Cells& cells) {
    std::vector<ReplayTotals::Flow> out;
    for (const auto& [ends, cell] : cells) out.push_back({ends.first, ends.second, cell.count, cell.cases});
    stable_insertion_sort(out, [](const auto& a, const auto& b) { return a.count > b.count; });
    return out;
}

bool is_open(ReplayKind kind) {
    return kind == ReplayKind::needs_answer || kind == ReplayKind::no_outcome;
}

bool is_changed(ReplayKind kind) {
    return kind == ReplayKind::changed || kind == ReplayKind::changed_whatever;
}

}  // namespace

void ReplayTotals::add(const Replay& replay, const Past& past, const Replayed& replayed,
                       std::string_view case_id, std::string_view market,
                       const std::vector<std::string>& violated) {
    ++decisions_;
    ++kinds_[static_cast<std::size_t>(replayed.kind)];
    consequences_ += replayed.consequences;
    overrides_.decisions += replayed.human != Human::not_overridden;
    overrides_.agrees += replayed.human == Human::agrees;
    overrides_.differs += replayed.human == Human::differs;
    overrides_.open += replayed.human == Human::open;
    const bool changed = is_changed(replayed.kind), open = is_open(replayed.kind);
    Count& here = at_name(markets_, market);
    ++here.decisions;
    here.changed += changed;
    here.open += open;
    if (replayed.kind != ReplayKind::illegal && replayed.kind != ReplayKind::facts_unknown)
        add_sections(replayed, violated);
    if (!changed && !open) return;
    Ends ends(past.outcome, replayed.outcome ? pack_.outcomes[*replayed.outcome].id : std::string());
    Cell& cell = flows_[ends];
    ++cell.count;
    if (cell.cases.size() < kMaxExamples) cell.cases.emplace_back(case_id);
    add_cause(replay, replayed, ends, case_id);
}

void ReplayTotals::add_cause(const Replay& replay, const Replayed& replayed, const Ends& ends,
                             std::string_view case_id) {
    if (!replayed.cause) return;
    Caused*& place = seen_[{&replay, *replayed.cause}];
    if (!place) place = &causes_[replay.describe(*replayed.cause)];
    ++(is_open(replayed.kind) ? place->open : place->changed);
    Cell& cell = place->cells[ends];
    ++cell.count;
    if (cell.cases.size() < kMaxExamples) cell.cases.emplace_back(case_id);
}

void ReplayTotals::add_sections(const Replayed& replayed, const std::vector<std::string>& violated) {
    static const std::vector<std::string> kNothing;
    const bool certain = replayed.outcome.has_value();
    const auto& now = certain ? pack_.outcomes[*replayed.outcome].violates : kNothing;
    for (const std::string& id : violated) {
        SectionCount& section = at_name(sections_, id);
        ++section.then;
        section.open += !certain;
        section.lost += certain && !contains(now, id);
    }
    for (const std::string& id : now) {
        SectionCount& section = at_name(sections_, id);
        ++section.now;
        section.gained += !contains(violated, id);
    }
}

std::vector<ReplayTotals::Flow> ReplayTotals::flows() const {
    return sorted_flows(flows_);
}

std::vector<ReplayTotals::CauseCount> ReplayTotals::causes() const {
    std::vector<CauseCount> out;
    for (const auto& [text, caused] : causes_)
        out.push_back({text, caused.changed, caused.open, sorted_flows(caused.cells)});
    stable_insertion_sort(out, [](const CauseCount& a, const CauseCount& b) {
        return a.changed + a.open > b.changed + b.open;
    });
    return out;
}

std::vector<ReplayTotals::SectionCount> ReplayTotals::sections() const {
    std::vector<SectionCount> out;
    const auto add = [&](const std::string& id, const std::string& title) {
        const auto found = sections_.find(id);
        if (found == sections_.end()) return;
        out.push_back(found->second);
        out.back().id = id;
        out.back().title = title;
    };
    for (const Section& section : pack_.sections) add(section.id, section.title);
    for (const auto& [id, section] : sections_) {
        if (!pack_.section(id)) add(id, "");
    }
    return out;
}

std::vector<ReplayTotals::MarketCount> ReplayTotals::markets() const {
    std::vector<MarketCount> out;
    for (const auto& [market, count] : markets_) out.push_back({market, count});
    stable_insertion_sort(out, [](const MarketCount& a, const MarketCount& b) {
        return std::pair(a.count.changed + a.count.open, a.count.decisions) >
               std::pair(b.count.changed + b.count.open, b.count.decisions);
    });
    return out;
}

Json to_json(const ReplayTotals& totals) {
    Json kinds = Json::object();
    for (std::size_t i = 0; i < kReplayKinds; ++i)
        kinds[name(static_cast<ReplayKind>(i))] = totals.of(static_cast<ReplayKind>(i));
    Json causes = Json::array(), sections = Json::array(), markets = Json::array();
    for (const auto& one : totals.causes()) {
        Json entry = to_json(one.cause);
        entry["changed"] = one.changed;
        entry["open"] = one.open;
        entry["flows"] = flows_json(one.flows);
        causes.push_back(std::move(entry));
    }
    for (const auto& one : totals.sections()) {
        sections.push_back({{"id", one.id},
                            {"title", one.title},
                            {"then", one.then},
                            {"now", one.now},
                            {"gained", one.gained},
                            {"lost", one.lost},
                            {"open", one.open}});
    }
    for (const auto& one : totals.markets()) {
        markets.push_back({{"market", one.market},
                           {"decisions", one.count.decisions},
                           {"changed", one.count.changed},
                           {"open", one.count.open}});
    }
    const auto& overrides = totals.overrides();
    return {{"decisions", totals.decisions()},
            {"would_change", totals.changed()},
            {"kinds", std::move(kinds)},
            {"other_consequences", totals.consequences()},
            {"overrides",
             {{"decisions", overrides.decisions},
              {"agrees", overrides.agrees},
              {"differs", overrides.differs},
              {"open", overrides.open}}},
            {"flows", flows_json(totals.flows())},
            {"causes", std::move(causes)},
            {"sections", std::move(sections)},
            {"markets", std::move(markets)}};
}

}  // namespace casement::policy
