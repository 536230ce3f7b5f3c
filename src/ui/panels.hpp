// The index of panels: each is a file, reads the state, and asks with commands.
#pragma once

#include <ui/ui.hpp>

namespace casement::ui {

void panel_start(Ui& ui, Rect area);  // no bundle, opening, failed
void panel_queue(Ui& ui, Rect area);
void panel_case(Ui& ui, Rect area);
void panel_checklist(Ui& ui, Rect area);  // the questions, and the decision below them
void panel_decision(Ui& ui, Rect area);   // outcome, because, sign
float decision_height(Ui& ui, float width);
void panel_policies(Ui& ui, Rect area);
void panel_trial(Ui& ui, Rect area);
void panel_replay(Ui& ui, Rect area);
float drawer_height(const Ui& ui, float room);  // of what stands below the content; 0: it is closed
void panel_drawer(Ui& ui, Rect area);
void panel_ledger(Ui& ui, Rect area);
void panel_settings(Ui& ui, Rect area);

void panel_lock(Ui& ui, Rect area);  // instead of everything else, while the passphrase is not given
// What must not be overlooked, across the top: saving fails, another tab writes. Its height, or 0.
float strip(Ui& ui, Rect area);

// What stands against the dialog's form; gives its height.
float form_error(Ui& ui, Rect area, float y);
// The dialog is as tall as what it asks: its content ends with a button at `y`.
void ends_with_button(Ui& ui, Rect area, float y);
void dialog_make_key(Ui& ui, Rect area);
void dialog_wipe(Ui& ui, Rect area);
void dialog_export(Ui& ui, Rect area);
void dialog_correct(Ui& ui, Rect area);
void dialog_open_bundle(Ui& ui, Rect area);
void dialog_palette(Ui& ui, Rect area);
void dialog_help(Ui& ui, Rect area);
void dialog_problems(Ui& ui, Rect area);
void dialog_override(Ui& ui, Rect area);
void dialog_flag(Ui& ui, Rect area);
void dialog_imported(Ui& ui, Rect area);

// What the palette lists for its query: rows of the command table, then cases.
struct PaletteEntry {
    std::string label, detail, chord;
    app::Command command;
};
std::vector<PaletteEntry> palette_entries(const app::State& state);

}  // namespace casement::ui
