// SPDX-License-Identifier: MIT
#include <createproduct/model/clause.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

namespace {

using createproduct::clause_count;
using createproduct::clause_index;
using createproduct::clause_table;
using createproduct::ClauseId;
using createproduct::ClauseSet;
using createproduct::Level;

constexpr ClauseId max_length = "product-name.max-length";
static_assert(max_length.id() == "product-name.max-length");
static_assert(max_length.level() == Level::must);
static_assert(max_length.get().section == "2");
static_assert(max_length.observable());
static_assert(max_length == ClauseId::at(max_length.index()));
static_assert(max_length == ClauseId::find("product-name.max-length"));
static_assert(max_length != ClauseId("product-name.min-length"));
static_assert(!ClauseId("operation.host").observable());
static_assert(ClauseId("silent.name-case").level() == Level::silent);
static_assert(!std::is_constructible_v<ClauseId, std::string_view>, "run-time text goes through find");
static_assert(!std::is_constructible_v<ClauseId, std::size_t> && !std::is_default_constructible_v<ClauseId>);
static_assert(sizeof(ClauseId) == 1);

std::vector<std::string_view> ids_of(const ClauseSet& set) {
  std::vector<std::string_view> ids;
  set.for_each([&](ClauseId id) { ids.push_back(id.id()); });
  return ids;
}

}  // namespace

TEST_CASE("every clause is found by its id") {
  for (std::size_t index = 0; index < clause_count; ++index) {
    const std::string_view id = clause_table[index].id;
    CAPTURE(id);
    CHECK(clause_index(id) == index);
    const std::optional<ClauseId> found = ClauseId::find(id);
    REQUIRE(found);
    CHECK(found->index() == index);
    CHECK(found->id() == id);
  }
}

TEST_CASE("no other text is found as a clause") {
  CHECK_FALSE(ClauseId::find(""));
  CHECK_FALSE(ClauseId::find("zzz"));
  CHECK_FALSE(ClauseId::find("product-name"));
  CHECK_FALSE(ClauseId::find("Product-Name.Max-Length"));
  for (std::size_t index = 0; index < clause_count; ++index) {
    const std::string id(clause_table[index].id);
    CAPTURE(id);
    CHECK(clause_index(id + "x") == clause_count);
    CHECK(clause_index(id + '\0') == clause_count);
    CHECK(clause_index(' ' + id) == clause_count);
    CHECK(clause_index(id.substr(0, id.size() - 1)) == clause_count);
  }
}

TEST_CASE("a set of clauses holds what was added and keeps table order") {
  ClauseSet set{"product-name.unique", "response.json"};
  CHECK(set.size() == 2);
  CHECK(set.has("response.json"));
  CHECK_FALSE(set.has("response.code.type"));
  CHECK(ids_of(set) == std::vector<std::string_view>{"response.json", "product-name.unique"});
  CHECK(set.first() == ClauseId("response.json"));

  set.add("response.json");
  CHECK(set.size() == 2);
  set.remove("response.json");
  CHECK(set.first() == ClauseId("product-name.unique"));
  set.remove("product-name.unique");
  CHECK(set.empty());
  CHECK(set == ClauseSet());
}

TEST_CASE("sets of clauses unite and intersect") {
  const ClauseSet left{"region.type", "region.values"};
  const ClauseSet right{"region.values", "error.quota"};
  ClauseSet united = left;
  united.add(right);
  CHECK(united == ClauseSet{"region.type", "region.values", "error.quota"});
  CHECK((left & right) == ClauseSet{"region.values"});
  CHECK((left & ClauseSet()).empty());
  CHECK(left != right);
}

TEST_CASE("a set can hold every clause") {
  ClauseSet all;
  for (std::size_t index = 0; index < clause_count; ++index) all.add(ClauseId::at(index));
  CHECK(all.size() == clause_count);
  const std::vector<std::string_view> ids = ids_of(all);
  REQUIRE(ids.size() == clause_count);
  for (std::size_t index = 0; index < clause_count; ++index) CHECK(ids[index] == clause_table[index].id);
  CHECK(all.first() == ClauseId::at(0));
}
