// SPDX-License-Identifier: MIT
#include <createproduct/mock/faults.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace createproduct;

TEST_CASE("faults have names of their own and are found by them") {
  std::set<std::string_view> names;
  std::set<std::string_view> texts;
  mock::for_each_fault([&](const mock::Fault& fault) {
    CAPTURE(fault.name);
    CHECK(names.insert(fault.name).second);
    CHECK(fault.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos);
    CHECK(mock::find_fault(fault.name) == &fault);
  });
  CHECK(names.size() == mock::fault_count);
  CHECK(mock::fault_count >= 130);
  CHECK(mock::find_fault("product-name.alphabet") == nullptr);
  CHECK(mock::find_fault("") == nullptr);
}

TEST_CASE("each observable clause has two faults, the others none") {
  std::map<std::size_t, int> faults;
  mock::for_each_fault([&](const mock::Fault& fault) { ++faults[fault.clause.index()]; });
  for (std::size_t i = 0; i < clause_count; ++i) {
    const ClauseId clause = ClauseId::at(i);
    CAPTURE(std::string(clause.id()));
    if (clause.observable() && clause.level() != Level::silent)
      CHECK(faults[i] >= 2);
    else
      CHECK(faults[i] == 0);
  }
}

TEST_CASE("faults say what they need") {
  mock::for_each_fault([&](const mock::Fault& fault) {
    CAPTURE(fault.name);
    const std::string_view id = fault.clause.id();
    const bool about_keys = id.starts_with("common.signature") || id == "common.secret-id" ||
                            id == "common.timestamp" || id == "common.nonce";
    CHECK(fault.needs.keys == about_keys);
    if (id == "error.quota") CHECK(fault.needs.quota);
    if (id == "product-name.scope") CHECK(fault.needs.second_account);
  });
}
