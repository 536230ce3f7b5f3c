// Past decisions on a newer pack: those of this browser, or of a file; what would change, and because of
// what. The desk replays them; here it is told what to replay, and its result is read.
#include <app/library.hpp>
#include <app/update_parts.hpp>

namespace casement::app {
namespace {

std::size_t count_of(const Json& object, const char* key) {
    return static_cast<std::size_t>(json::get_int(object, key));
}

ReplayEnd read_end(const Json& end) {
    return {json::get_string(end, "id"), json::get_string(end, "label"), json::get_string(end, "effect")};
}

ReplayFlow read_flow(const Json& value) {
    ReplayFlow flow;
    flow.from = read_end(json::get(value, "from"));
    flow.to = read_end(json::get(value, "to"));
    flow.count = count_of(value, "count");
    flow.changes = json::get_bool(value, "changes");
    for (const Json& item : json::get(value, "items"))
        flow.items.push_back({json::get_string(item, "case"), json::get_string(item, "title"),
                              json::get_string(item, "market"), json::get_string(item, "policy"),
                              json::get_string(item, "text")});
    return flow;
}

std::vector<Counted> read_counts(const Json& values, const char* name) {
    std::vector<Counted> counts;
    for (const Json& value : values)
        counts.push_back({json::get_string(value, name), count_of(value, "count")});
    return counts;
}

// Everything but the decisions: equal jobs over equally many decisions have equal results, for the ledger
// only ever grows.
Json job_of(const State& state) {
    const auto& replay = state.replay;
    Json job = {{"job", "replay"}, {"pack", replay.pack}, {"follow", !replay.chosen}};
    Json packs = Json::array();
    for (const PackEntry& entry : state.library.packs) packs.push_back(pack_reference(entry));
    job["packs"] = std::move(packs);
    if (auto bundle = bundle_reference(state.bundle)) job["bundle"] = *std::move(bundle);
    if (!replay.file.empty()) {
        job["file"] = replay.file;
        job["file_bytes"] = replay.file_bytes;
    }
    return job;
}

std::string key_of(const State& state) {
    return std::to_string(state.ledger.entries.size()) + job_of(state).dump();
}

// Decisions are on their way into the ledger.
bool is_signing(const LedgerState& ledger) {
    using At = PendingDecision::Step;
    return !ledger.pending.empty() && ledger.pending.front().step != At::waiting &&
           ledger.pending.front().step != At::failed;
}

void again(Step& step) {
    step.state.replay.error = {};
    refresh_replay(step);
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
    again(step);
}

void set_replay_pack(Step& step, const std::string& name) {
    step.state.replay.chosen = true;
    step.state.replay.pack = name;
    again(step);
}

void replay_ledger(Step& step) {
    step.state.replay.file.clear();
    step.state.replay.source.clear();
    again(step);
}

void replay_file_picked(Step& step, FilePicked&& file) {
    step.state.replay.source = std::move(file.name);
    step.state.replay.file = std::move(file.handle);
    step.state.replay.file_bytes = file.size;
    again(step);
}

void refresh_replay(Step& step) {
    auto& state = step.state;
    auto& replay = state.replay;
    if (state.panel != Panel::replay || replay.pack.empty()) return;
    if (replay.file.empty() && is_signing(state.ledger)) return;  // comes back when that is done
    std::string key = key_of(state);
    if (key == replay.key && (replay.done || replay.work.ticket != 0 || !replay.error.code.empty())) return;
    replay.key = std::move(key);
    replay.done = false;
    replay.error = {};
    replay.flow.reset();
    ++replay.revision;
    Json job = job_of(state);
    if (replay.file.empty()) {
        std::string lines;
        for (const LedgerEntry& entry : state.ledger.entries) lines += entry.envelope + "\n";
        job["lines"] = std::move(lines);
    }
    start_work(step, LongWork::replay, job.dump());
}

void replay_done(Step& step, const Json& result) {
    auto& replay = step.state.replay;
    replay.pack = json::get_string(result, "pack", replay.pack);
    replay.key = key_of(step.state);
    replay.decisions = count_of(result, "decisions");
    replay.changed = count_of(result, "changed");
    replay.open = count_of(result, "open");
    replay.same = count_of(result, "same");
    replay.unknown = count_of(result, "unknown");
    replay.caught_up = count_of(result, "caught_up");
    replay.other_packs = count_of(result, "other_packs");
    replay.unreadable = count_of(result, "unreadable");
    replay.flows.clear();
    for (const Json& flow : json::get(result, "flows")) replay.flows.push_back(read_flow(flow));
    replay.causes = read_counts(json::get(result, "causes"), "sentence");
    replay.sections = read_counts(json::get(result, "sections"), "name");
    replay.markets = read_counts(json::get(result, "markets"), "name");
    replay.done = true;
    ++replay.revision;
    step.say(std::to_string(replay.changed) + " of " + std::to_string(replay.decisions) +
             " decisions would change");
}

void replay_failed(Step& step, const Error& error) {
    step.state.replay.error = error;
    ++step.state.replay.revision;
}

}  // namespace casement::app
