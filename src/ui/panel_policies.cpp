// Policies: the packs at hand, their sections side by side with the checklist, what changed, search,
// citation.
#include <app/document_policy.hpp>
#include <app/library.hpp>
#include <ui/documents.hpp>
#include <ui/icons.hpp>
#include <ui/pack_menu.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>
#include <ui/work_bar.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

using app::PolicyView;

constexpr float kPad = 16;
constexpr float kThreeColumns = 960, kTwoColumns = 640;

// Whether this version was read, said in one line.
std::string read_line(const Ui& ui, const app::PackEntry& entry) {
    const auto found = ui.state.library.acknowledged.find(entry.id);
    switch (app::read_state(ui.state, entry.id, entry.version)) {
        case app::ReadState::never:
            return "Not acknowledged yet";
        case app::ReadState::older:
            return "Changed since " + found->second.version + ", which you acknowledged";
        case app::ReadState::current:
            break;
    }
    return "Acknowledged on " + format_rfc3339(found->second.at).substr(0, 10);
}

float section_row(Ui& ui, const policy::Section& section, Rect rect) {
    const auto& library = ui.state.library;
    const bool chosen = library.section == section.id && library.view == PolicyView::section;
    const bool changed = !section.changes.empty();
    Node node;
    node.role = Role::button;
    node.name = section.title + (changed ? ", changed in this version" : "");
    node.current = chosen;
    const auto response = control(ui, "policy.section." + section.id, rect, std::move(node));
    if (chosen)
        fill(ui, rect, ui.theme[Colour::selected], 4);
    else if (response.hovered)
        fill(ui, rect, ui.theme[Colour::hover], 4);
    ui.text.draw(ui.list, {rect.x + 10, rect.y + 5}, section.title, chosen ? kBodyMedium : kBody,
                 chosen ? ui.theme[Colour::accent] : ui.theme[Colour::text], rect.w - (changed ? 34 : 18));
    if (changed) fill(ui, {rect.x + rect.w - 16, rect.y + 12, 6, 6}, ui.theme[Colour::warn], 3);
    if (response.focused) focus_ring(ui, rect);
    if (response.clicked) {
        ui.ask(app::ShowPolicy{"", section.id});
        ui.view.show_policy_text = true;
    }
    return rect.h;
}

float hit_row(Ui& ui, const policy::Pack& pack, const app::SearchHit& hit, std::size_t index, Rect rect) {
    const auto* section = pack.section(hit.section);
    const std::string head = (section ? section->title : hit.section) + " · " + hit.where;
    const float text_h = ui.text.paragraph_height(rect.w - 20, hit.text, kCaption, 3);
    rect.h = 28 + text_h + 6;
    Node node;
    node.role = Role::button;
    node.name = head + ": " + hit.text;
    const auto response = control(ui, "policy.hit." + std::to_string(index), rect, std::move(node));
    if (response.hovered) fill(ui, rect, ui.theme[Colour::hover], 4);
    ui.text.draw(ui.list, {rect.x + 10, rect.y + 6}, head, kCaptionStrong, ui.theme[Colour::text],
                 rect.w - 20);
    ui.text.paragraph(ui.list, {rect.x + 10, rect.y + 26}, rect.w - 20, hit.text, kCaption,
                      ui.theme[Colour::muted], 3);
    if (response.focused) focus_ring(ui, rect);
    if (response.clicked) {
        ui.ask(app::ShowPolicy{"", hit.section});
        ui.view.show_policy_text = true;
    }
    return rect.h;
}

