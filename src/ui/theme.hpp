// One table of colours for every theme. Text roles hold 4.5:1 on panel and raised (7:1 in high contrast); a
// test checks the table. Sizes are CSS pixels.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace casement::ui {

enum class Colour {
    app,
    panel,
    raised,
    hover,
    selected,
    line,
    text,
    muted,
    faint,
    accent,
    accent_fill,
    on_accent,
    focus,
    remove,
    restrict_,
    label,
    no_action,
    escalate,
    ok,
    warn,
    breach,
    mark,
    count
};

struct Theme {
    std::string_view name;
    std::string_view hex[static_cast<int>(Colour::count)];

    std::uint32_t operator[](Colour colour) const;  // 0xAABBGGRR, as ImGui and GL take it
};

const Theme& theme_dark();
const Theme& theme_light();
const Theme& theme_high_contrast();

// {"--panel": "#14181f", ...} for the DOM half.
std::string css_variables_json(const Theme& theme);
std::uint32_t with_alpha(std::uint32_t colour, float alpha);

inline constexpr float kTopBar = 44, kStatusBar = 28, kRail = 60, kRadius = 6, kLine = 1;
inline constexpr float kWide = 1100, kNarrow = 760;  // below: the queue folds; below: one pane at a time

}  // namespace casement::ui
