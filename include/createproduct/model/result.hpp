// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace createproduct {

/// What kept the kit itself from doing its job. Never a verdict about a target.
struct Error {
  /// Where to look for the cause: `usage`, options and arguments; `input`, what was read; `limit`, a bound of the kit;
  /// `unavailable`, something outside that the kit needs, such as a file or a port; `internal`, the kit itself, or a
  /// library under it.
  enum class Code : unsigned char { usage, input, limit, unavailable, internal };
  Code code = Code::internal;  ///< where to look for the cause
  std::string where;           ///< option, file:line:column, JSON pointer or byte offset; may be empty
  std::string message;         ///< one sentence, no trailing full stop, no secret

  /// `where: message`, or the message alone when there is no place to name.
  [[nodiscard]] std::string text() const { return where.empty() ? message : where + ": " + message; }
};

/// Either a value or an Error, shaped like std::expected<T, Error>.
template <class T>
class [[nodiscard]] Result {
 public:
  /// Of a value, or of an error.
  /// @{
  Result(T value) : value_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  /// @}

  /// Whether there is a value.
  /// @{
  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  /// @}

  /// The value. Precondition: has_value().
  /// @{
  [[nodiscard]] T& value() & { return *value_; }
  [[nodiscard]] const T& value() const& { return *value_; }
  [[nodiscard]] T&& value() && { return *std::move(value_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }
  /// @}

  /// The error. Precondition: !has_value().
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  // A std::variant takes twice as long to compile.
  std::optional<T> value_;
  Error error_;
};

}  // namespace createproduct
