// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/result.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::wire {

/// Reads a JSON object member by member into types, strictly: what two readers might take differently is an error, such
/// as a repeated member, null for a string, 2.0 or -0 for an integer, a byte order mark. Members that nobody asks for
/// are ignored. Only the first error is kept, so that a caller asks for all members first and looks at error() once;
/// what was read is good for use only if there is none.
///
/// Where an error points: `place byte 7` in text that is not JSON, `place` if it is no object, `place/key` for a
/// member; with an empty place `byte 7`, nothing, `key`.
class TypedObject {
 public:
  /// Reads `text`. `place` names it in errors.
  TypedObject(std::string_view text, std::string_view place) : place_(place), json_(read_shallow_json(text)) {
    using State = ShallowJson::State;
    if (text.starts_with("\xEF\xBB\xBF")) fail_at_byte(0, "a byte order mark before JSON");
    switch (json_.state) {
      case State::malformed: fail_at_byte(json_.offset, "not JSON: " + json_.error); break;
      case State::too_large: fail_at_byte(json_.offset, json_.error, Error::Code::limit); break;
      case State::too_deep: keep({Error::Code::limit, place_, json_.error}); break;
      case State::complete:
        if (!json_.is_object()) keep({Error::Code::input, place_, is_not(json_.root.kind, "an object")});
    }
  }

  /// The first error, or nothing as long as all went well.
  [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

  /// The string called `key`; nothing if there is no such member. Fails on a member of another kind or a repeated one.
  [[nodiscard]] std::optional<std::string> string(std::string_view key) {
    const ShallowValue* value = only(key, JsonKind::string, "a string");
    if (value == nullptr) return std::nullopt;
    return value->text;
  }

  /// The integer called `key`; nothing if there is no such member. Fails also on one that 64 bits do not hold.
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) {
    const ShallowValue* value = only(key, JsonKind::integer, "an integer");
    if (value == nullptr) return std::nullopt;
    if (value->clamped) fail(key, "does not fit 64 bits");
    if (!value->text.empty()) fail(key, "zero with a minus sign");
    return value->integer;
  }

  /// `value`, which fails when there is none.
  template <class T>
  [[nodiscard]] T required(std::string_view key, std::optional<T> value) {
    if (value) return *std::move(value);
    fail(key, "missing");
    return T();
  }

  /// Keeps the error that the member `key` is wrong as `message` says, unless there was an error before.
  void fail(std::string_view key, std::string message) {
    keep({Error::Code::input, place_.empty() ? std::string(key) : place_ + '/' + std::string(key), std::move(message)});
  }

 private:
  static std::string is_not(JsonKind kind, std::string_view wanted) {
    return std::string(kind_name(kind)) + ", not " + std::string(wanted);
  }

  const ShallowValue* only(std::string_view key, JsonKind kind, std::string_view kind_text) {
    if (error_) return nullptr;
    const ShallowValue* value = json_.find(key);
    if (value == nullptr) return nullptr;
    if (json_.count(key) > 1)
      fail(key, "given more than once");
    else if (value->kind != kind)
      fail(key, is_not(value->kind, kind_text));
    return error_ ? nullptr : value;
  }

  void fail_at_byte(std::size_t offset, std::string message, Error::Code code = Error::Code::input) {
    const std::string byte = "byte " + std::to_string(offset);
    keep({code, place_.empty() ? byte : place_ + ' ' + byte, std::move(message)});
  }

  void keep(Error error) {
    if (!error_) error_ = std::move(error);
  }

  std::string place_;
  ShallowJson json_;
  std::optional<Error> error_;
};

}  // namespace createproduct::wire
