// What was signed: the decisions of this browser, newest first, and the ways out of it.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

constexpr float kRow = 40;

struct Column {
    const char* title;
    float width;       // px; 0 takes what is left
    float least_pane;  // shown only in panes at least this wide
};
constexpr Column kColumns[] = {{"No.", 56, 0},  {"Decided (UTC)", 138, 620}, {"Case", 150, 480},
                               {"Title", 0, 0}, {"Outcome", 210, 0},         {"Digest", 130, 980}};
constexpr std::size_t kColumnCount = std::size(kColumns);

struct Layout {
    float x[kColumnCount], w[kColumnCount];
    bool shown[kColumnCount];
};

Layout lay_out(const Rect& area) {
    Layout layout{};
    const bool small = area.w < 560;
    float fixed = 0;
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        layout.shown[i] = area.w >= kColumns[i].least_pane;
        layout.w[i] = small && i == 4 ? 120 : kColumns[i].width;
        if (layout.shown[i]) fixed += layout.w[i];
    }
    float x = area.x + 20;
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        if (!layout.shown[i]) continue;
        if (kColumns[i].width == 0) layout.w[i] = std::max(60.f, area.w - 40 - fixed);
        layout.x[i] = x;
        x += layout.w[i];
    }
    return layout;
}

// What happened to a decision beside its outcome, and whose it is.
std::string marks(const Ui& ui, const app::LedgerEntry& entry) {
    std::string text;
    if (entry.supersedes) text += " · correction";
    if (ui.state.ledger.superseded.contains(entry.digest)) text += " · corrected";
    if (!entry.alias.empty()) text += " · by " + entry.alias;
    return text;
}

void ledger_row(Ui& ui, const app::LedgerEntry& entry, std::size_t position, const Layout& layout,
                Rect rect) {
    const auto effect = effect_of(entry.effect);
    const std::string when = format_rfc3339(entry.decided_at);
    const std::string values[kColumnCount] = {
        std::to_string(entry.seq),
        when.substr(0, 10) + " " + when.substr(11, 5),
        entry.case_id,
        entry.title,
        entry.outcome_label + (entry.overridden ? " (override)" : "") + marks(ui, entry),
        entry.digest.hex().substr(0, 12) + "…"};
    Node node;
    node.role = Role::row;
    node.row_index = static_cast<std::int32_t>(position) + 2;
    node.rect = rect;
    const std::string key = "ledger.row." + std::to_string(position);
    ui.semantics.open(key, std::move(node));
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        if (!layout.shown[i]) continue;
        const Rect cell{layout.x[i], rect.y, layout.w[i] - 10, rect.h};
        Node c;
        c.role = Role::gridcell;
        c.name = values[i];
        c.rect = cell;
        ui.semantics.leaf(key + "." + std::to_string(i), std::move(c));
        const float y = rect.y + (kRow - 20) / 2;
        if (i == 4) {
            ui.text.draw(ui.list, {cell.x, y + 1}, effect_icon(effect), kIconSmall,
                         effect_colour(ui, effect));
            ui.text.draw(ui.list, {cell.x + 20, y}, values[i], kBodyMedium, effect_colour(ui, effect),
                         cell.w - 20);
        } else {
            const bool mono = i == 0 || i == 2 || i == 5;
            ui.text.draw(ui.list, {cell.x, y + (mono ? 1.f : 0.f)}, values[i], mono ? kMono : kBody,
                         i == 3 ? ui.theme[Colour::text] : ui.theme[Colour::muted], cell.w);
        }
    }
    ui.semantics.close();
    line_h(ui, rect.x, rect.y + rect.h - 1, rect.w);
}

// This browser's own, newest first, and then those of others.
const app::LedgerEntry& newest(const app::LedgerState& ledger, std::size_t position) {
    const auto& own = ledger.entries;
    const auto& received = ledger.received;
    return position < own.size() ? own[own.size() - 1 - position]
                                 : received[received.size() - 1 - (position - own.size())];
}

