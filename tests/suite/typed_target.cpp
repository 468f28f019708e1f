// SPDX-License-Identifier: MIT
#include <createproduct/suite/typed_target.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include <createproduct/model/product_name.hpp>
#include <createproduct/suite/run.hpp>

#include <doctest/doctest.h>

using namespace createproduct;

namespace {

/// An implementation that has never seen a byte of wire text.
struct Shop {
  std::size_t longest = 32;
  std::set<std::string> taken{};
  std::size_t asked = 0;

  CreateProductResponse handle(const CreateProductRequest& request) {
    ++asked;
    const std::string& name = request.product_name;
    const bool long_name = name.size() == longest && is_product_name(name.substr(0, 32));
    if (!is_product_name(name) && !long_name) return {4000, "(1101)name", "InvalidParameter", {}, {}};
    if (!taken.insert(name).second) return {4000, "(1001)name", "InvalidParameter", {}, {}};
    return {0, "", "Success", name, "P" + std::to_string(taken.size())};
  }
};

suite::RunFinished tested(Shop& shop) {
  suite::Means means;
  means.send = suite::send_typed(shop);
  means.sleep = [](std::chrono::milliseconds) {};
  suite::Options options;
  options.salt = "kqzvn";
  options.budget = suite::Budget::quick;
  return suite::run(means, options, {});
}

judge::Verdict verdict(const suite::RunFinished& run, ClauseId clause) {
  for (const suite::ClauseResult& result : run.clauses)
    if (result.clause == clause) return result.verdict;
  return judge::Verdict::error;
}

std::string why_untyped(const wire::WireRequest& request) {
  const auto typed = suite::typed_whole(request);
  return typed ? std::string() : typed.error().text();
}

}  // namespace

TEST_CASE("a typed implementation that keeps the contract conforms, as far as it can be asked") {
  Shop shop;
  const suite::RunFinished run = tested(shop);
  CHECK(run.exit_code == 0);
  CHECK(run.findings.empty());
  CHECK(run.requests == shop.asked);
  CHECK(verdict(run, "product-name.max-length") == judge::Verdict::pass);
  CHECK(verdict(run, "error.duplicate-name") == judge::Verdict::pass);
  const auto left_out = [](const std::string& note) { return note.ends_with("left out: the target takes no such requests"); };
  CHECK(std::any_of(run.notes.begin(), run.notes.end(), left_out));
}

TEST_CASE("a typed implementation that breaks a clause is found out") {
  Shop shop;
  shop.longest = 33;
  const suite::RunFinished run = tested(shop);
  CHECK(run.exit_code == 1);
  REQUIRE(run.findings.size() == 1);
  CHECK(run.findings.front().clause == ClauseId("product-name.max-length"));
}

TEST_CASE("what a typed request does not hold is not lost on the way") {
  const std::pair<const char*, const char*> queries[] = {
      {"Action=CreateProduct&productName=a", ""},
      {"Action=CreateProduct&productName=a&productProperties=%7B%22region%22%3A%22gz%22%7D", ""},
      {"Action=CreateProduct", "productName: missing"},
      {"Action=CreateProduct&productName=a&productName=b", "productName: given more than once"},
      {"Action=CreateProduct&productName=a&Region=gz", "Region: it has no type"},
      {"Action=CreateProduct&productName=a&", "it has no type"},
      {"Action=CreateProduct&productName=a&productProperties=%7B%22colour%22%3A1%7D",
       "productProperties/colour: it has no type"},
      {"Action=CreateProduct&productName=a&productProperties=%7B%22region%22%3Anull%7D",
       "productProperties/region: null, not a string"},
  };
  for (const auto& entry : queries) {
    CAPTURE(entry.first);
    CHECK(why_untyped({"GET", entry.first, ""}) == entry.second);
  }
  CHECK(why_untyped({"POST", "", "Action=CreateProduct&productName=a&colour=1"}) == "colour: it has no type");
}

TEST_CASE("an exception counts as a closed connection, from any kind of target") {
  struct {
    CreateProductResponse handle(const CreateProductRequest&) { throw std::runtime_error("no room"); }
  } typed;
  auto raw = [](const wire::WireRequest&) -> std::string { throw std::runtime_error("no room"); };
  for (const suite::Send& send : {suite::send_typed(typed), suite::send_to(raw)}) {
    const judge::Answer answer = send({"GET", "Action=CreateProduct&productName=a", ""});
    CHECK(answer.transport == judge::Answer::Transport::closed);
    CHECK(answer.detail == "the target threw: no room");
  }
}
