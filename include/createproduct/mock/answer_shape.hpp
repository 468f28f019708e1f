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
  std::string_view key;            ///< name of the field; another one is a field under a wrong name
  As on_success = As::documented;  ///< its type in successes
  As on_error = As::documented;    ///< its type in refusals

  /// Gives it that type in every answer.
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
  byte_order_mark,  ///< in front
  other_code_first, ///< a second field code, in front of the others
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
  /// White space of the JSON text; `page` writes successes as the example of section 4, refusals compactly.
  enum class Style : unsigned char { page, compact, pretty, spaced, tabbed };

  /// Order of the fields; `page`: of a success as in the example of section 4, of a refusal as in the table of section
  /// 3.
  enum class Order : unsigned char { page, table, alphabetical, reversed };

  /// What refusals have in productName and productID; `named`: the name asked for and an empty productID.
  enum class ErrorFields : unsigned char { absent, empty, named };

  /// Which characters of strings are escaped.
  enum class Escapes : unsigned char { needed, non_ascii, all };

  /// Of messages. codeDesc stays English.
  enum class Language : unsigned char { english, chinese };

  FieldShape code{"code"};                 ///< the field code
  FieldShape message{"message"};           ///< the field message
  FieldShape code_desc{"codeDesc"};        ///< the field codeDesc
  FieldShape product_name{"productName"};  ///< the field productName
  FieldShape product_id{"productID"};      ///< the field productID

  int only_module = 0;                                 ///< deviate only in refusals with this module code
  MessageForm message_form = MessageForm::documented;  ///< of refusals with a module code
  CodeForm code_form = CodeForm::public_code;          ///< of refusals
  std::optional<int> error_code;                       ///< this public code for every refusal
  int success_code = 0;                                ///< `code` of successes
  std::string_view success_message;                    ///< message of successes
  std::string_view success_desc = "Success";           ///< codeDesc of successes
  std::optional<std::string_view> error_desc;          ///< codeDesc of every refusal
  Language language = Language::english;               ///< of messages

  Echo echo = Echo::exact;                  ///< productName of successes
  std::optional<std::string_view> id_text;  ///< productID of every success, whatever the product's id
  Identity identity = Identity::unique;     ///< which products get an id of their own
  IdForm id_form = IdForm::page;            ///< alphabet and length of ids

  Wrapper wrapper = Wrapper::none;         ///< what is around the object, or done to it
  bool wraps_success = true;               ///< in successes
  bool wraps_errors = true;                ///< in refusals
  bool unescaped_name_in_message = false;  ///< refusals quote the productName as it came

  Style style = Style::page;                           ///< white space
  Order order = Order::page;                           ///< of the fields
  Escapes escapes = Escapes::needed;                   ///< in strings
  ErrorFields error_fields = ErrorFields::absent;      ///< productName and productID of refusals
  bool extra_fields = false;                           ///< fields that section 3 does not list: requestId, data, cost
  int error_status = 200;                              ///< HTTP status of refusals
  int duplicate_status = 0;                            ///< HTTP status of 1001; 0 for error_status
  std::string_view content_type = "application/json";  ///< of every answer
};

/// What a network and a busy service do to answers. Chances are per thousand requests.
struct Trouble {
  std::chrono::milliseconds latency{0};  ///< before each answer
  bool close_after = false;              ///< closes the connection after each answer
  bool chunked = false;                  ///< sends bodies in chunks, without Content-Length
  unsigned internal_chance = 0;          ///< 1100 and nothing done
  unsigned internal_after_chance = 0;    ///< done, and then 1100 is answered
  unsigned closed_chance = 0;            ///< connection closed and nothing done
  unsigned lost_chance = 0;              ///< done, and then the connection is closed
  unsigned rate = 0;                     ///< requests a second; beyond it public code 4400
  bool rate_by_status = false;           ///< beyond it HTTP 429 with Retry-After as well
  int always_module_code = 0;            ///< every CreateProduct is refused with this module code
  int always_public_code = 0;            ///< every request is refused with this public code
  bool products_have_devices = false;    ///< DeleteProduct is refused with 1005
};

}  // namespace createproduct::mock