void section_list(Ui& ui, Rect area, const policy::Pack& pack) {
    const auto& library = ui.state.library;
    const bool searching = !library.search.empty();
    Node node;
    node.role = Role::region;
    node.name = searching ? "Found in the policy" : "Sections";
    ScrollArea scroll(ui, "policy.list", area, std::move(node));
    float y = scroll.top() + 4;
    const float x = area.x + 8, w = area.w - 16;
    if (searching) {
        const std::string count =
            std::to_string(library.hits.size()) + (library.hits.size() == 1 ? " place" : " places");
        y += paragraph(ui, "policy.hits", {x + 10, y + 4}, w - 20, count, kCaption, ui.theme[Colour::muted]) +
             10;
        for (std::size_t i = 0; i < library.hits.size(); ++i)
            y += hit_row(ui, pack, library.hits[i], i, {x, y, w, 0}) + 2;
    } else {
        std::string chapter;
        for (const auto& section : pack.sections) {
            if (section.chapter != chapter) {
                chapter = section.chapter;
                y += 10;
                label(ui, "policy.chapter." + section.id, {x + 10, y, w - 20, line_height(kCaptionStrong)},
                      chapter, kCaptionStrong, ui.theme[Colour::muted]);
                y += 24;
            }
            y += section_row(ui, section, {x, y, w, 30});
        }
    }
    scroll.close(y - scroll.top() + 16);
}

void side(Ui& ui, Rect area, const app::PackEntry* entry) {
    const auto& library = ui.state.library;
    const float x = area.x + kPad, w = area.w - 2 * kPad;
    float y = area.y + 12;
    heading(ui, "policies.title", Role::heading2, {x, y}, "Policies", kDisplay);
    y += 36;
    pack_menu(ui, "policy.pack", "", {x, y, w, kButtonHeight}, library.shown,
              [](const std::string& name) { return app::ShowPolicy{name, ""}; });
    y += kButtonHeight + 8;
    if (entry && entry->pack) {
        const bool current = app::read_state(ui.state, entry->id, entry->version) == app::ReadState::current;
        y += paragraph(ui, "policy.read", {x, y}, w, read_line(ui, *entry), kCaption,
                       current ? ui.theme[Colour::muted] : ui.theme[Colour::warn]) +
             8;
    }
    app::Field search;
    search.name = "policy_search";
    search.label = "Search the policy";
    search.placeholder = "Search all text";
    search.value = library.search;
    search.revision = 1;
    search.spellcheck = false;
    field(ui, {x, y, w, 34}, search);
    y += 42;
    line_h(ui, area.x, y, area.w);
    const Rect list{area.x, y + 1, area.w, area.y + area.h - y - 1};
    if (entry && entry->pack) return section_list(ui, list, *entry->pack);
    const std::string text = !entry ? "No policy pack is at hand. Open a bundle, or a policy file."
                             : entry->error.code.empty() ? "Reading the pack…"
                                                         : with_remedy(entry->error);
    paragraph(ui, "policy.none", {x, list.y + 16}, w, text, kBody, ui.theme[Colour::muted]);
}

// Commands in a row that breaks where it is full. Gives its height.
float command_row(Ui& ui, Rect area, const std::vector<const char*>& ids, const char* primary) {
    float x = area.x, y = area.y;
    for (const char* id : ids) {
        const float w = command_width(ui, id);
        if (x + w > area.x + area.w && x > area.x) {
            x = area.x;
            y += kButtonHeight + 6;
        }
        command_button(ui, {x, y, w, kButtonHeight}, id,
                       primary && std::string_view(primary) == id ? ButtonLook::primary : ButtonLook::plain);
        x += w + 8;
    }
    return y + kButtonHeight - area.y;
}

float toolbar(Ui& ui, Rect area, const app::PackEntry& entry) {
    const auto view = ui.state.library.view;
    float y = area.y + 10;
    const float x = area.x + kPad, w = area.w - 2 * kPad;
    const float used =
        segments(ui, "policy.view", "View", {x, y},
                 {{"Section", app::ShowPolicyView{PolicyView::section}, view == PolicyView::section},
                  {"Examples", app::ShowPolicyView{PolicyView::examples}, view == PolicyView::examples},
                  {"What changed", app::ShowPolicyView{PolicyView::changes}, view == PolicyView::changes},
                  {"Whole pack", app::ShowPolicyView{PolicyView::whole}, view == PolicyView::whole}});
    std::vector<const char*> ids{"policy.try", "policy.cite", "policy.print", "policy.open"};
    const bool current = app::read_state(ui.state, entry.id, entry.version) == app::ReadState::current;
    if (!current) ids.insert(ids.begin(), "policy.acknowledge");
    if (!ui.state.library.acknowledged.empty()) ids.push_back("policy.export");
    if (w - used > 620)
        return command_row(ui, {x + used + 16, y, w - used - 16, kButtonHeight}, ids, "policy.acknowledge") +
               20;
    y += 42;
    return 52 + command_row(ui, {x, y, w, kButtonHeight}, ids, "policy.acknowledge") + 10;
}

