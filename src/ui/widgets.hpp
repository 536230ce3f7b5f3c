// The controls panels are made of. Each draws itself, is hit by the pointer through ImGui, and declares its
// semantic node; a press by pointer, key or assistive technology comes back the same way.
#pragma once

#include <core/policy/pack.hpp>
#include <ui/ui.hpp>

#include <string>
#include <string_view>

namespace casement::ui {

struct Response {
    bool clicked = false, hovered = false, held = false, focused = false;
};

// The bare control: hit test and node, nothing drawn. `node` brings role, name and states.
Response control(Ui& ui, std::string_view key, Rect rect, Node node);
void focus_ring(Ui& ui, const Rect& rect, float radius = kRadius);

enum class ButtonLook { plain, primary, quiet };
struct ButtonSpec {
    std::string_view key, label, icon, chord, description;
    ButtonLook look = ButtonLook::plain;
    bool disabled = false;
    bool small = false;
    std::int8_t pressed = -1, expanded = -1;
    std::string_view name;  // accessible name, where it must say more than the label
};
inline constexpr float kButtonHeight = 32;
float button_width(Ui& ui, const ButtonSpec& spec);
bool button(Ui& ui, Rect rect, const ButtonSpec& spec);
// A button for a row of the command table: label, tooltip, chord and enabled-when come from there.
float command_width(Ui& ui, std::string_view command_id);
bool command_button(Ui& ui, Rect rect, std::string_view command_id, ButtonLook look = ButtonLook::plain,
                    std::string_view label = {});

// Small things that are only seen; returns the width.
float chip(Ui& ui, ImVec2 at, std::string_view text, ImU32 colour = 0);
float chip_width(Ui& ui, std::string_view text);
float key_cap(Ui& ui, ImVec2 at, std::string_view chord);
float key_cap_width(Ui& ui, std::string_view chord);
void line_h(Ui& ui, float x, float y, float w);
void line_v(Ui& ui, float x, float y, float h);
void fill(Ui& ui, const Rect& rect, ImU32 colour, float radius = 0);
void frame(Ui& ui, const Rect& rect, ImU32 colour, float radius = kRadius);

// Text with its semantic node.
void heading(Ui& ui, std::string_view key, Role level, ImVec2 at, std::string_view text, TextStyle style,
             float max_width = 0);
float label(Ui& ui, std::string_view key, Rect rect, std::string_view text, TextStyle style, ImU32 colour);
float paragraph(Ui& ui, std::string_view key, ImVec2 at, float width, std::string_view text, TextStyle style,
                ImU32 colour, int max_lines = 0);

// A text field of the DOM at this place.
void field(Ui& ui, Rect rect, app::Field field);

// Fixed shape and colour of an outcome: square remove, diamond restrict, tag label, circle none, arrow
// escalate.
ImU32 effect_colour(const Ui& ui, policy::Effect effect);
const char* effect_icon(policy::Effect effect);
policy::Effect effect_of(std::string_view name);

// A radio group drawn as segments in one row.
struct Segment {
    std::string_view label;
    app::Command command;
    bool chosen = false;
};
float segments(Ui& ui, std::string_view key, std::string_view name, ImVec2 at,
               const std::vector<Segment>& segments);

// Tabs over the whole width; `chosen` is changed when one is pressed.
void tab_bar(Ui& ui, const std::string& key, const char* name, Rect area,
             const std::vector<const char*>& tabs, int& chosen);

// An area that scrolls: a real scroller in the DOM, synced both ways. Between construction and close() the
// draw list is clipped to `rect`, and children stand at top() and below.
class ScrollArea {
  public:
    ScrollArea(Ui& ui, std::string_view key, Rect rect, Node node);
    float top() const;  // y of the content's beginning, scrolled
    float offset() const { return state_.y; }
    bool sees(float y, float h) const { return y + h >= rect_.y && y <= rect_.y + rect_.h; }
    void reveal(float y, float h);  // content coordinates; takes effect in this frame
    void close(float content_height);
    // Shows the control if the focus has just come to it by key.
    void follow_focus(std::uint32_t id, const Rect& rect);

  private:
    Ui& ui_;
    ScrollArea* outer_;
    Rect rect_;
    ScrollState& state_;
};

// A menu that hangs below its anchor; opened by a button, drawn by the frame.
void open_menu(Ui& ui, std::string key, Rect anchor, std::vector<MenuItem> items);
void draw_menu(Ui& ui);

}  // namespace casement::ui
