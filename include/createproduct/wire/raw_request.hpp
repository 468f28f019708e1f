// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace createproduct::wire {

/// One parameter of a RawRequest: a pair of byte strings and how they become wire text.
struct Parameter {
  /// How name and value become wire text.
  enum class Form : unsigned char {
    encoded,  ///< name and value are raw bytes; each is percent-encoded on the way out
    literal,  ///< name and value are wire text already and travel untouched, however malformed
    bare,     ///< name is wire text that travels untouched, without an equals sign; value is ignored
  };

  /// Which part of the request carries it.
  enum class Place : unsigned char {
    by_method,  ///< the body of a POST, the query of anything else
    query,
    body,
  };

  std::string name;                ///< raw bytes or wire text, as `form` says
  std::string value;               ///< raw bytes or wire text, as `form` says
  Form form = Form::encoded;       ///< how they become wire text
  Place place = Place::by_method;  ///< which part of the request carries it

  friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// A request before it is encoded: the method and an ordered list of parameters. Can hold every malformed request
/// there is: repeated and nameless parameters, any byte (NUL and bytes that are not UTF-8 included), and, as literal
/// text, broken percent sequences and stray separators.
struct RawRequest {
  std::string method = "GET";         ///< any text; the documents know GET and POST
  std::vector<Parameter> parameters;  ///< in the order in which they travel
  std::string content_type{};         ///< of the body; empty for application/x-www-form-urlencoded

  friend bool operator==(const RawRequest&, const RawRequest&) = default;

  /// Appends a parameter whose name and value are raw bytes.
  RawRequest& add(std::string name, std::string value) {
    parameters.push_back({std::move(name), std::move(value)});
    return *this;
  }

  /// The first parameter called `name`, or nullptr. O(n).
  [[nodiscard]] const Parameter* find(std::string_view name) const noexcept {
    for (const Parameter& parameter : parameters)
      if (parameter.name == name) return &parameter;
    return nullptr;
  }
};

/// A request as it travels, less the path and headers that the endpoint decides: exactly the bytes after the question
/// mark and exactly the bytes of the body. This, and nothing else, is what the judge judges.
struct WireRequest {
  std::string method = "GET";  ///< any text; the documents know GET and POST
  std::string query;           ///< wire text behind the question mark, or empty
  std::string body;            ///< application/x-www-form-urlencoded; empty for GET
  /// How Content-Type spells that, as a header value; empty for just so. Says nothing to targets without headers.
  std::string content_type{};

  friend bool operator==(const WireRequest&, const WireRequest&) = default;
};

}  // namespace createproduct::wire
