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

#include <createproduct/draft/properties_draft.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/request_draft.hpp>
#include <createproduct/gen/drawn.hpp>
#include <createproduct/gen/product_name.hpp>
#include <createproduct/gen/product_properties.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::gen {

namespace detail {

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
  if (draft.spelling != Spelling{}) respell(raw, draft.spelling);
  return wire::encode(raw);
}

}  // namespace createproduct::gen
