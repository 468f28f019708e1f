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

#include <rapidcheck.h>

#include <createproduct/gen/characters.hpp>
#include <createproduct/gen/draw_properties.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/gen/product_name.hpp>
#include <createproduct/gen/product_properties.hpp>
#include <createproduct/gen/properties_draft.hpp>
#include <createproduct/gen/spelling.hpp>
#include <createproduct/judge/request_reading.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/suite/random.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::gen {

/// A whole request before it is stamped and spelled.
struct RequestDraft {
  bool post = false;
  bool with_common = false;          ///< with common parameters, even if unsigned
  std::uint64_t nonce = 1;           ///< unsigned only
  std::optional<Characters> action;  ///< nothing: the parameter is left out; so with the others
  std::optional<Characters> name;
  std::optional<PropertiesDraft> properties;
  Spelling spelling;  ///< order and percent-encoding of parameters; plain: in the order of the page, nothing needless

  friend bool operator==(const RequestDraft&, const RequestDraft&) = default;
};

namespace detail {

/// The clauses of `clauses` that a name, or properties, break.
[[nodiscard]] inline ClauseSet name_part(const ClauseSet& clauses) {
  return clauses & ClauseSet{"product-name.min-length", "product-name.max-length", "product-name.alphabet"};
}
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
[[nodiscard]] inline std::optional<Characters> draw_action(bool right, suite::Random& random) {
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
[[nodiscard]] inline RequestDraft draw_request(const ClauseSet& clauses, suite::Random& random) {
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

/// The plainest request that breaks exactly `clauses`, as `draft` does. `keep_name`: productName stays.
[[nodiscard]] inline RequestDraft simplest_request(const RequestDraft& draft, const ClauseSet& clauses,
                                                   bool keep_name) {
  RequestDraft out;
  if (!clauses.has("common.action")) out.action = draft.action;
  if (draft.name) {
    const NameDefects defects = check_product_name(to_bytes(*draft.name));
    const auto wrong = std::find_if_not(draft.name->begin(), draft.name->end(), is_name_character);
    out.name = keep_name ? *draft.name : simplest_name(defects, wrong == draft.name->end() ? U'a' : *wrong);
  }
  if (const ClauseSet properties = properties_part(clauses); !properties.empty())
    out.properties = simplest_properties(properties);
  return out;
}

/// Requests simpler than `draft` that break exactly `clauses` as well: the simplest one, then GET for POST, plainer
/// spelling, parameters left out, and simpler values. `keep_name`: productName stays.
[[nodiscard]] inline rc::Seq<RequestDraft> simpler_requests(const RequestDraft& draft, const ClauseSet& clauses,
                                                            bool keep_name) {
  const ClauseSet broken_properties = properties_part(clauses);
  std::vector<RequestDraft> plainer{simplest_request(draft, clauses, keep_name)};
  if (draft == plainer.front()) return {};
  const auto with = [&](auto change) {
    plainer.push_back(draft);
    change(plainer.back());
    if (plainer.back() == draft) plainer.pop_back();
  };
  with([](RequestDraft& simpler) { simpler.post = false; });
  with([](RequestDraft& simpler) { simpler.with_common = false; });
  with([](RequestDraft& simpler) { simpler.nonce = 1; });
  for (const Spelling& spelling : simpler_spellings(draft.spelling))
    with([&](RequestDraft& simpler) { simpler.spelling = spelling; });
  if (broken_properties.empty()) with([](RequestDraft& simpler) { simpler.properties.reset(); });
  if (clauses.has("common.action")) with([](RequestDraft& simpler) { simpler.action.reset(); });
  rc::Seq<RequestDraft> out = rc::seq::fromContainer(std::move(plainer));
  if (draft.name && !keep_name)
    out = rc::seq::concat(std::move(out), rc::seq::map(simpler_names(*draft.name), [draft](Characters&& name) {
                            RequestDraft simpler = draft;
                            simpler.name = std::move(name);
                            return simpler;
                          }));
  if (draft.properties)
    out = rc::seq::concat(std::move(out), rc::seq::map(simpler_properties(*draft.properties, broken_properties),
                                                       [draft](PropertiesDraft&& properties) {
                                                         RequestDraft simpler = draft;
                                                         simpler.properties = std::move(properties);
                                                         return simpler;
                                                       }));
  return out;
}

/// `value` percent-encoded, now and then where there is no need, with hexadecimal digits in either case.
[[nodiscard]] inline std::string respelled(std::string_view value, SpellingChoices& choices) {
  std::string out;
  for (const char byte : value) {
    const std::optional<suite::Random> chance = choices.next();
    if (!chance) {
      wire::percent_encode({&byte, 1}, out);
      continue;
    }
    suite::Random random = *chance;
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
  if (std::optional<suite::Random> random = choices.next()) shuffle(raw.parameters, *random);
  for (wire::Parameter& parameter : raw.parameters) {
    if (parameter.form != wire::Parameter::Form::encoded) continue;
    parameter.name = wire::percent_encoded(parameter.name);
    parameter.value = respelled(parameter.value, choices);
    parameter.form = wire::Parameter::Form::literal;
  }
}

}  // namespace detail

/// What goes around the operation's own parameters of a request.
struct RequestOptions {
  /// Its stamp adds the common parameters, and signs if it can; it is called anew whenever a request is sent or shown.
  suite::Access access;
  /// Without a stamp: the target's time, UNIX seconds, for a Timestamp and a Nonce in some requests.
  std::optional<std::uint64_t> now;
};

/// The bytes of `draft`.
[[nodiscard]] inline wire::WireRequest to_wire(const RequestDraft& draft, const RequestOptions& options) {
  wire::RawRequest raw;
  raw.method = draft.post ? "POST" : "GET";
  if (draft.action) raw.add("Action", to_bytes(*draft.action));
  if (draft.name) raw.add("productName", to_bytes(*draft.name));
  if (draft.properties) raw.add("productProperties", to_text(*draft.properties));
  if (options.access.stamp) {
    raw = options.access.stamp(std::move(raw), draft.with_common);
  } else if (draft.with_common) {
    raw.add("Region", "gz");
    if (options.now) raw.add("Timestamp", std::to_string(*options.now)).add("Nonce", std::to_string(draft.nonce));
  }
  if (draft.spelling != Spelling{}) detail::respell(raw, draft.spelling);
  return wire::encode(raw);
}

}  // namespace createproduct::gen
