// SPDX-License-Identifier: MIT
// Generated from spec/ by spec/generate.py. Do not edit.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace createproduct {

/// One row of spec/module-codes.json or spec/public-codes.json.
struct CodeRow {
  std::int32_t number;
  std::string_view text;
};

inline constexpr std::array<CodeRow, 4> module_code_table{{
    {1000, "the account has reached its number of products"},
    {1001, "a product of this name exists already"},
    {1100, "internal error of the service"},
    {1101, "a request parameter is not valid"},
}};

inline constexpr std::array<CodeRow, 1> public_code_table{{
    {0, "success"},
}};

}  // namespace createproduct
