// SPDX-License-Identifier: MIT
#include <createproduct/suite/difference.hpp>

#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;
using suite::Verdict;

namespace {

suite::RunFinished run(Verdict length, Verdict region, std::vector<suite::SilenceResult> silences) {
  suite::RunFinished out;
  out.clauses = {{"product-name.max-length", length, {}, 1}, {"region.values", region, {}, 1}};
  out.silences = std::move(silences);
  if (length == Verdict::fail) {
    out.findings.emplace_back();
    out.findings.back().clause = "product-name.max-length";
  }
  return out;
}

}  // namespace

TEST_CASE("two runs that say the same do not differ") {
  const auto one = run(Verdict::fail, Verdict::pass, {{"silent.name-case", "accepted", 3}});
  const auto other = run(Verdict::fail, Verdict::pass, {{"silent.name-case", "accepted", 5}});
  const suite::Comparison comparison = suite::compare(one, other);
  CHECK(comparison.clauses.empty());
  CHECK(comparison.silences.empty());
  CHECK(comparison.one_sided == 0);
}

TEST_CASE("clauses differ by their verdict, silences by what was chosen") {
  const auto one = run(Verdict::pass, Verdict::pass, {{"silent.name-case", "accepted", 3}});
  const auto other = run(Verdict::fail, Verdict::pass, {{"silent.name-case", "refused", 3}});
  const suite::Comparison comparison = suite::compare(one, other);
  REQUIRE(comparison.clauses.size() == 1);
  const suite::Difference& clause = comparison.clauses.front();
  CHECK(clause.clause == ClauseId("product-name.max-length"));
  CHECK(clause.first == "pass");
  CHECK(clause.second == "fail");
  CHECK(clause.first_finding == nullptr);
  CHECK(clause.second_finding == &other.findings.front());
  REQUIRE(comparison.silences.size() == 1);
  CHECK(comparison.silences.front().clause == ClauseId("silent.name-case"));
  CHECK(comparison.silences.front().first == "accepted");
  CHECK(comparison.silences.front().second == "refused");
}

TEST_CASE("what only one run has decided is counted and is no difference") {
  const auto one = run(Verdict::fail, Verdict::inconclusive, {{"silent.name-case", "accepted", 3}});
  const auto other = run(Verdict::not_exercised, Verdict::pass, {});
  const suite::Comparison comparison = suite::compare(one, other);
  CHECK(comparison.clauses.empty());
  CHECK(comparison.silences.empty());
  CHECK(comparison.one_sided == 3);
}
