// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/case_context.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/order_by_rank.hpp>
#include <createproduct/suite/product.hpp>
#include <createproduct/suite/selection.hpp>
#include <createproduct/suite/session.hpp>
#include <createproduct/suite/used_nonces.hpp>
#include <createproduct/wire/form.hpp>

// What the end of a run asks for again: names that it has created, and nonces that it has used.

namespace createproduct::suite {

namespace detail {

inline Case again_case(const Product& product) {
  Case one;
  one.id = again_id;
  one.phase = "again";
  one.clause = "product-name.unique";
  one.title = "a name created earlier in the run is still taken";
  Step& step = one.steps.emplace_back();
  step.name = product.name;
  // As it was spelled: whether another spelling is the same name is for other cases.
  const wire::WireRequest& creation = product.creation.sent;
  for (const wire::FormField& field : wire::split_form(creation.method == "POST" ? creation.body : creation.query))
    if (field.name == "productName") step.name_wire = std::string(field.value);
  step.second_account = product.account == Session::second_account;
  return one;
}

/// Those that differ from all before them in how they begin, how they end, or in length come first: a service may
/// lose track of names of one kind.
inline void put_unlike_names_first(std::vector<Case>& cases) {
  std::array<bool, 256> first{};
  std::array<bool, 256> last{};
  std::array<bool, 64> length{};
  order_by_rank(cases, [&](const Case& one) -> std::size_t {
    const std::string& name = *one.steps.front().name;
    if (name.empty()) return 1;
    const bool seen_first = std::exchange(first[static_cast<unsigned char>(name.front())], true);
    const bool seen_last = std::exchange(last[static_cast<unsigned char>(name.back())], true);
    const bool seen_length = std::exchange(length[std::min(name.size(), length.size() - 1)], true);
    return seen_first && seen_last && seen_length ? 1 : 0;
  });
}

}  // namespace detail

/// Cases that create again what `session` has created, in an order and in contexts of the seed's choice; as many as the
/// budget has for it, the oldest and the newest product always among them. `broken`: clauses that have findings.
/// O(n) in products.
[[nodiscard]] inline std::vector<Case> again_cases(const Session& session, const Options& options,
                                                   const ClauseSet& broken) {
  std::vector<Case> created;
  for (const Product& product : session.products)
    if (product.regular && !product.deleted) created.push_back(detail::again_case(product));
  std::vector<Case> chosen = created;
  draft::Random random(options.seed);
  shuffle(chosen, random);
  detail::put_unlike_names_first(chosen);
  const std::size_t most = std::max<std::size_t>(2, options.shard.share(effort_of(options).created_again));
  if (chosen.size() > most) {
    chosen.resize(most - 2);
    chosen.push_back(created.front());
    chosen.push_back(created.back());
  }
  for (std::size_t i = 0; i < chosen.size(); ++i)
    chosen[i] = in_context(chosen[i], session.form, broken, options.seed + i);
  return chosen;
}

/// The case that uses a nonce again, now that all others came in between.
[[nodiscard]] inline Case old_nonce_case(const UsedNonce& used) {
  Case one;
  one.id = old_nonce_id;
  one.phase = "nonces";
  one.clause = "common.nonce";
  one.title = "a Nonce and Timestamp that were used first in the run are refused";
  one.needs_keys = true;
  Step& step = one.steps.emplace_back();
  step.name = "{fresh}";
  step.extra = {{"Timestamp", used.timestamp}, {"Nonce", used.nonce}};
  step.not_authentic = true;
  return one;
}

}  // namespace createproduct::suite
