// Result<T>: a value or an Error. What can fail says so in its type; the compiler insists on an answer.
#pragma once

#include <core/base/error.hpp>

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace casement {

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T& value() const& { return assert(ok()), *std::get_if<0>(&state_); }
    T& value() & { return assert(ok()), *std::get_if<0>(&state_); }
    T&& value() && { return assert(ok()), std::move(*std::get_if<0>(&state_)); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const Error& error() const& { return assert(!ok()), *std::get_if<1>(&state_); }
    Error&& error() && { return assert(!ok()), std::move(*std::get_if<1>(&state_)); }

  private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_; }
    explicit operator bool() const { return ok(); }
    const Error& error() const& { return assert(error_), *error_; }
    Error&& error() && { return assert(error_), std::move(*error_); }

  private:
    std::optional<Error> error_;
};

}  // namespace casement

#define CASEMENT_JOIN_(a, b) a##b
#define CASEMENT_JOIN(a, b) CASEMENT_JOIN_(a, b)

// CASEMENT_TRY(auto doc, parse(bytes)); declares `doc`, or returns the error from the enclosing function.
#define CASEMENT_TRY(declaration, expression)                                                    \
    auto CASEMENT_JOIN(try_, __LINE__) = (expression);                                           \
    if (!CASEMENT_JOIN(try_, __LINE__)) return std::move(CASEMENT_JOIN(try_, __LINE__)).error(); \
    declaration = *std::move(CASEMENT_JOIN(try_, __LINE__))

// CASEMENT_CHECK(step()); returns the error of a Result<void> from the enclosing function.
#define CASEMENT_CHECK(expression)                                         \
    do {                                                                   \
        auto casement_checked = (expression);                              \
        if (!casement_checked) return std::move(casement_checked).error(); \
    } while (false)
