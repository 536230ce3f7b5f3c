#include <ui/widgets.hpp>
#include <ui/work_bar.hpp>

#include <algorithm>

namespace casement::ui {

float work_bar(Ui& ui, const std::string& key, ImVec2 at, float width, const std::string& title,
               const app::DeskWork& work, app::LongWork which) {
    if (!work.is_long(ui.state.now_ms)) return 0;
    // Where the whole is not known, it is said that something goes on, and no more.
    const bool known = work.total > 0;
    const float share =
        known ? std::min(1.f, static_cast<float>(work.done) / static_cast<float>(work.total)) : 0;
    std::string text = title;
    if (known) text += ", " + std::to_string(static_cast<int>(share * 100)) + " %";
    ButtonSpec cancel;
    const std::string cancel_key = key + ".cancel";
    cancel.key = cancel_key;
    cancel.label = "Cancel";
    const float button_w = button_width(ui, cancel);
    const float bar_w = width - button_w - 12;
    label(ui, key + ".text", {at.x, at.y, bar_w, line_height(kCaption)}, text, kCaption,
          ui.theme[Colour::muted]);
    const Rect bar{at.x, at.y + 22, bar_w, 6};
    fill(ui, bar, ui.theme[Colour::raised], 3);
    if (share > 0)
        fill(ui, {bar.x, bar.y, std::max(6.f, bar.w * share), bar.h}, ui.theme[Colour::accent_fill], 3);
    Node node;
    node.role = Role::progressbar;
    node.name = title;
    node.value = known ? share : -1;
    node.rect = bar;
    ui.semantics.leaf(key, std::move(node));
    if (button(ui, {at.x + width - button_w, at.y, button_w, kButtonHeight}, cancel))
        ui.ask(app::StopWork{which});
    return kButtonHeight;
}

}  // namespace casement::ui
