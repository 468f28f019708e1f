// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>

namespace createproduct::suite {

/// Tells refusals that speak of authentication from others, by their public code. Source: common parameters and public
/// error codes (linked).
class AuthenticationRefusals {
 public:
  /// Looks at the answer to `request`. A target most of whose refusals of wrong parameters carry a public code that
  /// stands for authentication says nothing by it; of others, now and then one of them has a signature to object to.
  void note(const judge::Classification& request, const judge::Ruling& ruling) {
    const bool of_parameters = request.demand == judge::Classification::Demand::reject && !request.codes.empty() &&
                               says_invalid(ruling) && ruling.code;
    if (!of_parameters) return;
    ++refusals_;
    for (auto& [code, seen] : codes_)
      if (code == *ruling.code) return void(++seen);
    codes_.emplace_back(*ruling.code, 1U);
  }

  /// The clause that the public code of a refusal speaks of, if it is one for keys, signatures, time stamps and nonces in
  /// answer to a signed request. `demand`: what the contract demands in answer to it. A message may begin with a number
  /// of the gateway's own, or with 1101; beside a request that breaks a rule it may as well be a wrong module code.
  [[nodiscard]] std::optional<ClauseId> clause(bool is_signed, const judge::Ruling& ruling,
                                               judge::Classification::Demand demand) const {
    if (!is_signed || !ruling.code) return std::nullopt;
    const std::int64_t code = *ruling.code;
    if (says_invalid(ruling) && is_usual(code)) return std::nullopt;
    if (ruling.module_code && module_code(*ruling.module_code) && !says_invalid(ruling)) return std::nullopt;
    const bool numbered = ruling.module_code && ruling.module_code != code;
    if (numbered && demand != judge::Classification::Demand::accept) return std::nullopt;
    if (code == 4200) return ClauseId("common.timestamp");
    if (code == 4500) return ClauseId("common.nonce");
    if (code >= 4100 && code < 4200) return ClauseId("common.signature");
    return std::nullopt;
  }

 private:
  [[nodiscard]] static bool says_invalid(const judge::Ruling& ruling) {
    return ruling.module_code == static_cast<std::int64_t>(ModuleCode::invalid_parameter);
  }

  [[nodiscard]] bool is_usual(std::int64_t code) const {
    constexpr std::size_t least = 2;
    return std::any_of(codes_.begin(), codes_.end(), [&](const auto& one) {
      return one.first == code && one.second >= least && 2 * one.second > refusals_;
    });
  }

  std::vector<std::pair<std::int64_t, std::size_t>> codes_;  ///< of refusals of wrong parameters, and how many had it
  std::size_t refusals_ = 0;                                  ///< of wrong parameters
};

}  // namespace createproduct::suite
