// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// The clause that the public code of a refusal speaks of, if it is one for keys, signatures, time stamps and nonces in
/// answer to a signed request. Source: common parameters and public error codes (linked).
[[nodiscard]] inline std::optional<ClauseId> authentication_clause(bool is_signed, const judge::Ruling& ruling) {
  if (!is_signed || !ruling.code) return std::nullopt;
  if (ruling.module_code && ruling.module_code != ruling.code) return std::nullopt;
  const std::int64_t code = *ruling.code;
  if (code == 4200) return ClauseId("common.timestamp");
  if (code == 4500) return ClauseId("common.nonce");
  if (code >= 4100 && code < 4200) return ClauseId("common.signature");
  return std::nullopt;
}
/// The same of a request that was sent.
[[nodiscard]] inline std::optional<ClauseId> authentication_clause(const Sent& refused) {
  return authentication_clause(refused.exchange.is_signed, refused.ruling);
}

}  // namespace createproduct::suite
