// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <createproduct/fuzz/json_mutator.hpp>

namespace fuzzing {

/// JSON text with space around each token; the same JSON, if it was any.
inline std::string spaced(std::string_view text) {
  std::string out;
  for (const std::string& piece : createproduct::fuzz::detail::json_pieces(text))
    out.append(" ").append(piece).append("\n");
  return out;
}

}  // namespace fuzzing
