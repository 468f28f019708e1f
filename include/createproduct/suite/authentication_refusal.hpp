// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::suite {

/// The clause that the public code of a refusal speaks of, if it is one for keys, signatures, time stamps and nonces in
/// answer to a signed request. `demand`: what the contract demands in answer to it. A message may begin with a number of
/// the gateway's own; beside a request that breaks a rule it may as well be a wrong module code. Source: common parameters
/// and public error codes (linked).
[[nodiscard]] inline std::optional<ClauseId> authentication_clause(bool is_signed, const judge::Ruling& ruling,
                                                                   judge::Classification::Demand demand) {
  if (!is_signed || !ruling.code) return std::nullopt;
  if (ruling.module_code && module_code(*ruling.module_code)) return std::nullopt;
  const bool numbered = ruling.module_code && ruling.module_code != ruling.code;
  if (numbered && demand != judge::Classification::Demand::accept) return std::nullopt;
  const std::int64_t code = *ruling.code;
  if (code == 4200) return ClauseId("common.timestamp");
  if (code == 4500) return ClauseId("common.nonce");
  if (code >= 4100 && code < 4200) return ClauseId("common.signature");
  return std::nullopt;
}

/// The same of a request that was sent.
[[nodiscard]] inline std::optional<ClauseId> authentication_clause(const Sent& refused) {
  return authentication_clause(refused.exchange.is_signed, refused.ruling, refused.request.demand);
}

}  // namespace createproduct::suite
