// A document of the DOM in a rectangle of the canvas, rebuilt when what it shows has changed.
#pragma once

#include <ui/ui.hpp>

#include <functional>

namespace casement::ui {

// `revision` counts what the document depends on; `make` is called only when it has changed.
void document(Ui& ui, const std::string& name, const std::string& label, Rect rect, std::uint32_t revision,
              const std::function<Json()>& make);

}  // namespace casement::ui
