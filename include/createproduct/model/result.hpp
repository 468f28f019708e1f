// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace createproduct {

/// What kept the kit itself from doing its job. Never a verdict about a target.
struct Error {
  enum class Code : unsigned char { usage, input, limit, unavailable, internal };
  Code code = Code::internal;
  std::string where;    ///< option, file:line:column, JSON pointer or byte offset; may be empty
  std::string message;  ///< one sentence, no trailing full stop, no secret

  /// `where: message`, or the message alone when there is no place to name.
  [[nodiscard]] std::string text() const { return where.empty() ? message : where + ": " + message; }
};

/// Either a value or an Error, shaped like std::expected<T, Error>.
/// Precondition of value(), operator* and operator->: has_value(). Of error(): !has_value().
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}        // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}    // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace createproduct
