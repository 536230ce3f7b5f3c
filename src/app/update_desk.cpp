// Long work at the desk: started, followed and given up. What its results mean is said where they belong.
#include <app/update_parts.hpp>

namespace casement::app {
namespace {

struct WorkRow {
    const char* purpose;  // of its ticket
    const char* stopped;
    void (*done)(Step&, const Json&);
    void (*failed)(Step&, const Error&);
};

// In the order of LongWork.
constexpr WorkRow kWork[] = {
    {"desk.replay", "The replay was stopped", replay_done, replay_failed},
    {"desk.compare", "The comparison was stopped", comparison_done, comparison_failed},
};

constexpr std::size_t kMaxResultBytes = 256u << 20;

const WorkRow& row_of(LongWork work) {
    return kWork[static_cast<std::size_t>(work)];
}

DeskWork& work_of(State& state, LongWork work) {
    return work == LongWork::replay ? state.replay.work : state.library.comparison;
}

bool is_for(const std::string& purpose, LongWork work) {
    return purpose == row_of(work).purpose;
}

// The work a ticket's purpose names; nothing when it names none.
std::optional<LongWork> work_named(const std::string& purpose) {
    for (std::size_t i = 0; i < std::size(kWork); ++i) {
        if (is_for(purpose, static_cast<LongWork>(i))) return static_cast<LongWork>(i);
    }
    return std::nullopt;
}

}  // namespace

void give_up_work(Step& step, LongWork work) {
    DeskWork& now = work_of(step.state, work);
    if (now.ticket == 0) return;
    step.emit(StopDesk{now.ticket});
    step.claim(now.ticket);
    now = {};
}

void start_work(Step& step, LongWork work, std::string job) {
    give_up_work(step, work);
    const Ticket ticket = step.ticket(row_of(work).purpose);
    work_of(step.state, work) = {ticket, step.world.now_ms, 0, -1};
    step.emit(Desk{ticket, std::move(job)});
    step.emit(WakeAt{step.world.now_ms + DeskWork::kShownAfterMs});
}

void stop_work(Step& step, LongWork work) {
    if (work_of(step.state, work).ticket == 0) return;
    give_up_work(step, work);
    step.say(row_of(work).stopped);
    row_of(work).failed(step, {"desk.stopped", "", row_of(work).stopped, "Choose it again to start anew"});
}

void desk_progress(Step& step, const DeskProgress& progress) {
    const auto found = step.state.waiting.find(progress.ticket);
    const auto work = found == step.state.waiting.end() ? std::nullopt : work_named(found->second);
    if (!work) return;
    DeskWork& now = work_of(step.state, *work);
    now.done = progress.done;
    now.total = progress.total;
}

void desk_done(Step& step, const DeskDone& done) {
    const auto work = work_named(step.claim(done.ticket));
    if (!work) return;
    work_of(step.state, *work) = {};
    json::Limits limits;
    limits.max_bytes = kMaxResultBytes;
    const auto result = json::parse(done.result, limits);
    if (!result) return row_of(*work).failed(step, result.error());
    row_of(*work).done(step, *result);
}

bool desk_failed(Step& step, const std::string& purpose, const Error& error) {
    const auto work = work_named(purpose);
    if (!work) return false;
    work_of(step.state, *work) = {};
    step.say(error.message, true);
    row_of(*work).failed(step, error);
    return true;
}

// For the desk: where a pack comes from. A pack from a file goes along as it is.
Json pack_reference(const PackEntry& entry) {
    Json reference = {{"id", entry.id}, {"version", entry.version}};
    if (entry.source == PackEntry::Source::file)
        reference["text"] = entry.text;
    else
        reference["url"] = entry.url;
    if (!entry.digest.is_zero()) reference["digest"] = entry.digest.text();
    return reference;
}

std::optional<Json> bundle_reference(const BundleState& b) {
    if (b.phase != BundleState::Phase::ready) return std::nullopt;
    return Json{{"url", b.url}, {"digest", b.digest.text()}};
}

}  // namespace casement::app
