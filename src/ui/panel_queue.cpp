// The queue: virtual rows in any script, filter as you type, order, keyboard.
#include <core/review/deadline.hpp>
#include <core/review/facets.hpp>
#include <core/review/filter_text.hpp>
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <imgui_internal.h>

#include <algorithm>

namespace casement::ui {
namespace {

constexpr float kRow = 56;
constexpr float kClockWidth = 74;
constexpr TimeMs kHourMs = 3'600'000;

ImU32 clock_colour(const Ui& ui, review::Urgency urgency) {
    switch (urgency) {
        case review::Urgency::overdue:
        case review::Urgency::critical:
            return ui.theme[Colour::breach];
        case review::Urgency::warning:
            return ui.theme[Colour::warn];
        default:
            return ui.theme[Colour::muted];
    }
}

const char* area_label(bundle::Area area) {
    switch (area) {
        case bundle::Area::community:
            return "Community";
        case bundle::Area::advertising:
            return "Ads";
        case bundle::Area::ip:
            return "IP";
        case bundle::Area::regulation:
            return "Regulation";
    }
    return "";
}

std::string source_label(bundle::SourceKind kind) {
    return kind == bundle::SourceKind::law_enforcement ? "law enforcement" : bundle::name(kind);
}

std::string detail_of(const bundle::CaseRow& row) {
    std::string text = std::string(area_label(row.area)) + " · " + source_label(row.source);
    if (!row.market.empty()) text += " · " + row.market;
    if (row.reports > 0)
        text += " · " + std::to_string(row.reports) + (row.reports == 1 ? " report" : " reports");
    return text;
}

std::string clock_text(const bundle::CaseRow& row, TimeMs now, review::Urgency urgency) {
    if (urgency == review::Urgency::none) return "–";
    const TimeMs left = row.due_at > now ? row.due_at - now : now - row.due_at;
    // From ten hours on the minutes would not fit, and say nothing.
    const bool hours = left >= 10 * kHourMs && left < 24 * kHourMs;
    return (urgency == review::Urgency::overdue ? "−" : "") +
           (hours ? std::to_string(left / kHourMs) + " h" : format_span(left));
}

void queue_row(Ui& ui, std::uint32_t index, std::size_t position, Rect rect, float list_width) {
    const auto& state = ui.state;
    const auto& row = state.bundle.rows[index];
    const bool open = state.review.open && state.review.row == index;
    const bool decided = app::is_decided(state, index);
    const auto urgency = review::urgency(row.received_at, row.due_at, state.now_ms);
    const std::string clock = clock_text(row, state.now_ms, urgency);
    const std::string& title = row.title.empty() ? row.excerpt : row.title;
    const std::string detail = detail_of(row);
    const std::string severity = "S" + std::to_string(row.severity_hint);

    Node node;
    node.role = Role::row;
    node.name = row.id + ", " + title;
    node.selected = open ? 1 : 0;
    node.row_index = static_cast<std::int32_t>(position) + 1;
    node.rect = rect;
    const bool first_stop = state.review.open ? open : position == 0;
    node.tab = first_stop ? 0 : -1;
    const std::string key = "queue.row." + std::to_string(index);
    const ImGuiID id = Semantics::id_of(key);
    bool hovered = false, held = false, clicked = false;
    const ImRect box{min_of(rect), max_of(rect)};
    if (ImGui::ItemAdd(box, id)) clicked = ImGui::ButtonBehavior(box, id, &hovered, &held);
    if (ui.semantics.take_activation(id)) clicked = true;
    const bool focused = ui.semantics.focused(id);
    ui.scroll->follow_focus(id, rect);
    ui.semantics.open(key, std::move(node));
    const auto cell = [&](const char* name, const std::string& text, Rect at) {
        Node c;
        c.role = Role::gridcell;
        c.name = text;
        c.rect = at;
        ui.semantics.leaf(key + name, std::move(c));
    };
    const float text_x = rect.x + kClockWidth + 12;
    const float chip_w = chip_width(ui, severity);
    const float room = rect.w - (text_x - rect.x) - chip_w - 24;
    cell(".clock", urgency == review::Urgency::overdue ? clock + " overdue" : clock,
         {rect.x, rect.y, kClockWidth, rect.h});
    cell(".title", title, {text_x, rect.y, room, rect.h / 2});
    cell(".detail", detail, {text_x, rect.y + rect.h / 2, room, rect.h / 2});
    cell(".state",
         decided ? "decided"
         : open  ? "in review"
                 : "open",
         {rect.x + rect.w - chip_w - 12, rect.y, chip_w, rect.h});
    ui.semantics.close();

    if (open) {
        fill(ui, rect, ui.theme[Colour::selected]);
        fill(ui, {rect.x, rect.y, 3, rect.h}, ui.theme[Colour::accent]);
    } else if (hovered) {
        fill(ui, rect, ui.theme[Colour::hover]);
    }
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const ImU32 ink = decided ? ui.theme[Colour::faint] : ui.theme[Colour::text];
    const ImU32 clock_ink = decided ? ui.theme[Colour::faint] : clock_colour(ui, urgency);
    if (review::at_risk(urgency) && !decided) {
        ui.text.draw(ui.list, {rect.x + 12, rect.y + 11},
                     urgency == review::Urgency::warning ? kIconClock : kIconTriangleAlert, {12, Face::icon},
                     clock_ink);
    }
    ui.text.draw(ui.list, {rect.x + 28, rect.y + 10}, clock, kCaptionStrong, clock_ink, kClockWidth - 18);
    ui.text.draw(ui.list, {text_x, rect.y + 8}, title, kBodyMedium, ink, room);
    ui.text.draw(ui.list, {text_x, rect.y + 30}, detail, kCaption, ui.theme[Colour::muted], room + chip_w);
    if (decided) {
        ui.text.draw(ui.list, {rect.x + rect.w - 28, rect.y + 10}, kIconCheck, kIconSmall,
                     ui.theme[Colour::ok]);
    } else {
        chip(ui, {rect.x + rect.w - chip_w - 12, rect.y + 8}, severity);
    }
    line_h(ui, rect.x, rect.y + rect.h - 1, list_width);
    if (focused) focus_ring(ui, inset(rect, 2), 3);
    if (clicked) ui.ask(app::OpenCase{index});
}

void header(Ui& ui, Rect area) {
    const auto& state = ui.state;
    heading(ui, "queue.title", Role::heading2, {area.x + 14, area.y + 9}, "Queue", kBodyStrong);
    const auto shown = state.queue.shown.size(), all = state.bundle.rows.size();
    const std::string count =
        shown == all ? std::to_string(all) : std::to_string(shown) + " of " + std::to_string(all);
    label(ui, "queue.count", {area.x + 64, area.y + 11, 110, line_height(kCaption)}, count, kCaption,
          ui.theme[Colour::muted]);

    ButtonSpec spec;
    const auto* chosen = app::queue_order(app::order_name(state.queue.order));
    const std::string order = chosen ? chosen->label : "";
    const std::string name = "Order: " + order;
    spec.key = "queue.order";
    spec.label = order;
    spec.name = name;
    spec.icon = kIconChevronDown;
    spec.look = ButtonLook::quiet;
    spec.expanded = ui.view.menu_key == spec.key ? 1 : 0;
    const float w = button_width(ui, spec);
    const Rect rect{area.x + area.w - w - 8, area.y + 5, w, 30};
    if (button(ui, rect, spec)) {
        std::vector<MenuItem> items;
        for (const auto& one : app::kQueueOrders)
            items.push_back({one.label, app::SetOrder{one.order}, one.order == state.queue.order});
        items.push_back(
            {state.queue.hide_decided ? "Show decided cases" : "Hide decided cases", app::ToggleDecided{}});
        open_menu(ui, "queue.order", rect, std::move(items));
    }
}

struct Facet {
    review::Field field;
    const char* label;
};
constexpr Facet kFacets[] = {{review::Field::area, "Area"},   {review::Field::market, "Market"},
                             {review::Field::source, "From"}, {review::Field::severity, "Severity"},
                             {review::Field::tag, "Tag"},     {review::Field::state, "State"}};
constexpr std::size_t kMostValues = 12;

// What a facet's values would leave: counted over the rows that the rest of the filter keeps.
std::vector<MenuItem> facet_values(const app::State& state, review::Field field) {
    const auto& queue = state.queue;
    const auto rest = review::without_field(queue.asked, field);
    const auto rows = review::evaluate(queue.columns, rest, {state.now_ms, state.settings.alias});
    std::vector<MenuItem> items;
    for (const auto& one : review::facet_counts(queue.columns, rows, field, kMostValues)) {
        if (one.value.empty()) continue;
        const bool wanted = review::facet_state(queue.asked, field, one.value) == review::FacetState::wanted;
        items.push_back(
            {one.value + "  " + std::to_string(one.count), app::ToggleFacet{field, one.value}, wanted});
    }
    return items;
}

// One button a facet, as many as there is room for.
void facet_bar(Ui& ui, Rect area) {
    Node group;
    group.role = Role::group;
    group.name = "Narrow by";
    group.rect = area;
    ui.semantics.open("queue.facets", std::move(group));
    float x = area.x;
    for (const Facet& facet : kFacets) {
        const std::string key = std::string("queue.facet.") + facet.label;
        ButtonSpec spec;
        spec.key = key;
        spec.label = facet.label;
        spec.look = ButtonLook::quiet;
        spec.icon = kIconChevronDown;
        spec.small = true;
        spec.expanded = ui.view.menu_key == key ? 1 : 0;
        const float w = button_width(ui, spec);
        if (x + w > area.x + area.w) break;
        const Rect rect{x, area.y, w, area.h};
        if (button(ui, rect, spec)) open_menu(ui, key, rect, facet_values(ui.state, facet.field));
        x += w;
    }
    ui.semantics.close();
}

// What could stand where the typing ended.
float suggestions(Ui& ui, Rect area) {
    const auto& list = ui.state.queue.suggestions.list;
    if (list.empty()) return 0;
    Node group;
    group.role = Role::group;
    group.name = "Suggestions";
    group.rect = area;
    ui.semantics.open("queue.suggestions", std::move(group));
    float x = area.x;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string key = "queue.suggestion." + std::to_string(i);
        const std::string label =
            list[i].text + (list[i].count > 0 ? "  " + std::to_string(list[i].count) : "");
        ButtonSpec spec;
        spec.key = key;
        spec.label = label;
        spec.small = true;
        const float w = button_width(ui, spec);
        if (x + w > area.x + area.w && i > 0) break;
        if (button(ui, {x, area.y, std::min(w, area.w), area.h}, spec)) ui.ask(app::TakeSuggestion{i});
        x += w + 6;
    }
    ui.semantics.close();
    return area.h + 8;
}

float filter_problem(Ui& ui, ImVec2 at, float width) {
    const auto& problem = ui.state.queue.problem;
    if (!problem) return 0;
    const auto& range = problem->characters;
    const std::string text = problem->message + " (character " + std::to_string(range.begin + 1) + ")" +
                             (problem->remedy.empty() ? "" : ". " + problem->remedy);
    return paragraph(ui, "queue.filter.problem", at, width, text, kCaption, ui.theme[Colour::warn]) + 6;
}

void empty(Ui& ui, Rect area) {
    const auto& state = ui.state;
    const bool filtered = !state.queue.filter.empty();
    const std::string text =
        filtered ? "No case matches “" + state.queue.filter + "”" : "Every case here is decided";
    float y = area.y + 40;
    y += paragraph(ui, "queue.empty", {area.x + 20, y}, area.w - 40, text, kBody, ui.theme[Colour::muted]) +
         14;
    ButtonSpec spec;
    spec.key = "queue.reset";
    spec.label = filtered ? "Clear the filter" : "Show decided cases";
    if (button(ui, {area.x + 20, y, button_width(ui, spec), kButtonHeight}, spec)) {
        if (filtered)
            ui.ask(app::SetFilter{});
        else
            ui.ask(app::ToggleDecided{});
    }
}

}  // namespace

