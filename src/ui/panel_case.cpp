// The case: a header on the canvas, and below it the document of the case as real DOM.
#include <app/document.hpp>
#include <app/earlier.hpp>
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

std::string title_of(const bundle::Case& c) {
    const auto& a = c.subject.author;
    const std::string who = !a.handle.empty() ? a.handle : a.name;
    std::string kind = bundle::name(c.subject.kind);
    if (!kind.empty() && kind[0] >= 'a' && kind[0] <= 'z') kind[0] = static_cast<char>(kind[0] - 32);
    return who.empty() ? kind : kind + " by " + who;
}

void header(Ui& ui, Rect area) {
    const auto& state = ui.state;
    const auto& shown = state.queue.shown;
    const auto here = std::find(shown.begin(), shown.end(), state.review.row);
    std::string position = "not in this filter";
    if (here != shown.end()) {
        position = std::to_string(here - shown.begin() + 1) + " of " + std::to_string(shown.size());
    }
    float right = area.x + area.w - 8;
    for (const char* command : {"case.next", "case.previous"}) {
        const auto& row = app::command_row(command);
        ButtonSpec spec;
        spec.key = command;
        spec.name = row.label;
        spec.description = row.tooltip;
        spec.chord = row.chord;
        spec.look = ButtonLook::quiet;
        const float w = 34;
        right -= w;
        if (button(ui, {right, area.y + 4, w, 32}, spec)) ui.ask(row);
    }
    const float position_w = ui.text.width(position, kCaption) + 8;
    right -= position_w;
    label(ui, "case.position", {right, area.y + 11, position_w, line_height(kCaption)}, position, kCaption,
          ui.theme[Colour::muted]);

    float x = area.x + 16;
    const std::string title = title_of(state.review.c);
    const float id_w = ui.text.width(state.review.c.id, kMono) + 14;
    const float room = right - x - 16 - (right - x > 420 ? id_w : 0);
    heading(ui, "case.title", Role::heading2, {x, area.y + 9}, title, kBodyStrong, room);
    x += std::min(ui.text.width(title, kBodyStrong), room) + 12;
    if (x + id_w < right - 8) {
        ui.text.draw(ui.list, {x, area.y + 11}, state.review.c.id, kMono, ui.theme[Colour::muted]);
        x += id_w;
    }
    if (state.review.draft.supersedes && x + chip_width(ui, "correction") < right - 8)
        chip(ui, {x, area.y + 9}, "correction", ui.theme[Colour::warn]);
    if (state.review.already_decided && x + 120 < right) {
        const std::string text = "decided: " + *state.review.already_decided;
        if (x + chip_width(ui, text) < right - 8) chip(ui, {x, area.y + 9}, text, ui.theme[Colour::ok]);
    }
    line_h(ui, area.x, area.y + 39, area.w);
}

void empty(Ui& ui, Rect area) {
    const float w = std::min(360.f, area.w - 48);
    const float x = area.x + (area.w - w) / 2;
    float y = area.y + area.h / 2 - 70;
    const auto& error = ui.state.review.error;
    if (!error.code.empty()) {
        heading(ui, "case.title", Role::heading2, {x, y}, "This case cannot be shown", kTitle, w);
        y += 32;
        y += paragraph(ui, "case.message", {x, y}, w, error.message, kBody, ui.theme[Colour::text]) + 8;
        y += paragraph(ui, "case.remedy", {x, y}, w, error.remedy, kBody, ui.theme[Colour::muted]) + 8;
        label(ui, "case.code", {x, y, w, line_height(kMono)}, error.code + " · " + error.place, kMono,
              ui.theme[Colour::faint]);
        return;
    }
    heading(ui, "case.title", Role::heading2, {x, y}, "No case is open", kTitle, w);
    y += 32;
    y += paragraph(ui, "case.message", {x, y}, w, "Choose one from the queue, or press J for the first",
                   kBody, ui.theme[Colour::muted]) +
         16;
    command_button(ui, {x, y, 170, kButtonHeight}, "case.next", ButtonLook::primary, "Open the first case");
}

}  // namespace

void panel_case(Ui& ui, Rect area) {
    const auto& review = ui.state.review;
    Node region;
    region.role = Role::region;
    region.name = "Case";
    region.rect = area;
    ui.semantics.open("case", std::move(region));
    if (!review.open || !review.error.code.empty()) {
        empty(ui, area);
        return ui.semantics.close();
    }
    header(ui, {area.x, area.y, area.w, 40});
    if (ui.view.document_revision != review.document_revision) {
        ui.view.document_revision = review.document_revision;
        const app::DocumentView view{ui.state.now_ms, review.draft.evidence, review.pack.get(),
                                     app::earlier_decisions(ui.state), app::priority_reasons(ui.state)};
        ui.dom.document("case", review.document_revision, app::case_document(review.c, view).dump());
    }
    const float below = drawer_height(ui, area.h - 40);
    if (below > 0) panel_drawer(ui, {area.x, area.y + area.h - below, area.w, below});
    const Rect rest{area.x, area.y + 40, area.w, area.h - 40 - below};
    if (rest.h < 40) return ui.semantics.close();
    Node slot;
    slot.role = Role::slot;
    slot.name = "Case content";
    slot.rect = rest;
    ui.semantics.leaf("slot:case", std::move(slot));
    ui.dom.show("case", rest, true);
    ui.semantics.close();
}

}  // namespace casement::ui
