// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/product_name.hpp>
#include <createproduct/draft/product_properties.hpp>
#include <createproduct/draft/properties_draft.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/spelling.hpp>
#include <createproduct/judge/request_reading.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::draft {

/// A whole request before it is stamped and spelled.
struct RequestDraft {
  bool post = false;                          ///< whether the method is POST, and else GET
  bool with_common = false;                   ///< with common parameters, even if unsigned
  std::uint64_t nonce = 1;                    ///< unsigned only
  std::optional<Characters> action;           ///< nothing: the parameter is left out; so with the others
  std::optional<Characters> name;             ///< of productName
  std::optional<PropertiesDraft> properties;  ///< of productProperties
  Spelling spelling;  ///< order and percent-encoding of parameters; plain: in the order of the page, nothing needless

  friend bool operator==(const RequestDraft&, const RequestDraft&) = default;
};

/// The clauses of `clauses` that a name breaks.
[[nodiscard]] inline ClauseSet name_part(const ClauseSet& clauses) {
  return clauses & ClauseSet{"product-name.min-length", "product-name.max-length", "product-name.alphabet"};
}
/// The clauses of `clauses` that properties break.
[[nodiscard]] inline ClauseSet properties_part(const ClauseSet& clauses) {
  ClauseSet all;
  for (const ClauseId clause : properties_clauses) all.add(clause);
  return clauses & all;
}

/// Whether a request can break exactly `clauses`.
[[nodiscard]] inline bool can_break_request(const ClauseSet& clauses) {
  const ClauseSet name = name_part(clauses);
  const ClauseSet properties = properties_part(clauses);
  ClauseSet others = clauses;
  name.for_each([&others](ClauseId clause) { others.remove(clause); });
  properties.for_each([&others](ClauseId clause) { others.remove(clause); });
  others.remove("common.action");
  others.remove("product-name.required");
  return others.empty() && can_break_name(name) && can_break_properties(properties) &&
         (name.empty() || !clauses.has("product-name.required"));
}

/// The action, or another one, or none.
[[nodiscard]] inline std::optional<Characters> draw_action(bool right, Random& random) {
  const Characters action = to_characters(spec::action);
  if (right) return action;
  if (once_in(8, random)) return std::nullopt;
  if (once_in(4, random)) return Characters(U"NoSuchOperation");
  for (;;) {
    Characters other = draw_edit(action, random);
    // Whether case matters in it is open.
    if (!judge::detail::equals_folded(to_bytes(other), spec::action)) return other;
  }
}

/// A request that breaks exactly `clauses`. Precondition: can_break_request(clauses).
[[nodiscard]] inline RequestDraft draw_request(const ClauseSet& clauses, Random& random) {
  constexpr std::uint64_t nonces = 2147483647;
  RequestDraft draft;
  draft.post = once_in(2, random);
  draft.with_common = once_in(2, random);
  draft.nonce = 1 + random.below(nonces);
  draft.action = draw_action(!clauses.has("common.action"), random);
  if (!clauses.has("product-name.required")) draft.name = draw_name(name_part(clauses), random);
  const ClauseSet properties = properties_part(clauses);
  if (!properties.empty() || once_in(2, random)) draft.properties = draw_properties(properties, random);
  draft.spelling = draw_spelling(random);
  return draft;
}

/// `value` percent-encoded, now and then where there is no need, with hexadecimal digits in either case.
[[nodiscard]] inline std::string respelled(std::string_view value, SpellingChoices& choices) {
  std::string out;
  for (const char byte : value) {
    const std::optional<Random> chance = choices.next();
    if (!chance) {
      wire::percent_encode({&byte, 1}, out);
      continue;
    }
    Random random = *chance;
    const bool plain = wire::detail::is_unreserved(byte) || byte == ':';
    if (plain && !once_in(8, random)) {
      out.push_back(byte);
      continue;
    }
    const auto number = static_cast<unsigned char>(byte);
    const std::string_view digits = once_in(2, random) ? "0123456789abcdef" : "0123456789ABCDEF";
    out.push_back('%');
    out.push_back(digits[number >> 4U]);
    out.push_back(digits[number & 15U]);
  }
  return out;
}

/// Writes the parameters of `raw` in one spelling.
inline void respell(wire::RawRequest& raw, const Spelling& spelling) {
  SpellingChoices choices(spelling);
  if (std::optional<Random> random = choices.next()) shuffle(raw.parameters, *random);
  for (wire::Parameter& parameter : raw.parameters) {
    if (parameter.form != wire::Parameter::Form::encoded) continue;
    parameter.name = wire::percent_encoded(parameter.name);
    parameter.value = respelled(parameter.value, choices);
    parameter.form = wire::Parameter::Form::literal;
  }
}

}  // namespace createproduct::draft
