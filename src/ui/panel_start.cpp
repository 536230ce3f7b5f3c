// Before there is a queue: choosing a bundle, watching it arrive, or reading why it did not.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

using app::BundleState;

std::string megabytes(std::int64_t bytes) {
    const std::int64_t tenths = (bytes * 10 + (1 << 19)) >> 20;
    if (tenths == 0) return std::to_string((bytes + 1023) / 1024) + " KB";
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

void opening(Ui& ui, Rect area) {
    const auto& b = ui.state.bundle;
    std::int64_t bytes = b.loaded_bytes;
    for (const auto& [what, so_far] : b.arriving) bytes += so_far;
    const float share =
        b.total_bytes > 0 ? std::min(1.f, static_cast<float>(bytes) / static_cast<float>(b.total_bytes)) : 0;
    const float w = std::min(420.f, area.w - 48);
    const float x = area.x + (area.w - w) / 2;
    float y = area.y + area.h / 2 - 60;
    const std::string title =
        b.descriptor.title.empty() ? "Opening the bundle…" : "Opening “" + b.descriptor.title + "”";
    heading(ui, "start.title", Role::heading2, {x, y}, title, kTitle, w);
    y += 36;
    fill(ui, {x, y, w, 6}, ui.theme[Colour::raised], 3);
    if (share > 0) fill(ui, {x, y, std::max(6.f, w * share), 6}, ui.theme[Colour::accent_fill], 3);
    Node bar;
    bar.role = Role::progressbar;
    bar.name = title;
    bar.value = share;
    bar.rect = {x, y, w, 6};
    ui.semantics.leaf("start.progress", std::move(bar));
    y += 18;
    std::string detail = megabytes(bytes) + " of " + megabytes(b.total_bytes);
    if (!b.rows.empty()) detail += " · " + std::to_string(b.rows.size()) + " cases read";
    label(ui, "start.detail", {x, y, w, line_height(kCaption)}, detail, kCaption, ui.theme[Colour::muted]);
}

void failed(Ui& ui, Rect area) {
    const auto& error = ui.state.bundle.error;
    const float w = std::min(560.f, area.w - 48);
    const float x = area.x + (area.w - w) / 2;
    float y = area.y + std::max(32.f, area.h / 2 - 140);
    heading(ui, "start.title", Role::heading2, {x, y}, "The bundle could not be opened", kTitle, w);
    y += 34;
    y += paragraph(ui, "start.message", {x, y}, w, error.message, kBody, ui.theme[Colour::text]) + 6;
    if (!error.remedy.empty()) {
        y += paragraph(ui, "start.remedy", {x, y}, w, error.remedy, kBody, ui.theme[Colour::muted]) + 6;
    }
    const std::string place = error.code + (error.place.empty() ? "" : " · " + error.place);
    label(ui, "start.code", {x, y, w, line_height(kMono)}, place, kMono, ui.theme[Colour::faint]);
    y += 34;
    ButtonSpec again;
    again.key = "start.again";
    again.label = "Try again";
    again.icon = kIconRefreshCw;
    again.look = ButtonLook::primary;
    const float again_w = button_width(ui, again);
    if (button(ui, {x, y, again_w, kButtonHeight}, again)) ui.ask(app::OpenBundle{ui.state.bundle.url});
    command_button(ui, {x + again_w + 8, y, 180, kButtonHeight}, "bundle.open");
    y += 48;
    paragraph(ui, "start.kept", {x, y}, w, "Drafts and signed decisions in this browser are untouched",
              kCaption, ui.theme[Colour::muted]);
}

void bundle_card(Ui& ui, const app::ListedBundle& item, Rect rect) {
    Node node;
    node.role = Role::button;
    node.name = item.title + ", " + item.purpose + ", " + std::to_string(item.cases) + " cases";
    const auto response = control(ui, "bundle." + item.id, rect, std::move(node));
    fill(ui, rect, response.hovered ? ui.theme[Colour::hover] : ui.theme[Colour::raised], kRadius);
    frame(ui, rect, response.hovered ? ui.theme[Colour::accent] : ui.theme[Colour::line]);
    ui.text.draw(ui.list, {rect.x + 16, rect.y + 12}, item.title, kBodyStrong, ui.theme[Colour::text],
                 rect.w - 60);
    ui.text.draw(ui.list, {rect.x + 16, rect.y + 34}, std::to_string(item.cases) + " cases · " + item.purpose,
                 kCaption, ui.theme[Colour::muted], rect.w - 60);
    ui.text.draw(ui.list, {rect.x + rect.w - 32, rect.y + 20}, kIconChevronRight, kIcon,
                 ui.theme[Colour::muted]);
    if (response.focused) focus_ring(ui, rect);
    if (response.clicked) ui.ask(app::OpenBundle{item.url});
}

void choosing(Ui& ui, Rect area) {
    const auto& state = ui.state;
    const float w = std::min(560.f, area.w - 48);
    const float x = area.x + (area.w - w) / 2;
    Node node;
    node.role = Role::region;
    node.name = "Choose a bundle";
    ScrollArea scroll(ui, "start", area, std::move(node));
    float y = scroll.top() + std::max(24.f, area.h * 0.12f);
    heading(ui, "start.title", Role::heading2, {x, y}, "Choose a bundle to review", kDisplay, w);
    y += 36;
    y +=
        paragraph(
            ui, "start.intro", {x, y}, w,
            "A bundle holds the cases, their media and the policy they are judged by. Answers and decisions stay "
            "in this browser until you export them.",
            kBody, ui.theme[Colour::muted]) +
        20;
    for (const auto& item : state.listed) {
        bundle_card(ui, item, {x, y, w, 64});
        y += 72;
    }
    if (state.listed.empty()) {
        y += paragraph(
                 ui, "start.none", {x, y}, w,
                 state.listed_loaded ? "This server offers no bundle" : "Asking the server for its bundles…",
                 kBody, ui.theme[Colour::muted]) +
             12;
    }
    y += 8;
    command_button(ui, {x, y, std::min(w, 230.f), kButtonHeight}, "bundle.open", ButtonLook::plain);
    y += 48;
    y += paragraph(ui, "start.drop", {x, y}, w,
                   "Or drop a bundle's folder anywhere in this window. It is read here and "
                   "sent nowhere.",
                   kCaption, ui.theme[Colour::muted]);
    scroll.close(y - scroll.top() + 24);
}

}  // namespace

void panel_start(Ui& ui, Rect area) {
    switch (ui.state.bundle.phase) {
        case BundleState::Phase::opening:
            return opening(ui, area);
        case BundleState::Phase::failed:
            return failed(ui, area);
        default:
            return choosing(ui, area);
    }
}

}  // namespace casement::ui
