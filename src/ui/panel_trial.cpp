// Try mode: any pack without a case. Facts on the left, the rules and what would change them in the middle,
// the checklist on the right; nothing is kept and nothing is signed.
#include <app/document_policy.hpp>
#include <core/policy/facts.hpp>
#include <core/policy/program.hpp>
#include <core/policy/reads.hpp>
#include <core/policy/words.hpp>
#include <ui/documents.hpp>
#include <ui/icons.hpp>
#include <ui/pack_menu.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>
#include <set>

namespace casement::ui {
namespace {

constexpr float kPad = 16;

// The facts that the pack's rules read, in the schema's order; others would change nothing.
std::vector<const policy::Fact*> facts_of(const policy::Pack& pack) {
    std::set<std::string> names;
    for (const auto& test : pack.program->fact_tests) {
        for (auto& name : policy::names_read(test.rule, "case")) names.insert(std::move(name));
    }
    std::vector<const policy::Fact*> out;
    for (const policy::Fact& fact : policy::facts_of_a_case()) {
        if (names.count(fact.name) != 0 || !pack.program->exact) out.push_back(&fact);
    }
    return out;
}

std::string list_text(const Json& value) {
    std::string text;
    for (const Json& one : value)
        if (one.is_string()) text += (text.empty() ? "" : ", ") + one.get<std::string>();
    return text;
}

float fact_control(Ui& ui, const policy::Fact& fact, ImVec2 at, float width) {
    const auto& sheet = ui.state.trial.sheet;
    const Json& value = json::get(sheet.facts, fact.name);
    const std::string name = policy::fact_words(fact.name);
    ui.text.draw(ui.list, at, name, kCaptionMedium, ui.theme[Colour::muted], width);
    const float y = at.y + 20;
    if (fact.kind == policy::FactKind::truth) {
        const bool now = value.is_boolean() && value.get<bool>();
        segments(ui, std::string("fact.") + fact.name, name, {at.x, y},
                 {{"No", app::SetFact{fact.name, false}, !now}, {"Yes", app::SetFact{fact.name, true}, now}});
        return 60;
    }
    if (fact.kind == policy::FactKind::choice) {
        std::vector<MenuItem> items;
        const std::string now = value.is_string() ? value.get<std::string>() : "";
        for (const char* choice : fact.choices)
            items.push_back({policy::fact_words(choice), app::SetFact{fact.name, choice}, now == choice});
        ButtonSpec spec;
        const std::string key = std::string("fact.") + fact.name, label = policy::fact_words(now),
                          full = name + ": " + label;
        spec.key = key;
        spec.label = label;
        spec.name = full;
        spec.icon = kIconChevronDown;
        spec.expanded = ui.view.menu_key == key ? 1 : 0;
        const Rect rect{at.x, y, width, kButtonHeight};
        if (button(ui, rect, spec)) open_menu(ui, key, rect, std::move(items));
        return 62;
    }
    app::Field spec;
    spec.name = std::string("fact:") + fact.name;
    spec.label = name;
    spec.value = value.is_array()    ? list_text(value)
                 : value.is_string() ? value.get<std::string>()
                                     : value.dump();
    spec.placeholder = fact.kind == policy::FactKind::list ? "with commas between" : "";
    spec.revision = sheet.field_revision + 1;
    spec.spellcheck = false;
    field(ui, {at.x, y, width, 34}, spec);
    return 64;
}

void facts_column(Ui& ui, Rect area) {
    const auto& trial = ui.state.trial;
    Node node;
    node.role = Role::region;
    node.name = "Facts of the case";
    ScrollArea scroll(ui, "trial.facts", area, std::move(node));
    const float x = area.x + kPad, w = area.w - 2 * kPad;
    float y = scroll.top() + 12;
    heading(ui, "trial.title", Role::heading2, {x, y}, "Try a policy", kDisplay);
    y += 36;
    pack_menu(ui, "trial.pack", "", {x, y, w, kButtonHeight}, trial.pack,
              [](const std::string& name) { return app::TryPack{name}; });
    y += kButtonHeight + 10;
    y += paragraph(ui, "trial.about", {x, y}, w, "Answer freely: nothing is kept and nothing is signed here",
                   kCaption, ui.theme[Colour::muted]) +
         10;
    command_button(ui, {x, y, w, kButtonHeight}, "trial.clear");
    y += kButtonHeight + 20;
    if (trial.sheet.pack) {
        const auto facts = facts_of(*trial.sheet.pack);
        label(ui, "trial.facts.title", {x, y, w, line_height(kCaptionStrong)},
              facts.empty() ? "No rule reads facts of the case" : "Facts that the rules read", kCaptionStrong,
              ui.theme[Colour::text]);
        y += 26;
        for (const policy::Fact* fact : facts) y += fact_control(ui, *fact, {x, y}, w) + 8;
    }
    scroll.close(y - scroll.top() + 16);
}

void reasons(Ui& ui, Rect area) {
    const auto& trial = ui.state.trial;
    document(ui, "trial-why", "Why, and what would change it", area, trial.revision,
             [&] { return app::why_document(trial.sheet); });
}

}  // namespace

void panel_trial(Ui& ui, Rect area) {
    Node region;
    region.role = Role::region;
    region.name = "Try a policy";
    region.rect = area;
    ui.semantics.open("trial", std::move(region));
    if (area.w >= 940) {
        const float facts_w = 270,
                    checklist_w = std::clamp(ui.state.settings.checklist_width, 320.f, area.w * 0.36f);
        facts_column(ui, {area.x, area.y, facts_w, area.h});
        line_v(ui, area.x + facts_w, area.y, area.h);
        const float middle = area.w - facts_w - checklist_w - 2;
        reasons(ui, {area.x + facts_w + 1, area.y, middle, area.h});
        line_v(ui, area.x + facts_w + 1 + middle, area.y, area.h);
        panel_checklist(ui, {area.x + area.w - checklist_w, area.y, checklist_w, area.h});
    } else {
        tab_bar(ui, "trial.tabs", "Try a policy", {area.x, area.y, area.w, 40}, {"Checklist", "Why", "Facts"},
                ui.view.trial_tab);
        const Rect rest{area.x, area.y + 40, area.w, area.h - 40};
        if (ui.view.trial_tab == 0) panel_checklist(ui, rest);
        if (ui.view.trial_tab == 1) reasons(ui, rest);
        if (ui.view.trial_tab == 2) facts_column(ui, rest);
    }
    ui.semantics.close();
}

}  // namespace casement::ui
