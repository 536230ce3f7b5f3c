// What can happen to the console: what a person asks for, and what the platform answers.
#pragma once

#include <app/ports.hpp>
#include <app/state.hpp>

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace casement::app {

struct OpenBundle {
    std::string url;
};
struct OpenCase {
    std::uint32_t row = 0;
};
struct StepCase {
    int by = 1;
};  // along the queue as it is shown
struct SetFilter {
    std::string text;
};
struct SetOrder {
    review::SortOrder order;
};
struct ToggleFacet {  // a value of a field, wanted in the filter or no longer
    review::Field field = review::Field::area;
    std::string value;
};
struct TakeSuggestion {
    std::size_t index = 0;  // in QueueState::suggestions
};
struct ToggleDecided {};
struct ShowPanel {
    Panel panel = Panel::queue;
};
struct ShowDialog {
    Dialog dialog = Dialog::none;
};
struct Answer {
    std::string question;
    Json value;
};  // null takes the answer back
struct ChooseOption {
    std::size_t index = 0;
};  // of the open question, by number
struct ContinueQuestion {};  // many, text, number, date, spans: done with it
struct EditQuestion {
    std::string question;
};
struct BackQuestion {};
struct MarkEvidence {};
struct RemoveEvidence {
    std::size_t index = 0;
};
struct JumpToEvidence {
    std::size_t index = 0;
};
struct SetOverride {
    std::string outcome;
};  // empty: none
struct ToggleDrawer {
    Drawer drawer = Drawer::none;
};
struct FlagQuestion {
    std::string kind;
};  // "ambiguous", "gap", or empty: no flag any more
struct ShowPolicy {
    std::string pack, section;
};  // empty: as it is
struct ShowPolicyView {
    PolicyView view = PolicyView::section;
};
struct OpenPolicyFile {};
struct AcknowledgePolicy {};
struct ExportAcknowledgements {};
struct PrintPolicy {};
struct CopyCitation {};
struct TryPack {
    std::string pack;
};
struct TryThisCase {};
struct SetFact {
    std::string name;
    Json value;
};
struct ClearTrial {};
struct SetReplayPack {
    std::string pack;
};
struct ReplayLedger {};
struct ReplayFile {};
struct ShowFlow {
    std::size_t index = 0;
};
struct StopWork {
    LongWork work = LongWork::replay;
};
struct OpenCaseNamed {
    std::string case_id;
};
struct ResetReply {};
struct SignAndNext {};
struct UndoSign {};
struct SignNow {};  // ends the undo window of everything pending
struct RetrySign {};
struct HoldReveal {
    bool on = false;
};
struct ExportLedger {};  // asks what and how
struct SetExport {
    ExportScope scope = ExportScope::all;
    ExportForm form = ExportForm::envelopes;
};
struct ExportDecisions {};
struct RetrySave {};
struct ExportRescue {};  // drafts and decisions as they are in memory, when the storage fails
struct KeepImported {};
struct MakeMyKey {};
struct UnlockVault {};
struct LockNow {};
struct WipeMachine {};
struct TakeOverTab {};
struct ExportEnrolment {};
struct ImportKeyring {};
struct SetLockMinutes {
    int minutes = 10;
};
struct StartCorrection {};
struct ExportKey {};
struct ImportFile {};
struct SetTheme {
    ThemeChoice theme = ThemeChoice::system;
};
struct SetSeverityShield {
    int severity = 0;
    Shield shield = Shield::blur;
};
struct SetShieldStrength {
    float strength = 0.6f;
};
struct SetUndoSeconds {
    int seconds = 4;
};
struct SetPane {
    float queue_width = 0, checklist_width = 0;
};  // 0: as it is
struct AskPersistence {};
struct FocusFilter {};
struct FocusOn {
    std::string name;  // of a semantic node, a field or a document
};
struct LeaveField {};
struct Copy {
    std::string text, what;
};
struct Touched {};  // any input: the reviewer is there

using AnyCommand =
    std::variant<OpenBundle, OpenCase, StepCase, SetFilter, SetOrder, ToggleFacet, TakeSuggestion,
                 ToggleDecided, ShowPanel, ShowDialog, Answer, ChooseOption, ContinueQuestion, EditQuestion,
                 BackQuestion, MarkEvidence, RemoveEvidence, JumpToEvidence, SetOverride, ToggleDrawer,
                 FlagQuestion, ShowPolicy, ShowPolicyView, OpenPolicyFile, AcknowledgePolicy,
                 ExportAcknowledgements, PrintPolicy, CopyCitation, TryPack, TryThisCase, SetFact, ClearTrial,
                 SetReplayPack, ReplayLedger, ReplayFile, ShowFlow, StopWork, OpenCaseNamed, ResetReply,
                 SignAndNext, UndoSign, SignNow, RetrySign, HoldReveal, ExportLedger, SetExport,
                 ExportDecisions, RetrySave, ExportRescue, KeepImported, MakeMyKey, UnlockVault, LockNow,
                 WipeMachine, TakeOverTab, ExportEnrolment, ImportKeyring, SetLockMinutes, StartCorrection,
                 ExportKey, ImportFile, SetTheme, SetSeverityShield, SetShieldStrength, SetUndoSeconds,
                 SetPane, AskPersistence, FocusFilter, FocusOn, LeaveField, Copy, Touched, Arrival>;
using Command = OneOf<AnyCommand>;
using Commands = std::vector<Command>;
using Effects = std::vector<Effect>;

// What update() may know of the world beside the state.
struct World {
    TimeMs now_ms = 0;
    std::function<void(void*, std::size_t)> random_bytes;
};

// The only place that changes the state.
Effects update(State& state, Command command, const World& world);
// What to do when the console starts.
Effects start(State& state, const World& world);

}  // namespace casement::app
