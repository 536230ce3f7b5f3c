#include <app/command_table.hpp>
#include <app/library.hpp>
#include <core/review/fold.hpp>
#include <core/review/query.hpp>

#include <algorithm>
#include <cassert>
#include <cstring>

namespace casement::app {
namespace {

bool always(const State&) {
    return true;
}
bool has_bundle(const State& s) {
    return s.bundle.phase == BundleState::Phase::ready;
}
bool has_cases(const State& s) {
    return has_bundle(s) && !s.queue.shown.empty();
}
bool has_case(const State& s) {
    return s.review.open && s.review.error.code.empty();
}
bool trying(const State& s) {
    return s.panel == Panel::trial && s.trial.sheet.pack != nullptr;
}
bool has_pack(const State& s) {
    return s.panel == Panel::policies && !s.library.shown.empty();
}
bool can_acknowledge(const State& s) {
    const auto* entry = has_pack(s) ? find_pack(s, s.library.shown) : nullptr;
    return entry && entry->pack && read_state(s, entry->id, entry->version) != ReadState::current;
}
bool in_review(const State& s) {
    return has_case(s) && (s.panel == Panel::review || s.panel == Panel::queue);
}
bool can_answer(const State& s) {
    return trying(s) || (in_review(s) && s.review.pack != nullptr);
}
bool can_flag(const State& s) {
    return in_review(s) && s.review.pack != nullptr && !current_question(s.review).empty();
}
bool has_policy(const State& s) {
    return in_review(s) && s.review.pack != nullptr;
}
bool can_sign(const State& s) {
    return sign_obstacle(s).empty() && in_review(s);
}
bool can_undo(const State& s) {
    return !s.ledger.pending.empty() && s.ledger.pending.back().step == PendingDecision::Step::waiting;
}
bool has_ledger(const State& s) {
    return !s.ledger.entries.empty() || !s.ledger.pending.empty();
}
bool can_correct(const State& s) {
    return in_review(s) && s.review.already_decided &&
           s.ledger.by_case.contains(draft_key(s.bundle.digest, s.review.c.id));
}
bool has_vault(const State& s) {
    return s.lock.vault && !s.lock.locked;
}
bool has_own_key(const State& s) {
    return s.key.ready && !s.key.temporary;
}
bool has_no_own_key(const State& s) {
    return s.key.ready && s.key.temporary;
}
bool is_reader(const State& s) {
    return !s.lock.writer;
}
bool has_problems(const State& s) {
    return !s.bundle.problems.empty();
}
bool has_key(const State& s) {
    return s.key.ready;
}

template <int kBy>
Command step_case(const State&) {
    return StepCase{kBy};
}
template <Panel kPanel>
Command show_panel(const State&) {
    return ShowPanel{kPanel};
}
template <Dialog kDialog>
Command show_dialog(const State&) {
    return ShowDialog{kDialog};
}
template <ThemeChoice kTheme>
Command set_theme(const State&) {
    return SetTheme{kTheme};
}
template <std::size_t kIndex>
Command choose(const State&) {
    return ChooseOption{kIndex};
}
template <class C>
Command plain(const State&) {
    return C{};
}

}  // namespace

const char* label(Group group) {
    switch (group) {
        case Group::review:
            return "Cases";
        case Group::checklist:
            return "Checklist and decision";
        case Group::go:
            return "Go to";
        case Group::policy:
            return "Policies";
        case Group::view:
            return "View";
        case Group::ledger:
            return "Ledger";
        case Group::help:
            return "Help";
    }
    return "";
}

const std::vector<CommandRow>& command_table() {
    static const std::vector<CommandRow> table = {
        {"case.next", Group::review, "Next case", "Opens the next case of the queue", "J", false, has_cases,
         step_case<1>},
        {"case.previous", Group::review, "Previous case", "Opens the case before this one", "K", false,
         has_cases, step_case<-1>},
        {"queue.filter", Group::review, "Filter the queue…", "Puts the cursor into the queue's filter", "/",
         false, has_bundle, plain<FocusFilter>},
        {"queue.decided", Group::review, "Show or hide decided cases",
         "Cases with a decision of yours leave the queue or come back", "", false, has_bundle,
         plain<ToggleDecided>},
        {"media.reveal", Group::review, "Hold to look", "While the key is down, pictures are seen unshielded",
         "H", true, has_case, [](const State&) -> Command { return HoldReveal{true}; }},
        {"evidence.mark", Group::review, "Mark evidence", "Marks the selected text as evidence", "E", false,
         in_review, plain<MarkEvidence>},

        {"answer.1", Group::checklist, "Choose answer 1", "Chooses the first answer", "1", false, can_answer,
         choose<0>},
        {"answer.2", Group::checklist, "Choose answer 2", "Chooses the second answer", "2", false, can_answer,
         choose<1>},
        {"answer.3", Group::checklist, "Choose answer 3", "Chooses the third answer", "3", false, can_answer,
         choose<2>},
        {"answer.4", Group::checklist, "Choose answer 4", "Chooses the fourth answer", "4", false, can_answer,
         choose<3>},
        {"answer.5", Group::checklist, "Choose answer 5", "Chooses the fifth answer", "5", false, can_answer,
         choose<4>},
        {"answer.6", Group::checklist, "Choose answer 6", "Chooses the sixth answer", "6", false, can_answer,
         choose<5>},
        {"answer.7", Group::checklist, "Choose answer 7", "Chooses the seventh answer", "7", false,
         can_answer, choose<6>},
        {"answer.8", Group::checklist, "Choose answer 8", "Chooses the eighth answer", "8", false, can_answer,
         choose<7>},
        {"answer.9", Group::checklist, "Choose answer 9", "Chooses the ninth answer", "9", false, can_answer,
         choose<8>},
        {"question.continue", Group::checklist, "Done with this question",
         "Goes on to the next open question", "N", false, can_answer, plain<ContinueQuestion>},
        {"question.back", Group::checklist, "Back one question", "Opens the question before this one",
         "Backspace", false, can_answer, plain<BackQuestion>},
        {"question.flag", Group::checklist, "Flag this question…",
         "Says that the question is ambiguous, or that the policy has a gap", "F", false, can_flag,
         show_dialog<Dialog::flag_question>},
        {"policy.beside", Group::checklist, "Policy of this question",
         "Shows the rule, definitions and examples below the content, or hides them", "P", false, has_policy,
         [](const State&) -> Command { return ToggleDrawer{Drawer::policy}; }},
        {"decision.why", Group::checklist, "Why this outcome",
         "Shows the rules that led here, and which answers would change it", "W", false, has_policy,
         [](const State&) -> Command { return ToggleDrawer{Drawer::why}; }},
        {"decision.try", Group::checklist, "Try other answers",
         "Copies this case's answers to where nothing is kept", "T", false, has_policy, plain<TryThisCase>},
        {"decision.override", Group::checklist, "Override the outcome…",
         "Decides otherwise than derived, with a reason", "O", false,
         [](const State& s) { return in_review(s) && s.review.derived.has_value(); },
         show_dialog<Dialog::override_outcome>},
        {"decision.correct", Group::checklist, "Correct this decision…",
         "Signs another decision that takes the place of the signed one; both stay", "", false, can_correct,
         show_dialog<Dialog::correct>},
        {"decision.sign", Group::checklist, "Sign and next", "Signs the decision and opens the next case",
         "Ctrl+Enter", false, can_sign, plain<SignAndNext>},
        {"decision.undo", Group::checklist, "Undo the last signing",
         "Takes the last decision back before it is signed", "U", false, can_undo, plain<UndoSign>},

        {"palette", Group::go, "Search or jump to…", "Finds commands and cases", "Ctrl+K", false, always,
         show_dialog<Dialog::palette>},
        {"go.queue", Group::go, "Queue", "Shows the queue", "G Q", false, always, show_panel<Panel::queue>},
        {"go.case", Group::go, "Case", "Shows the open case", "G C", false, always,
         show_panel<Panel::review>},
        {"go.policies", Group::go, "Policies", "Shows the policy packs at hand", "G P", false, always,
         show_panel<Panel::policies>},
        {"go.trial", Group::go, "Try a policy", "Answers a checklist without a case", "G T", false, always,
         show_panel<Panel::trial>},
        {"go.replay", Group::go, "Replay", "Shows what a newer policy would change in past decisions", "G R",
         false, always, show_panel<Panel::replay>},
        {"go.ledger", Group::go, "Ledger", "Shows what was signed", "G L", false, always,
         show_panel<Panel::ledger>},
        {"go.settings", Group::go, "Settings", "Shows the settings", "G S", false, always,
         show_panel<Panel::settings>},
        {"bundle.open", Group::go, "Open a bundle…",
         "Opens a bundle by address, from the list, or by dropping a folder", "G O", false, always,
         show_dialog<Dialog::open_bundle>},

        {"policy.section", Group::policy, "Section with its checklist", "Shows one section", "", false,
         has_pack, [](const State&) -> Command { return ShowPolicyView{PolicyView::section}; }},
        {"policy.changes", Group::policy, "What changed", "Compares this version with the one before", "",
         false, has_pack, [](const State&) -> Command { return ShowPolicyView{PolicyView::changes}; }},
        {"policy.whole", Group::policy, "The whole pack", "Shows all sections one after another", "", false,
         has_pack, [](const State&) -> Command { return ShowPolicyView{PolicyView::whole}; }},
        {"policy.acknowledge", Group::policy, "Acknowledge this version",
         "Signs that you have read it, and keeps the signed record", "", false, can_acknowledge,
         plain<AcknowledgePolicy>},
        {"policy.try", Group::policy, "Try this pack", "Answers its checklist without a case", "", false,
         has_pack, [](const State& s) -> Command { return TryPack{s.library.shown}; }},
        {"policy.print", Group::policy, "Print", "Opens the print view of the whole pack", "", false,
         has_pack, plain<PrintPolicy>},
        {"policy.cite", Group::policy, "Copy citation", "Copies title, version, section and digest", "",
         false, has_pack, plain<CopyCitation>},
        {"policy.open", Group::policy, "Open a policy file…",
         "Opens a pack from a file, to read, try and compare it", "", false, always, plain<OpenPolicyFile>},
        {"policy.export", Group::policy, "Export acknowledgements", "Saves the signed records as a file", "",
         false, [](const State& s) { return !s.library.acknowledged.empty(); },
         plain<ExportAcknowledgements>},
        {"replay.ledger", Group::policy, "Replay this browser's decisions",
         "Takes the decisions of the ledger", "", false, has_ledger, plain<ReplayLedger>},
        {"replay.file", Group::policy, "Replay a file…", "Takes the decisions of an export", "", false,
         always, plain<ReplayFile>},
        {"trial.clear", Group::policy, "Start again", "Takes all answers and facts of the trial back", "",
         false, trying, plain<ClearTrial>},

        {"view.dark", Group::view, "Dark theme", "Light text on dark panels", "", false, always,
         set_theme<ThemeChoice::dark>},
        {"view.light", Group::view, "Light theme", "Dark text on light panels", "", false, always,
         set_theme<ThemeChoice::light>},
        {"view.high_contrast", Group::view, "High-contrast theme", "The strongest contrast", "", false,
         always, set_theme<ThemeChoice::high_contrast>},
        {"view.system", Group::view, "Theme of the system", "Follows the system's setting", "", false, always,
         set_theme<ThemeChoice::system>},
        {"bundle.problems", Group::view, "Show what could not be read",
         "Lists broken cases with file, line and reason", "", false, has_problems,
         show_dialog<Dialog::problems>},

        {"ledger.export", Group::ledger, "Export decisions…",
         "Saves signed decisions as a file, sealed by a checkpoint, or as a table", "", false, has_ledger,
         plain<ExportLedger>},
        {"ledger.import", Group::ledger, "Check a file of decisions…",
         "Opens an export and verifies every line", "", false, always, plain<ImportFile>},
        {"key.export", Group::ledger, "Save the public key", "Saves the public half of your key as PEM", "",
         false, has_key, plain<ExportKey>},
        {"key.make", Group::ledger, "Make my key…",
         "Makes a key of your own behind a passphrase, for bundles that count", "", false, has_no_own_key,
         show_dialog<Dialog::make_key>},
        {"key.enrol", Group::ledger, "Save the request for enrolment",
         "Saves a signed file to send to the publisher, who adds your key to the keyring", "", false,
         has_own_key, plain<ExportEnrolment>},
        {"keyring.open", Group::ledger, "Open a keyring…", "Takes over who may sign, from a file", "", false,
         always, plain<ImportKeyring>},
        {"lock", Group::ledger, "Lock", "Forgets everything readable until the passphrase is given", "Ctrl+L",
         false, has_vault, plain<LockNow>},
        {"wipe", Group::ledger, "Sign out and wipe…", "Takes everything of this console off this machine", "",
         false, always, show_dialog<Dialog::wipe>},
        {"tab.take_over", Group::ledger, "Write in this tab", "Takes the writing over from the other tab", "",
         false, is_reader, plain<TakeOverTab>},
        {"storage.rescue", Group::ledger, "Save everything as a file",
         "Saves drafts and decisions as they are in memory, whatever the storage does", "", false, always,
         plain<ExportRescue>},
        {"storage.persist", Group::ledger, "Ask the browser to keep the data",
         "Asks that drafts and decisions are not cleared when space runs low", "", false, always,
         plain<AskPersistence>},

        {"help", Group::help, "Keys and commands", "Shows every command with its keys", "?", false, always,
         show_dialog<Dialog::help>},
    };
    return table;
}

const CommandRow& command_row(std::string_view id) {
    const auto& table = command_table();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.id == id; });
    assert(found != table.end());
    return *found;
}

