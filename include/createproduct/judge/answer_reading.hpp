// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <createproduct/judge/answer.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/wire/shallow_json.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::judge {

/// The fields of an answer, each with its kind, so that wrong types can be told from missing fields.
struct AnswerReading {
  wire::ShallowJson json;
  const wire::ShallowValue* code = nullptr;
  const wire::ShallowValue* message = nullptr;
  const wire::ShallowValue* code_desc = nullptr;
  const wire::ShallowValue* product_name = nullptr;
  const wire::ShallowValue* product_id = nullptr;
  std::optional<std::int64_t> code_number;    ///< code, also when it was spelled as a string or a whole number like 0.0
  std::optional<std::int64_t> module_number;  ///< the number in parentheses that the message starts with

  AnswerReading() = default;
  AnswerReading(const AnswerReading&) = delete;
  AnswerReading& operator=(const AnswerReading&) = delete;

  [[nodiscard]] bool is_object() const noexcept { return json.is_object(); }
  [[nodiscard]] static bool is_string(const wire::ShallowValue* value) noexcept {
    return value != nullptr && value->kind == wire::JsonKind::string;
  }
  [[nodiscard]] bool has_product_id() const noexcept { return is_string(product_id) && !product_id->text.empty(); }
};

namespace detail {

/// Digits of `text` from `at` on as a number, and the position after them; nothing without a digit or over 18 digits.
[[nodiscard]] constexpr std::optional<std::int64_t> leading_number(std::string_view text, std::size_t& at) noexcept {
  const std::size_t begin = at;
  std::int64_t number = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - begin < 18) number = number * 10 + (text[at++] - '0');
  if (at == begin) return std::nullopt;
  return number;
}

}  // namespace detail

/// The module code of a message of the form `(1101)text`, or nothing. Section 3, row message.
[[nodiscard]] constexpr std::optional<std::int64_t> module_number_of(std::string_view message) noexcept {
  if (message.empty() || message.front() != '(') return std::nullopt;
  std::size_t at = 1;
  const std::optional<std::int64_t> number = detail::leading_number(message, at);
  if (!number || at >= message.size() || message[at] != ')') return std::nullopt;
  return number;
}

/// Reads a body into `out`, which holds pointers into itself. Never fails: what cannot be read stays unset. O(n).
inline void read_answer(std::string_view body, AnswerReading& out) {
  out.json = wire::read_shallow_json(body);
  if (!out.is_object()) return;
  out.code = out.json.find("code");
  out.message = out.json.find("message");
  out.code_desc = out.json.find("codeDesc");
  out.product_name = out.json.find("productName");
  out.product_id = out.json.find("productID");
  if (out.code != nullptr) {
    if (out.code->kind == wire::JsonKind::integer) {
      out.code_number = out.code->integer;
    } else if (out.code->kind == wire::JsonKind::string || out.code->kind == wire::JsonKind::real) {
      std::size_t at = 0;
      out.code_number = detail::leading_number(out.code->text, at);
    }
  }
  if (AnswerReading::is_string(out.message)) out.module_number = module_number_of(out.message->text);
}

/// Whether `text` can pass for a description in English: it has a Latin letter and none of another script.
/// Precondition: UTF-8. O(n).
[[nodiscard]] constexpr bool is_english(std::string_view text) noexcept {
  bool letter = false;
  for (std::size_t i = 0; i < text.size();) {
    const wire::Utf8Step step = wire::utf8_step(text, i);
    const char32_t point = step.code_point;
    letter = letter || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    if (point >= 0x370 && !(point >= 0x1E00 && point <= 0x1EFF) && !(point >= 0x2000 && point <= 0x2BFF)) return false;
    i += step.size;
  }
  return letter;
}

}  // namespace createproduct::judge
