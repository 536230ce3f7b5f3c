// Checking a file of decisions: the same verification as `casement verify`, at the desk.
#include <app/update_parts.hpp>

#include <algorithm>

namespace casement::app {
namespace {

std::set<Digest> in_ledger(const LedgerState& ledger) {
    std::set<Digest> out;
    for (const auto* entries : {&ledger.entries, &ledger.received}) {
        for (const LedgerEntry& entry : *entries) out.insert(entry.digest);
    }
    return out;
}

}  // namespace

void import_picked(Step& step, FilePicked&& file) {
    auto& state = step.state;
    give_up_work(step, LongWork::verification);
    state.ledger.import.emplace();
    state.ledger.import->name = std::move(file.name);
    Json job = {{"job", "verify"}, {"file", file.handle}, {"file_bytes", file.size}};
    if (auto bundle = bundle_reference(state.bundle)) job["bundle"] = *std::move(bundle);
    if (state.key.ready) job["keys"] = {{{"key_id", state.key.key_id}, {"x", state.key.public_x}}};
    if (!state.keyring.line.empty()) job["keyring"] = state.keyring.line;
    job["now_ms"] = step.world.now_ms;
    show_dialog(step, Dialog::imported);
    start_work(step, LongWork::verification, job.dump());
}

void import_note(Step& step, const Json& note) {
    auto& import = *step.state.ledger.import;
    import.lines = json::get_int(note, "lines");
    import.invalid = json::get_int(note, "invalid");
}

void import_done(Step& step, const Json& result) {
    const auto& state = step.state;
    auto& import = *step.state.ledger.import;
    const Json& statuses = json::get(result, "statuses");
    import.lines = json::get_int(result, "lines");
    import.valid = json::get_int(statuses, "valid");
    import.unvouched = json::get_int(statuses, "valid_unvouched");
    import.not_rederived = json::get_int(statuses, "not_rederived");
    import.invalid = json::get_int(statuses, "invalid");
    for (const auto& [code, count] : json::get(result, "codes").items())
        import.codes.push_back({code, count.get<std::size_t>()});
    for (const Json& one : json::get(result, "failures"))
        import.failures.push_back({json::get_int(one, "line"),
                                   json::get_string(one, "case"),
                                   {json::get_string(one, "code"), json::get_string(one, "place"),
                                    json::get_string(one, "message"), ""}});
    import.checkpoints = json::get_int(result, "checkpoints");
    import.unsealed = json::get_int(result, "unsealed");
    import.not_kept = json::get_int(result, "not_kept");
    const auto known = in_ledger(state.ledger);
    for (const Json& one : json::get(result, "kept")) {
        std::string digest = json::get_string(one, "digest");
        const auto read = Digest::from_hex(digest);
        if (read && !known.contains(*read))
            import.kept.push_back({std::move(digest), "", json::get_string(one, "envelope")});
    }
    const TimeMs took = std::max<TimeMs>(1, step.world.now_ms - import.work.since);
    import.lines_per_s = import.lines * 1000 / took;
    import.done = true;
    step.say(
        std::to_string(import.lines) + " decisions checked, " + std::to_string(import.invalid) + " refused",
        import.invalid > 0);
}

// What was checked becomes part of this ledger: shown with it, never signed or numbered by it.
void keep_imported(Step& step) {
    auto& state = step.state;
    if (!state.ledger.import || state.ledger.import->kept.empty()) return;
    KeepReceived keep{step.ticket("received"), std::move(state.ledger.import->kept)};
    state.ledger.import->kept.clear();
    for (auto& item : keep.items) item.record = Json{{"digest", item.digest}}.dump();
    const std::size_t count = keep.items.size();
    step.emit(std::move(keep));
    show_dialog(step, Dialog::none);
    step.notice(std::to_string(count) + (count == 1 ? " decision" : " decisions") + " taken into the ledger");
}

void import_failed(Step& step, const Error& error) {
    step.state.ledger.import->error = error;
}

}  // namespace casement::app
