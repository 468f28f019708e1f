// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

/// The knobs of the answer side. Every default keeps the contract.
namespace createproduct::mock {

/// One field of an answer.
struct FieldShape {
  /// number: of a text its digits, or any number if it has others; number_if_digits: only then. real is for code only.
  enum class As : unsigned char {
    documented,
    missing,
    null,
    text,
    number,
    number_if_digits,
    real,
    boolean,
    array,
    object
  };
  std::string_view key;
  As on_success = As::documented;
  As on_error = As::documented;

  constexpr void always(As as) noexcept { on_success = on_error = as; }
};

/// How a message with a module code is spelled.
enum class MessageForm : unsigned char {
  documented,         ///< (1101)text
  brackets,           ///< [1101]text
  braces,             ///< {1101}text
  colon,              ///< 1101: text
  unclosed,           ///< (1101 text
  unopened,           ///< 1101)text
  no_parentheses,     ///< 1101 text
  full_width,         ///< the full-width parentheses U+FF08 and U+FF09
  full_width_digits,  ///< (U+FF11...)text
  text_first,         ///< text (1101)
  plain,              ///< text
  leading_space,      ///< " (1101)text"
  inner_spaces,       ///< ( 1101 )text
  lettered,           ///< (E1101)text
  hexadecimal,        ///< (0x44D)text
  doubled,            ///< ((1101))text
  public_code,        ///< (4000)text
  number,             ///< 1101
  empty,
  spaced,  ///< (1101) text: the text begins with a space, which is free
};

/// What stands in `code` of a refusal.
enum class CodeForm : unsigned char { public_code, module_code, zero, negative };

/// How productName of a success differs from the name asked for.
enum class Echo : unsigned char {
  exact,
  lower_case,
  upper_case,
  first_16,
  first_31,
  percent_encoded,
  colon_replaced,  ///< by an underscore
  trimmed,         ///< of `-` and `_` at both ends
  no_leading_zeros,
  previous,   ///< the name of the product before
  qualified,  ///< account/name
  empty,
  constant,
};

/// What is put around, or done to, the JSON object of an answer.
enum class Wrapper : unsigned char {
  none,
  array,
  data,      ///< {"data":{...}}
  response,  ///< {"Response":{...}}
  quoted,    ///< the object as a JSON string
  jsonp,
  xml,
  html,
  form,     ///< code=0&message=...
  nothing,  ///< an empty body
  trailing_text,
  leading_text,
  twice,
  single_quotes,
  trailing_comma,
  cut_short,  ///< the last byte is missing
  bare_keys,
  gbk_message,  ///< message in Chinese, in GBK
};

/// Which products get an id of their own.
enum class Identity : unsigned char {
  unique,
  constant,
  modulo_10,  ///< repeats after 10 products
  modulo_100,
  per_account,     ///< counted per account, so two accounts get the same ones
  by_second,       ///< the UNIX time
  by_name,         ///< the first four characters of the name
  by_folded_name,  ///< the name without regard to case
  by_length,       ///< the length of the name
  random_below_1000,
  previous,  ///< every second product gets the id of the one before
};

/// The alphabet and length of ids.
enum class IdForm : unsigned char { page, uuid, digits, lower_case, long_40, one_character_more, symbols };

/// How answers are written: fields, order, spelling, language.
struct AnswerShape {
  enum class Style : unsigned char { page, compact, pretty, spaced, tabbed };  ///< page: success pretty, errors compact
  enum class Order : unsigned char { page, table, alphabetical, reversed };
  enum class ErrorFields : unsigned char { absent, empty, named };  ///< named: productName and an empty productID
  enum class Escapes : unsigned char { needed, non_ascii, all };
  enum class Language : unsigned char { english, chinese };

  FieldShape code{"code"};
  FieldShape message{"message"};
  FieldShape code_desc{"codeDesc"};
  FieldShape product_name{"productName"};
  FieldShape product_id{"productID"};

  int only_module = 0;  ///< deviate only in refusals with this module code
  MessageForm message_form = MessageForm::documented;
  CodeForm code_form = CodeForm::public_code;
  std::optional<int> error_code;  ///< this public code for every refusal
  int success_code = 0;
  std::string_view success_message;
  std::string_view success_desc = "Success";
  std::optional<std::string_view> error_desc;  ///< codeDesc of every refusal
  Language language = Language::english;

  Echo echo = Echo::exact;
  std::optional<std::string_view> id_text;  ///< productID of every success, whatever the product's id
  Identity identity = Identity::unique;
  IdForm id_form = IdForm::page;

  Wrapper wrapper = Wrapper::none;
  bool wraps_success = true;
  bool wraps_errors = true;
  bool unescaped_name_in_message = false;  ///< refusals quote the productName as it came

  Style style = Style::page;
  Order order = Order::page;
  Escapes escapes = Escapes::needed;
  ErrorFields error_fields = ErrorFields::absent;
  bool extra_fields = false;
  int error_status = 200;
  int duplicate_status = 0;  ///< HTTP status of 1001; 0 for error_status
  std::string_view content_type = "application/json";
};

/// What a network and a busy service do to answers. Chances are per thousand requests.
struct Trouble {
  std::chrono::milliseconds latency{0};
  bool close_after = false;
  bool chunked = false;
  unsigned internal_chance = 0;        ///< 1100 and nothing done
  unsigned internal_after_chance = 0;  ///< done, and then 1100 is answered
  unsigned closed_chance = 0;          ///< connection closed and nothing done
  unsigned lost_chance = 0;            ///< done, and then the connection is closed
  unsigned rate = 0;                   ///< requests a second; beyond it public code 4400
  bool rate_by_status = false;         ///< beyond it HTTP 429 with Retry-After as well
  int always_module_code = 0;          ///< every CreateProduct is refused with this module code
  int always_public_code = 0;          ///< every request is refused with this public code
  bool products_have_devices = false;  ///< DeleteProduct is refused with 1005
};

}  // namespace createproduct::mock
