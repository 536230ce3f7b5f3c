#include <ui/dialog.hpp>
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace casement::ui {
namespace {

using app::Dialog;

struct DialogRow {
    Dialog dialog;
    const char* title;
    float width, height;
    void (*draw)(Ui&, Rect);
};

constexpr DialogRow kDialogs[] = {
    {Dialog::open_bundle, "Open a bundle", 620, 460, dialog_open_bundle},
    {Dialog::palette, "Search or jump to", 620, 460, dialog_palette},
    {Dialog::help, "Keys and commands", 760, 640, dialog_help},
    {Dialog::problems, "What could not be read", 760, 520, dialog_problems},
    {Dialog::override_outcome, "Override the outcome", 520, 480, dialog_override},
    {Dialog::flag_question, "Flag this question", 520, 380, dialog_flag},
    {Dialog::imported, "A file of decisions", 820, 600, dialog_imported},
    {Dialog::make_key, "Your own key", 520, 560, dialog_make_key},
    {Dialog::wipe, "Sign out and wipe this machine", 520, 360, dialog_wipe},
    {Dialog::export_ledger, "Export decisions", 560, 380, dialog_export},
    {Dialog::correct, "Correct this decision", 520, 330, dialog_correct},
};

}  // namespace

float form_error(Ui& ui, Rect area, float y) {
    const Error& error = ui.state.form.error;
    if (error.code.empty()) return 0;
    return paragraph(ui, "dialog.error", {area.x, y}, area.w, with_remedy(error), kBody,
                     ui.theme[Colour::breach]) +
           10;
}

void ends_with_button(Ui& ui, Rect area, float y) {
    ui.view.dialog_used = y + kButtonHeight + 4 - area.y;
}

void draw_dialog(Ui& ui) {
    if (ui.state.dialog == Dialog::none) {
        ui.view.dialog_used = 0;
        return;
    }
    const auto* row = std::find_if(std::begin(kDialogs), std::end(kDialogs),
                                   [&](const auto& d) { return d.dialog == ui.state.dialog; });
    constexpr float kAbove = 52, kBelow = 16;  // the title and the margins
    const float used = ui.view.dialog_used > 0 ? ui.view.dialog_used + kAbove + kBelow : row->height;
    const float w = std::min(row->width, ui.width - 16), h = std::min({row->height, used, ui.height - 16});
    ui.view.dialog_used = 0;
    const float y =
        row->dialog == Dialog::palette ? std::min(80.f, (ui.height - h) / 2) : (ui.height - h) / 2;
    const Rect rect{std::floor((ui.width - w) / 2), std::floor(y), w, h};
    ui.view.holes.push_back(rect);

    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({ui.width, ui.height});
    ImGui::Begin(
        "dialog", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImDrawList* below = ui.list;
    ui.list = ImGui::GetWindowDrawList();
    fill(ui, {0, 0, ui.width, ui.height}, with_alpha(ui.theme[Colour::app], 0.6f));
    fill(ui, rect, ui.theme[Colour::panel], 8);
    frame(ui, rect, ui.theme[Colour::line], 8);
    Node node;
    node.role = Role::dialog;
    node.name = row->title;
    node.rect = rect;
    node.modal = true;
    ui.semantics.open("dialog", std::move(node));
    heading(ui, "dialog.title", Role::heading2, {rect.x + 20, rect.y + 14}, row->title, kTitle, w - 80);
    ButtonSpec close;
    close.key = "dialog.close";
    close.name = "Close";
    close.icon = kIconX;
    close.look = ButtonLook::quiet;
    const bool closed = button(ui, {rect.x + w - 44, rect.y + 8, 36, 36}, close);
    row->draw(
        ui, {rect.x + 20, rect.y + kAbove, w - 40, std::min(row->height, ui.height - 16) - kAbove - kBelow});
    ui.semantics.close();
    const bool outside = ImGui::IsMouseClicked(0) &&
                         !ImRect(min_of(rect), max_of(rect)).Contains(ImGui::GetMousePos()) &&
                         ui.view.menu_key.empty();
    ImGui::End();
    ui.list = below;
    if (closed || outside) ui.ask(app::ShowDialog{Dialog::none});
}

}  // namespace casement::ui
