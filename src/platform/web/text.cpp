#include <platform/web/backend.hpp>
#include <platform/web/text.hpp>

#include <GLES3/gl3.h>

namespace casement::web {
namespace {

constexpr int kPageDevicePx = 2048;  // every WebGL2 has it

int bytes_of(std::string_view text) {
    return static_cast<int>(text.size());
}

}  // namespace

float TextRuns::dpr() const {
    return web::dpr();
}
int TextRuns::page_device_px() const {
    return kPageDevicePx;
}

std::uint64_t TextRuns::make_page() {
    if (context_is_lost()) return 0;
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexStorage2D(GL_TEXTURE_2D, 1, GL_RGBA8, kPageDevicePx, kPageDevicePx);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return texture;
}

app::TextMetrics TextRuns::measure(std::string_view text, app::TextStyle style, bool rtl) {
    const float scale = web::dpr();
    float out[4] = {};
    web_text_measure(text.data(), bytes_of(text), static_cast<int>(style.face), style.size_px * scale, rtl,
                     out);
    return {out[0] / scale, out[1] / scale, out[2] / scale, out[3] / scale};
}

void TextRuns::draw(std::string_view text, app::TextStyle style, bool rtl, std::uint32_t rgba,
                    std::uint64_t page, int x, int y, int w, int h, float left_device_px,
                    float baseline_device_px) {
    if (context_is_lost() || page == 0) return;
    web_text_draw(text.data(), bytes_of(text), static_cast<int>(style.face), style.size_px * web::dpr(), rtl,
                  rgba, static_cast<unsigned>(page), x, y, w, h, left_device_px, baseline_device_px);
}

void TextRuns::break_lines(std::string_view text, app::TextStyle style, float width,
                           std::vector<std::uint32_t>& ends) {
    ends.resize(text.size() / 8 + 8);
    for (;;) {
        const int capacity = static_cast<int>(ends.size());
        const int n = web_text_break(text.data(), bytes_of(text), static_cast<int>(style.face), style.size_px,
                                     width, ends.data(), capacity);
        ends.resize(static_cast<std::size_t>(n));
        if (n <= capacity) return;
    }
}

}  // namespace casement::web
