// Dialogs about decisions: overriding the outcome, what could not be read, and a file that was checked.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {

namespace {

// Who must agree to leaving the derived outcome.
std::string approval_words(const app::ReviewState& review) {
    const auto* derived = review.pack->outcome(review.derived->outcome);
    const auto* team = derived ? review.pack->team(derived->approval) : nullptr;
    return team ? " It needs an approval: " + team->title + "." : "";
}

}  // namespace

// What is wrong with the question: it lands in the decision, for the owners of the policy.
void dialog_flag(Ui& ui, Rect area) {
    const auto& review = ui.state.review;
    const std::string& id = app::current_question(review);
    const auto* question = review.pack ? review.pack->question(id) : nullptr;
    if (!question) return;
    const auto found = std::find_if(review.draft.flags.begin(), review.draft.flags.end(),
                                    [&](const auto& flag) { return flag.question == id; });
    const bool flagged = found != review.draft.flags.end();
    float y = area.y;
    y += paragraph(ui, "flag.question", {area.x, y}, area.w, "“" + question->text + "”", kBodyMedium,
                   ui.theme[Colour::text]) +
         6;
    y += paragraph(ui, "flag.about", {area.x, y}, area.w,
                   "The flag and your note are part of the decision you sign; the outcome stays as derived.",
                   kCaption, ui.theme[Colour::muted]) +
         14;
    segments(
        ui, "flag.kind", "What is wrong", {area.x, y},
        {{"The question is ambiguous", app::FlagQuestion{"ambiguous"}, flagged && found->kind == "ambiguous"},
         {"The policy has a gap", app::FlagQuestion{"gap"}, flagged && found->kind == "gap"}});
    y += 48;
    if (!flagged) return;
    app::Field note;
    note.name = "flag_note";
    note.label = "Note";
    note.value = found->note;
    note.placeholder = "What is unclear, or what is missing";
    note.revision = review.field_revision;
    note.multiline = true;
    note.max_length = 2000;
    field(ui, {area.x, y, area.w, 96}, note);
    y += 110;
    ButtonSpec done;
    done.key = "flag.done";
    done.label = "Done";
    done.look = ButtonLook::primary;
    if (button(ui, {area.x, y, 96, kButtonHeight}, done)) ui.ask(app::ShowDialog{app::Dialog::none});
    ButtonSpec remove;
    remove.key = "flag.remove";
    remove.label = "Remove the flag";
    remove.look = ButtonLook::quiet;
    if (button(ui, {area.x + 104, y, button_width(ui, remove), kButtonHeight}, remove))
        ui.ask(app::FlagQuestion{""});
}

void dialog_override(Ui& ui, Rect area) {
    const auto& review = ui.state.review;
    if (!review.pack || !review.derived) return;
    const float about_h =
        paragraph(ui, "override.about", {area.x, area.y}, area.w,
                  "The checklist gives “" + review.pack->outcome(review.derived->outcome)->label +
                      "”. Choosing another outcome is recorded beside it, with your reason." +
                      approval_words(review),
                  kCaption, ui.theme[Colour::muted]) +
        10;
    const Rect list{area.x, area.y + about_h, area.w, area.h - about_h};
    Node group;
    group.role = Role::radiogroup;
    group.name = "Outcome";
    ScrollArea scroll(ui, "override.list", list, std::move(group));
    float y = scroll.top();
    const auto* chosen = app::final_outcome(review);
    for (const auto& outcome : review.pack->outcomes) {
        const Rect row{area.x, y, area.w - 8, 40};
        Node node;
        node.role = Role::radio;
        node.name = outcome.label;
        node.checked = &outcome == chosen ? 1 : 0;
        const auto response = control(ui, "override." + outcome.id, row, std::move(node));
        fill(ui, row,
             &outcome == chosen ? ui.theme[Colour::selected]
             : response.hovered ? ui.theme[Colour::hover]
                                : ui.theme[Colour::raised],
             kRadius);
        const ImU32 ink = effect_colour(ui, outcome.effect);
        ui.text.draw(ui.list, {row.x + 12, row.y + 11}, effect_icon(outcome.effect), kIconSmall, ink);
        ui.text.draw(ui.list, {row.x + 36, row.y + 10}, outcome.label, kBodyMedium, ui.theme[Colour::text],
                     row.w - 150);
        if (outcome.id == review.derived->outcome) {
            ui.text.draw(ui.list, {row.x + row.w - 104, row.y + 12}, "by the checklist", kCaption,
                         ui.theme[Colour::muted], 96);
        }
        if (response.focused) focus_ring(ui, row);
        if (response.clicked) ui.ask(app::SetOverride{outcome.id});
        y += 46;
    }
    scroll.close(y - scroll.top());
}

namespace {

// A list of errors: what, where, and what to do.
void error_list(Ui& ui, const char* key, const char* name, Rect area, const std::vector<Error>& errors) {
    Node node;
    node.role = Role::region;
    node.name = name;
    ScrollArea scroll(ui, key, area, std::move(node));
    constexpr std::size_t kMost = 200;
    float y = scroll.top();
    for (std::size_t i = 0; i < std::min(errors.size(), kMost); ++i) {
        const auto& error = errors[i];
        const std::string at = std::string(key) + "." + std::to_string(i);
        y += paragraph(ui, at + ".message", {area.x, y}, area.w - 12, error.message, kBodyMedium,
                       ui.theme[Colour::text]);
        if (!error.remedy.empty()) {
            y += paragraph(ui, at + ".remedy", {area.x, y}, area.w - 12, error.remedy, kCaption,
                           ui.theme[Colour::muted]);
        }
        label(ui, at + ".code", {area.x, y, area.w - 12, line_height(kMono)},
              error.code + " · " + error.place, kMono, ui.theme[Colour::faint]);
        y += 24;
        line_h(ui, area.x, y, area.w - 12);
        y += 10;
    }
    if (errors.size() > kMost) {
        y += paragraph(
            ui, std::string(key) + ".more", {area.x, y}, area.w - 12,
            "and " + std::to_string(errors.size() - kMost) + " more: casement verify lists them all",
            kCaption, ui.theme[Colour::muted]);
    }
    scroll.close(y - scroll.top() + 8);
}

}  // namespace

void dialog_problems(Ui& ui, Rect area) {
    error_list(ui, "problems.list", "Problems", area, ui.state.bundle.problems);
}

}  // namespace casement::ui
