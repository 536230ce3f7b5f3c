// The rooms of update(): each file answers for one part of the state. Private to src/app/update*.cpp.
#pragma once

#include <app/command.hpp>

namespace casement::app {

// What one update works with: the state, the world and the effects it collects.
struct Step {
    State& state;
    const World& world;
    Effects& effects;

    void emit(Effect effect) { effects.push_back(std::move(effect)); }
    // A fresh ticket that remembers what its answer is for ("shard:3").
    Ticket ticket(std::string purpose);
    // What an arrival's ticket was for, and forgets it; empty when nobody waits for it any more.
    std::string claim(Ticket ticket);
    void say(std::string text, bool urgent = false);
    void notice(std::string text, bool warning = false);
};

// bundle: opening, reading, the queue
void open_bundle(Step& step, const std::string& url);
void bundle_fetched(Step& step, const std::string& purpose, Fetched&& arrival);
void bundle_failed(Step& step, const std::string& purpose, const Error& error);
void bundle_progress(Step& step, const std::string& purpose, const FetchProgress& progress);
void read_some_cases(Step& step);  // one slice of the shards that arrived
void bundles_listed(Step& step, const std::string& bytes);
void refresh_queue(Step& step);
void fill_queue(Step& step);                            // from the bundle's rows
void forget_queue(Step& step);                          // before another bundle
void edit_filter(Step& step, const std::string& text);  // as it is typed
void set_filter(Step& step, std::string text);          // by the console
void toggle_facet(Step& step, const ToggleFacet& facet);
void complete_filter(Step& step, std::size_t suggestion);
void find_cases(Step& step);                                                         // for the palette
const bundle::CaseRow* row_named(const BundleState& b, const std::string& case_id);  // null: no such case
std::string_view case_line(const BundleState& b, const bundle::CaseRow& row);  // as it stands in its shard
void refresh_decided(Step& step);  // after the ledger or what is pending changed

// review: the open case, its draft and its checklist
void open_case(Step& step, std::uint32_t row);
void step_case(Step& step, int by);
void refresh_review(Step& step);  // checklist, outcome, reply after a change of answers
void answer_question(Step& step, const std::string& question, const Json& value);
void choose_option(Step& step, std::size_t index);
void continue_question(Step& step);
void edit_question(Step& step, const std::string& question);
void back_question(Step& step);
void set_override(Step& step, const std::string& outcome);
void flag_question(Step& step, const std::string& kind);
void find_what_would_change_it(ReviewState& review);
void review_field_edited(Step& step, const FieldEdited& edit);
void mark_evidence(Step& step, const Selected& selected);
void remove_evidence(Step& step, std::size_t index);
void case_hashed(Step& step, const Hashed& hashed);
void media_changed(Step& step, const MediaState& media);
std::string new_decision_id(const World& world);
void count_active_time(Step& step);  // adds up to now_ms and restarts when the reviewer is there
void save_draft(Step& step);

// signing: from "Sign and next" to the ledger
void sign_and_next(Step& step);
void undo_sign(Step& step);
void sign_now(Step& step);
void sign_due(Step& step);  // starts what is due
void sign_answered(Step& step, const Arrival& arrival);
void sign_failed(Step& step, const Error& error);
void retry_sign(Step& step);
void load_ledger(Step& step, const std::vector<StoredDecision>& decisions);
Json ledger_record(const PendingDecision& pending);

void load_received(Step& step, const std::vector<StoredDecision>& received);
void start_correction(Step& step);

// keys: making one, locking, the tab that writes (update_keys.cpp)
void make_key(Step& step);
void key_ready(Step& step, const KeyReady& key);
void key_failed(Step& step, const std::string& purpose, const Error& error);
void unlock(Step& step);
void locked(Step& step);
void unlocked(Step& step);
void lock_now(Step& step);
void lock_when_quiet(Step& step);  // goes on with locking when nothing is on its way any more
void wipe_machine(Step& step);
void take_over(Step& step);
void writer_changed(Step& step, bool mine);
void export_enrolment(Step& step);
void enrolment_signed(Step& step, const Signed& answer);
void load_stored(Step& step);
void arm_lock(Step& step);  // sets the time after which it locks, where there is a vault

// keyring: taking one in (update_keyring.cpp)
void offer_keyring(Step& step, std::string bytes, KeyringState::Source source);
void keyring_hashed(Step& step, const Hashed& hashed);
void keyring_checked(Step& step, const SignaturesChecked& checked);

// export: decisions out of this browser (update_export.cpp)
void export_decisions(Step& step);
void export_signed(Step& step, const std::string& purpose, const Signed& answer);
void export_hashed(Step& step, const Hashed& hashed);
void export_failed(Step& step, const Error& error);
void export_rescue(Step& step);

// import: checking a file of decisions
void import_picked(Step& step, FilePicked&& file);
void import_note(Step& step, const Json& note);  // on the way
void import_done(Step& step, const Json& result);
void keep_imported(Step& step);
void import_failed(Step& step, const Error& error);

// policies: the packs at hand, what was read of them (update_policies.cpp)
void list_packs(Step& step, const std::string& index);  // of the site
void bundle_packs_ready(Step& step);
void pack_arrived(Step& step, const std::string& name, const Fetched& arrival);
void pack_failed(Step& step, const std::string& name, const Error& error);
void pack_picked(Step& step, const FilePicked& file);
void show_policies(Step& step);
void show_policy(Step& step, const std::string& pack, const std::string& section);
void show_policy_view(Step& step, PolicyView view);
void search_policies(Step& step, const std::string& words);
void acknowledge_policy(Step& step);
void acknowledgement_signed(Step& step, const Signed& answer);
void load_acknowledgement(Step& step, const StoredRecord& record);
void export_acknowledgements(Step& step);
void copy_citation(Step& step);
void comparison_done(Step& step, const Json& result);
void comparison_failed(Step& step, const Error& error);
std::shared_ptr<const policy::Pack> want_pack(Step& step, const std::string& name);  // null: it is fetched

// trial: a pack without a case (update_trial.cpp)
void show_trial(Step& step);
void try_pack(Step& step, const std::string& name);
void try_this_case(Step& step);
void set_fact(Step& step, const std::string& name, const Json& value);
void set_fact_text(Step& step, const std::string& name, const std::string& text);
void clear_trial(Step& step);

// replay: past decisions on a newer pack (update_replay.cpp)
void show_replay(Step& step);
void set_replay_pack(Step& step, const std::string& name);
void replay_file_picked(Step& step, FilePicked&& file);
void replay_ledger(Step& step);
void refresh_replay(Step& step);  // after a pack arrived
void replay_done(Step& step, const Json& result);
void replay_failed(Step& step, const Error& error);

// desk: long work away from the page (update_desk.cpp)
void start_work(Step& step, LongWork work, std::string job);  // instead of the one of its kind that goes on
void stop_work(Step& step, LongWork work);                    // as a person asked; says so
void give_up_work(Step& step, LongWork work);
void desk_progress(Step& step, const DeskProgress& progress);
void desk_done(Step& step, const DeskDone& done);
bool desk_failed(Step& step, const std::string& purpose, const Error& error);  // false: not of the desk
Json pack_reference(const PackEntry& entry);
std::optional<Json> bundle_reference(const BundleState& b);  // nothing while none is open

// shell: settings, dialogs, routes
void load_settings(Step& step, const std::string& json);
void save_settings(Step& step);
void show_dialog(Step& step, Dialog dialog);
void route_changed(Step& step, const std::string& hash);
void publish_route(Step& step, bool replace);
void follow_wanted_route(Step& step);

}  // namespace casement::app