Json changes(const app::LibraryState& library) {
    if (library.changes) return library.changes->blocks;
    const Error& error = library.comparison_error;
    const std::string text = !error.code.empty() ? with_remedy(error)
                             : library.compared.empty()
                                 ? "No older version of this pack is at hand to compare with"
                                 : "Comparing with the version before…";
    return Json::array(
        {Json{{"type", "note"}, {"tone", error.code.empty() ? "info" : "error"}, {"text", text}}});
}

Json whole(const app::PackEntry& entry, const app::LibraryState& library) {
    switch (library.view) {
        case PolicyView::examples:
            return app::examples_document(*entry.pack, library.search);
        case PolicyView::whole:
            return app::pack_document(*entry.pack);
        case PolicyView::changes:
            return changes(library);
        case PolicyView::section:
            break;
    }
    const auto* section = entry.pack->section(library.section);
    return section ? app::section_document(*entry.pack, *section) : Json::array();
}

void text(Ui& ui, Rect area, const app::PackEntry& entry, bool beside) {
    const auto& library = ui.state.library;
    const float head = toolbar(ui, area, entry);
    line_h(ui, area.x, area.y + head, area.w);
    Rect rest{area.x, area.y + head + 1, area.w, area.h - head - 1};
    if (library.view == PolicyView::changes) {
        const float bar = work_bar(ui, "policy.comparing", {rest.x + kPad, rest.y + 12}, rest.w - 2 * kPad,
                                   "Comparing the versions", library.comparison, app::LongWork::comparison);
        if (bar > 0) rest = {rest.x, rest.y + bar + 24, rest.w, rest.h - bar - 24};
    }
    const auto* section = entry.pack->section(library.section);
    const bool two = beside && library.view == PolicyView::section && section;
    const Rect left{rest.x, rest.y, two ? std::floor(rest.w * 0.54f) : rest.w, rest.h};
    document(ui, "policy", "Policy text", left, library.revision, [&] {
        Json blocks = whole(entry, library);
        if (!two && section && library.view == PolicyView::section)
            for (Json& one : app::section_checklist(*entry.pack, *section)) blocks.push_back(std::move(one));
        return blocks;
    });
    if (!two) return;
    line_v(ui, left.x + left.w, rest.y, rest.h);
    document(ui, "policy-checklist", "Checklist of this section",
             {left.x + left.w + 1, rest.y, rest.w - left.w - 1, rest.h}, library.revision,
             [&] { return app::section_checklist(*entry.pack, *section); });
}

}  // namespace

void panel_policies(Ui& ui, Rect area) {
    const auto* entry = app::find_pack(ui.state, ui.state.library.shown);
    Node region;
    region.role = Role::region;
    region.name = "Policies";
    region.rect = area;
    ui.semantics.open("policies", std::move(region));
    const bool readable = entry && entry->pack;
    if (area.w < kTwoColumns) {
        if (!ui.view.show_policy_text || !readable) {
            side(ui, area, entry);
        } else {
            ButtonSpec back;
            back.key = "policy.back";
            back.label = "Sections";
            back.icon = kIconChevronLeft;
            back.look = ButtonLook::quiet;
            if (button(ui, {area.x + 8, area.y + 6, button_width(ui, back), kButtonHeight}, back)) {
                ui.view.show_policy_text = false;
                ui.more = true;
            }
            text(ui, {area.x, area.y + 38, area.w, area.h - 38}, *entry, false);
        }
        return ui.semantics.close();
    }
    const float side_w = area.w >= kThreeColumns ? 290 : 250;
    side(ui, {area.x, area.y, side_w, area.h}, entry);
    line_v(ui, area.x + side_w, area.y, area.h);
    if (readable)
        text(ui, {area.x + side_w + 1, area.y, area.w - side_w - 1, area.h}, *entry, area.w >= kThreeColumns);
    ui.semantics.close();
}

}  // namespace casement::ui
