// One table of the commands a person can give: menu, palette, chords, tooltips, the help page and the
// accessibility tree all come from it.
#pragma once

#include <app/command.hpp>

#include <string_view>

namespace casement::app {

enum class Group { review, checklist, go, policy, view, ledger, help };
const char* label(Group group);

struct CommandRow {
    const char* id;  // stable: "case.next"
    Group group;
    const char* label;    // sentence case, "…" where more input follows
    const char* tooltip;  // what it does, one line
    const char* chord;    // "J", "Ctrl+Enter", "G Q", "?"; empty: none
    bool held;            // acts while the key is down
    bool (*enabled)(const State&);
    Command (*make)(const State&);
};

const std::vector<CommandRow>& command_table();
const CommandRow& command_row(std::string_view id);  // the id must exist

// The row a key press stands for, or nullptr. Sequences ("G Q") use state.chord_g.
const CommandRow* match_chord(const State& state, const KeyEvent& event);
// True when the event is the "G" that starts a sequence.
bool starts_sequence(const State& state, const KeyEvent& event);

// Rows whose label or id contains every folded word of the query, enabled ones only, in table order.
std::vector<const CommandRow*> find_commands(const State& state, std::string_view query);

}  // namespace casement::app
