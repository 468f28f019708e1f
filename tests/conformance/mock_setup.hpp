// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include <createproduct/mock/configuration.hpp>
#include <createproduct/mock/faults.hpp>
#include <createproduct/mock/variants.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/columns.hpp>

#include "command.hpp"
#include "credentials.hpp"

namespace conformance {

/// Which mock is wanted.
struct MockSettings {
  std::vector<std::string> faults;
  std::vector<std::string> variants;
  std::optional<std::size_t> quota;
  std::size_t usual_quota = createproduct::spec::products_per_account;  ///< unless `quota` is given
  bool auth = false;
  std::chrono::seconds ahead{0};  ///< of the clock of this machine

  [[nodiscard]] bool any_given() const noexcept { return !faults.empty() || !variants.empty() || auth; }
};

namespace detail {

/// What is wrong with the name of a fault, or an empty text.
inline std::string fault_problem(const std::string& name) {
  if (createproduct::mock::find_fault(name) != nullptr) return {};
  std::vector<std::string_view> names;
  createproduct::mock::for_each_fault(
      [&names](const createproduct::mock::Fault& fault) { names.push_back(fault.name); });
  return "there is no fault " + name + did_you_mean_or(name, names, "mock --list-faults lists them");
}

inline std::string variant_problem(const std::string& name) {
  if (createproduct::mock::find_variant(name) != nullptr) return {};
  std::vector<std::string_view> names;
  createproduct::mock::for_each_variant(
      [&names](const createproduct::mock::Variant& variant) { names.push_back(variant.name); });
  return "there is no variant " + name + did_you_mean_or(name, names, "mock --list-variants lists them");
}

}  // namespace detail

inline void add_mock_options(CLI::App& app, MockSettings& settings) {
  app.add_option("--fault", settings.faults,
                 "the mock breaks the contract in this way; repeatable, see\nmock --list-faults")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->check(detail::fault_problem);
  app.add_option("--variant", settings.variants,
                 "the mock keeps the contract in this way; repeatable, see\nmock --list-variants")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->check(detail::variant_problem);
  app.add_flag("--auth", settings.auth,
               "the mock takes signed requests only: with the keys in the environment,\nelse with the documentation's "
               "test pair, SecretId\n" +
                   test_keys().first.secret_id + ", SecretKey " + test_keys().first.secret_key);
}

/// Has the mock take keys if a chosen fault shows only then, and says so in `notes`.
inline void provide_keys(MockSettings& settings, std::vector<std::string>& notes) {
  for (const std::string& name : settings.faults) {
    const createproduct::mock::Needs& needs = createproduct::mock::find_fault(name)->needs;
    if (settings.auth || !(needs.keys || needs.second_account)) continue;
    settings.auth = true;
    notes.push_back("the mock takes signed requests only (--auth), since " + name + " does not show otherwise");
  }
}

/// The mock's configuration. Precondition: the names of faults and variants are known.
inline createproduct::mock::Configuration mock_configuration(const MockSettings& settings, const Keys& keys) {
  createproduct::mock::Configuration configuration;
  configuration.quota = settings.quota.value_or(settings.usual_quota);
  if (settings.ahead.count() != 0)
    configuration.clock = [ahead = settings.ahead] { return std::chrono::system_clock::now() + ahead; };
  if (settings.auth) {
    configuration.keys.push_back({keys.first, "first"});
    if (keys.second) configuration.keys.push_back({*keys.second, "second"});
  }
  for (const std::string& name : settings.variants) apply(*createproduct::mock::find_variant(name), configuration);
  for (const std::string& name : settings.faults) createproduct::mock::find_fault(name)->apply(configuration.behaviour);
  return configuration;
}

/// The same as options, each with a space before it.
inline std::string mock_arguments(const MockSettings& settings) {
  std::string out;
  for (const std::string& name : settings.faults) out += " --fault " + name;
  for (const std::string& name : settings.variants) out += " --variant " + name;
  if (settings.quota) out += " --quota " + std::to_string(*settings.quota);
  if (settings.auth) out += " --auth";
  return out;
}

/// Every fault or variant with its text, a line each.
inline std::string fault_list() {
  createproduct::report::Columns list("");
  createproduct::mock::for_each_fault([&list](const createproduct::mock::Fault& fault) {
    list.add({std::string(fault.name), std::string(fault.text)});
  });
  return list.text();
}
inline std::string variant_list() {
  createproduct::report::Columns list("");
  createproduct::mock::for_each_variant([&list](const createproduct::mock::Variant& variant) {
    list.add({std::string(variant.name), std::string(variant.text)});
  });
  return list.text();
}

}  // namespace conformance
