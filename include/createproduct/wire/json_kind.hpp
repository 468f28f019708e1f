// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace createproduct::wire {

/// The kind of a JSON value, with integers told from other numbers by their spelling.
enum class JsonKind : unsigned char { null, boolean, integer, real, string, array, object };

/// The name of a kind for people: "null", "boolean", "integer", "number", "string", "array", "object".
[[nodiscard]] constexpr std::string_view kind_name(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return "boolean";
    case JsonKind::integer: return "integer";
    case JsonKind::real: return "number";
    case JsonKind::string: return "string";
    case JsonKind::array: return "array";
    case JsonKind::object: return "object";
  }
  return "";
}

}  // namespace createproduct::wire
