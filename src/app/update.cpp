// The contents page of what the console does: one line a command.
#include <app/command_table.hpp>
#include <app/update_parts.hpp>

#include <algorithm>

namespace casement::app {

Ticket Step::ticket(std::string purpose) {
    const Ticket ticket = state.next_ticket++;
    state.waiting[ticket] = std::move(purpose);
    return ticket;
}

std::string Step::claim(Ticket ticket) {
    const auto found = state.waiting.find(ticket);
    if (found == state.waiting.end()) return {};
    std::string purpose = std::move(found->second);
    state.waiting.erase(found);
    return purpose;
}

void Step::say(std::string text, bool urgent) {
    emit(Say{std::move(text), urgent});
}

void Step::notice(std::string text, bool warning) {
    constexpr TimeMs kShownMs = 6000;
    state.notice = {text, warning, world.now_ms + kShownMs};
    emit(WakeAt{state.notice.until});
    say(std::move(text), warning);
}

namespace {

constexpr std::int64_t kMaxDecisionsBytes = 8ll << 30;  // a file that is read a piece at a time

bool is_bundle_purpose(const std::string& purpose) {
    return purpose == "descriptor" || purpose.starts_with("pack:") || purpose.starts_with("shard:");
}

// ---- arrivals

void open_named(Step& step, const std::string& case_id) {
    const auto& rows = step.state.bundle.rows;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (rows[row].id != case_id) continue;
        step.state.panel = Panel::review;
        return open_case(step, row);
    }
    step.notice("The open bundle has no case " + case_id, true);
}

struct OnArrival {
    Step& step;
    State& state = step.state;

