#pragma once

#include <ui/ui.hpp>

#include <functional>

namespace casement::ui {

// `chosen`: "<id>@<version>". `prefix` says what the pack is chosen for ("Replay on"); may be empty.
void pack_menu(Ui& ui, const std::string& key, const std::string& prefix, Rect rect,
               const std::string& chosen, const std::function<app::Command(const std::string&)>& choose);

}  // namespace casement::ui
