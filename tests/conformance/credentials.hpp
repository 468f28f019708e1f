// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <createproduct/sign/signature.hpp>

namespace conformance {

/// Key pairs of one or two accounts.
struct Keys {
  createproduct::sign::Credentials first;
  std::optional<createproduct::sign::Credentials> second;

  /// All that no report may show.
  [[nodiscard]] std::vector<std::string> secrets() const {
    std::vector<std::string> all{first.secret_id, first.secret_key, first.token};
    if (second) all.insert(all.end(), {second->secret_id, second->secret_key, second->token});
    return all;
  }
};

/// The documentation's own throw-away pair (spec/vectors/signatures.json), and one made up beside it: what a mock takes
/// with --auth when the environment has no keys.
[[nodiscard]] inline Keys test_keys() {
  return {{"AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA", {}},
          {{"AKIDsecondAccountOfTheMock0000000000", "secondSecretKeyOfTheMock00000000", {}}}};
}

/// The help text on where secrets come from.
inline constexpr const char* secrets_help =
    "Secrets come from the environment: CREATEPRODUCT_SECRET_ID, CREATEPRODUCT_SECRET_KEY, CREATEPRODUCT_TOKEN;\n"
    "for another account CREATEPRODUCT_SECOND_SECRET_ID, CREATEPRODUCT_SECOND_SECRET_KEY. Ids without keys are sent,\n"
    "and nothing is signed.";

[[nodiscard]] inline std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// The keys in the environment, and in `problem` what is wrong with them.
[[nodiscard]] inline Keys keys_from_environment(std::string& problem) {
  Keys keys;
  keys.first = {environment("CREATEPRODUCT_SECRET_ID"), environment("CREATEPRODUCT_SECRET_KEY"),
                environment("CREATEPRODUCT_TOKEN")};
  const createproduct::sign::Credentials second{
      environment("CREATEPRODUCT_SECOND_SECRET_ID"), environment("CREATEPRODUCT_SECOND_SECRET_KEY"), {}};
  if (keys.first.secret_id.empty() && !keys.first.secret_key.empty())
    problem = "CREATEPRODUCT_SECRET_KEY is set, but CREATEPRODUCT_SECRET_ID is not";
  else if (second.secret_id.empty() && !second.secret_key.empty())
    problem = "CREATEPRODUCT_SECOND_SECRET_KEY is set, but CREATEPRODUCT_SECOND_SECRET_ID is not";
  else if (!second.secret_id.empty() && keys.first.secret_id.empty())
    problem = "CREATEPRODUCT_SECOND_SECRET_ID is set, but CREATEPRODUCT_SECRET_ID is not";
  else if (!second.secret_id.empty() && second.secret_key.empty() != keys.first.secret_key.empty())
    problem = "of CREATEPRODUCT_SECRET_KEY and CREATEPRODUCT_SECOND_SECRET_KEY only one is set";
  else if (!second.secret_id.empty() && second.secret_id == keys.first.secret_id)
    problem = "CREATEPRODUCT_SECOND_SECRET_ID must belong to another account than CREATEPRODUCT_SECRET_ID";
  if (!second.secret_id.empty()) keys.second = second;
  return keys;
}

}  // namespace conformance
