// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace createproduct::mock {

/// The public codes that the service can answer with, and their codeDesc.
inline constexpr std::array<std::pair<int, std::string_view>, 24> public_codes{{
    {0, "Success"},
    {4000, "InvalidParameter"},
    {4100, "AuthFailure"},
    {4101, "UnauthorizedOperation"},
    {4102, "UnauthorizedResource"},
    {4103, "UnauthorizedSubResource"},
    {4104, "SecretIdNotFound"},
    {4105, "TokenFailure"},
    {4106, "MfaFailure"},
    {4110, "AuthorizationFailure"},
    {4200, "RequestExpired"},
    {4300, "AccessDenied"},
    {4400, "RequestLimitExceeded"},
    {4500, "ReplayAttack"},
    {4600, "UnsupportedProtocol"},
    {5000, "ResourceNotFound"},
    {5100, "OperationFailed"},
    {5200, "PurchaseFailed"},
    {5300, "InsufficientBalance"},
    {5400, "PartiallyDone"},
    {5500, "QualificationFailed"},
    {6000, "InternalError"},
    {6100, "UnsupportedVersion"},
    {6200, "UnderMaintenance"},
}};

/// The codeDesc of a public code; a general one for codes that are not listed.
[[nodiscard]] constexpr std::string_view public_code_name(int code) noexcept {
  for (const auto& [number, name] : public_codes)
    if (number == code) return name;
  return "Failure";
}

}  // namespace createproduct::mock