void panel_queue(Ui& ui, Rect area) {
    const auto& state = ui.state;
    Node region;
    region.role = Role::region;
    region.name = "Queue";
    region.rect = area;
    ui.semantics.open("queue", std::move(region));
    header(ui, area);
    line_h(ui, area.x, area.y + 39, area.w);
    app::Field filter;
    filter.name = "filter";
    filter.label = "Filter the queue";
    filter.placeholder = "Filter: words, area:ip, due:<4h  /";
    filter.value = state.queue.filter;
    filter.revision = state.queue.revision;
    filter.spellcheck = false;
    filter.size_px = 13;
    filter.invalid = state.queue.problem.has_value();
    field(ui, {area.x + 12, area.y + 46, area.w - 24, 30}, filter);
    const Rect bar{area.x + 8, area.y + 80, area.w - 16, 26};
    facet_bar(ui, bar);
    float y = bar.y + bar.h + 4;
    y += suggestions(ui, {area.x + 12, y, area.w - 24, 26});
    y += filter_problem(ui, {area.x + 12, y}, area.w - 24);
    const float top = y;
    line_h(ui, area.x, top - 1, area.w);
    const Rect list{area.x, top, area.w, area.y + area.h - top};
    const auto& shown = state.queue.shown;
    if (shown.empty()) {
        empty(ui, list);
        return ui.semantics.close();
    }
    ui.wake_in(60'000 - state.now_ms % 60'000);
    Node grid;
    grid.role = Role::grid;
    grid.name = "Cases";
    grid.tab = -1;
    grid.row_count = static_cast<std::int32_t>(shown.size());
    ScrollArea scroll(ui, "queue.list", list, std::move(grid));
    if (state.review.open && ui.view.shown_row != state.review.row) {
        ui.view.shown_row = state.review.row;
        const auto here = std::find(shown.begin(), shown.end(), state.review.row);
        if (here != shown.end()) scroll.reveal(static_cast<float>(here - shown.begin()) * kRow, kRow);
    }
    const auto first = static_cast<std::size_t>(std::max(0.f, scroll.offset() / kRow - 2));
    const auto last = std::min(shown.size(), static_cast<std::size_t>((scroll.offset() + list.h) / kRow) + 3);
    for (std::size_t i = first; i < last; ++i) {
        queue_row(ui, shown[i], i, {area.x, scroll.top() + static_cast<float>(i) * kRow, area.w, kRow},
                  area.w);
    }
    scroll.close(static_cast<float>(shown.size()) * kRow);
    ui.semantics.close();
}

}  // namespace casement::ui
