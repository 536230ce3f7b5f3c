#include <core/review/deadline.hpp>
#include <ui/dialog.hpp>
#include <ui/frame.hpp>
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <imgui_internal.h>

#include <algorithm>

namespace casement::ui {
namespace {

using app::BundleState;
using app::Panel;

struct RailItem {
    const char* key;
    const char* icon;
    const char* label;
    const char* command;
    Panel panel;
};

constexpr RailItem kRailItems[] = {
    {"rail.queue", kIconList, "Queue", "go.queue", Panel::queue},
    {"rail.case", kIconFileText, "Case", "go.case", Panel::review},
    {"rail.policies", kIconBookOpen, "Policies", "go.policies", Panel::policies},
    {"rail.trial", kIconFlaskConical, "Try", "go.trial", Panel::trial},
    {"rail.replay", kIconHistory, "Replay", "go.replay", Panel::replay},
    {"rail.ledger", kIconShieldCheck, "Ledger", "go.ledger", Panel::ledger},
    {"rail.settings", kIconSettings, "Settings", "go.settings", Panel::settings},
};

bool is_wide(const Ui& ui) {
    return ui.width >= kWide;
}
bool is_narrow(const Ui& ui) {
    return ui.width < kNarrow;
}

// Clock of the open case, for the top bar.
void case_clock(Ui& ui, float right, float top) {
    const auto& review = ui.state.review;
    if (!review.open || !review.c.due_at) return;
    const auto urgency = review::urgency(review.c.received_at, *review.c.due_at, ui.state.now_ms);
    const bool late = urgency == review::Urgency::overdue;
    ui.wake_in(60'000 - ui.state.now_ms % 60'000);
    const std::string text = format_span(*review.c.due_at - ui.state.now_ms) + (late ? " overdue" : " left");
    const bool risk = review::at_risk(urgency);
    const ImU32 colour = late || urgency == review::Urgency::critical ? ui.theme[Colour::breach]
                         : risk                                       ? ui.theme[Colour::warn]
                                                                      : ui.theme[Colour::muted];
    const float w = ui.text.width(text, kCaptionStrong);
    ui.text.draw(ui.list, {right - w - 20, top + 13}, late ? kIconTriangleAlert : kIconClock,
                 {13, Face::icon}, colour);
    label(ui, "top.clock", {right - w, top + 13, w + 1, line_height(kCaptionStrong)}, text, kCaptionStrong,
          colour);
}

void top_bar(Ui& ui, Rect area) {
    const auto& state = ui.state;
    Node bar;
    bar.role = Role::group;
    bar.name = "Top bar";
    bar.rect = area;
    ui.semantics.open("top", std::move(bar));
    const bool open = state.bundle.phase == BundleState::Phase::ready;
    const std::string title = open ? state.bundle.descriptor.title : "Casement";
    const bool narrow = is_narrow(ui);
    const float search_w = narrow ? 44 : std::min(380.f, ui.width * 0.28f);
    const float search_x = narrow ? ui.width - search_w - 8 : (ui.width - search_w) / 2;

    float x = area.x + 16;
    const float title_room = search_x - x - 12 - (open && !narrow ? 90 : 0);
    heading(ui, "top.title", Role::heading1, {x, area.y + 11}, title, {15, Face::ui_semibold}, title_room);
    x += std::min(ui.text.width(title, {15, Face::ui_semibold}), title_room) + 12;
    if (open && !narrow) chip(ui, {x, area.y + 11}, bundle::name(state.bundle.descriptor.purpose));

    const auto& palette = app::command_row("palette");
    const Rect search{search_x, area.y + 6, search_w, 32};
    Node node;
    node.role = Role::button;
    node.name = palette.label;
    node.shortcut = palette.chord;
    node.description = palette.tooltip;
    const auto response = control(ui, "top.search", search, std::move(node));
    fill(ui, search, response.hovered ? ui.theme[Colour::hover] : ui.theme[Colour::app], kRadius);
    frame(ui, search, ui.theme[Colour::line]);
    if (narrow) {
        ui.text.draw(ui.list, {search.x + 13, search.y + 3}, kIconSearch, kIcon, ui.theme[Colour::muted]);
    } else {
        const float cap = key_cap_width(ui, palette.chord);
        ui.text.draw(ui.list, {search.x + 10, search.y + 6}, palette.label, kBody, ui.theme[Colour::faint],
                     search_w - cap - 24);
        key_cap(ui, {search.x + search_w - cap - 8, search.y + 7}, palette.chord);
    }
    if (response.focused) focus_ring(ui, search);
    if (response.clicked) ui.ask(palette);

    if (!narrow) {
        float right = area.x + area.w - 16;
        const float room = right - (search.x + search_w) - 24;
        const std::string who = state.key.ready ? "signed as " + state.settings.alias +
                                                      (state.key.temporary ? " · temporary key" : "")
                                : state.key.error.code.empty() ? "making your key…"
                                                               : "no key";
        const std::string key_text = state.key.ready ? state.key.key_id.substr(0, 6) + "…" : "";
        const float key_w = key_text.empty() ? 0 : ui.text.width(key_text, kMono) + 8;
        const float who_w = std::min(ui.text.width(who, kCaption), room * 0.6f);
        if (room > who_w + key_w + 110) {
            const ImU32 ink =
                state.key.error.code.empty() ? ui.theme[Colour::muted] : ui.theme[Colour::breach];
            if (key_w > 0) ui.text.draw(ui.list, {right - key_w + 8, area.y + 13}, key_text, kMono, ink);
            label(ui, "top.who", {right - key_w - who_w, area.y + 13, who_w + 1, line_height(kCaption)}, who,
                  kCaption, ink);
            right -= key_w + who_w + 24;
        }
        case_clock(ui, right, area.y);
    }
    ui.semantics.close();
    line_h(ui, area.x, area.y + area.h - 1, area.w);
}

bool rail_item(Ui& ui, const RailItem& item, Rect rect, bool chosen) {
    Node node;
    node.role = Role::button;
    node.name = item.label;
    node.current = chosen;
    node.shortcut = app::command_row(item.command).chord;
    const auto response = control(ui, item.key, rect, std::move(node));
    const Rect pill = inset(rect, 3);
    if (chosen)
        fill(ui, pill, ui.theme[Colour::selected], kRadius);
    else if (response.hovered)
        fill(ui, pill, ui.theme[Colour::hover], kRadius);
    const ImU32 ink = chosen ? ui.theme[Colour::accent] : ui.theme[Colour::muted];
    ui.text.draw(ui.list, {rect.x, rect.y + 6}, item.icon, kIcon, ink, rect.w, Align::centre);
    ui.text.draw(ui.list, {rect.x, rect.y + 29}, item.label, {11, Face::ui}, ink, rect.w, Align::centre);
    if (response.focused) focus_ring(ui, pill);
    return response.clicked;
}

void rail(Ui& ui, Rect area, bool along_bottom) {
    Node node;
    node.role = Role::navigation;
    node.name = "Panels";
    node.rect = area;
    ui.semantics.open("rail", std::move(node));
    const float step = along_bottom ? area.w / static_cast<float>(std::size(kRailItems)) : 52;
    Rect rect{area.x, area.y + (along_bottom ? 0 : 6), along_bottom ? step : area.w, 52};
    for (const auto& item : kRailItems) {
        if (rail_item(ui, item, rect, ui.state.panel == item.panel)) ui.ask(app::ShowPanel{item.panel});
        (along_bottom ? rect.x : rect.y) += step;
    }
    ui.semantics.close();
    if (along_bottom)
        line_h(ui, area.x, area.y, area.w);
    else
        line_v(ui, area.x + area.w - 1, area.y, area.h);
}

// A splitter's handle stands over the line between two panes.
void splitter(Ui& ui, const char* key, const char* name, Rect line, float width, float least, float most,
              bool from_right) {
    const Rect rect{line.x - 3, line.y, 7, line.h};
    Node node;
    node.role = Role::separator;
    node.name = name;
    node.value = std::clamp((width - least) / (most - least), 0.f, 1.f);
    const auto response = control(ui, key, rect, std::move(node));
    if (response.hovered || response.held) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        fill(ui, {line.x - 1, line.y, 3, line.h}, ui.theme[Colour::accent]);
    }
    if (response.focused) focus_ring(ui, {line.x - 1, line.y, 3, line.h}, 2);
    if (!response.held) return;
    const float moved = ImGui::GetIO().MouseDelta.x;
    if (moved == 0) return;
    const float wanted = std::clamp(width + (from_right ? -moved : moved), least, most);
    ui.ask(from_right ? app::SetPane{0, wanted} : app::SetPane{wanted, 0});
}

std::string saved_text(const app::State& state) {
    using Phase = app::SaveState::Phase;
    switch (state.save.phase) {
        case Phase::nothing:
            return "nothing to save";
        case Phase::saving:
            return "saving…";
        case Phase::saved:
            return "saved " + format_rfc3339(state.save.saved_at).substr(11, 8) + " UTC";
        case Phase::failed:
            return "not saved: " + state.save.error.message;
    }
    return {};
}

void status_bar(Ui& ui, Rect area) {
    const auto& state = ui.state;
    line_h(ui, area.x, area.y, area.w);
    Node bar;
    bar.role = Role::group;
    bar.name = "Status";
    bar.rect = area;
    ui.semantics.open("status", std::move(bar));
    float x = area.x + 16;
    const float y = area.y + (area.h - line_height(kCaption)) / 2;
    const auto item = [&](const char* key, const std::string& text, ImU32 colour) {
        const float w = ui.text.width(text, kCaption);
        if (x + w > area.x + area.w - 8) return;
        label(ui, key, {x, y, w + 1, line_height(kCaption)}, text, kCaption, colour);
        x += w + 18;
    };
    const ImU32 muted = ui.theme[Colour::muted];
    if (state.bundle.phase == BundleState::Phase::ready) {
        item("status.open", std::to_string(app::open_count(state)) + " open", muted);
        if (const auto risk = app::at_risk_count(state); risk > 0) {
            item("status.risk", std::to_string(risk) + " at risk", ui.theme[Colour::warn]);
        }
        if (const auto bad = state.bundle.problems.size(); bad > 0) {
            ButtonSpec spec;
            const std::string text = std::to_string(bad) + (bad == 1 ? " problem" : " problems");
            spec.key = "status.problems";
            spec.label = text;
            spec.look = ButtonLook::quiet;
            const float w = button_width(ui, spec);
            if (button(ui, {x - 8, area.y + 1, w, area.h - 2}, spec))
                ui.ask(app::ShowDialog{app::Dialog::problems});
            x += w + 4;
        }
    }
    if (!state.ledger.pending.empty()) {
        const auto& back = state.ledger.pending.back();
        using Step = app::PendingDecision::Step;
        const auto left = std::max<TimeMs>(0, back.sign_at - state.now_ms);
        if (back.step == Step::waiting && left > 0) {
            item("status.pending",
                 "signing " + back.record.case_id + " in " + std::to_string((left + 999) / 1000) +
                     " s · U takes it back",
                 ui.theme[Colour::accent]);
            ui.wake_in(left % 1000 == 0 ? 1000 : left % 1000);
        } else if (state.ledger.pending.front().step == Step::failed) {
            ButtonSpec spec;
            spec.key = "status.retry";
            spec.label = "Not signed. Try again";
            spec.look = ButtonLook::quiet;
            const float w = button_width(ui, spec);
            if (button(ui, {x - 8, area.y + 1, w, area.h - 2}, spec)) ui.ask(app::RetrySign{});
            x += w + 4;
        } else {
            item("status.pending", "signing…", ui.theme[Colour::accent]);
        }
    }
    const bool failed = state.save.phase == app::SaveState::Phase::failed;
    item("status.saved", saved_text(state), failed ? ui.theme[Colour::breach] : muted);
    if (const auto waiting = app::unexported_count(state); waiting > 0)
        item("status.unexported", std::to_string(waiting) + " not exported", muted);
    if (!state.environment.online) item("status.offline", "offline", ui.theme[Colour::warn]);
    if (state.review.revealed_ms > 0) {
        item("status.revealed", "unshielded " + format_span(state.review.revealed_ms) + " in this case",
             muted);
    }
    ui.semantics.close();
}

// One line at the bottom for a while; the live region has spoken it already.
void toast(Ui& ui) {
    const auto& notice = ui.state.notice;
    if (notice.text.empty()) return;
    const float w = std::min(ui.text.width(notice.text, kBodyMedium) + 48, ui.width - 24);
    const Rect rect{(ui.width - w) / 2, ui.height - kStatusBar - 56, w, 40};
    ui.view.holes.push_back(rect);
    fill(ui, rect, ui.theme[Colour::raised], kRadius);
    frame(ui, rect, notice.warning ? ui.theme[Colour::warn] : ui.theme[Colour::line]);
    ui.text.draw(ui.list, {rect.x + 14, rect.y + 9}, notice.warning ? kIconTriangleAlert : kIconCheck,
                 kIconSmall, notice.warning ? ui.theme[Colour::warn] : ui.theme[Colour::ok]);
    ui.text.draw(ui.list, {rect.x + 36, rect.y + 10}, notice.text, kBodyMedium, ui.theme[Colour::text],
                 w - 48);
}

// Narrow screens: content and checklist of a case as two tabs.
void narrow_review(Ui& ui, Rect area) {
    if (!ui.state.review.open) return panel_case(ui, area);
    // What is opened below the content is to be seen: its tab comes with it.
    const auto drawer = static_cast<std::uint32_t>(ui.state.drawer);
    std::uint32_t& seen = ui.view.documents.try_emplace("drawer", 0u).first->second;
    if (seen != drawer && drawer != 0) ui.view.case_tab = 0;
    seen = drawer;
    tab_bar(ui, "tabs", "Case", {area.x, area.y, area.w, 40}, {"Content", "Checklist"}, ui.view.case_tab);
    const Rect rest{area.x, area.y + 40, area.w, area.h - 40};
    if (ui.view.case_tab == 1)
        panel_checklist(ui, rest);
    else
        panel_case(ui, rest);
}

void panes(Ui& ui, Rect area) {
    const auto& state = ui.state;
    if (state.panel == Panel::policies) return panel_policies(ui, area);
    if (state.panel == Panel::trial) return panel_trial(ui, area);
    if (state.panel == Panel::replay) return panel_replay(ui, area);
    if (state.panel == Panel::ledger) return panel_ledger(ui, area);
    if (state.panel == Panel::settings) return panel_settings(ui, area);
    if (state.bundle.phase != BundleState::Phase::ready) return panel_start(ui, area);
    if (is_narrow(ui)) return state.panel == Panel::queue ? panel_queue(ui, area) : narrow_review(ui, area);

    const float checklist_w = std::clamp(state.settings.checklist_width, 300.f, area.w * 0.45f);
    if (!is_wide(ui) && state.panel == Panel::queue) return panel_queue(ui, area);
    float x = area.x;
    if (is_wide(ui)) {
        const float queue_w = std::clamp(state.settings.queue_width, 240.f, area.w * 0.4f);
        panel_queue(ui, {x, area.y, queue_w, area.h});
        x += queue_w;
        line_v(ui, x, area.y, area.h);
        splitter(ui, "split.queue", "Width of the queue", {x, area.y, 1, area.h}, queue_w, 240, area.w * 0.4f,
                 false);
        x += 1;
    }
    const float content_w = area.x + area.w - checklist_w - x;
    panel_case(ui, {x, area.y, content_w, area.h});
    x += content_w;
    line_v(ui, x, area.y, area.h);
    panel_checklist(ui, {x + 1, area.y, checklist_w - 1, area.h});
    splitter(ui, "split.checklist", "Width of the checklist", {x, area.y, 1, area.h}, checklist_w, 300,
             area.w * 0.45f, true);
}

}  // namespace

void draw_frame(Ui& ui) {
    const bool narrow = is_narrow(ui);
    ui.view.holes.clear();
    if (ui.state.lock.locked) {
        panel_lock(ui, {0, 0, ui.width, ui.height});
        return ui.dom.holes(ui.view.holes);
    }
    top_bar(ui, {0, 0, ui.width, kTopBar});
    const float top = kTopBar + strip(ui, {0, kTopBar, ui.width, 0});
    const float bottom = kStatusBar + (narrow ? 52 : 0);
    const float body = ui.height - top - bottom;
    const float left = narrow ? 0 : kRail;
    if (!narrow) rail(ui, {0, top, kRail, body}, false);
    panes(ui, {left, top, ui.width - left, body});
    status_bar(ui, {0, ui.height - bottom, ui.width, kStatusBar});
    if (narrow) rail(ui, {0, ui.height - 52, ui.width, 52}, true);
    draw_dialog(ui);
    draw_menu(ui);
    toast(ui);
    ui.dom.holes(ui.view.holes);
}

}  // namespace casement::ui
