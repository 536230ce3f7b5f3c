// Everything the console knows, as plain data. Only update() changes it; panels read it.
#pragma once

#include <app/ports.hpp>
#include <app/state_keys.hpp>
#include <app/state_policy.hpp>
#include <core/bundle/descriptor.hpp>
#include <core/bundle/shard.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/record.hpp>
#include <core/policy/checklist.hpp>
#include <core/policy/flips.hpp>
#include <core/review/draft.hpp>
#include <core/review/filter_complete.hpp>
#include <core/review/filter_parse.hpp>
#include <core/review/filter_run.hpp>
#include <core/review/order.hpp>
#include <core/review/priority.hpp>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casement::app {

enum class Panel { queue, review, policies, trial, replay, ledger, settings };
enum class Dialog {
    none,
    open_bundle,
    palette,
    help,
    problems,
    override_outcome,
    flag_question,
    imported,
    make_key,
    wipe,
    export_ledger,
    correct
};
// What stands below the content of a case: the policy of the question, or why the outcome is what it is.
enum class Drawer { none, policy, why };
enum class ThemeChoice { system, dark, light, high_contrast };

// ---- the bundle that is open

struct ListedBundle {  // offered by the server
    std::string id, title, purpose, url;
    std::int64_t cases = 0;
};

struct BundleState {
    enum class Phase { none, opening, ready, failed } phase = Phase::none;
    std::string url;  // ends in "/"
    std::string id;   // what deep links call it
    Error error;      // when failed
    bundle::Descriptor descriptor;
    Digest digest;  // of the descriptor's bytes

    std::vector<std::string> shards;  // unpacked bytes, by shard number
    std::vector<std::string> shard_paths;
    std::vector<bundle::CaseRow> rows;
    std::vector<char> decided;    // by row: has a decision of this browser, signed or pending
    std::vector<Error> problems;  // broken cases, duplicate ids, packs that could not be read
    std::vector<std::shared_ptr<const policy::Pack>>
        packs;  // beside descriptor.policies; null when unreadable

    std::int64_t loaded_bytes = 0,
                 total_bytes = 0;                  // stored bytes of packs and shards; loaded: those complete
    std::map<std::string, std::int64_t> arriving;  // stored bytes so far, by what is being fetched
    std::size_t files_left = 0;
    std::deque<std::size_t> unread;             // shards that arrived and are not indexed yet
    std::optional<bundle::ShardReader> reader;  // over the first of them
};

// ---- the case under review

struct ReviewState {
    bool open = false;
    std::uint32_t row = 0;
    bundle::Case c;
    Json facts;
    std::optional<Digest> case_digest;  // arrives a moment after opening
    Error error;                        // the case could not be read; code empty when fine
    std::shared_ptr<const policy::Pack> pack;
    std::size_t pin = 0;  // its place in descriptor.policies

    review::Draft draft;
    policy::Checklist checklist;
    std::optional<policy::Derived> derived;  // once the checklist is complete
    Error derive_error;
    std::optional<std::string> editing;  // an answered question opened again
    std::optional<policy::Flips> flips;  // what would change the outcome, once somebody asks
    std::vector<std::size_t> consults;   // hints of the pack that hold now
    std::vector<std::size_t> possible;   // outcomes that the open questions leave, while they are few
    bool possible_all = false;           // and there are no others
    std::optional<std::string>
        already_decided;                       // outcome label, when the ledger holds a decision on this case
    std::optional<policy::ReplyChoice> reply;  // composed; its texts own nothing of the pack
    std::string reply_text;                    // what the field shows
    std::uint32_t field_revision = 0, document_revision = 0;
    std::map<std::string, MediaState> media;
    std::int64_t revealed_ms = 0;
    TimeMs active_since = 0;  // 0: not counting (hidden, idle or no case)
    TimeMs touched_at = 0;    // last input
};

// A pack that is tried without a case: the same walk, nothing is kept and nothing signed.
struct TrialState {
    std::string pack;  // "<id>@<version>"
    ReviewState sheet;
    std::uint32_t revision = 0;  // of what is shown about it
};

struct QueueState {
    std::string filter;
    review::Filter asked;                          // the last one that could be understood
    std::optional<review::FilterProblem> problem;  // why `filter` is not that
    review::Completions suggestions;
    review::SortOrder order{review::SortColumn::due, false};
    review::Columns columns;
    review::FilterRunner runner;
    review::Orders orders;
    std::vector<std::uint32_t> shown;  // row numbers, filtered and ordered
    std::vector<std::uint32_t> found;  // by the palette
    std::uint32_t revision = 0;        // of the filter's text, when the console changes it
    bool hide_decided = false;
};

// The orders that the queue offers, and what a column is called.
struct QueueOrder {
    const char* name;  // in the settings
    const char* label;
    review::SortOrder order;
};
inline constexpr QueueOrder kQueueOrders[] = {
    {"priority", "Priority", {review::SortColumn::priority, true}},
    {"due", "Due soon", {review::SortColumn::due, false}},
    {"received", "Oldest first", {review::SortColumn::received, false}},
    {"severity", "Most severe", {review::SortColumn::severity, true}},
    {"reach", "Widest reach", {review::SortColumn::reach, true}},
    {"title", "Title", {review::SortColumn::title, false}}};
const QueueOrder* queue_order(std::string_view name);  // null: no such
const char* order_name(const review::SortOrder& order);

// ---- what was signed

struct LedgerEntry {
    std::int64_t seq = 0;
    std::string key_id, decision_id, case_id, title, outcome, outcome_label, effect, bundle;
    bool overridden = false;
    TimeMs decided_at = 0;
    Digest digest;  // of the envelope's bytes
    std::string envelope;
    std::optional<Digest> supersedes;  // the decision that this one corrects
    std::string alias;                 // of whoever signed, where it was not this browser
};