float key_card(Ui& ui, Rect area) {
    const auto& key = ui.state.key;
    std::string text = key.error.code.empty() ? "Your signing key is being made…" : with_remedy(key.error);
    if (key.ready) {
        text = "Signing key " + key.key_id + ". It was made in this browser and cannot leave it. ";
        text += key.temporary
                    ? "It is a temporary key for practice: nobody has vouched for it, and every decision and "
                      "export says so."
                    : "It stands behind your passphrase. " + app::standing_words(ui.state);
    }
    return paragraph(ui, "ledger.key", {area.x + 20, area.y}, std::min(area.w - 40, 860.f), text, kCaption,
                     key.error.code.empty() ? ui.theme[Colour::muted] : ui.theme[Colour::breach]);
}

}  // namespace

void panel_ledger(Ui& ui, Rect area) {
    const auto& ledger = ui.state.ledger;
    const std::size_t total = ledger.entries.size() + ledger.received.size();
    Node region;
    region.role = Role::region;
    region.name = "Ledger";
    region.rect = area;
    ui.semantics.open("ledger", std::move(region));
    const float head_x = area.x + 20;
    heading(ui, "ledger.title", Role::heading2, {head_x, area.y + 16}, "Ledger", kDisplay);
    const std::string count = std::to_string(total) + (total == 1 ? " signed decision" : " signed decisions");
    label(ui, "ledger.count", {head_x + 84, area.y + 23, 180, line_height(kCaption)}, count, kCaption,
          ui.theme[Colour::muted]);
    float y = area.y + 54;
    float x = head_x;
    const char* commands[] = {"ledger.export", "ledger.import", "key.export",
                              ui.state.key.temporary ? "key.make" : "key.enrol"};
    for (const char* id : commands) {
        const float w = command_width(ui, id);
        if (x + w > area.x + area.w - 12 && x > head_x) {
            x = head_x;
            y += kButtonHeight + 8;
        }
        command_button(ui, {x, y, w, kButtonHeight}, id,
                       id == commands[0] ? ButtonLook::primary : ButtonLook::plain);
        x += w + 8;
    }
    y += kButtonHeight + 14;
    y += key_card(ui, {area.x, y, area.w, 40}) + 14;
    line_h(ui, area.x, y, area.w);
    const Rect list{area.x, y + 1, area.w, area.y + area.h - y - 1};
    if (total == 0) {
        paragraph(
            ui, "ledger.empty", {head_x, y + 32}, std::min(area.w - 40, 520.f),
            "Nothing is signed yet. Decisions appear here the moment they are signed, each linked to the one before it; "
            "export them as a file that anyone can verify.",
            kBody, ui.theme[Colour::muted]);
        return ui.semantics.close();
    }
    const auto layout = lay_out(list);
    Node grid;
    grid.role = Role::grid;
    grid.name = "Signed decisions";
    grid.row_count = static_cast<std::int32_t>(total) + 1;
    ScrollArea scroll(ui, "ledger.list", list, std::move(grid));
    const float head_y = scroll.top();
    Node head;
    head.role = Role::row;
    head.row_index = 1;
    head.rect = {list.x, head_y, list.w, 32};
    ui.semantics.open("ledger.head", std::move(head));
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        if (!layout.shown[i]) continue;
        Node c;
        c.role = Role::columnheader;
        c.name = kColumns[i].title;
        c.rect = {layout.x[i], head_y, layout.w[i], 32};
        ui.semantics.leaf(std::string("ledger.head.") + kColumns[i].title, std::move(c));
        ui.text.draw(ui.list, {layout.x[i], head_y + 8}, kColumns[i].title, kCaptionMedium,
                     ui.theme[Colour::muted], layout.w[i] - 8);
    }
    ui.semantics.close();
    line_h(ui, list.x, head_y + 31, list.w);
    const float first_y = head_y + 32;
    const auto first = static_cast<std::size_t>(std::max(0.f, (scroll.offset() - 32) / kRow - 1));
    const auto last = std::min(total, static_cast<std::size_t>((scroll.offset() + list.h) / kRow) + 2);
    for (std::size_t i = first; i < last; ++i) {
        ledger_row(ui, newest(ledger, i), i, layout,
                   {list.x, first_y + static_cast<float>(i) * kRow, list.w, kRow});
    }
    scroll.close(32 + static_cast<float>(total) * kRow + 16);
    ui.semantics.close();
}

}  // namespace casement::ui
