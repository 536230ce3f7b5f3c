#include <ui/theme.hpp>

#include <charconv>
#include <iterator>

namespace casement::ui {
namespace {

constexpr const char* kNames[] = {"app",   "panel",  "raised",   "hover",  "selected",    "line",
                                  "text",  "muted",  "faint",    "accent", "accent-fill", "on-accent",
                                  "focus", "remove", "restrict", "label",  "no-action",   "escalate",
                                  "ok",    "warn",   "breach",   "mark"};
static_assert(std::size(kNames) == static_cast<std::size_t>(Colour::count));

}  // namespace

// The order is that of Colour: surfaces, text, accents, outcomes, states.
const Theme& theme_dark() {
    static constexpr Theme theme{
        "dark", {"#0d1015", "#14181f", "#1b212a", "#222a35", "#1d2b44", "#28303b", "#e7ebf1", "#a9b3c0",
                 "#8c99a9", "#74a9ff", "#2563d9", "#ffffff", "#8fbaff", "#ff8a80", "#f0b440", "#bda3ff",
                 "#63d297", "#74a9ff", "#63d297", "#f0b440", "#ff8a80", "#5a4a12"}};
    return theme;
}

const Theme& theme_light() {
    static constexpr Theme theme{
        "light", {"#eef1f5", "#ffffff", "#f5f7fa", "#eaeef4", "#e1ecff", "#d6dde6", "#131922", "#46526a",
                  "#5f6b7d", "#1d5bd0", "#1d5bd0", "#ffffff", "#1d5bd0", "#b3261e", "#8a5a00", "#6236c9",
                  "#13703f", "#1d5bd0", "#13703f", "#8a5a00", "#b3261e", "#fff0b3"}};
    return theme;
}

const Theme& theme_high_contrast() {
    static constexpr Theme theme{
        "high_contrast",
        {"#000000", "#000000", "#0a0a0a", "#1a1a1a", "#002b66", "#ffffff", "#ffffff", "#e6e6e6",
         "#d0d0d0", "#8fc7ff", "#8fc7ff", "#000000", "#ffff00", "#ffb3ad", "#ffd980", "#dccbff",
         "#9bf0c0", "#8fc7ff", "#9bf0c0", "#ffd980", "#ffb3ad", "#665500"}};
    return theme;
}

std::uint32_t Theme::operator[](Colour colour) const {
    const std::string_view digits = hex[static_cast<int>(colour)].substr(1);
    std::uint32_t rgb = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), rgb, 16);
    return 0xFF000000u | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | rgb >> 16;
}

std::string css_variables_json(const Theme& theme) {
    std::string json = "{";
    for (int i = 0; i < static_cast<int>(Colour::count); ++i) {
        if (i > 0) json += ',';
        json += "\"--" + std::string(kNames[i]) + "\":\"" + std::string(theme.hex[i]) + "\"";
    }
    return json + ",\"--theme\":\"" + std::string(theme.name) + "\"}";
}

std::uint32_t with_alpha(std::uint32_t colour, float alpha) {
    return (colour & 0x00FFFFFFu) | static_cast<std::uint32_t>(alpha * 255.f + 0.5f) << 24;
}

}  // namespace casement::ui
