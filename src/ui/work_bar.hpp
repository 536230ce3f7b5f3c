// How far long work is, with the way to give it up. Nothing is shown of work that is over in a moment.
#pragma once

#include <ui/ui.hpp>

namespace casement::ui {

// Gives the height, 0 when nothing is drawn. `title` says what is done: "Replaying decisions".
float work_bar(Ui& ui, const std::string& key, ImVec2 at, float width, const std::string& title,
               const app::DeskWork& work, app::LongWork which);

}  // namespace casement::ui
