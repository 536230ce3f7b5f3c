// Text on the canvas, in any script: whole runs shaped and rasterised by the browser, kept in texture pages
// and drawn as images. A run is drawn in white and tinted; only runs with emoji are kept per colour.
#pragma once

#include <app/ports.hpp>

#include <imgui.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casement::ui {

using app::Face;
using app::TextStyle;

inline constexpr TextStyle kCaption{12, Face::ui};
inline constexpr TextStyle kCaptionMedium{12, Face::ui_medium};
inline constexpr TextStyle kCaptionStrong{12, Face::ui_semibold};
inline constexpr TextStyle kBody{14, Face::ui};
inline constexpr TextStyle kBodyMedium{14, Face::ui_medium};
inline constexpr TextStyle kBodyStrong{14, Face::ui_semibold};
inline constexpr TextStyle kTitle{16, Face::ui_semibold};
inline constexpr TextStyle kDisplay{20, Face::ui_semibold};
inline constexpr TextStyle kMono{12, Face::mono};
inline constexpr TextStyle kIcon{18, Face::icon};
inline constexpr TextStyle kIconSmall{14, Face::icon};

float line_height(TextStyle style);
bool is_rtl(std::string_view text);  // by the first strong character (UAX 9, P2 and P3)

enum class Align { start, end, centre };

class Text {
  public:
    explicit Text(app::TextPort& port) : port_(port) {}

    void new_frame();     // ages the pages; picks up a change of dpr
    void context_lost();  // the pages are gone

    float width(std::string_view text, TextStyle style);
    // One line in a box of line_height(style) at `top_left`. Longer than max_width (> 0): cut with an
    // ellipsis. Right-to-left text stands at the end of the box when max_width is given and align is start.
    // Returns the width drawn.
    float draw(ImDrawList* list, ImVec2 top_left, std::string_view text, TextStyle style, ImU32 colour,
               float max_width = 0, Align align = Align::start);
    // Broken to `width`; at most max_lines (0: all), the last cut with an ellipsis. Returns the height.
    float paragraph(ImDrawList* list, ImVec2 top_left, float width, std::string_view text, TextStyle style,
                    ImU32 colour, int max_lines = 0);
    float paragraph_height(float width, std::string_view text, TextStyle style, int max_lines = 0);

  private:
    struct Run {
        float width = 0, ascent = 0, descent = 0, left = 0;  // px
        int page = -1;                                       // -1: nothing to draw
        int x = 0, y = 0, w = 0, h = 0;                      // device px in the page
        std::uint32_t seen = 0;                              // frame of the last use
    };
    struct Shelf {
        int y = 0, height = 0, used = 0;
        std::uint32_t seen = 0;
        std::vector<std::string> keys;
    };
    struct Page {
        std::uint64_t texture = 0;
        int used = 0;
        std::vector<Shelf> shelves;
    };

    const Run& run(std::string_view text, TextStyle style, bool rtl, ImU32 colour);
    bool place(Run& run, const std::string& key);
    bool place_on_page(Page& page, Run& run, const std::string& key);
    bool evict_for(Run& run, const std::string& key);
    const std::string& shortened(std::string_view text, TextStyle style, float width);
    const std::vector<std::uint32_t>& broken(std::string_view text, TextStyle style, float width);

    app::TextPort& port_;
    std::uint32_t frame_ = 1;
    float dpr_ = 0;
    std::vector<Page> pages_;
    std::unordered_map<std::string, Run> runs_;
    std::unordered_map<std::string, float> widths_;
    std::unordered_map<std::string, std::string> shortened_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> broken_;
};

}  // namespace casement::ui
