// What every panel is given: the state to read, the commands to ask with, and the means to draw and to be
// read.
#pragma once

#include <app/command.hpp>
#include <app/command_table.hpp>
#include <ui/semantics.hpp>
#include <ui/text.hpp>
#include <ui/theme.hpp>

#include <imgui.h>

#include <map>
#include <string>
#include <vector>

namespace casement::ui {

struct ScrollState {
    float y = 0, content = 0, view = 0;
};

struct MenuItem {
    std::string label;
    app::Command command;
    bool chosen = false;
};

// What only the drawing needs to remember between frames. Nothing here is worth keeping over a reload.
struct View {
    std::map<std::string, ScrollState, std::less<>> scrolls;
    std::string menu_key;  // the open menu, empty: none
    Rect menu_anchor;
    std::vector<MenuItem> menu_items;
    std::size_t palette_index = 0;
    int case_tab = 0;               // narrow screens: which half of a case is seen
    int trial_tab = 0;              // the same for try mode
    bool show_policy_text = false;  // narrow screens: the text of the policy, not the list of its sections
    std::map<std::string, std::uint32_t> documents;  // revisions that are shown
    std::uint32_t shown_row = ~0u;                   // the queue scrolled to it
    std::uint32_t document_revision = ~0u;
    std::string shown_question;     // the checklist scrolled to it
    float dialog_used = 0;          // height of the open dialog's content, where it is less than it may be
    std::vector<Rect> holes;        // where the canvas must be seen through the DOM
    std::uint32_t fresh_focus = 0;  // the focus came here by key: its scroll area shows it
};

class ScrollArea;

struct Ui {
    const app::State& state;
    app::Commands& commands;
    const Theme& theme;
    Text& text;
    Semantics& semantics;
    app::DomPort& dom;
    View& view;
    ScrollArea* scroll = nullptr;  // the innermost that is open
    ImDrawList* list = nullptr;
    float width = 0, height = 0;
    bool keyboard = false;  // the last input was a key: focus is shown
    bool more = false;      // another frame is needed
    TimeMs wake_at = 0;     // when what is drawn changes by itself; 0: never

    void ask(app::Command command) { commands.push_back(std::move(command)); }
    void wake_in(TimeMs ms) {
        const TimeMs at = state.now_ms + ms;
        if (wake_at == 0 || at < wake_at) wake_at = at;
    }
    // Asks for the row's command, if it is enabled now.
    void ask(const app::CommandRow& row);
};

inline ImVec2 min_of(const Rect& r) {
    return {r.x, r.y};
}
inline ImVec2 max_of(const Rect& r) {
    return {r.x + r.w, r.y + r.h};
}
inline Rect inset(const Rect& r, float by) {
    return {r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

}  // namespace casement::ui
