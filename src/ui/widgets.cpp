#include <ui/icons.hpp>
#include <ui/widgets.hpp>

#include <imgui_internal.h>

#include <algorithm>

namespace casement::ui {

void Ui::ask(const app::CommandRow& row) {
    if (row.enabled(state)) ask(row.make(state));
}

Response control(Ui& ui, std::string_view key, Rect rect, Node node) {
    const ImGuiID id = Semantics::id_of(key);
    const bool disabled = node.disabled;
    Response response;
    const ImRect box{min_of(rect), max_of(rect)};
    if (ImGui::ItemAdd(box, id) && !disabled) {
        response.clicked = ImGui::ButtonBehavior(box, id, &response.hovered, &response.held);
    }
    if (ui.semantics.take_activation(id) && !disabled) response.clicked = true;
    response.focused = ui.semantics.focused(id);
    if (ui.scroll) ui.scroll->follow_focus(id, rect);
    if (response.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    node.rect = rect;
    if (node.tab == -2) node.tab = 0;
    ui.semantics.leaf(key, std::move(node));
    return response;
}

void fill(Ui& ui, const Rect& rect, ImU32 colour, float radius) {
    ui.list->AddRectFilled(min_of(rect), max_of(rect), colour, radius);
}

void frame(Ui& ui, const Rect& rect, ImU32 colour, float radius) {
    ui.list->AddRect({rect.x + 0.5f, rect.y + 0.5f}, {rect.x + rect.w - 0.5f, rect.y + rect.h - 0.5f}, colour,
                     radius);
}

void line_h(Ui& ui, float x, float y, float w) {
    ui.list->AddRectFilled({x, y}, {x + w, y + kLine}, ui.theme[Colour::line]);
}

void line_v(Ui& ui, float x, float y, float h) {
    ui.list->AddRectFilled({x, y}, {x + kLine, y + h}, ui.theme[Colour::line]);
}

void focus_ring(Ui& ui, const Rect& rect, float radius) {
    if (!ui.keyboard) return;
    ui.list->AddRect({rect.x - 1, rect.y - 1}, {rect.x + rect.w + 1, rect.y + rect.h + 1},
                     ui.theme[Colour::focus], radius + 1, 0, 2.f);
}

namespace {

constexpr float kPad = 12;

struct ButtonParts {
    float icon = 0, label = 0, chord = 0, pad = kPad;
    TextStyle style = kBodyStrong;
    float width() const {
        float w = pad * 2 + label + icon + chord;
        if (icon > 0 && label > 0) w += 6;
        if (chord > 0) w += 8;
        return w;
    }
};

ButtonParts measure(Ui& ui, const ButtonSpec& spec) {
    ButtonParts parts;
    if (spec.small) parts.style = kCaptionMedium, parts.pad = 6;
    if (!spec.icon.empty()) parts.icon = ui.text.width(spec.icon, kIconSmall);
    parts.label = ui.text.width(spec.label, parts.style);
    if (!spec.chord.empty()) parts.chord = key_cap_width(ui, spec.chord);
    return parts;
}

std::string shown_chord(std::string_view chord) {
    std::string text(chord);
    if (text == "Ctrl+Enter") return "Ctrl ↵";
    if (text == "Backspace") return "⌫";
    std::replace(text.begin(), text.end(), '+', ' ');
    return text;
}

}  // namespace

float key_cap_width(Ui& ui, std::string_view chord) {
    return ui.text.width(shown_chord(chord), kMono) + 10;
}

float key_cap(Ui& ui, ImVec2 at, std::string_view chord) {
    const std::string text = shown_chord(chord);
    const float w = key_cap_width(ui, chord);
    frame(ui, {at.x, at.y, w, 18}, ui.theme[Colour::line], 4);
    ui.text.draw(ui.list, {at.x + 5, at.y}, text, kMono, ui.theme[Colour::muted]);
    return w;
}

float button_width(Ui& ui, const ButtonSpec& spec) {
    return measure(ui, spec).width();
}

bool button(Ui& ui, Rect rect, const ButtonSpec& spec) {
    Node node;
    node.role = Role::button;
    node.name = spec.name.empty() ? spec.label : spec.name;
    node.description = spec.description;
    node.disabled = spec.disabled;
    node.pressed = spec.pressed;
    node.expanded = spec.expanded;
    node.shortcut = spec.chord;
    const auto response = control(ui, spec.key, rect, std::move(node));

    const auto& t = ui.theme;
    const bool primary = spec.look == ButtonLook::primary;
    ImU32 back = primary ? t[Colour::accent_fill] : t[Colour::raised];
    const bool quiet_word = spec.look == ButtonLook::quiet && !spec.label.empty();
    ImU32 ink = primary      ? t[Colour::on_accent]
                : quiet_word ? t[spec.small ? Colour::muted : Colour::accent]
                             : t[Colour::text];
    if (spec.disabled) {
        back = t[Colour::raised];
        ink = t[Colour::faint];
    } else if (response.hovered && !primary) {
        back = t[Colour::hover];
    }
    if (spec.pressed == 1) back = t[Colour::selected], ink = t[Colour::accent];
    if (spec.look != ButtonLook::quiet || response.hovered || spec.pressed == 1)
        fill(ui, rect, back, kRadius);
    if (spec.look == ButtonLook::plain || (primary && spec.disabled)) frame(ui, rect, t[Colour::line]);
    if (primary && response.hovered && !spec.disabled)
        fill(ui, rect, with_alpha(t[Colour::on_accent], 0.08f), kRadius);

    const auto parts = measure(ui, spec);
    float x = rect.x + std::max(0.f, (rect.w - (parts.width() - 2 * parts.pad)) / 2);
    const float middle = rect.y + rect.h / 2;
    const auto icon = [&](float at) {
        ui.text.draw(ui.list, {at, middle - line_height(kIconSmall) / 2}, spec.icon, kIconSmall, ink);
    };
    const bool icon_first = parts.icon > 0 && spec.expanded < 0;  // what opens a menu has its arrow behind
    if (icon_first) {
        icon(x);
        x += parts.icon + (parts.label > 0 ? 6 : 0);
    }
    const bool icon_last = parts.icon > 0 && !icon_first;
    const float room =
        rect.x + rect.w - x - (parts.chord > 0 ? parts.chord + 8 : 0) - (icon_last ? parts.icon + 6 : 0) - 4;
    ui.text.draw(ui.list, {x, middle - line_height(parts.style) / 2}, spec.label, parts.style, ink, room);
    x += std::min(parts.label, room);
    if (icon_last) icon(x + 6);
    if (parts.chord > 0) {
        const std::string chord = shown_chord(spec.chord);
        const ImVec2 at{x + 8, middle - 9};
        frame(ui, {at.x, at.y, parts.chord, 18}, primary ? with_alpha(ink, 0.5f) : t[Colour::line], 4);
        ui.text.draw(ui.list, {at.x + 5, at.y}, chord, kMono, ink);
    }
    if (response.focused) focus_ring(ui, rect);
    return response.clicked;
}

namespace {

ButtonSpec command_spec(Ui& ui, const app::CommandRow& row, ButtonLook look, std::string_view text) {
    ButtonSpec spec;
    spec.label = text.empty() ? row.label : text;
    spec.chord = look == ButtonLook::quiet ? "" : row.chord;
    spec.description = row.tooltip;
    spec.look = look;
    spec.disabled = !row.enabled(ui.state);
    return spec;
}

}  // namespace

float command_width(Ui& ui, std::string_view command_id) {
    return button_width(ui, command_spec(ui, app::command_row(command_id), ButtonLook::plain, ""));
}

bool command_button(Ui& ui, Rect rect, std::string_view command_id, ButtonLook look, std::string_view text) {
    const auto& row = app::command_row(command_id);
    const std::string key = "command." + std::string(command_id);
    ButtonSpec spec = command_spec(ui, row, look, text);
    spec.key = key;
    if (!button(ui, rect, spec)) return false;
    ui.ask(row);
    return true;
}

float chip_width(Ui& ui, std::string_view text) {
    return ui.text.width(text, kCaption) + 14;
}

float chip(Ui& ui, ImVec2 at, std::string_view text, ImU32 colour) {
    const float w = chip_width(ui, text);
    const Rect rect{at.x, at.y, w, 22};
    fill(ui, rect, ui.theme[Colour::raised], 4);
    frame(ui, rect, ui.theme[Colour::line], 4);
    ui.text.draw(ui.list, {at.x + 7, at.y + (22 - line_height(kCaption)) / 2}, text, kCaption,
                 colour ? colour : ui.theme[Colour::muted]);
    return w;
}

void heading(Ui& ui, std::string_view key, Role level, ImVec2 at, std::string_view text, TextStyle style,
             float max_width) {
    const float w = ui.text.draw(ui.list, at, text, style, ui.theme[Colour::text], max_width);
    Node node;
    node.role = level;
    node.name = text;
    node.rect = {at.x, at.y, std::max(w, 1.f), line_height(style)};
    ui.semantics.leaf(key, std::move(node));
}

float label(Ui& ui, std::string_view key, Rect rect, std::string_view text, TextStyle style, ImU32 colour) {
    const float w = ui.text.draw(ui.list, min_of(rect), text, style, colour, rect.w);
    Node node;
    node.role = Role::text;
    node.name = text;
    node.rect = rect;
    ui.semantics.leaf(key, std::move(node));
    return w;
}

float paragraph(Ui& ui, std::string_view key, ImVec2 at, float width, std::string_view text, TextStyle style,
                ImU32 colour, int max_lines) {
    const float h = ui.text.paragraph(ui.list, at, width, text, style, colour, max_lines);
    Node node;
    node.role = Role::text;
    node.name = text;
    node.rect = {at.x, at.y, width, h};
    ui.semantics.leaf(key, std::move(node));
    return h;
}

void field(Ui& ui, Rect rect, app::Field spec) {
    ui.dom.field(spec);
    Node node;
    node.role = Role::slot;
    node.name = spec.label;
    node.rect = rect;
    ui.semantics.leaf("slot:" + spec.name, std::move(node));
    ui.dom.show(spec.name, rect, true);
}

ImU32 effect_colour(const Ui& ui, policy::Effect effect) {
    switch (effect) {
        case policy::Effect::remove:
            return ui.theme[Colour::remove];
        case policy::Effect::restrict:
            return ui.theme[Colour::restrict_];
        case policy::Effect::label:
            return ui.theme[Colour::label];
        case policy::Effect::no_action:
            return ui.theme[Colour::no_action];
        case policy::Effect::escalate:
            return ui.theme[Colour::escalate];
    }
    return ui.theme[Colour::text];
}

const char* effect_icon(policy::Effect effect) {
    switch (effect) {
        case policy::Effect::remove:
            return kIconSquare;
        case policy::Effect::restrict:
            return kIconDiamond;
        case policy::Effect::label:
            return kIconTag;
        case policy::Effect::no_action:
            return kIconCircle;
        case policy::Effect::escalate:
            return kIconArrowUp;
    }
    return kIconCircle;
}

policy::Effect effect_of(std::string_view name) {
    for (const auto effect : {policy::Effect::remove, policy::Effect::restrict, policy::Effect::label,
                              policy::Effect::no_action, policy::Effect::escalate}) {
        if (name == policy::name(effect)) return effect;
    }
    return policy::Effect::no_action;
}

float segments(Ui& ui, std::string_view key, std::string_view name, ImVec2 at,
               const std::vector<Segment>& choices) {
    constexpr float kHeight = 32;
    float width = 0;
    for (const auto& choice : choices) width += ui.text.width(choice.label, kBodyMedium) + 24;
    Node group;
    group.role = Role::radiogroup;
    group.name = name;
    group.rect = {at.x, at.y, width, kHeight};
    ui.semantics.open(key, std::move(group));
    const Rect all{at.x, at.y, width, kHeight};
    fill(ui, all, ui.theme[Colour::raised], kRadius);
    float x = at.x;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto& choice = choices[i];
        const float w = ui.text.width(choice.label, kBodyMedium) + 24;
        const Rect rect{x, at.y, w, kHeight};
        Node node;
        node.role = Role::radio;
        node.name = choice.label;
        node.checked = choice.chosen ? 1 : 0;
        node.position = static_cast<std::int32_t>(i) + 1;
        node.set_size = static_cast<std::int32_t>(choices.size());
        const auto response = control(ui, std::string(key) + "." + std::to_string(i), rect, std::move(node));
        if (choice.chosen) {
            fill(ui, rect, ui.theme[Colour::selected], kRadius);
            frame(ui, rect, ui.theme[Colour::accent]);
        } else if (response.hovered) {
            fill(ui, rect, ui.theme[Colour::hover], kRadius);
        }
        ui.text.draw(ui.list, {x + 12, at.y + (kHeight - line_height(kBodyMedium)) / 2}, choice.label,
                     kBodyMedium, choice.chosen ? ui.theme[Colour::text] : ui.theme[Colour::muted]);
        if (response.focused) focus_ring(ui, rect);
        if (response.clicked) ui.ask(choice.command);
        x += w;
    }
    frame(ui, all, ui.theme[Colour::line]);
    ui.semantics.close();
    return width;
}

// ---------------------------------------------------------------- scroll areas

ScrollArea::ScrollArea(Ui& ui, std::string_view key, Rect rect, Node node)
    : ui_(ui), outer_(ui.scroll), rect_(rect), state_(ui.view.scrolls[std::string(key)]) {
    ui.scroll = this;
    state_.view = rect.h;
    state_.y = std::clamp(state_.y, 0.f, std::max(0.f, state_.content - rect.h));
    node.rect = rect;
    node.scroll_y = state_.y;
    node.scroll_height = state_.content;
    if (node.tab == -2) node.tab = 0;
    ui.semantics.open(key, std::move(node));
    ImGui::PushClipRect(min_of(rect), max_of(rect), true);
}

float ScrollArea::top() const {
    return rect_.y - state_.y;
}

void ScrollArea::reveal(float y, float h) {
    if (y + h > state_.y + rect_.h) state_.y = y + h - rect_.h;
    if (y < state_.y) state_.y = y;  // last: of what is taller than the area, the beginning is shown
}

void ScrollArea::follow_focus(std::uint32_t id, const Rect& rect) {
    if (ui_.view.fresh_focus != id) return;
    ui_.view.fresh_focus = 0;
    const float before = state_.y;
    reveal(rect.y - top(), rect.h);
    if (state_.y != before) ui_.more = true;
}

void ScrollArea::close(float content_height) {
    ui_.scroll = outer_;
    if (state_.content != content_height) ui_.more = true;
    state_.content = content_height;
    auto& node = ui_.semantics.last_opened();
    node.scroll_height = content_height;
    node.scroll_y = state_.y;
    ui_.semantics.close();
    ImGui::PopClipRect();
}

// ---------------------------------------------------------------- tabs

void tab_bar(Ui& ui, const std::string& key, const char* name, Rect area,
             const std::vector<const char*>& tabs, int& chosen) {
    Node list;
    list.role = Role::tablist;
    list.name = name;
    list.rect = area;
    ui.semantics.open(key, std::move(list));
    const float w = area.w / static_cast<float>(tabs.size());
    for (int i = 0; i < static_cast<int>(tabs.size()); ++i) {
        const char* title = tabs[static_cast<std::size_t>(i)];
        const Rect rect{area.x + w * static_cast<float>(i), area.y, w, area.h};
        Node node;
        node.role = Role::tab;
        node.name = title;
        node.selected = chosen == i ? 1 : 0;
        const auto response = control(ui, key + "." + title, rect, std::move(node));
        ui.text.draw(ui.list, {rect.x, rect.y + 10}, title, kBodyStrong,
                     chosen == i ? ui.theme[Colour::text] : ui.theme[Colour::muted], rect.w, Align::centre);
        if (chosen == i) fill(ui, {rect.x, rect.y + rect.h - 2, rect.w, 2}, ui.theme[Colour::accent]);
        if (response.focused) focus_ring(ui, inset(rect, 3));
        if (!response.clicked) continue;
        chosen = i;
        ui.more = true;
    }
    ui.semantics.close();
    line_h(ui, area.x, area.y + area.h - 1, area.w);
}

// ---------------------------------------------------------------- menus

void open_menu(Ui& ui, std::string key, Rect anchor, std::vector<MenuItem> items) {
    ui.view.menu_key = std::move(key);
    ui.view.menu_anchor = anchor;
    ui.view.menu_items = std::move(items);
    ui.ask(app::FocusOn{"menu.0"});
    ui.more = true;
}

void draw_menu(Ui& ui) {
    auto& view = ui.view;
    if (view.menu_key.empty()) return;
    constexpr float kItem = 32;
    float width = view.menu_anchor.w;
    for (const auto& item : view.menu_items) width = std::max(width, ui.text.width(item.label, kBody) + 52);
    const float height = kItem * static_cast<float>(view.menu_items.size()) + 8;
    Rect rect{view.menu_anchor.x, view.menu_anchor.y + view.menu_anchor.h + 4, width, height};
    rect.x = std::clamp(rect.x, 4.f, std::max(4.f, ui.width - width - 4));
    rect.y = std::min(rect.y, ui.height - height - 4);
    view.holes.push_back(rect);

    ImGui::SetNextWindowPos(min_of(rect));
    ImGui::SetNextWindowSize({rect.w, rect.h});
    ImGui::Begin(
        "menu", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImDrawList* below = ui.list;
    ui.list = ImGui::GetWindowDrawList();
    fill(ui, rect, ui.theme[Colour::raised], kRadius);
    frame(ui, rect, ui.theme[Colour::line]);
    Node menu;
    menu.role = Role::menu;
    menu.name = "Menu";
    menu.rect = rect;
    ui.semantics.open("menu", std::move(menu));
    bool done = false;
    float y = rect.y + 4;
    for (std::size_t i = 0; i < view.menu_items.size(); ++i, y += kItem) {
        const auto& item = view.menu_items[i];
        const Rect row{rect.x + 4, y, rect.w - 8, kItem};
        Node node;
        node.role = Role::menuitem;
        node.name = item.label;
        node.current = item.chosen;
        const auto response = control(ui, "menu." + std::to_string(i), row, std::move(node));
        if (response.hovered || response.focused) fill(ui, row, ui.theme[Colour::hover], 4);
        if (item.chosen) {
            ui.text.draw(ui.list, {row.x + 6, y + 6}, kIconCheck, kIconSmall, ui.theme[Colour::accent]);
        }
        ui.text.draw(ui.list, {row.x + 28, y + (kItem - line_height(kBody)) / 2}, item.label, kBody,
                     ui.theme[Colour::text]);
        if (response.clicked) {
            ui.ask(item.command);
            done = true;
        }
    }
    ui.semantics.close();
    const bool outside =
        ImGui::IsMouseClicked(0) && !ImRect(min_of(rect), max_of(rect)).Contains(ImGui::GetMousePos());
    ImGui::End();
    ui.list = below;
    if (done || outside) {
        if (done) ui.ask(app::FocusOn{view.menu_key});
        view.menu_key.clear();
        ui.more = true;
    }
}

}  // namespace casement::ui
