#include <platform/web/null_font.hpp>

#include <imgui.h>
#include <imgui_internal.h>

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
    static ImFontLoader loader;
    loader.Name = "null";
    loader.FontSrcInit = init_source;
    loader.FontSrcContainsGlyph = has_glyph;
    loader.FontBakedInit = init_baked;
    loader.FontBakedLoadGlyph = load_glyph;

    ImFontConfig config;
    config.FontLoader = &loader;
    config.SizePixels = kSizePx;
    atlas.AddFont(&config);
}

}  // namespace casement::web
