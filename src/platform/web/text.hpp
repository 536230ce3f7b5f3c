// Runs of text shaped and rasterised by Canvas2D into pages that are GL textures. web/js/text.js is the other
// half.
#pragma once

#include <app/ports.hpp>

namespace casement::web {

class TextRuns final : public app::TextPort {
  public:
    float dpr() const override;
    int page_device_px() const override;
    std::uint64_t make_page() override;
    app::TextMetrics measure(std::string_view text, app::TextStyle style, bool rtl) override;
    void draw(std::string_view text, app::TextStyle style, bool rtl, std::uint32_t rgba, std::uint64_t page,
              int x, int y, int w, int h, float left_device_px, float baseline_device_px) override;
    void break_lines(std::string_view text, app::TextStyle style, float width,
                     std::vector<std::uint32_t>& ends) override;
};

}  // namespace casement::web

extern "C" {
// size in device px; out: width, ascent, descent, left overhang, in device px.
void web_text_measure(const char* text, int bytes, int face, float size, int rtl, float* out);
void web_text_draw(const char* text, int bytes, int face, float size, int rtl, unsigned rgba,
                   unsigned texture, int x, int y, int w, int h, float left, float baseline);
// Writes at most `capacity` line ends and returns how many there are; size and width in CSS px.
int web_text_break(const char* text, int bytes, int face, float size, float width, unsigned* ends,
                   int capacity);
}
