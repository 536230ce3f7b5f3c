// Past decisions on a newer pack: those of this browser, or of a file; what would change, and because of
// what.
#include <app/library.hpp>
#include <app/update_parts.hpp>
#include <core/base/sorted.hpp>

#include <algorithm>
#include <tuple>

namespace casement::app {
namespace {

using policy::ReplayKind;

constexpr std::int64_t kMaxBytes = 64ll << 20;

// The decision of one line. Signatures are not checked here; the panel says so.
void read_line(const State& state, std::string_view line, ReplayState& replay) {
    if (line.empty()) return;
    const auto envelope = decision::read_envelope(line);
    auto record =
        envelope ? decision::read_statement(envelope->payload) : Result<decision::Record>(envelope.error());
    if (!record) return void(++replay.unreadable);
    ++replay.packs_met[record->policy_id];
    const PackEntry* pack = find_pack(state, replay.pack);
    if (!pack || record->policy_id != pack->id) return void(++replay.other_packs);
    ReplayItem item;
    item.case_id = record->case_id;
    item.title = record->case_id;
    item.outcome = record->outcome;
    item.final_outcome = record->final_outcome;
    item.policy = record->policy_id + "@" + record->policy_version;
    item.answers = std::move(record->answers);
    if (const auto* row =
            record->bundle == state.bundle.digest ? row_named(state.bundle, item.case_id) : nullptr) {
        if (const auto c = bundle::read_case(case_line(state.bundle, *row), row->id)) {
            item.case_facts = bundle::facts(*c);
            item.title = c->title;
            item.market = c->market;
        }
    }
    replay.items.push_back(std::move(item));
}

void read_items(State& state) {
    auto& replay = state.replay;
    replay.items.clear();
    replay.packs_met.clear();
    replay.other_packs = replay.unreadable = 0;
    if (replay.file.empty()) {
        for (const LedgerEntry& entry : state.ledger.entries) read_line(state, entry.envelope, replay);
        return;
    }
    std::string_view rest = replay.file;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        read_line(state, rest.substr(0, end), replay);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

bool is_change(ReplayKind kind) {
    return kind == ReplayKind::changed || kind == ReplayKind::changed_whatever;
}

// The newest version of the pack that most of the decisions were made by.
void follow_decisions(State& state) {
    auto& replay = state.replay;
    if (replay.chosen || !replay.items.empty()) return;
    std::size_t most = 0;
    for (const auto& [id, count] : replay.packs_met) {
        if (count <= most) continue;
        for (const PackEntry& entry : state.library.packs) {
            if (entry.id != id) continue;
            most = count;
            replay.pack = entry.name();  // the newest stands first
            break;
        }
    }
}

// Where a decision would go: an outcome of the new pack, or a word for why that is open.
std::string destination(const policy::Pack& pack, const policy::Replayed& result) {
    if (result.outcome) return pack.outcomes[*result.outcome].id;
    return policy::name(result.kind);
}

template <class Key>
void count(std::vector<std::pair<Key, std::size_t>>& into, const Key& key) {
    const auto found =
        std::find_if(into.begin(), into.end(), [&](const auto& one) { return one.first == key; });
    if (found != into.end())
        ++found->second;
    else
        into.emplace_back(key, 1);
}

template <class T>
void by_count(std::vector<std::pair<T, std::size_t>>& all) {
    heap_sort(all, [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
}

void add_to_flows(ReplayState& replay, std::size_t index, const std::string& to) {
    const ReplayItem& item = replay.items[index];
    for (ReplayFlow& flow : replay.flows) {
        if (flow.from == item.outcome && flow.to == to) return flow.items.push_back(index);
    }
    const bool changes =
        item.result.kind != ReplayKind::same && item.result.kind != ReplayKind::same_whatever;
    replay.flows.push_back({item.outcome, to, {index}, changes});
}

void add_up(ReplayState& replay, std::size_t index, policy::Replay& replayer, const policy::Pack& pack) {
    const ReplayItem& item = replay.items[index];
    const policy::Replayed& result = item.result;
    add_to_flows(replay, index, destination(pack, result));
    if (result.kind == ReplayKind::same || result.kind == ReplayKind::same_whatever)
        ++replay.same;
    else if (is_change(result.kind))
        ++replay.changed;
    else if (result.kind == ReplayKind::needs_answer)
        ++replay.open;
    else
        ++replay.unknown;
    if (result.human == policy::Human::agrees && is_change(result.kind)) ++replay.caught_up;
    if (!is_change(result.kind) && result.kind != ReplayKind::needs_answer) return;
    if (result.cause) count(replay.causes, replayer.describe(*result.cause));
    count(replay.markets, item.market.empty() ? std::string("unknown") : item.market);
    const policy::Outcome* then = replayer.old_pack() ? replayer.old_pack()->outcome(item.outcome) : nullptr;
    for (const std::string& section : then ? then->violates : std::vector<std::string>())
        count(replay.sections, section);
}

}  // namespace

void show_replay(Step& step) {
    auto& replay = step.state.replay;
    if (replay.pack.empty()) {
        const auto& review = step.state.review;
        // The packs stand newest first: of the case's pack, else of the first.
        const std::string id = review.pack ? review.pack->id : "";
        for (const PackEntry& entry : step.state.library.packs) {
            if (entry.id != id) continue;
            replay.pack = entry.name();
            break;
        }
        if (replay.pack.empty() && !step.state.library.packs.empty())
            replay.pack = step.state.library.packs.front().name();
    }
    refresh_replay(step);
}

void set_replay_pack(Step& step, const std::string& name) {
    step.state.replay.chosen = true;
    step.state.replay.pack = name;
    refresh_replay(step);
}

void replay_ledger(Step& step) {
    step.state.replay.file.clear();
    step.state.replay.source.clear();
    refresh_replay(step);
}

void replay_file_picked(Step& step, FilePicked&& file) {
    if (static_cast<std::int64_t>(file.bytes.size()) > kMaxBytes)
        return step.notice("The file is over 64 MiB: replay it with `casement replay`", true);
    step.state.replay.source = std::move(file.name);
    step.state.replay.file = std::move(file.bytes);
    refresh_replay(step);
}

void refresh_replay(Step& step) {
    auto& state = step.state;
    auto& replay = state.replay;
    if (state.panel != Panel::replay || replay.pack.empty()) return;
    replay.done = false;
    replay.error = {};
    ++replay.revision;
    read_items(state);
    follow_decisions(state);
    const auto pack = want_pack(step, replay.pack);
    if (!pack) return;  // comes back when it has arrived
    read_items(state);
    replay.flows.clear();
    replay.causes.clear();
    replay.sections.clear();
    replay.markets.clear();
    replay.flow.reset();
    replay.changed = replay.open = replay.same = replay.unknown = replay.caught_up = 0;

    // One replay for each version that decisions were made by.
    std::map<std::string, std::unique_ptr<policy::Replay>> replayers;
    std::map<std::string, std::shared_ptr<const policy::Pack>> old_packs;
    for (ReplayItem& item : replay.items) {
        if (replayers.contains(item.policy)) continue;
        const PackEntry* entry = find_pack(state, item.policy);
        old_packs[item.policy] = want_pack(step, item.policy);
        if (entry && !old_packs[item.policy] && entry->loading) return;
        replayers[item.policy] = std::make_unique<policy::Replay>(old_packs[item.policy].get(), *pack);
    }
    for (std::size_t i = 0; i < replay.items.size(); ++i) {
        ReplayItem& item = replay.items[i];
        policy::Replay& replayer = *replayers[item.policy];
        std::optional<policy::ReplayFacts> facts;
        if (item.case_facts) facts = replayer.facts(*item.case_facts);
        item.result =
            replayer.replay({item.answers, facts ? &*facts : nullptr, item.outcome, item.final_outcome});
        add_up(replay, i, replayer, *pack);
    }
    by_count(replay.causes);
    by_count(replay.sections);
    by_count(replay.markets);
    heap_sort(replay.flows, [](const ReplayFlow& a, const ReplayFlow& b) {
        if (a.changes != b.changes) return a.changes;
        if (a.items.size() != b.items.size()) return a.items.size() > b.items.size();
        return std::tie(a.from, a.to) < std::tie(b.from, b.to);
    });
    replay.done = true;
    step.say(std::to_string(replay.changed) + " of " + std::to_string(replay.items.size()) +
             " decisions would change");
}

}  // namespace casement::app
