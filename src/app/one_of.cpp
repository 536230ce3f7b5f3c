#include <app/command.hpp>

namespace casement::app {

template <class Variant>
OneOf<Variant>::OneOf(const OneOf&) = default;
template <class Variant>
OneOf<Variant>::OneOf(OneOf&&) noexcept = default;
template <class Variant>
OneOf<Variant>& OneOf<Variant>::operator=(const OneOf&) = default;
template <class Variant>
OneOf<Variant>& OneOf<Variant>::operator=(OneOf&&) noexcept = default;
template <class Variant>
OneOf<Variant>::~OneOf() = default;

template class OneOf<AnyEffect>;
template class OneOf<AnyArrival>;
template class OneOf<AnyCommand>;

}  // namespace casement::app
