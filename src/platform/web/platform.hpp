// The browser as the console's platform. main.cpp asks for it and for nothing else of this folder.
#pragma once

#include <app/ports.hpp>

#include <memory>

namespace casement::web {

std::unique_ptr<app::Platform> make_web_platform();

}  // namespace casement::web
