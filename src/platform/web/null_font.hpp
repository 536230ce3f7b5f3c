// A font without a face. All visible text is drawn as runs shaped by the browser (text.hpp); ImGui still
// wants a font to be there for its own layout and asserts. This one answers with metrics and with glyphs that
// draw nothing, so no font file has to be compiled in or parsed.
#pragma once

struct ImFontAtlas;

namespace casement::web {

void add_null_font(ImFontAtlas& atlas);

}  // namespace casement::web