// A decision between "Sign and next" and its place in the ledger.
struct PendingDecision {
    decision::Record record;
    std::string title, outcome_label, effect, draft_key;
    TimeMs sign_at = 0;  // undo until then
    enum class Step { waiting, signing, hashing, storing, failed } step = Step::waiting;
    Ticket ticket = 0;
    decision::Envelope envelope;
    std::string line;
    Digest digest;
    Error error;
};

// A file of decisions that is checked at the desk.
struct ImportState {
    struct Failure {
        std::int64_t line = 0;
        std::string case_id;  // empty where the line could not be read
        Error error;
    };
    std::string name;
    DeskWork work;
    bool done = false;
    Error error;             // it could not be checked to its end
    std::int64_t lines = 0;  // so far, while the work goes on
    std::int64_t valid = 0, invalid = 0, unvouched = 0, not_rederived = 0;
    std::int64_t lines_per_s = 0;
    std::vector<Counted> codes;                  // refusals by code
    std::vector<Failure> failures;               // the first of them
    std::int64_t checkpoints = 0, unsealed = 0;  // unsealed: lines that no checkpoint covers
    std::vector<KeepReceived::Item> kept;        // that can be taken into the ledger and are not in it
    std::int64_t not_kept = 0;                   // beyond what is handed over at once
};

struct LedgerState {
    std::vector<LedgerEntry> entries;              // oldest first
    std::deque<PendingDecision> pending;           // in order; only the front is signed
    std::map<std::string, std::size_t> by_case;    // "<bundle hex>:<case id>" -> entry
    std::vector<LedgerEntry> received;             // decisions of others, by time
    std::set<Digest> superseded;                   // by a correction, in both
    std::map<std::string, std::int64_t> last_seq;  // of each key in `entries`; its numbers have no gap
    std::optional<ImportState> import;
    std::optional<ExportState> exporting;
};

// ---- the rest

struct Settings {
    ThemeChoice theme = ThemeChoice::system;
    std::string alias = "reviewer", organisation;
    Shield shield[5] = {Shield::blur, Shield::blur, Shield::blur, Shield::pixelate, Shield::hidden};
    float shield_strength = 0.6f;
    int undo_seconds = 4;
    int lock_minutes = 10;                         // without input, when there is a passphrase
    std::map<std::string, std::int64_t> exported;  // by key id: the last number that an export took along
    float queue_width = 340, checklist_width = 380;
    review::PriorityWeights priority;
};

struct SaveState {
    enum class Phase { nothing, saving, saved, failed } phase = Phase::nothing;
    TimeMs saved_at = 0;
    Error error;
};

struct Environment {
    bool dark = true, high_contrast = false, reduced_motion = false, online = true;
    float width_px = 1440, height_px = 900;
};

struct Notice {  // one line at the bottom of the screen for a while
    std::string text;
    bool warning = false;
    TimeMs until = 0;
};

struct State {
    TimeMs now_ms = 0;
    std::string build_digest;
    Environment environment;
    Settings settings;
    bool stored_loaded = false;
    std::map<std::string, review::Draft> drafts;  // by "<bundle hex>:<case id>"

    Panel panel = Panel::queue;
    Drawer drawer = Drawer::none;
    Dialog dialog = Dialog::none;
    std::string palette_query;
    bool chord_g = false;  // "g" was pressed: a letter follows
    Notice notice;

    std::vector<ListedBundle> listed;
    bool listed_loaded = false;
    std::string address;  // typed in the open dialog
    BundleState bundle;
    QueueState queue;
    ReviewState review;
    LibraryState library;
    TrialState trial;
    ReplayState replay;
    LedgerState ledger;
    KeyState key;
    LockState lock;
    FormState form;
    KeyringState keyring;
    SaveState save;
    std::optional<bool> persisted;

    Ticket next_ticket = 1;
    std::map<Ticket, std::string> waiting;  // what an answer is for: "shard:3", "draft:<key>"
    std::optional<std::pair<std::string, std::string>>
        wanted_route;  // bundle id and case id, until they are there
};

// ---- derived views, computed from the state alone

// Who signs in this browser.
decision::Reviewer reviewer_of(const State& state);
std::string draft_key(const Digest& bundle, const std::string& case_id);
bool is_decided(const State& state, std::uint32_t row);
std::size_t open_count(const State& state);  // cases not decided yet
std::size_t at_risk_count(const State& state);
std::size_t pending_count(const State& state);
// Why the open case stands where it does; nothing of a case that is decided.
std::vector<review::PriorityReason> priority_reasons(const State& state);
std::size_t unexported_count(const State& state);  // signed here and in no export yet
// Whether a bundle's decisions count for more than practice.
bool is_production(const State& state);
// Why this browser's key may not sign here; empty when it may. Practice needs no proper key.
std::string key_obstacle(const State& state);
// What the keyring says of this browser's key, in words for people; empty without a keyring.
std::string standing_words(const State& state);
// What the checklist is answered for: the case under review, or a pack that is tried.
const ReviewState& active_review(const State& state);
bool is_dark(const State& state);
bool is_high_contrast(const State& state);
// The outcome that will be signed: the override if there is one. Null before the checklist is complete.
const policy::Outcome* final_outcome(const ReviewState& review);
// The team that must approve the override that is being made; null when none must.
const policy::Team* approving_team(const ReviewState& review);
// Id of the question that is open, empty when none is.
const std::string& current_question(const ReviewState& review);
// The words a mark stands on; empty when the part is gone.
std::string evidence_words(const bundle::Case& c, const decision::Evidence& mark);
// Why "Sign and next" is not possible yet; empty when it is.
std::string sign_obstacle(const State& state);

}  // namespace casement::app