    void operator()(const Failed& failed) {
        const std::string purpose = step.claim(failed.ticket);
        if (is_bundle_purpose(purpose)) return bundle_failed(step, purpose, failed.error);
        if (purpose == "sign") return sign_failed(step, failed.error), refresh_replay(step);
        if (purpose == "bundles") return state.listed_loaded = true, follow_wanted_route(step);
        if (purpose == "packs") return;  // a host without a list of packs
        if (purpose.starts_with("policy:")) return pack_failed(step, purpose.substr(7), failed.error);
        if (desk_failed(step, purpose, failed.error)) return;
        if (purpose == "key" || purpose == "make_key" || purpose == "unlock" || purpose == "wipe" ||
            purpose == "take_over")
            return key_failed(step, purpose, failed.error);
        if (purpose == "keyring") return;  // a host without a keyring
        if (purpose.starts_with("export.")) return export_failed(step, failed.error);
        if (purpose == "save" || purpose == "settings" || purpose == "stored") {
            state.save = {SaveState::Phase::failed, state.save.saved_at, failed.error};
            state.stored_loaded = true;
            step.say("Not saved: " + failed.error.message, true);
            if (purpose == "stored") follow_wanted_route(step);
            return;
        }
        if (!purpose.empty()) step.notice(failed.error.message, true);
    }
    void operator()(const FetchProgress& progress) {
        const auto found = state.waiting.find(progress.ticket);
        if (found != state.waiting.end()) bundle_progress(step, found->second, progress);
    }
    void operator()(Fetched& fetched) {
        const std::string purpose = step.claim(fetched.ticket);
        if (is_bundle_purpose(purpose)) return bundle_fetched(step, purpose, std::move(fetched));
        if (purpose == "bundles") bundles_listed(step, fetched.bytes);
        if (purpose == "packs") list_packs(step, fetched.bytes);
        if (purpose == "keyring") offer_keyring(step, std::move(fetched.bytes), KeyringState::Source::site);
        if (purpose.starts_with("policy:")) pack_arrived(step, purpose.substr(7), fetched);
    }
    void operator()(const Hashed& hashed) {
        const std::string purpose = step.claim(hashed.ticket);
        if (purpose == "sign") return sign_answered(step, hashed);
        if (purpose == "keyring.hash") return keyring_hashed(step, hashed);
        if (purpose == "export.hash") return export_hashed(step, hashed);
        if (state.review.open && purpose == "case:" + std::to_string(state.review.row))
            case_hashed(step, hashed);
    }
    void operator()(const StoredState& stored) {
        step.claim(stored.ticket);
        state.drafts.clear();
        for (const auto& record : stored.records) {
            if (record.store == "settings" && record.key == "keyring")
                offer_keyring(step, record.value, KeyringState::Source::stored);
            if (record.store == "settings" && record.key == "console") load_settings(step, record.value);
            if (record.store == "settings" && record.key.starts_with("acknowledged:"))
                load_acknowledgement(step, record);
            if (record.store != "drafts") continue;
            const auto value = json::parse(record.value);
            auto draft = value ? review::read_draft(*value) : Result<review::Draft>(value.error());
            if (draft) state.drafts[record.key] = *std::move(draft);
        }
        load_ledger(step, stored.decisions);
        load_received(step, stored.received);
        if (!state.stored_loaded)
            step.emit(Fetch{step.ticket("keyring"), "keyring.json", decision::kMaxKeyringBytes, false, 0});
        state.stored_loaded = true;
        refresh_decided(step);
        if (state.review.open) ++state.review.document_revision;
        follow_wanted_route(step);
    }
    void operator()(const Stored& stored) {
        const std::string purpose = step.claim(stored.ticket);
        if (purpose == "sign") return sign_answered(step, stored), refresh_replay(step);
        const bool more = std::any_of(state.waiting.begin(), state.waiting.end(),
                                      [](const auto& entry) { return entry.second == "save"; });
        if (purpose == "save" && !more) state.save = {SaveState::Phase::saved, step.world.now_ms, {}};
        if (purpose == "received") load_stored(step);
        lock_when_quiet(step);
    }
    void operator()(const KeyReady& key) { key_ready(step, key); }
    void operator()(const Signed& signed_) {
        const auto found = state.waiting.find(signed_.ticket);
        if (found != state.waiting.end() && found->second.starts_with("enrolment:"))
            return enrolment_signed(step, signed_);
        const std::string purpose = step.claim(signed_.ticket);
        if (purpose == "sign") sign_answered(step, signed_);
        if (purpose == "acknowledge") acknowledgement_signed(step, signed_);
        if (purpose.starts_with("export.")) export_signed(step, purpose, signed_);
    }
    void operator()(const SignaturesChecked& checked) {
        if (step.claim(checked.ticket) == "keyring.verify") keyring_checked(step, checked);
    }
    void operator()(const MediaState& media) { media_changed(step, media); }
    void operator()(const MediaRevealed& revealed) { state.review.revealed_ms += revealed.span_ms; }
    void operator()(FilePicked& file) {
        const std::string purpose = step.claim(file.ticket);
        if (purpose == "import") import_picked(step, std::move(file));
        if (purpose == "pack") pack_picked(step, file);
        if (purpose == "replay") replay_file_picked(step, std::move(file));
        if (purpose == "keyring_file") offer_keyring(step, std::move(file.bytes), KeyringState::Source::file);
    }
    void operator()(const FolderDropped& folder) {
        if (!folder.error.code.empty()) return step.notice(folder.error.message, true);
        open_bundle(step, folder.base);
    }
    void operator()(const Selected& selected) { mark_evidence(step, selected); }
    void operator()(const RouteChanged& route) { route_changed(step, route.hash); }
    void operator()(const FieldEdited& edit) {
        if (edit.name == "filter") {
            edit_filter(step, edit.value);
        } else if (edit.name == "palette") {
            state.palette_query = edit.value;
            find_cases(step);
        } else if (edit.name == "policy_search") {
            search_policies(step, edit.value);
        } else if (edit.name.starts_with("fact:")) {
            set_fact_text(step, edit.name.substr(5), edit.value);
        } else if (edit.name == "wipe_word") {
            state.form.word = edit.value;
        } else if (edit.name == "correction_reason") {
            state.form.reason = edit.value;
        } else if (edit.name == "address") {
            state.address = edit.value;
        } else if (edit.name == "alias" || edit.name == "organisation") {
            (edit.name == "alias" ? state.settings.alias : state.settings.organisation) = edit.value;
            save_settings(step);
        } else if (state.lock.writer || state.panel == Panel::trial) {
            review_field_edited(step, edit);
        }
    }
    void operator()(const FieldLeft&) {}
    void operator()(const DocumentAction& action) {
        if (action.action == "hold") step.emit(Reveal{action.argument, true});
        if (action.action == "section") open_reference(action.argument);
        if (action.action == "copy") step.emit(CopyText{action.argument}), step.notice("Copied");
        if (action.action == "case") open_named(step, action.argument);
        if (action.action == "question") edit_question(step, action.argument);
    }
    // "pack@version#section", or "pack#section" of its newest version.
    void open_reference(const std::string& reference) {
        const auto hash = reference.find('#');
        const std::string name = reference.substr(0, hash);
        std::string found;
        for (const PackEntry& entry : state.library.packs) {
            if (entry.name() == name) found = name;
            if (entry.id == name && found.empty()) found = entry.name();  // the newest stands first
        }
        if (found.empty()) return step.notice("That pack is not at hand", true);
        state.panel = Panel::policies;
        show_policy(step, found, hash == std::string::npos ? "" : reference.substr(hash + 1));
    }
    void operator()(const Persisted& answer) {
        state.persisted = answer.granted;
        step.notice(answer.granted ? "The browser will keep the data"
                                   : "The browser did not agree; export often when space is low");
    }
    void operator()(const MediaPreferences& preferences) {
        auto& environment = state.environment;
        environment.dark = preferences.dark;
        environment.high_contrast = preferences.high_contrast;
        environment.reduced_motion = preferences.reduced_motion;
        if (preferences.width_px > 0) environment.width_px = preferences.width_px;
        if (preferences.height_px > 0) environment.height_px = preferences.height_px;
    }
    void operator()(const Online& online) { state.environment.online = online.online; }
    void operator()(const Locked& arrival) { step.claim(arrival.ticket), locked(step); }
    void operator()(const Unlocked& arrival) { step.claim(arrival.ticket), unlocked(step); }
    void operator()(const LockDue&) { lock_now(step); }
    void operator()(const Writer& writer) { writer_changed(step, writer.mine); }
    void operator()(const DeskProgress& progress) { desk_progress(step, progress); }
    void operator()(const DeskDone& done) { desk_done(step, done); }
    void operator()(const Tick&) {
        if (state.notice.until <= step.world.now_ms) state.notice = {};
        read_some_cases(step);
        sign_due(step);
        lock_when_quiet(step);
    }
};

// ---- commands

struct OnCommand {
    Step& step;
    State& state = step.state;

