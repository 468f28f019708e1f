// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace createproduct {

/// The module code in front of `message`, which section 3 spells "(module code)text"; nothing unless the message starts
/// so. Any number up to nine digits without leading zeros counts, whether section 5 lists it or not.
[[nodiscard]] constexpr std::optional<std::int32_t> message_module_code(std::string_view message) noexcept {
  constexpr std::size_t most_digits = 9;
  const std::size_t close = message.substr(0, most_digits + 2).find(')');
  if (close == std::string_view::npos || close < 2 || message.front() != '(') return std::nullopt;
  const std::string_view digits = message.substr(1, close - 1);
  if (digits.size() > 1 && digits.front() == '0') return std::nullopt;
  std::int32_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

/// An answer as section 3 types it.
struct CreateProductResponse {
  std::int64_t code = 0;                    ///< public code: 0 for success
  std::string message;                      ///< "(module code)text" for a refusal
  std::string code_desc;                    ///< describes the code in English; "Success" for success
  std::optional<std::string> product_name;  ///< of a success: the name asked for, UTF-8
  std::optional<std::string> product_id;    ///< of a success: unique for good, its form is not documented

  /// Whether the product was created: `code` is 0 (response.code.meaning).
  [[nodiscard]] bool is_success() const noexcept { return code == 0; }

  /// The module code that `message` starts with; see message_module_code.
  [[nodiscard]] std::optional<std::int32_t> module_code() const noexcept { return message_module_code(message); }

  friend bool operator==(const CreateProductResponse&, const CreateProductResponse&) = default;
};

}  // namespace createproduct