namespace {

// The letter or name a key stands for: what the layout types if that is Latin, else the physical key.
std::string key_name(const KeyEvent& event) {
    if (event.key.size() == 1) {
        const char c = event.key[0];
        return std::string(1, c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
    }
    const bool named = event.key.size() > 1 && static_cast<unsigned char>(event.key[0]) < 0x80;
    if (named) return event.key;
    if (event.code.size() == 4 && event.code.starts_with("Key")) return event.code.substr(3);
    if (event.code.size() == 6 && event.code.starts_with("Digit")) return event.code.substr(5);
    return event.key;
}

bool has_modifier_chord(std::string_view chord) {
    return chord.starts_with("Ctrl+");
}

}  // namespace

const CommandRow* match_chord(const State& state, const KeyEvent& event) {
    const std::string key = key_name(event);
    const bool accel = event.ctrl || event.meta;
    if (event.alt || (event.in_field && !accel)) return nullptr;
    for (const auto& row : command_table()) {
        std::string_view chord = row.chord;
        if (chord.empty()) continue;
        if (has_modifier_chord(chord) != accel) continue;
        if (accel) chord.remove_prefix(std::strlen("Ctrl+"));
        const bool sequence = chord.size() == 3 && chord.starts_with("G ");
        if (sequence != (state.chord_g && !accel)) continue;
        if (sequence) chord.remove_prefix(2);
        if (key == chord && row.enabled(state)) return &row;
    }
    return nullptr;
}

bool starts_sequence(const State& state, const KeyEvent& event) {
    return !state.chord_g && !event.in_field && !event.ctrl && !event.meta && !event.alt &&
           key_name(event) == "G";
}

std::vector<const CommandRow*> find_commands(const State& state, std::string_view query) {
    const auto words = review::folded_words(query);
    std::vector<const CommandRow*> found;
    for (const auto& row : command_table()) {
        if (!row.enabled(state) || row.held || std::string_view(row.id).starts_with("answer.")) continue;
        const std::string text = review::fold(std::string(row.label) + " " + row.id);
        if (std::all_of(words.begin(), words.end(),
                        [&](const auto& w) { return text.find(w) != std::string::npos; })) {
            found.push_back(&row);
        }
    }
    return found;
}

}  // namespace casement::app
