// Finding things: the palette, the help sheet, and the ways to open a bundle.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {

std::vector<PaletteEntry> palette_entries(const app::State& state) {
    std::vector<PaletteEntry> entries;
    for (const auto* row : app::find_commands(state, state.palette_query)) {
        if (std::string_view(row->id) == "palette") continue;
        entries.push_back({row->label, row->tooltip, row->chord, row->make(state)});
    }
    if (state.palette_query.empty()) return entries;
    for (const std::uint32_t i : state.queue.found) {
        const auto& row = state.bundle.rows[i];
        entries.push_back({row.title.empty() ? row.excerpt : row.title, row.id, "", app::OpenCase{i}});
    }
    return entries;
}

void dialog_palette(Ui& ui, Rect area) {
    app::Field spec;
    spec.name = "palette";
    spec.label = "Search commands and cases";
    spec.placeholder = "A command, a case id, or words from a case";
    spec.value = ui.state.palette_query;
    spec.revision = ui.state.queue.revision;
    spec.spellcheck = false;
    field(ui, {area.x, area.y, area.w, 36}, spec);
    const auto entries = palette_entries(ui.state);
    ui.view.palette_index = std::min(ui.view.palette_index, entries.empty() ? 0 : entries.size() - 1);
    const Rect list{area.x, area.y + 46, area.w, area.h - 46};
    if (entries.empty()) {
        paragraph(ui, "palette.empty", {list.x, list.y + 12}, list.w, "Nothing matches", kBody,
                  ui.theme[Colour::muted]);
        return;
    }
    constexpr float kRow = 36;
    Node box;
    box.role = Role::listbox;
    box.name = "Results";
    ScrollArea scroll(ui, "palette.list", list, std::move(box));
    scroll.reveal(static_cast<float>(ui.view.palette_index) * kRow, kRow);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto& entry = entries[i];
        const Rect row{list.x, scroll.top() + static_cast<float>(i) * kRow, list.w - 8, kRow};
        const bool chosen = i == ui.view.palette_index;
        Node node;
        node.role = Role::option;
        node.name = entry.label;
        node.description = entry.detail;
        node.selected = chosen ? 1 : 0;
        node.tab = -1;
        const auto response = control(ui, "palette.row." + std::to_string(i), row, std::move(node));
        if (!scroll.sees(row.y, row.h)) continue;
        if (chosen || response.hovered)
            fill(ui, row, chosen ? ui.theme[Colour::selected] : ui.theme[Colour::hover], 4);
        const float cap = entry.chord.empty() ? 0 : key_cap_width(ui, entry.chord) + 12;
        const float label_w = std::min(ui.text.width(entry.label, kBodyMedium), row.w * 0.6f);
        ui.text.draw(ui.list, {row.x + 10, row.y + 8}, entry.label, kBodyMedium, ui.theme[Colour::text],
                     row.w * 0.6f);
        ui.text.draw(ui.list, {row.x + 22 + label_w, row.y + 10}, entry.detail, kCaption,
                     ui.theme[Colour::muted], std::max(10.f, row.w - label_w - cap - 36));
        if (cap > 0) key_cap(ui, {row.x + row.w - cap, row.y + 9}, entry.chord);
        if (response.clicked) {
            ui.ask(app::ShowDialog{app::Dialog::none});
            ui.ask(entry.command);
        }
    }
    scroll.close(static_cast<float>(entries.size()) * kRow);
}

