// Below the content of a case: the policy of the question that is open, or why the outcome is what it is.
#include <app/document_policy.hpp>
#include <ui/documents.hpp>
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

using app::Drawer;

constexpr float kHead = 44;

// The section of the open question; of the outcome when all are answered.
const policy::Section* section_in_hand(const app::ReviewState& review) {
    if (const auto* question = review.pack->question(app::current_question(review)))
        return review.pack->section(question->section);
    const auto* outcome = app::final_outcome(review);
    if (outcome && !outcome->violates.empty()) return review.pack->section(outcome->violates.front());
    if (review.checklist.steps.empty()) return &review.pack->sections.front();
    return review.pack->section(review.pack->questions[review.checklist.steps.back().question].section);
}

void head(Ui& ui, Rect area, const policy::Section* section) {
    const auto drawer = ui.state.drawer;
    float right = area.x + area.w - 8;
    ButtonSpec close;
    close.key = "drawer.close";
    close.name = "Close";
    close.icon = kIconX;
    close.look = ButtonLook::quiet;
    right -= 36;
    if (button(ui, {right, area.y + 6, 34, 32}, close)) ui.ask(app::ToggleDrawer{drawer});
    if (drawer == Drawer::policy && section) {
        ButtonSpec open;
        open.key = "drawer.open";
        open.label = "Open in Policies";
        open.look = ButtonLook::quiet;
        const float w = button_width(ui, open);
        if (area.w > 460) {
            right -= w + 4;
            if (button(ui, {right, area.y + 6, w, 32}, open))
                ui.ask(app::ShowPolicy{ui.state.review.pack->name(), section->id});
        }
    }
    segments(ui, "drawer.view", "Below the content", {area.x + 12, area.y + 6},
             {{"Policy", app::ToggleDrawer{drawer == Drawer::policy ? Drawer::none : Drawer::policy},
               drawer == Drawer::policy},
              {"Why", app::ToggleDrawer{drawer == Drawer::why ? Drawer::none : Drawer::why},
               drawer == Drawer::why}});
    line_h(ui, area.x, area.y + kHead - 1, area.w);
}

}  // namespace

float drawer_height(const Ui& ui, float room) {
    const auto& review = ui.state.review;
    if (ui.state.drawer == Drawer::none || !review.open || !review.pack) return 0;
    return room < 420 ? room : std::floor(room * 0.5f);
}

void panel_drawer(Ui& ui, Rect area) {
    const auto& review = ui.state.review;
    Node region;
    region.role = Role::region;
    region.name = ui.state.drawer == Drawer::policy ? "Policy of this question" : "Why this outcome";
    region.rect = area;
    ui.semantics.open("drawer", std::move(region));
    line_h(ui, area.x, area.y, area.w);
    const auto* section = section_in_hand(review);
    head(ui, area, section);
    const Rect rest{area.x, area.y + kHead, area.w, area.h - kHead};
    if (ui.state.drawer == Drawer::policy && section) {
        const std::uint32_t revision = Semantics::id_of(review.pack->name() + "#" + section->id);
        document(ui, "drawer-policy", "Text of the policy", rest, revision,
                 [&] { return app::section_document(*review.pack, *section); });
    } else {
        document(ui, "drawer-why", "Reasons", rest, ui.state.trial.revision,
                 [&] { return app::why_document(review); });
    }
    ui.semantics.close();
}

}  // namespace casement::ui
