// The open dialog: a modal window with a title, a way out and its content.
#pragma once

#include <ui/ui.hpp>

namespace casement::ui {

void draw_dialog(Ui& ui);

}  // namespace casement::ui
