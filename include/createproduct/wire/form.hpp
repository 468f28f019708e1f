// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::wire {

/// One `name=value` piece of a query or form body, still as wire text. Views into the text that was split.
struct FormField {
  std::string_view name;    ///< wire text before the first `=`, or the whole piece if there is none
  std::string_view value;   ///< wire text behind the first `=`, which may hold more of them
  bool has_equals = false;  ///< false: a bare name, which is not the same bytes as an empty value
};

/// Splits wire text at every `&` and each piece at its first `=`. Order, repeats, empty pieces and empty names are all
/// kept; empty text has no pieces. O(n).
[[nodiscard]] inline std::vector<FormField> split_form(std::string_view text) {
  std::vector<FormField> fields;
  if (text.empty()) return fields;
  for (std::size_t begin = 0;;) {
    const std::size_t ampersand = text.find('&', begin);
    const std::size_t end = ampersand == std::string_view::npos ? text.size() : ampersand;
    const std::string_view piece = text.substr(begin, end - begin);
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos)
      fields.push_back({piece, {}, false});
    else
      fields.push_back({piece.substr(0, equals), piece.substr(equals + 1), true});
    if (ampersand == std::string_view::npos) return fields;
    begin = ampersand + 1;
  }
}

/// The bytes that travel for `request`: parameters joined by `&` in their order, each in the place it names.
[[nodiscard]] inline WireRequest encode(const RawRequest& request) {
  WireRequest wire;
  wire.method = request.method;
  wire.content_type = request.content_type;
  bool query_started = false;
  bool body_started = false;
  for (const Parameter& parameter : request.parameters) {
    const bool in_body = parameter.place == Parameter::Place::body ||
                         (parameter.place == Parameter::Place::by_method && request.method == "POST");
    std::string& out = in_body ? wire.body : wire.query;
    bool& started = in_body ? body_started : query_started;
    if (started) out.push_back('&');
    started = true;
    switch (parameter.form) {
      case Parameter::Form::bare: out.append(parameter.name); break;
      case Parameter::Form::literal: out.append(parameter.name).append("=").append(parameter.value); break;
      case Parameter::Form::encoded:
        percent_encode(parameter.name, out);
        out.push_back('=');
        percent_encode(parameter.value, out);
        break;
    }
  }
  return wire;
}

namespace detail {

inline void append_parameters(std::string_view text, Parameter::Place place, std::vector<Parameter>& out) {
  for (const FormField& field : split_form(text)) {
    if (!field.has_equals) {
      out.push_back({std::string(field.name), {}, Parameter::Form::bare, place});
      continue;
    }
    PercentDecoded name = percent_decoded(field.name, Plus::literal);
    PercentDecoded value = percent_decoded(field.value, Plus::literal);
    if (percent_encoded(name.bytes) == field.name && percent_encoded(value.bytes) == field.value)
      out.push_back({std::move(name.bytes), std::move(value.bytes), Parameter::Form::encoded, place});
    else
      out.push_back({std::string(field.name), std::string(field.value), Parameter::Form::literal, place});
  }
}

}  // namespace detail

/// The parameters that travel as `wire`, query before body; encode() of the outcome gives the same bytes again.
/// A parameter spelled just as encode() would spell it comes back decoded, any other as literal text. O(n).
[[nodiscard]] inline RawRequest decode(const WireRequest& wire) {
  RawRequest request;
  request.method = wire.method;
  request.content_type = wire.content_type;
  detail::append_parameters(wire.query, Parameter::Place::query, request.parameters);
  detail::append_parameters(wire.body, Parameter::Place::body, request.parameters);
  return request;
}

}  // namespace createproduct::wire
