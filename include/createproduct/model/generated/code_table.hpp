// SPDX-License-Identifier: MIT
// Generated from spec/ by spec/generate.py. Do not edit.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace createproduct {

/// One row of spec/module-codes.json or spec/public-codes.json, both ascending by number.
struct CodeRow {
  std::int32_t number;    ///< as it stands in `code`, or in parentheses in `message`
  std::string_view text;  ///< what it means, in our words
};

/// The module codes of section 5.
inline constexpr std::array<CodeRow, 4> module_code_table{{
    {1000, "the account has reached its number of products"},
    {1001, "a product of this name exists already"},
    {1100, "internal error of the service"},
    {1101, "a request parameter is not valid"},
}};

/// The codes of the public codes page.
inline constexpr std::array<CodeRow, 24> public_code_table{{
    {0, "success"},
    {4000, "a parameter is not valid"},
    {4100, "authentication failed"},
    {4101, "no access to the operation"},
    {4102, "no access to the resource"},
    {4103, "no access to the resource"},
    {4104, "the key does not exist"},
    {4105, "the token is wrong"},
    {4106, "multi-factor authentication failed"},
    {4110, "another failure of authorisation"},
    {4200, "the request has expired"},
    {4300, "access denied"},
    {4400, "too many requests"},
    {4500, "replay: Nonce or Timestamp was used before"},
    {4600, "protocol not supported, only HTTPS is"},
    {5000, "the resource does not exist"},
    {5100, "the operation failed"},
    {5200, "the purchase failed"},
    {5300, "the balance does not suffice"},
    {5400, "done in part"},
    {5500, "a qualification is lacking"},
    {6000, "internal error"},
    {6100, "version not supported"},
    {6200, "under maintenance"},
}};

}  // namespace createproduct
