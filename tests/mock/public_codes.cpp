// SPDX-License-Identifier: MIT
#include <createproduct/mock/public_codes.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace createproduct::mock;

TEST_CASE("the mock knows the public codes that the specification lists") {
  std::ifstream file(CREATEPRODUCT_SPEC_DIR "/public-codes.json");
  REQUIRE(file.is_open());
  const nlohmann::json document = nlohmann::json::parse(file);
  std::set<int> listed;
  for (const nlohmann::json& row : document.at("codes")) listed.insert(row.at("number").get<int>());
  std::set<int> known;
  for (const auto& [number, name] : public_codes) known.insert(number);
  CHECK(known == listed);
  CHECK(known.size() == public_codes.size());
}

TEST_CASE("the names of public codes are English words without spaces") {
  for (const auto& [number, name] : public_codes) {
    CHECK(public_code_name(number) == name);
    CHECK(std::all_of(name.begin(), name.end(),
                      [](char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }));
    CHECK((name == "Success") == (number == 0));
  }
  CHECK(public_code_name(7707) == "Failure");
}