    void operator()(const OpenBundle& c) { open_bundle(step, c.url), publish_route(step, false); }
    void operator()(const OpenCase& c) { open_case(step, c.row); }
    void operator()(const StepCase& c) { step_case(step, c.by); }
    void operator()(const SetFilter& c) { set_filter(step, c.text); }
    void operator()(const SetOrder& c) {
        state.queue.order = c.order;
        refresh_queue(step);
        save_settings(step);
    }
    void operator()(const ToggleFacet& c) { toggle_facet(step, c); }
    void operator()(const TakeSuggestion& c) { complete_filter(step, c.index); }
    void operator()(const ToggleDecided&) {
        state.queue.hide_decided = !state.queue.hide_decided;
        refresh_queue(step);
        save_settings(step);
    }
    void operator()(const ShowPanel& c) {
        state.panel = c.panel;
        show_dialog(step, Dialog::none);
        if (c.panel == Panel::ledger || c.panel == Panel::replay) sign_now(step);
        if (c.panel == Panel::policies) show_policies(step);
        if (c.panel == Panel::trial) show_trial(step);
        if (c.panel == Panel::replay) show_replay(step);
    }
    void operator()(const ShowDialog& c) { show_dialog(step, c.dialog); }
    void operator()(const Answer& c) { answer_question(step, c.question, c.value); }
    void operator()(const ChooseOption& c) { choose_option(step, c.index); }
    void operator()(const ContinueQuestion&) { continue_question(step); }
    void operator()(const EditQuestion& c) { edit_question(step, c.question); }
    void operator()(const BackQuestion&) { back_question(step); }
    void operator()(const MarkEvidence&) { step.emit(ReadSelection{}); }
    void operator()(const RemoveEvidence& c) { remove_evidence(step, c.index); }
    void operator()(const JumpToEvidence& c) {
        if (c.index < state.review.draft.evidence.size()) {
            step.emit(FocusNode{"part:" + state.review.draft.evidence[c.index].part});
        }
    }
    void operator()(const SetOverride& c) { set_override(step, c.outcome); }
    void operator()(const ToggleDrawer& c) {
        state.drawer = state.drawer == c.drawer ? Drawer::none : c.drawer;
        if (state.drawer == Drawer::why) find_what_would_change_it(state.review);
        ++state.library.revision;
        step.emit(FocusNode{state.drawer == Drawer::none ? "main" : "drawer.close"});
    }
    void operator()(const FlagQuestion& c) { flag_question(step, c.kind); }
    void operator()(const ShowPolicy& c) {
        for (PackEntry& entry : state.library.packs)
            if (entry.name() == c.pack) entry.error = {};  // asked for anew
        state.panel = Panel::policies;
        show_policy(step, c.pack, c.section);
    }
    void operator()(const ShowPolicyView& c) { show_policy_view(step, c.view); }
    void operator()(const OpenPolicyFile&) {
        step.emit(PickFile{step.ticket("pack"), ".json", bundle::kMaxPackBytes});
    }
    void operator()(const AcknowledgePolicy&) { acknowledge_policy(step); }
    void operator()(const ExportAcknowledgements&) { export_acknowledgements(step); }
    void operator()(const PrintPolicy&) {
        show_policy_view(step, PolicyView::whole);
        step.emit(PrintDocument{"policy"});
    }
    void operator()(const CopyCitation&) { copy_citation(step); }
    void operator()(const TryPack& c) { try_pack(step, c.pack); }
    void operator()(const TryThisCase&) { try_this_case(step); }
    void operator()(const SetFact& c) { set_fact(step, c.name, c.value); }
    void operator()(const ClearTrial&) { clear_trial(step); }
    void operator()(const SetReplayPack& c) { set_replay_pack(step, c.pack); }
    void operator()(const ReplayLedger&) { replay_ledger(step); }
    void operator()(const ReplayFile&) {
        step.emit(PickFile{step.ticket("replay"), ".jsonl,.json", kMaxDecisionsBytes, true});
    }
    void operator()(const ShowFlow& c) {
        state.replay.flow = state.replay.flow == c.index ? std::nullopt : std::optional(c.index);
        ++state.replay.revision;
    }
    void operator()(const StopWork& c) { stop_work(step, c.work); }
    void operator()(const OpenCaseNamed& c) { open_named(step, c.case_id); }
    void operator()(const ResetReply&) {
        state.review.draft.reply_edited = false;
        ++state.review.field_revision;
        refresh_review(step);
        save_draft(step);
    }
    void operator()(const SignAndNext&) { sign_and_next(step); }
    void operator()(const UndoSign&) { undo_sign(step); }
    void operator()(const SignNow&) { sign_now(step); }
    void operator()(const RetrySign&) { retry_sign(step); }
    void operator()(const HoldReveal& c) { step.emit(Reveal{"", c.on}); }
    void operator()(const ExportLedger&) {
        sign_now(step);
        show_dialog(step, Dialog::export_ledger);
    }
    void operator()(const SetExport& c) { state.form.scope = c.scope, state.form.form = c.form; }
    void operator()(const ExportDecisions&) { export_decisions(step); }
    void operator()(const RetrySave&) {
        state.save = {};
        // Drafts of other cases may have failed before this one did.
        const std::string open = state.review.open ? draft_key(state.bundle.digest, state.review.c.id) : "";
        for (const auto& [key, draft] : state.drafts) {
            if (key != open)
                step.emit(Put{step.ticket("save"), "drafts", key, review::to_json(draft).dump()});
        }
        if (state.review.open) save_draft(step);
        // A storage that did not open at the start has given neither what it keeps nor a key.
        if (!state.key.ready) load_stored(step);
    }
    void operator()(const ExportRescue&) { export_rescue(step); }
    void operator()(const KeepImported&) { keep_imported(step); }
    void operator()(const MakeMyKey&) { make_key(step); }
    void operator()(const UnlockVault&) { unlock(step); }
    void operator()(const LockNow&) { lock_now(step); }
    void operator()(const WipeMachine&) { wipe_machine(step); }
    void operator()(const TakeOverTab&) { take_over(step); }
    void operator()(const ExportEnrolment&) { export_enrolment(step); }
    void operator()(const ImportKeyring&) {
        step.emit(PickFile{step.ticket("keyring_file"), ".json", decision::kMaxKeyringBytes});
    }
    void operator()(const SetLockMinutes& c) {
        state.settings.lock_minutes = std::clamp(c.minutes, 1, 60);
        save_settings(step);
        arm_lock(step);
    }
    void operator()(const StartCorrection&) { start_correction(step); }
    void operator()(const ExportKey&) {
        step.emit(Download{"casement-key-" + state.key.key_id.substr(0, 8) + ".pem", "application/x-pem-file",
                           state.key.spki_pem});
    }
    void operator()(const ImportFile&) {
        step.emit(PickFile{step.ticket("import"), ".jsonl,.json", kMaxDecisionsBytes, true});
    }
    void operator()(const SetTheme& c) { state.settings.theme = c.theme, save_settings(step); }
    void operator()(const SetSeverityShield& c) {
        state.settings.shield[std::clamp(c.severity, 0, 4)] = c.shield;
        save_settings(step);
    }
    void operator()(const SetShieldStrength& c) {
        state.settings.shield_strength = std::clamp(c.strength, 0.1f, 1.f);
        save_settings(step);
    }
    void operator()(const SetUndoSeconds& c) {
        state.settings.undo_seconds = std::clamp(c.seconds, 0, 30);
        save_settings(step);
    }
    void operator()(const SetPane& c) {
        if (c.queue_width > 0) state.settings.queue_width = std::clamp(c.queue_width, 240.f, 640.f);
        if (c.checklist_width > 0)
            state.settings.checklist_width = std::clamp(c.checklist_width, 300.f, 640.f);
        save_settings(step);
    }
    void operator()(const AskPersistence&) { step.emit(PersistStorage{}); }
    void operator()(const FocusFilter&) {
        if (state.panel != Panel::queue) state.panel = Panel::queue;
        step.emit(FocusNode{"filter"});
    }
    void operator()(const FocusOn& c) { step.emit(FocusNode{c.name}); }
    void operator()(const LeaveField&) { step.emit(FocusNode{"main"}); }
    void operator()(const Copy& c) { step.emit(CopyText{c.text}), step.notice(c.what + " copied"); }
    void operator()(const Touched&) {
        if (!state.review.open) return;
        if (step.world.now_ms - state.review.touched_at > 30'000) count_active_time(step);
        state.review.touched_at = step.world.now_ms;
    }
    void operator()(Arrival& arrival) { std::visit(OnArrival{step}, arrival.any); }
};

}  // namespace

namespace {

// What changes a draft, or signs: only the tab that writes may.
bool writes(const AnyCommand& command) {
    return std::holds_alternative<Answer>(command) || std::holds_alternative<ChooseOption>(command) ||
           std::holds_alternative<ContinueQuestion>(command) ||
           std::holds_alternative<MarkEvidence>(command) || std::holds_alternative<RemoveEvidence>(command) ||
           std::holds_alternative<SetOverride>(command) || std::holds_alternative<FlagQuestion>(command) ||
           std::holds_alternative<ResetReply>(command) || std::holds_alternative<StartCorrection>(command) ||
           std::holds_alternative<AcknowledgePolicy>(command);
}

}  // namespace

Effects update(State& state, Command command, const World& world) {
    Effects effects;
    state.now_ms = world.now_ms;
    Step step{state, world, effects};
    if (!state.lock.writer && state.panel != Panel::trial && writes(command.any)) {
        step.notice(key_obstacle(state), true);
        return effects;
    }
    std::visit(OnCommand{step}, command.any);
    return effects;
}

Effects start(State& state, const World& world) {
    Effects effects;
    state.now_ms = world.now_ms;
    Step step{state, world, effects};
    load_stored(step);
    step.emit(Fetch{step.ticket("bundles"), "api/bundles", 1 << 20, false, 0});
    step.emit(Fetch{step.ticket("packs"), "policies/index.json", 1 << 20, false, 0});
    return effects;
}

}  // namespace casement::app
