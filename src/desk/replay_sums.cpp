#include <core/base/sorted.hpp>
#include <core/policy/diff_words.hpp>

#include <desk/replay_sums.hpp>
#include <tuple>

namespace casement::desk {
namespace {

using policy::ReplayKind;

constexpr std::size_t kMaxTitleBytes = 500;  // bytes of a title or a remark
constexpr std::size_t kMaxCauses = 200;      // and sections, and markets: the panel shows fewer

bool is_change(ReplayKind kind) {
    return kind == ReplayKind::changed || kind == ReplayKind::changed_whatever;
}

bool is_same(ReplayKind kind) {
    return kind == ReplayKind::same || kind == ReplayKind::same_whatever;
}

// Where a decision goes that has no single outcome now.
std::string words_for(const std::string& kind) {
    if (kind == "needs_answer") return "Needs a new answer";
    if (kind == "no_outcome") return "No outcome fits";
    if (kind == "facts_unknown") return "Facts are not known";
    if (kind == "illegal") return "Does not hold by its own pack";
    if (kind == "same_whatever") return "Stays, whatever is answered";
    if (kind == "changed_whatever") return "Changes, whatever is answered";
    return kind;
}

Json end_json(const std::string& id, const policy::Outcome* outcome) {
    if (!outcome) return {{"id", id}, {"label", words_for(id)}};
    return {{"id", id}, {"label", outcome->label}, {"effect", policy::name(outcome->effect)}};
}

// The largest first.
template <class Map>
auto by_count(const Map& map) {
    std::vector<std::pair<typename Map::key_type, std::size_t>> all(map.begin(), map.end());
    heap_sort(all, [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (all.size() > kMaxCauses) all.resize(kMaxCauses);
    return all;
}

}  // namespace

ReplaySums::Flow& ReplaySums::flow_of(const PastDecision& past, const policy::Replay& replay,
                                      const policy::Replayed& result) {
    const auto* to = result.outcome ? &pack_.outcomes[*result.outcome] : nullptr;
    const std::string to_id = to ? to->id : policy::name(result.kind);
    auto [found, is_new] = flows_.try_emplace({past.outcome, to_id});
    Flow& flow = found->second;
    if (!is_new) return flow;
    flow.from = past.outcome;
    flow.to = to_id;
    flow.from_outcome = replay.old_pack() ? replay.old_pack()->outcome(past.outcome) : nullptr;
    flow.to_outcome = to;
    flow.changes = !is_same(result.kind);
    return flow;
}

std::string ReplaySums::remarks(const policy::Replayed& result) const {
    std::string text;
    for (const auto& touched : result.needs) {
        const auto* question = pack_.question(touched.question);
        text += (text.empty() ? "Needs an answer: " : "; ") + (question ? question->text : touched.question);
    }
    if (result.human == policy::Human::agrees)
        text += (text.empty() ? "" : ". ") + std::string("The reviewer had decided so by override");
    if (result.error) text += (text.empty() ? "" : ". ") + result.error->message;
    return text;
}

void ReplaySums::add(const PastDecision& past, const policy::Replay& replay, const policy::Replayed& result) {
    ++decisions_;
    Flow& flow = flow_of(past, replay, result);
    ++flow.count;
    if (flow.items.size() < kListed && listed_ < kListedAll) {
        ++listed_;
        flow.items.push_back({{"case", past.case_id},
                              {"title", policy::shortened(past.title, kMaxTitleBytes)},
                              {"policy", past.policy},
                              {"market", past.market},
                              {"text", policy::shortened(remarks(result), kMaxTitleBytes)}});
    }
    const bool changes = is_change(result.kind), opens = result.kind == ReplayKind::needs_answer;
    changed_ += changes;
    open_ += opens;
    same_ += is_same(result.kind);
    unknown_ += !changes && !opens && !is_same(result.kind);
    caught_up_ += changes && result.human == policy::Human::agrees;
    if (!changes && !opens) return;
    if (result.cause) ++causes_[replay.describe(*result.cause)];
    ++markets_[past.market.empty() ? std::string("unknown") : past.market];
    const auto* then = replay.old_pack() ? replay.old_pack()->outcome(past.outcome) : nullptr;
    for (const std::string& section : then ? then->violates : std::vector<std::string>())
        ++sections_[section];
}

Json ReplaySums::result() const {
    std::vector<const Flow*> sorted;
    for (const auto& [ends, flow] : flows_) sorted.push_back(&flow);
    heap_sort(sorted, [](const Flow* a, const Flow* b) {
        if (a->changes != b->changes) return a->changes;
        if (a->count != b->count) return a->count > b->count;
        return std::tie(a->from, a->to) < std::tie(b->from, b->to);
    });
    Json flows = Json::array(), causes = Json::array(), sections = Json::array(), markets = Json::array();
    for (const Flow* flow : sorted)
        flows.push_back({{"from", end_json(flow->from, flow->from_outcome)},
                         {"to", end_json(flow->to, flow->to_outcome)},
                         {"changes", flow->changes},
                         {"count", flow->count},
                         {"items", flow->items}});
    for (const auto& [cause, count] : by_count(causes_)) {
        Json entry = policy::to_json(cause);
        entry["count"] = count;
        causes.push_back(std::move(entry));
    }
    for (const auto& [id, count] : by_count(sections_)) {
        const auto* section = pack_.section(id);
        sections.push_back({{"name", section ? section->title : id}, {"count", count}});
    }
    for (const auto& [name, count] : by_count(markets_))
        markets.push_back({{"name", name}, {"count", count}});
    return {{"decisions", decisions_},
            {"changed", changed_},
            {"open", open_},
            {"same", same_},
            {"unknown", unknown_},
            {"caught_up", caught_up_},
            {"flows", std::move(flows)},
            {"causes", std::move(causes)},
            {"sections", std::move(sections)},
            {"markets", std::move(markets)}};
}

}  // namespace casement::desk
