// Stands where Dear ImGui looks for its FreeType loader: the seam at which its own rasteriser is left out.
// The console draws all text as runs of the browser, so the loader behind this name makes no glyphs
// (null_font.cpp).
#pragma once

struct ImFontLoader;

namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader();
}