void dialog_help(Ui& ui, Rect area) {
    Node node;
    node.role = Role::region;
    node.name = "Keys and commands";
    ScrollArea scroll(ui, "help.list", area, std::move(node));
    float y = scroll.top();
    y +=
        paragraph(
            ui, "help.about", {area.x, y}, area.w - 12,
            "Everything works by keyboard. Letters act when no text field has the focus; Escape leaves a field.",
            kCaption, ui.theme[Colour::muted]) +
        8;
    const app::CommandRow* before = nullptr;
    for (const auto& row : app::command_table()) {
        if (!before || before->group != row.group) {
            y += 12;
            heading(ui, std::string("help.group.") + app::label(row.group), Role::heading3, {area.x, y},
                    app::label(row.group), kBodyStrong);
            y += 28;
        }
        before = &row;
        const float cap = *row.chord ? key_cap_width(ui, row.chord) : 0;
        const Rect line{area.x, y, area.w - 12, 26};
        if (cap > 0) key_cap(ui, {area.x, y + 3}, row.chord);
        const float x = area.x + 96;
        Node text;
        text.role = Role::text;
        text.name =
            std::string(row.label) + (cap > 0 ? std::string(", ") + row.chord : "") + ". " + row.tooltip;
        text.rect = line;
        ui.semantics.leaf(std::string("help.") + row.id, std::move(text));
        const float label_w =
            ui.text.draw(ui.list, {x, y + 3}, row.label, kBodyMedium, ui.theme[Colour::text], line.w - 96);
        if (x + label_w + 60 < area.x + line.w) {
            ui.text.draw(ui.list, {x + label_w + 12, y + 4}, row.tooltip, kCaption, ui.theme[Colour::muted],
                         line.w - 96 - label_w - 16);
        }
        y += 28;
    }
    scroll.close(y - scroll.top() + 12);
}

void dialog_open_bundle(Ui& ui, Rect area) {
    float y = area.y;
    y +=
        paragraph(
            ui, "open.about", {area.x, y}, area.w,
            "The address of a bundle is the folder that holds its datapackage.json. It must be on this server; a folder on "
            "your disk can be dropped anywhere in this window instead.",
            kCaption, ui.theme[Colour::muted]) +
        12;
    app::Field spec;
    spec.name = "address";
    spec.label = "Address of the bundle";
    spec.placeholder = "bundles/weekend/";
    spec.value = ui.state.address;
    spec.revision = 1;
    spec.spellcheck = false;
    field(ui, {area.x, y, area.w - 92, 34}, spec);
    ButtonSpec go;
    go.key = "open.go";
    go.label = "Open";
    go.look = ButtonLook::primary;
    go.disabled = ui.state.address.empty();
    if (button(ui, {area.x + area.w - 84, y + 1, 84, kButtonHeight}, go))
        ui.ask(app::OpenBundle{ui.state.address});
    y += 52;
    heading(ui, "open.listed", Role::heading3, {area.x, y}, "Offered by this server", kBodyStrong);
    y += 30;
    if (ui.state.listed.empty()) {
        paragraph(ui, "open.none", {area.x, y}, area.w, "This server offers no bundle", kBody,
                  ui.theme[Colour::muted]);
        return;
    }
    const Rect list{area.x, y, area.w, area.y + area.h - y};
    Node node;
    node.role = Role::region;
    node.name = "Bundles of this server";
    ScrollArea scroll(ui, "open.list", list, std::move(node));
    float row_y = scroll.top();
    for (const auto& item : ui.state.listed) {
        const Rect row{area.x, row_y, area.w - 8, 48};
        Node button_node;
        button_node.role = Role::button;
        button_node.name = item.title + ", " + std::to_string(item.cases) + " cases";
        const auto response = control(ui, "open." + item.id, row, std::move(button_node));
        fill(ui, row, response.hovered ? ui.theme[Colour::hover] : ui.theme[Colour::raised], kRadius);
        ui.text.draw(ui.list, {row.x + 12, row.y + 5}, item.title, kBodyMedium, ui.theme[Colour::text],
                     row.w - 24);
        ui.text.draw(ui.list, {row.x + 12, row.y + 25},
                     std::to_string(item.cases) + " cases · " + item.purpose, kCaption,
                     ui.theme[Colour::muted], row.w - 24);
        if (response.focused) focus_ring(ui, row);
        if (response.clicked) ui.ask(app::OpenBundle{item.url});
        row_y += 54;
    }
    scroll.close(row_y - scroll.top());
}

}  // namespace casement::ui
