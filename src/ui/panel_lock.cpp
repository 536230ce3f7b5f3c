// The locked console: nothing but the way in, and the way out.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {

void panel_lock(Ui& ui, Rect area) {
    const auto& lock = ui.state.lock;
    Node region;
    region.role = Role::region;
    region.name = "Locked";
    region.rect = area;
    ui.semantics.open("locked", std::move(region));
    const float w = std::min(380.f, area.w - 40);
    const float x = area.x + (area.w - w) / 2;
    float y = area.y + std::max(24.f, area.h / 2 - 150);
    ui.text.draw(ui.list, {x, y}, kIconLock, {22, Face::icon}, ui.theme[Colour::accent]);
    heading(ui, "locked.title", Role::heading1, {x + 34, y - 1}, "Locked", kDisplay, w - 34);
    y += 40;
    y += paragraph(ui, "locked.about", {x, y}, w,
                   "Drafts, decisions and your key are encrypted here. Give your passphrase to go on.", kBody,
                   ui.theme[Colour::muted]) +
         18;
    app::Field passphrase;
    passphrase.name = "passphrase";
    passphrase.label = "Passphrase";
    passphrase.placeholder = "Passphrase";
    passphrase.secret = true;
    passphrase.spellcheck = false;
    passphrase.invalid = !lock.error.code.empty();
    field(ui, {x, y, w, 36}, passphrase);
    y += 48;
    if (!lock.error.code.empty()) {
        y += paragraph(ui, "locked.error", {x, y}, w, with_remedy(lock.error), kBody,
                       ui.theme[Colour::breach]) +
             12;
    }
    ButtonSpec unlock;
    unlock.key = "locked.unlock";
    unlock.label = lock.working ? "Unlocking…" : "Unlock";
    unlock.name = "Unlock";
    unlock.look = ButtonLook::primary;
    unlock.disabled = lock.working;
    if (button(ui, {x, y, w, 36}, unlock)) ui.ask(app::UnlockVault{});
    y += 60;
    paragraph(
        ui, "locked.forgotten", {x, y}, w,
        "A forgotten passphrase cannot be recovered. Decisions that were exported stay valid; clear this "
        "site's data in the browser's settings to begin anew, and enrol a new key.",
        kCaption, ui.theme[Colour::faint]);
    ui.semantics.close();
}

}  // namespace casement::ui
