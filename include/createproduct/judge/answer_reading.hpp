// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <createproduct/judge/decimal.hpp>
#include <createproduct/judge/lenient_json.hpp>
#include <createproduct/model/response.hpp>
#include <createproduct/wire/shallow_json.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::judge {

/// The fields of an answer (section 3), each with its kind, so that wrong types can be told from missing fields. Of
/// several fields of one name the last counts.
struct AnswerReading {
  wire::ShallowJson json;                            ///< the body
  const wire::ShallowValue* code = nullptr;          ///< nullptr: missing; into `json`, so are the others
  const wire::ShallowValue* message = nullptr;       ///< nullptr: missing
  const wire::ShallowValue* code_desc = nullptr;     ///< codeDesc; nullptr: missing
  const wire::ShallowValue* product_name = nullptr;  ///< productName; nullptr: missing
  const wire::ShallowValue* product_id = nullptr;    ///< productID; nullptr: missing
  bool has_other_fields = false;                     ///< fields that section 3 does not list
  bool has_mark = false;                             ///< a byte order mark stands in front of the body
  std::string_view contradicted;  ///< a field that section 3 lists and that stands twice with unlike values; or empty
  bool code_is_integer = false;  ///< code is an integer, in whatever spelling: 4000.0 is the same JSON number
  std::optional<std::int64_t> code_number;    ///< code as a number, also where it was spelled as a string
  std::optional<std::int64_t> module_number;  ///< the number in parentheses that the message starts with

  AnswerReading() = default;
  AnswerReading(const AnswerReading&) = delete;
  AnswerReading& operator=(const AnswerReading&) = delete;

  /// Whether the body is one JSON object (response.json).
  [[nodiscard]] bool is_object() const noexcept { return json.is_object(); }

  /// Whether the field is there and a string.
  [[nodiscard]] static bool is_string(const wire::ShallowValue* value) noexcept {
    return value != nullptr && value->kind == wire::JsonKind::string;
  }

  /// Whether the field is there and a string that is not empty.
  [[nodiscard]] static bool is_text(const wire::ShallowValue* value) noexcept {
    return is_string(value) && !value->text.empty();
  }

  /// Whether the answer names a product, as only a success does.
  [[nodiscard]] bool has_product_id() const noexcept { return is_text(product_id); }
};

namespace detail {

inline void read_code(const wire::ShallowValue& code, AnswerReading& out) {
  switch (code.kind) {
    case wire::JsonKind::integer:
      out.code_is_integer = true;
      out.code_number = code.integer;
      return;
    case wire::JsonKind::real: {
      const Decimal decimal = read_decimal(code.text);
      out.code_is_integer = decimal.whole;
      constexpr double exact = 9007199254740992.0;  // up to here doubles have all integers
      if (decimal.whole && std::abs(decimal.value) <= exact) out.code_number = static_cast<std::int64_t>(decimal.value);
      return;
    }
    case wire::JsonKind::string: {
      std::int64_t number = 0;
      const char* const last = code.text.data() + code.text.size();
      const auto [end, error] = std::from_chars(code.text.data(), last, number);
      if (error == std::errc{} && end == last) out.code_number = number;
      return;
    }
    default: return;
  }
}

/// The field of this name, or nullptr if section 3 lists none.
[[nodiscard]] inline const wire::ShallowValue** field(std::string_view key, AnswerReading& out) noexcept {
  if (key == "code") return &out.code;
  if (key == "message") return &out.message;
  if (key == "codeDesc") return &out.code_desc;
  if (key == "productName") return &out.product_name;
  if (key == "productID") return &out.product_id;
  return nullptr;
}

[[nodiscard]] inline bool are_alike(const wire::ShallowValue& one, const wire::ShallowValue& other) noexcept {
  return one.kind == other.kind && one.text == other.text && one.integer == other.integer;
}

}  // namespace detail

/// Reads a body into `out`, which must be new and holds pointers into itself. Never fails: what cannot be read stays
/// unset. Depth, huge numbers and lone surrogates in other fields are no defect of JSON; bytes that are not UTF-8 and
/// unescaped control characters are.
/// O(n).
inline void read_answer(std::string_view body, AnswerReading& out) {
  LenientJson read = read_lenient_json(body);
  out.json = read.bytes || read.controls ? wire::read_shallow_json(body) : std::move(read.json);
  if (!out.is_object()) return;
  out.has_mark = byte_order_marks(body) != 0;
  for (const wire::ShallowMember& member : out.json.members) {
    if (const wire::ShallowValue** field = detail::field(member.key, out)) {
      if (*field != nullptr && !detail::are_alike(**field, member.value)) out.contradicted = member.key;
      *field = &member.value;
    } else {
      out.has_other_fields = true;
    }
  }
  if (out.code != nullptr) detail::read_code(*out.code, out);
  if (AnswerReading::is_string(out.message)) out.module_number = message_module_code(out.message->text);
}

/// Whether `text` has letters of another script than the Latin one. Precondition: UTF-8. O(n).
[[nodiscard]] constexpr bool has_foreign_letters(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const wire::Utf8Step step = wire::utf8_step(text, i);
    const char32_t point = step.code_point;
    const bool latin = point < 0x370 || (point >= 0x1E00 && point <= 0x1EFF);
    const bool sign = point >= 0x2000 && point <= 0x2BFF;
    if (!latin && !sign) return true;
    i += step.size;
  }
  return false;
}

/// Whether `text` can pass for a description in English (response.code-desc.english): it has a Latin letter and none of
/// another script. Precondition: UTF-8. O(n).
[[nodiscard]] constexpr bool is_english(std::string_view text) noexcept {
  for (const char c : text)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return !has_foreign_letters(text);
  return false;
}

}  // namespace createproduct::judge
