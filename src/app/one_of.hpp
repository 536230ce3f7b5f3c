// A variant that is copied, moved and ended in one place. The console hands commands and effects on
// everywhere; made by each caller for itself, their dozens of cases were a third of the program.
#pragma once

#include <type_traits>
#include <utility>

namespace casement::app {

template <class Variant>
class OneOf {
  public:
    template <class T>
        requires(!std::is_same_v<std::remove_cvref_t<T>, OneOf> && std::is_constructible_v<Variant, T &&>)
    OneOf(T&& one) : any(std::forward<T>(one)) {}

    // Defined, and made for each variant of the console, in one_of.cpp.
    OneOf(const OneOf&);
    OneOf(OneOf&&) noexcept;
    OneOf& operator=(const OneOf&);
    OneOf& operator=(OneOf&&) noexcept;
    ~OneOf();

    Variant any;
};

}  // namespace casement::app
