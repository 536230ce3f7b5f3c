// The table of colours keeps its promise: text can be read in every theme.
#include <ui/theme.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace casement::ui;

namespace {

// Relative luminance and contrast ratio: WCAG 2.2, "relative luminance" and "contrast ratio".
double luminance(std::uint32_t colour) {
    const auto channel = [&](int shift) {
        const double c = ((colour >> shift) & 255) / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(0) + 0.7152 * channel(8) + 0.0722 * channel(16);
}

double contrast(std::uint32_t a, std::uint32_t b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

constexpr Colour kText[] = {Colour::text,     Colour::muted,     Colour::faint, Colour::accent,
                            Colour::remove,   Colour::restrict_, Colour::label, Colour::no_action,
                            Colour::escalate, Colour::ok,        Colour::warn,  Colour::breach};

}  // namespace

BOOST_AUTO_TEST_SUITE(themes)

BOOST_AUTO_TEST_CASE(colours_are_read_as_written) {
    BOOST_TEST(theme_dark()[Colour::panel] == 0xFF1F1814u);
    BOOST_TEST(with_alpha(0xFF1F1814u, 0.5f) == 0x801F1814u);
}

BOOST_AUTO_TEST_CASE(text_can_be_read_on_every_surface_it_stands_on) {
    for (const Theme* theme : {&theme_dark(), &theme_light(), &theme_high_contrast()}) {
        const double least = theme == &theme_high_contrast() ? 7.0 : 4.5;
        for (const auto surface : {Colour::panel, Colour::raised}) {
            for (const auto text : kText) {
                const double ratio = contrast((*theme)[text], (*theme)[surface]);
                BOOST_TEST(ratio >= least, theme->name << ": colour " << static_cast<int>(text) << " on "
                                                       << static_cast<int>(surface) << " has " << ratio);
            }
        }
        BOOST_TEST(contrast((*theme)[Colour::on_accent], (*theme)[Colour::accent_fill]) >= least,
                   theme->name);
        BOOST_TEST(contrast((*theme)[Colour::text], (*theme)[Colour::selected]) >= 4.5, theme->name);
        BOOST_TEST(contrast((*theme)[Colour::text], (*theme)[Colour::hover]) >= 4.5, theme->name);
        BOOST_TEST(contrast((*theme)[Colour::text], (*theme)[Colour::mark]) >= 4.5, theme->name);
        BOOST_TEST(contrast((*theme)[Colour::focus], (*theme)[Colour::panel]) >= 3.0, theme->name);
    }
}

BOOST_AUTO_TEST_CASE(the_page_gets_the_same_colours) {
    const std::string json = css_variables_json(theme_light());
    BOOST_TEST(json.find("\"--panel\":\"#ffffff\"") != std::string::npos);
    BOOST_TEST(json.find("\"--on-accent\":\"#ffffff\"") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
