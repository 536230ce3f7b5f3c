// The frame around the panels: top bar, rail, panes with their splitters, status bar, dialogs and notices.
#pragma once

#include <ui/ui.hpp>

namespace casement::ui {

void draw_frame(Ui& ui);

}  // namespace casement::ui
