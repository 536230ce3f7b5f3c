#pragma once

#include <core/base/time.hpp>

#include <chrono>

namespace casement::cli {

inline TimeMs wall_clock_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace casement::cli
