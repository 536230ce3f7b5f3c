// What must not be overlooked, across the top of every panel, with the way to mend it.
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

struct Remedy {
    const char* key;
    const char* label;
    app::Command command;
};

float draw(Ui& ui, Rect area, const std::string& text, Colour colour, const std::vector<Remedy>& remedies) {
    float buttons = 0;
    for (const Remedy& remedy : remedies) buttons += ui.text.width(remedy.label, kBodyStrong) + 36;
    const bool below = area.w - buttons < 320;
    const float inner = area.w - 60 - (below ? 0 : buttons);
    const float text_h = ui.text.paragraph_height(inner, text, kBody, 3);
    const float h = std::max(40.f, text_h + 18) + (below ? kButtonHeight + 6 : 0);
    Node node;
    node.role = Role::region;
    node.name = "Attention";
    node.rect = {area.x, area.y, area.w, h};
    ui.semantics.open("strip", std::move(node));
    fill(ui, {area.x, area.y, area.w, h}, ui.theme[Colour::raised]);
    ui.text.draw(ui.list, {area.x + 16, area.y + 11}, kIconTriangleAlert, kIconSmall, ui.theme[colour]);
    paragraph(ui, "strip.text", {area.x + 40, area.y + 10}, inner, text, kBody, ui.theme[Colour::text], 3);
    float x = below ? area.x + 34 : area.x + area.w - buttons - 8;
    const float y = below ? area.y + text_h + 18 : area.y + 4;
    for (const Remedy& remedy : remedies) {
        ButtonSpec spec;
        spec.key = remedy.key;
        spec.label = remedy.label;
        spec.look = ButtonLook::quiet;
        const float w = ui.text.width(remedy.label, kBodyStrong) + 28;
        if (button(ui, {x, y, w, kButtonHeight}, spec)) ui.ask(remedy.command);
        x += w + 8;
    }
    line_h(ui, area.x, area.y + h - 1, area.w);
    ui.semantics.close();
    return h;
}

}  // namespace

float strip(Ui& ui, Rect area) {
    const auto& state = ui.state;
    if (!state.lock.writer) {
        return draw(ui, area, "Another tab of this browser is writing. This one only reads.", Colour::warn,
                    {{"strip.take_over", "Write in this tab", app::TakeOverTab{}}});
    }
    if (state.save.phase == app::SaveState::Phase::failed) {
        const auto& error = state.save.error;
        return draw(ui, area, "Not saved: " + with_remedy(error), Colour::breach,
                    {{"strip.retry", "Try again", app::RetrySave{}},
                     {"strip.rescue", "Save as a file", app::ExportRescue{}}});
    }
    return 0;
}

}  // namespace casement::ui
