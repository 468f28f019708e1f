// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "common_scripts.hpp"
#include "contract_probe.hpp"
#include "shape_scripts.hpp"
#include "state_scripts.hpp"
#include "value_scripts.hpp"

/// What is asked of a service to see whether it keeps the contract, by clause.
namespace createproduct::mock_test {

namespace scripts {

inline void echoes(Probe& probe) {
  Session session(probe);
  for (const char* name : {"Mixed-Case", "with:colon", "-ends_", "0012", "n123456789-123456789-123456789-1", "last"})
    session.ask(named(name), accepted());
}

inline void answers(Probe& probe) {
  Session session(probe);
  for (int i = 0; i < 15; ++i) {
    const std::string name = "product-" + std::to_string(i);
    const std::string method = i % 2 == 0 ? "GET" : "POST";
    session.ask(named(name, method), accepted());
    session.ask(named(name, method), duplicate);
    session.ask(named(name + "\"'<\\", method), refused({1101}, {"product-name.alphabet"}));
    session.ask(named(std::string(40, 'n'), method), refused({1101}, {"product-name.max-length"}));
    session.ask(with_properties(name + "-p", plain_properties, method), accepted());
    session.ask(with_properties("fruit", "{", method), refused({1101}, {"product-properties.json"}));
    session.ask(with_properties("fruit", "[]", method), refused({1101}, {"product-properties.object"}));
  }
}

struct Script {
  void (*run)(Probe&);
  std::initializer_list<std::string_view> clauses;  ///< ids, or their beginnings
};

inline const std::initializer_list<Script> all{
    {names, {"product-name.min-length", "product-name.max-length", "product-name.alphabet", "error.invalid-parameter"}},
    {missing_name, {"product-name.required"}},
    {properties,
     {"product-properties.", "product-description.", "region.", "encryption-type.", "product-type.",
      "error.invalid-parameter"}},
    {values, {"product-properties.json", "region.values", "encryption-type.", "product-type."}},
    {descriptions, {"product-description.text"}},
    {combinations, {"operation.create"}},
    {many_parameters, {"operation.create"}},
    {shapes,
     {"common.method", "common.encoding", "product-name.alphabet", "product-name.max-length", "product-name.unique"}},
    {later, {"product-name.unique", "region.values"}},
    {full_account, {"error.quota"}},
    {duplicates, {"product-name.unique", "error.duplicate-name"}},
    {many_products, {"product-name.unique"}},
    {named_as_an_id, {"product-name.unique"}},
    {similar_names, {"product-name.unique"}},
    {accounts, {"product-name.scope", "response.product-id.unique"}},
    {after_refusals, {"product-name.free-after-refusal"}},
    {quota, {"error.quota", "response.code.public"}},
    {identities, {"response.product-id."}},
    {echoes, {"response.product-name."}},
    {answers, {"response."}},
    {actions, {"common.action"}},
    {regions, {"common.region"}},
    {methods, {"common.method"}},
    {encodings, {"common.encoding"}},
    {signatures, {"common.signature"}},
    {keys_of_others, {"common.signature"}},
    {used_signature, {"common.signature"}},
    {signature_methods, {"common.signature-method"}},
    {secret_ids, {"common.secret-id"}},
    {timestamps, {"common.timestamp"}},
    {nonces, {"common.nonce"}},
    {nonce_race, {"common.nonce"}},
    {parallel_requests, {"product-name.unique", "response.product-id.unique", "region.values"}},
    {parallel_quota, {"error.quota"}},
    {race, {"product-name.unique"}},
};

}  // namespace scripts

/// Asks what bears on `clause`, or everything if that is empty.
inline void run_scripts(Probe& probe, std::string_view clause = {}) {
  for (const scripts::Script& script : scripts::all)
    if (std::any_of(script.clauses.begin(), script.clauses.end(),
                    [&](std::string_view id) { return clause.starts_with(id); }) ||
        clause.empty())
      script.run(probe);
}

}  // namespace createproduct::mock_test
