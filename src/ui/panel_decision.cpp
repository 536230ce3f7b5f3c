// What follows from the answers, why, and the way to sign it.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

constexpr float kPadX = 16, kButtons = kButtonHeight + 4;

std::string because_of(const app::ReviewState& review) {
    const auto* outcome = app::final_outcome(review);
    if (!outcome) {
        if (!review.derive_error.code.empty()) return review.derive_error.message;
        return "The outcome appears when the checklist is complete";
    }
    if (review.draft.override_)
        return "Overridden. The checklist gives: " + review.pack->outcome(review.derived->outcome)->label;
    return review.derived->because;
}

std::string sections_of(const app::ReviewState& review, const policy::Outcome& outcome) {
    std::string text;
    for (const auto& id : outcome.violates) {
        const auto* section = review.pack->section(id);
        text += (text.empty() ? "" : ", ") + (section ? section->title : id);
    }
    return text;
}

std::string actions_of(const app::ReviewState& review, const policy::Outcome& outcome) {
    std::string text;
    for (const auto& id : outcome.actions) {
        const auto* action = review.pack->action(id);
        text += (text.empty() ? "" : ", ") + (action ? action->label : id);
    }
    return text;
}

std::string why_of(const app::ReviewState& review) {
    if (!review.derived) return {};
    std::string text = "Rule “" + review.derived->outcome + "” matched";
    for (const auto& id : review.derived->read) {
        const auto* question = review.pack->question(id);
        if (question) text += (text.ends_with("matched") ? ", reading: " : "; ") + question->text;
    }
    return text;
}

struct Lines {
    std::string because, sections, actions, why, obstacle;
    float because_h = 0, sections_h = 0, why_h = 0, obstacle_h = 0;
};

Lines measure(Ui& ui, float width) {
    const auto& review = ui.state.review;
    const float inner = width - 2 * kPadX;
    Lines lines;
    lines.because = because_of(review);
    lines.because_h = ui.text.paragraph_height(inner, lines.because, kCaption, 3);
    if (const auto* outcome = app::final_outcome(review)) {
        const std::string sections = sections_of(review, *outcome), actions = actions_of(review, *outcome);
        lines.sections = sections.empty() ? actions : actions.empty() ? sections : sections + " · " + actions;
        if (!lines.sections.empty())
            lines.sections_h = ui.text.paragraph_height(inner, lines.sections, kCaption, 2);
        if (ui.view.show_why) {
            lines.why = why_of(review);
            lines.why_h = ui.text.paragraph_height(inner, lines.why, kCaption, 5) + 4;
        }
        lines.obstacle = app::sign_obstacle(ui.state);
        if (!lines.obstacle.empty())
            lines.obstacle_h = ui.text.paragraph_height(inner, lines.obstacle, kCaption, 2) + 4;
    }
    return lines;
}

}  // namespace

float decision_height(Ui& ui, float width) {
    const auto lines = measure(ui, width);
    const float title = app::final_outcome(ui.state.review) ? 28 : 0;
    return 12 + title + lines.sections_h + lines.because_h + lines.why_h + lines.obstacle_h + 10 + kButtons +
           10;
}

void panel_decision(Ui& ui, Rect area) {
    const auto& review = ui.state.review;
    const auto lines = measure(ui, area.w);
    const float x = area.x + kPadX, inner = area.w - 2 * kPadX;
    Node region;
    region.role = Role::region;
    region.name = "Decision";
    region.rect = area;
    ui.semantics.open("decision", std::move(region));
    fill(ui, area, ui.theme[Colour::raised]);
    line_h(ui, area.x, area.y, area.w);
    float y = area.y + 12;
    if (const auto* outcome = app::final_outcome(review)) {
        const ImU32 ink = effect_colour(ui, outcome->effect);
        ui.text.draw(ui.list, {x, y + 2}, effect_icon(outcome->effect), kIconSmall, ink);
        const std::string title = outcome->label;
        ButtonSpec why;
        why.key = "decision.why";
        why.label = ui.view.show_why ? "less" : "why";
        why.name = "Why this outcome";
        why.look = ButtonLook::quiet;
        why.expanded = ui.view.show_why ? 1 : 0;
        const float why_w = button_width(ui, why);
        ui.text.draw(ui.list, {x + 22, y}, title, {15, Face::ui_semibold}, ink, inner - 30 - why_w);
        Node node;
        node.role = Role::heading3;
        node.name = "Outcome: " + title;
        node.rect = {x, y, inner - why_w, 22};
        ui.semantics.leaf("decision.outcome", std::move(node));
        if (button(ui, {x + inner - why_w + 8, y - 4, why_w, 28}, why)) {
            ui.view.show_why = !ui.view.show_why;
            ui.more = true;
        }
        y += 28;
        if (!lines.sections.empty()) {
            paragraph(ui, "decision.sections", {x, y}, inner, lines.sections, kCaption,
                      ui.theme[Colour::text], 2);
            y += lines.sections_h;
        }
    }
    paragraph(ui, "decision.because", {x, y}, inner, lines.because, kCaption, ui.theme[Colour::muted], 3);
    y += lines.because_h;
    if (!lines.why.empty()) {
        paragraph(ui, "decision.trace", {x, y + 4}, inner, lines.why, kCaption, ui.theme[Colour::muted], 5);
        y += lines.why_h;
    }
    if (!lines.obstacle.empty()) {
        paragraph(ui, "decision.obstacle", {x, y + 4}, inner, lines.obstacle, kCaption,
                  ui.theme[Colour::warn], 2);
        y += lines.obstacle_h;
    }
    y += 10;
    const float sign_w = std::min(190.f, inner * 0.58f);
    const float override_w = std::min(118.f, inner - sign_w - 8);
    command_button(ui, {x, y, override_w, kButtons}, "decision.override", ButtonLook::quiet, "Override…");
    command_button(ui, {x + inner - sign_w, y, sign_w, kButtons}, "decision.sign", ButtonLook::primary);
    ui.semantics.close();
}

}  // namespace casement::ui
