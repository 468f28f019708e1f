// SPDX-License-Identifier: MIT
#include <createproduct/suite/finding_book.hpp>

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using createproduct::ClauseId;
using createproduct::suite::Finding;
using createproduct::suite::FindingBook;
using createproduct::suite::Verdict;

namespace {

Finding a_finding(ClauseId clause, Verdict verdict = Verdict::fail, unsigned attempts = 0) {
  Finding finding;
  finding.clause = clause;
  finding.verdict = verdict;
  finding.attempts = attempts;
  finding.case_id = std::string(clause.id()) + ".first";
  return finding;
}

}  // namespace

TEST_CASE("a finding is found by its clause") {
  FindingBook book;
  CHECK(book.empty());
  CHECK_FALSE(book.has("region.type"));
  CHECK(book.find("region.type") == nullptr);
  book.add(a_finding("region.type"));
  CHECK_FALSE(book.empty());
  CHECK(book.has("region.type"));
  CHECK_FALSE(book.has("region.values"));
  REQUIRE(book.find("region.type") != nullptr);
  CHECK(book.find("region.type")->case_id == "region.type.first");
}

TEST_CASE("further cases are noted once, in their order") {
  FindingBook book;
  book.also("region.type", "too early");
  book.add(a_finding("region.type"));
  for (const char* id : {"b", "a", "region.type.first", "b"}) book.also("region.type", id);
  book.also("region.values", "c");
  CHECK(book.find("region.type")->also == std::vector<std::string>{"b", "a"});
}

TEST_CASE("consequences go, and their cases are noted with the cause") {
  FindingBook book;
  book.add(a_finding("region.type", Verdict::flaky));
  book.also("region.type", "a");
  book.add(a_finding("operation.create", Verdict::flaky));
  book.add(a_finding("region.values"));
  book.absorb("operation.create", [](const Finding& other) { return other.verdict == Verdict::flaky; });
  CHECK_FALSE(book.has("region.type"));
  CHECK(book.has("region.values"));
  CHECK(book.find("operation.create")->also == std::vector<std::string>{"region.type.first", "a"});
}

TEST_CASE("findings are ranked by verdict, then by proof, then by age") {
  FindingBook book;
  book.add(a_finding("response.code-desc.success", Verdict::warn));
  book.add(a_finding("product-name.alphabet", Verdict::fail, 3));
  book.add(a_finding("region.type", Verdict::flaky, 12));
  book.add(a_finding("product-name.unique", Verdict::fail));
  book.add(a_finding("product-name.min-length", Verdict::fail, 4));
  book.add(a_finding("region.values", Verdict::fail));
  std::vector<std::string> order;
  for (const Finding& finding : book.ranked()) order.emplace_back(finding.clause.id());
  CHECK(order == std::vector<std::string>{"product-name.unique", "region.values", "product-name.alphabet",
                                          "product-name.min-length", "region.type", "response.code-desc.success"});
}

TEST_CASE("the first reason is kept, for each clause and kind") {
  FindingBook book;
  CHECK(book.inconclusive_reason("region.type").empty());
  CHECK(book.not_exercised_reason("region.type").empty());
  book.inconclusive("region.type", "noise");
  book.inconclusive("region.type", "more noise");
  book.not_exercised("region.type", "no keys");
  book.not_exercised("region.type", "no time");
  CHECK(book.inconclusive_reason("region.type") == "noise");
  CHECK(book.not_exercised_reason("region.type") == "no keys");
  CHECK(book.inconclusive_reason("region.values").empty());
  CHECK(book.not_exercised_reason("region.values").empty());
}
