// Dialogs about the machine: making the reviewer's own key, and taking everything off again.
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

float named_field(Ui& ui, Rect area, float y, const char* name, const char* title, const std::string& value,
                  bool secret) {
    ui.text.draw(ui.list, {area.x, y}, title, kCaptionMedium, ui.theme[Colour::muted]);
    app::Field spec;
    spec.name = name;
    spec.label = title;
    spec.value = value;
    spec.revision = ui.state.stored_loaded ? 2 : 1;
    spec.max_length = secret ? 0 : 80;
    spec.spellcheck = false;
    spec.secret = secret;
    field(ui, {area.x, y + 20, area.w, 34}, spec);
    return 64;
}

}  // namespace

void dialog_make_key(Ui& ui, Rect area) {
    const auto& state = ui.state;
    float y = area.y;
    y += paragraph(
             ui, "make_key.about", {area.x, y}, area.w,
             std::string(app::is_production(state) ? "Decisions in this bundle count, so they are signed "
                                                     "with a key of your own. "
                                                   : "") +
                 "It is made in this browser, stands behind your passphrase and cannot leave. From then on "
                 "drafts and decisions are encrypted here.",
             kBody, ui.theme[Colour::muted]) +
         14;
    y += named_field(ui, area, y, "alias", "Alias, as it stands in your decisions", state.settings.alias,
                     false);
    y += named_field(ui, area, y, "organisation", "Organisation", state.settings.organisation, false);
    y += named_field(ui, area, y, "passphrase", "Passphrase, at least 12 characters", "", true);
    y += named_field(ui, area, y, "passphrase_again", "The passphrase again", "", true);
    y += form_error(ui, area, y);
    ButtonSpec make;
    make.key = "make_key.make";
    make.label = state.lock.working ? "Making your key…" : "Make my key";
    make.name = "Make my key";
    make.look = ButtonLook::primary;
    make.disabled = state.lock.working;
    if (button(ui, {area.x, y, 170, kButtonHeight}, make)) ui.ask(app::MakeMyKey{});
    paragraph(ui, "make_key.warning", {area.x + 184, y - 2}, area.w - 184,
              "Nobody can recover a forgotten passphrase.", kCaption, ui.theme[Colour::warn]);
    ends_with_button(ui, area, y);
}

void dialog_wipe(Ui& ui, Rect area) {
    const auto& state = ui.state;
    const auto waiting = app::unexported_count(state);
    float y = area.y;
    y +=
        paragraph(
            ui, "wipe.about", {area.x, y}, area.w,
            "Drafts, decisions, your key and all settings are taken off this machine. This cannot be undone; "
            "to sign again you make and enrol a new key.",
            kBody, ui.theme[Colour::muted]) +
        12;
    if (waiting > 0) {
        y += paragraph(ui, "wipe.waiting", {area.x, y}, area.w,
                       std::to_string(waiting) + (waiting == 1 ? " decision is" : " decisions are") +
                           " in no export yet. Export first, or type the word wipe.",
                       kBody, ui.theme[Colour::warn]) +
             12;
        command_button(ui, {area.x, y, 170, kButtonHeight}, "ledger.export");
        y += kButtonHeight + 12;
        y += named_field(ui, area, y, "wipe_word", "The word", state.form.word, false);
    }
    y += form_error(ui, area, y);
    ButtonSpec wipe;
    wipe.key = "wipe.wipe";
    wipe.label = "Wipe this machine";
    wipe.look = ButtonLook::primary;
    wipe.disabled = waiting > 0 && state.form.word != "wipe";
    if (button(ui, {area.x, y, 170, kButtonHeight}, wipe)) ui.ask(app::WipeMachine{});
    ends_with_button(ui, area, y);
}

}  // namespace casement::ui
