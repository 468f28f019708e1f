// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who judge or replay recordings.

#include <algorithm>
#include <string>
#include <string_view>

#include <createproduct/judge/answer.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

namespace detail {

/// Whether everything is there that a signed request needs, in a form that may be right, or was before it was taken
/// out.
[[nodiscard]] inline bool has_common_parameters(const Exchange& exchange) {
  const wire::WireRequest& sent = exchange.sent;
  if (exchange.is_signed && !parameter_of(sent, "Signature")) return true;
  for (const std::string_view name : {"Timestamp", "Nonce"}) {
    const auto value = parameter_of(sent, name);
    if (!value || value->empty() || value->find_first_not_of("0123456789") != std::string::npos) return false;
  }
  for (const std::string_view name : {"SecretId", "Signature"})
    if (parameter_of(sent, name).value_or("").empty()) return false;
  return true;
}

/// Whether what a refusal for want of room breaks may be right in a full account: all but what is wrong with the text
/// of the answer.
[[nodiscard]] inline bool turns_on_room(const judge::Ruling& ruling) {
  const auto is_of_text = [](const judge::Breach& one) { return one.clause.id().starts_with("response."); };
  return ruling.out_of_room && !std::all_of(ruling.breaches.begin(), ruling.breaches.end(), is_of_text);
}

}  // namespace detail

/// Why an answer says nothing about the contract, or an empty text. A recording cannot be asked whether a request was
/// signed as it should be, and what a client other than the kit does may be wrong.
[[nodiscard]] inline std::string_view beside_the_point(const Recorded& recorded, const judge::Ruling& ruling) {
  const judge::Answer& answer = recorded.exchange.answer;
  const bool redirects =
      answer.transport == judge::Answer::Transport::answered && answer.status >= 300 && answer.status < 400;
  if (redirects && !ruling.code) return "they were redirected";
  if (ruling.outcome != judge::Ruling::Outcome::refused) return {};
  if (detail::turns_on_room(ruling))
    return "they were refused for want of room, and how many products there were is not recorded";
  if (!recorded.case_id.empty() || ruling.module_code) return {};
  if (ruling.code && *ruling.code >= 4100 && *ruling.code < 5000 && *ruling.code != 4400)
    return "they were turned down by a gateway, as for their authentication, which a recording cannot verify";
  if (!detail::has_common_parameters(recorded.exchange))
    return "they were refused in words alone, perhaps for want of the common parameters";
  return {};
}

}  // namespace createproduct::suite
