// SPDX-License-Identifier: MIT
#include <createproduct/model/own_clause.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace createproduct;

namespace {

constexpr Clause team_prefix{
    "own.team-prefix", Level::must, "team handbook", "Names begin with the team.", "", "", "", ""};

std::string complaint(Clause clause) {
  const Result<ClauseId> defined = define_clause(clause);
  return defined ? std::string() : defined.error().text();
}

Clause called(std::string_view id) {
  Clause clause = team_prefix;
  clause.id = id;
  return clause;
}

/// Takes away what a test case has defined.
struct Restored {
  Restored() = default;
  Restored(const Restored&) = delete;
  Restored& operator=(const Restored&) = delete;
  ~Restored() { detail::own_clauses = {}; }
};

}  // namespace

TEST_CASE("a clause of one's own is like any other") {
  const Restored restored;
  REQUIRE(clause_total() == clause_count);
  const Result<ClauseId> defined = define_clause(team_prefix);
  REQUIRE(defined);
  CHECK(clause_total() == clause_count + 1);
  CHECK(ClauseId::find("own.team-prefix") == *defined);
  CHECK(ClauseId::at(clause_count) == *defined);
  CHECK(defined->id() == "own.team-prefix");
  CHECK(defined->level() == Level::must);
  CHECK(defined->observable());
  CHECK(defined->get().text == "Names begin with the team.");
  ClauseSet set{*defined, "product-name.alphabet"};
  CHECK(set.size() == 2);
  std::string ids;
  set.for_each([&](ClauseId clause) { ids.append(clause.id()).append(" "); });
  CHECK(ids == "product-name.alphabet own.team-prefix ");
  set.remove("product-name.alphabet");
  CHECK(set.first() == *defined);
}

TEST_CASE("what cannot be a clause of one's own is said") {
  const Restored restored;
  CHECK(complaint(called("team-prefix")) == R"(team-prefix: the id of a clause of one's own begins with "own.")");
  CHECK(complaint(called("own.")) == R"(own.: the id of a clause of one's own begins with "own.")");
  CHECK(complaint(called("")) == R"(the id of a clause of one's own begins with "own.")");
  CHECK(complaint(team_prefix).empty());
  CHECK(complaint(team_prefix) == "own.team-prefix: there is such a clause already");
  Clause silent = called("own.other");
  silent.level = Level::silent;
  CHECK(complaint(silent) == "own.other: nobody can break a silent clause");
  CHECK(clause_total() == clause_count + 1);
}

TEST_CASE("there is a limit to clauses of one's own") {
  const Restored restored;
  static std::array<std::string, own_clause_capacity + 1> ids;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    ids[i] = "own." + std::to_string(i);
    CHECK(complaint(called(ids[i])) == (i < own_clause_capacity ? "" : ids[i] + ": there are 16 such clauses already"));
  }
  CHECK(clause_total() == clause_capacity);
}
