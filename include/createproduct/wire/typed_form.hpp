// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <createproduct/model/result.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::wire {

/// Reads the parameters of a request one by one into types, strictly: what two readers might take differently is an
/// error, such as a repeated parameter, one without an equals sign, a percent sign that starts no sequence, bytes that
/// are not UTF-8, parameters in the query of a POST or the body of a GET. Parameters that nobody asks for are ignored,
/// whatever they hold. Only the first error is kept, so that a caller asks for all parameters first and looks at
/// error() once; what was read is good for use only if there is none.
///
/// Where an error points: `method`, `query` or `body` for a request as a whole, `query byte 12` or `body byte 12` for
/// wire text, the parameter's name for its value.
class TypedForm {
 public:
  TypedForm(const WireRequest&&, Plus = Plus::space) = delete;  // it would look into a request that is gone

  /// Looks into `wire`, which must outlive the reader. `plus` says what a plus sign stands for.
  explicit TypedForm(const WireRequest& wire, Plus plus = Plus::space) : plus_(plus) {
    const bool post = wire.method == "POST";
    place_ = post ? "body" : "query";
    text_ = post ? wire.body : wire.query;
    if (!post && wire.method != "GET") keep("method", "neither GET nor POST");
    if (post && !wire.query.empty()) keep("query", "a POST has its parameters in the body");
    if (!post && !wire.body.empty()) keep("body", "a GET has its parameters in the query");
    fields_ = split_form(text_);
  }

  /// The first error, or nothing as long as all went well.
  [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

  /// The decoded value of the parameter called `name`; nothing if there is none. O(n).
  [[nodiscard]] std::optional<std::string> text(std::string_view name) {
    const FormField* found = nullptr;
    for (const FormField& field : fields_) {
      if (percent_decoded(field.name, plus_).bytes != name) continue;
      if (found != nullptr) fail(name, "given more than once");
      found = &field;
    }
    if (found == nullptr) return std::nullopt;
    if (!found->has_equals) keep(at(found->name), "a parameter without an equals sign");
    PercentDecoded value = percent_decoded(found->value, plus_);
    if (!value.valid)
      keep(at(found->value.substr(bad_percent(found->value))), "a percent sign without two hexadecimal digits");
    if (!is_utf8(value.bytes)) fail(name, "not UTF-8");
    return std::move(value.bytes);
  }

  /// The value of the parameter called `name` as an unsigned decimal without leading zeros; nothing if there is none.
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view name) {
    const std::optional<std::string> digits = text(name);
    if (!digits) return std::nullopt;
    std::uint64_t value = 0;
    const char* const end = digits->data() + digits->size();
    const auto [stop, status] = std::from_chars(digits->data(), end, value);
    if (status != std::errc() || stop != end || (digits->front() == '0' && digits->size() > 1))
      fail(name, "not an unsigned 64-bit integer in plain decimal");
    return value;
  }

  /// `value`, which fails when there is none.
  template <class T>
  [[nodiscard]] T required(std::string_view name, std::optional<T> value) {
    if (value) return *std::move(value);
    fail(name, "missing");
    return T();
  }

  /// Keeps the error that the parameter `name` is wrong as `message` says, unless there was an error before.
  void fail(std::string_view name, std::string message) { keep(std::string(name), std::move(message)); }

 private:
  /// The place of `piece`, a part of text_.
  [[nodiscard]] std::string at(std::string_view piece) const {
    return std::string(place_) + " byte " + std::to_string(piece.data() - text_.data());
  }

  /// Position of the first percent sign that two hexadecimal digits do not follow. Precondition: there is one.
  static std::size_t bad_percent(std::string_view text) {
    std::size_t percent = text.find('%');
    while (percent_decoded(text.substr(percent, 3)).valid) percent = text.find('%', percent + 3);
    return percent;
  }

  void keep(std::string where, std::string message) {
    if (!error_) error_ = Error{Error::Code::input, std::move(where), std::move(message)};
  }

  Plus plus_;
  std::string_view place_;
  std::string_view text_;
  std::vector<FormField> fields_;
  std::optional<Error> error_;
};

}  // namespace createproduct::wire
