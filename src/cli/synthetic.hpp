// Cases by chance, of the kinds and in the proportions that an escalations team meets: for trying out a
// console and for measuring. Equal seeds give equal cases on every machine; nothing in them is about anybody.
#pragma once

#include <core/base/time.hpp>
#include <core/policy/pack.hpp>

#include <cstdint>
#include <vector>

namespace casement::cli {

class Synthetic {
  public:
    // Clocks are taken from the packs, by area. Everything was received in the 30 days before `now_ms`.
    Synthetic(std::uint64_t seed, std::vector<policy::Pack> packs, TimeMs now_ms);

    // The next case, as a document that read_case accepts.
    Json next();

  private:
    std::uint64_t random();
    std::size_t below(std::size_t count);  // count is at least 1
    bool one_in(std::size_t count) { return below(count) == 0; }
    template <class T, std::size_t N>
    const T& any(const T (&from)[N]) {
        return from[below(N)];
    }
    std::int64_t skewed(std::int64_t most);  // small numbers are frequent, great ones rare
    std::string text(std::size_t language, std::size_t words);
    Json source(std::size_t language);
    Json subject(TimeMs received);
    Json reports(TimeMs received);
    void set_clock(Json& c, const char* area, TimeMs received);

    std::uint64_t state_;
    std::vector<policy::Pack> packs_;
    TimeMs now_ms_;
    std::uint64_t made_ = 0;
};

}  // namespace casement::cli
