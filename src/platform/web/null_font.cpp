#include <platform/web/null_font.hpp>

#include <imgui.h>
#include <imgui_internal.h>

#include <misc/freetype/imgui_freetype.h>

namespace casement::web {
namespace {

constexpr float kSizePx = 14;
constexpr float kAscent = 0.97f, kDescent = 0.24f, kAdvance = 0.5f;  // in sizes; close to Inter's

bool init_source(ImFontAtlas*, ImFontConfig*) {
    return true;
}

bool has_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) {
    return true;
}

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
    baked->Ascent = baked->Size * kAscent;
    baked->Descent = -baked->Size * kDescent;
    return true;
}

// ImGui asks either for the advance alone or for a whole glyph, never for both.
bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar codepoint, ImFontGlyph* glyph,
                float* advance_px) {
    if (advance_px) {
        *advance_px = baked->Size * kAdvance;
        return true;
    }
    glyph->Codepoint = codepoint;
    glyph->AdvanceX = baked->Size * kAdvance;
    glyph->Visible = false;
    return true;
}

}  // namespace

void add_null_font(ImFontAtlas& atlas) {
    ImFontConfig config;
    config.FontLoader = ImGuiFreeType::GetFontLoader();
    config.SizePixels = kSizePx;
    atlas.AddFont(&config);
}

}  // namespace casement::web

// The loader that ImGui finds by this name, instead of one that reads fonts.
const ImFontLoader* ImGuiFreeType::GetFontLoader() {
    static const ImFontLoader loader = [] {
        ImFontLoader made;
        made.Name = "null";
        made.FontSrcInit = casement::web::init_source;
        made.FontSrcContainsGlyph = casement::web::has_glyph;
        made.FontBakedInit = casement::web::init_baked;
        made.FontBakedLoadGlyph = casement::web::load_glyph;
        return made;
    }();
    return &loader;
}
