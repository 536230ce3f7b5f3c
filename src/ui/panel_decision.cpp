// What follows from the answers, what may still follow, and the way to sign it.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

constexpr float kPadX = 16, kButtons = kButtonHeight + 4;
constexpr std::size_t kMaxPossible = 4;

// Which outcomes the open questions leave.
std::string outlook_of(const app::ReviewState& review) {
    if (review.possible.empty()) return "The outcome appears when the checklist is complete";
    const auto label_of = [&](std::size_t index) { return review.pack->outcomes[index].label; };
    if (review.possible.size() == 1 && review.possible_all)
        return "Whatever is answered now: " + label_of(review.possible.front());
    std::string text = review.possible.size() == 1 ? "So far: " : "Still possible: ";
    for (std::size_t i = 0; i < std::min(kMaxPossible, review.possible.size()); ++i)
        text += (i == 0 ? "" : ", ") + label_of(review.possible[i]);
    const bool more = review.possible.size() > kMaxPossible || !review.possible_all;
    if (review.possible.size() > kMaxPossible)
        return text + " and " + std::to_string(review.possible.size() - kMaxPossible) +
               (review.possible_all ? " more" : " or more");
    return more ? text + ", perhaps others" : text;
}

std::string because_of(const app::ReviewState& review) {
    const auto* outcome = app::final_outcome(review);
    if (!outcome) return review.derive_error.code.empty() ? outlook_of(review) : review.derive_error.message;
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
    if (const auto* team = review.pack->team(outcome.team)) text += (text.empty() ? "" : " · ") + team->title;
    return text;
}

bool is_trial(const Ui& ui) {
    return ui.state.panel == app::Panel::trial;
}

struct Lines {
    std::string because, sections, obstacle;
    float because_h = 0, sections_h = 0, obstacle_h = 0;
};

Lines measure(Ui& ui, float width) {
    const auto& review = app::active_review(ui.state);
    const float inner = width - 2 * kPadX;
    Lines lines;
    lines.because = because_of(review);
    lines.because_h = ui.text.paragraph_height(inner, lines.because, kCaption, 3);
    if (const auto* outcome = app::final_outcome(review)) {
        const std::string sections = sections_of(review, *outcome), actions = actions_of(review, *outcome);
        lines.sections = sections.empty() ? actions : actions.empty() ? sections : sections + " · " + actions;
        if (!lines.sections.empty())
            lines.sections_h = ui.text.paragraph_height(inner, lines.sections, kCaption, 2);
        if (!is_trial(ui)) lines.obstacle = app::sign_obstacle(ui.state);
        if (!lines.obstacle.empty())
            lines.obstacle_h = ui.text.paragraph_height(inner, lines.obstacle, kCaption, 2) + 4;
    }
    return lines;
}

void outcome_line(Ui& ui, const policy::Outcome& outcome, float x, float y, float inner) {
    const ImU32 ink = effect_colour(ui, outcome.effect);
    ui.text.draw(ui.list, {x, y + 2}, effect_icon(outcome.effect), kIconSmall, ink);
    float why_w = 0;
    if (!is_trial(ui)) {
        ButtonSpec why;
        const auto& row = app::command_row("decision.why");
        why.key = "decision.why";
        why.label = "why";
        why.name = row.label;
        why.chord = row.chord;
        why.look = ButtonLook::quiet;
        why.expanded = ui.state.drawer == app::Drawer::why ? 1 : 0;
        why_w = button_width(ui, why);
        if (button(ui, {x + inner - why_w + 8, y - 4, why_w, 28}, why)) ui.ask(row);
    }
    ui.text.draw(ui.list, {x + 22, y}, outcome.label, {15, Face::ui_semibold}, ink, inner - 30 - why_w);
    Node node;
    node.role = Role::heading3;
    node.name = "Outcome: " + outcome.label;
    node.rect = {x, y, inner - why_w, 22};
    ui.semantics.leaf("decision.outcome", std::move(node));
}

}  // namespace

float decision_height(Ui& ui, float width) {
    const auto lines = measure(ui, width);
    const float title = app::final_outcome(app::active_review(ui.state)) ? 28 : 0;
    const float buttons = is_trial(ui) ? 0 : 10 + kButtons;
    return 12 + title + lines.sections_h + lines.because_h + lines.obstacle_h + buttons + 10;
}

void panel_decision(Ui& ui, Rect area) {
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
    if (const auto* outcome = app::final_outcome(app::active_review(ui.state))) {
        outcome_line(ui, *outcome, x, y, inner);
        y += 28;
        if (!lines.sections.empty()) {
            paragraph(ui, "decision.sections", {x, y}, inner, lines.sections, kCaption,
                      ui.theme[Colour::text], 2);
            y += lines.sections_h;
        }
    }
    paragraph(ui, "decision.because", {x, y}, inner, lines.because, kCaption, ui.theme[Colour::muted], 3);
    y += lines.because_h;
    if (!lines.obstacle.empty()) {
        paragraph(ui, "decision.obstacle", {x, y + 4}, inner, lines.obstacle, kCaption,
                  ui.theme[Colour::warn], 2);
        y += lines.obstacle_h;
    }
    y += 10;
    if (!is_trial(ui)) {
        const float sign_w = std::min(190.f, inner * 0.58f);
        const float override_w = std::min(118.f, inner - sign_w - 8);
        const bool decided = ui.state.review.already_decided.has_value();
        command_button(ui, {x, y, override_w, kButtons}, decided ? "decision.correct" : "decision.override",
                       ButtonLook::quiet, decided ? "Correct…" : "Override…");
        command_button(ui, {x + inner - sign_w, y, sign_w, kButtons}, "decision.sign", ButtonLook::primary);
    }
    ui.semantics.close();
}

}  // namespace casement::ui
