// SPDX-License-Identifier: MIT
#include <createproduct/suite/cleanup.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Cleanup;
using Outcome = suite::Cleanup<suite::RunContext>::Outcome;
using suite::Lanes;
using Product = suite::Product;

namespace {

/// What a target was asked to delete, and how it answers that; everything else is as the contract says.
struct Deleting {
  std::vector<std::string> asked;
  std::function<Answer(const std::string& id)> answer = [](const std::string&) {
    return body(R"({"code":0,"message":"","codeDesc":"Success"})");
  };
  Server server;

  Deleting() {
    server.instead = [this](const Request& request) -> std::optional<Answer> {
      const std::string* action = request.find("Action");
      if (action == nullptr || *action != "DeleteProduct") return std::nullopt;
      asked.push_back(*request.find("productID"));
      return answer(asked.back());
    };
  }

  Outcome run(std::vector<Product> products, suite::Means given) {
    Bench bench(std::move(given), options());
    Lanes lanes(bench.context);
    return Cleanup(bench.context.session, lanes).run(products);
  }
  Outcome run(const std::vector<Product>& products) { return run(products, means(server)); }
};

Product salted(const std::string& id) { return {"first", "salted" + id, id, true}; }

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("every product is deleted, and the ledger hears of it") {
  Deleting target;
  suite::Means given = means(target.server);
  Texts told;
  given.ledger = [&](const suite::LedgerEntry& entry) {
    CHECK(entry.state == suite::LedgerEntry::State::deleted);
    told.push_back(entry.name + " " + entry.product_id);
  };
  const Outcome outcome = target.run({salted("A"), salted("B")}, given);
  CHECK(outcome.deleted == 2);
  CHECK(outcome.left.empty());
  CHECK(target.asked == Texts{"A", "B"});
  CHECK(told == Texts{"saltedA A", "saltedB B"});
}

TEST_CASE("an id that was given twice, or none at all, is left alone") {
  Deleting target;
  const Outcome outcome = target.run({salted("A"), salted("B"), {"first", "saltedx", "A", true}, salted("")});
  CHECK(outcome.deleted == 1);
  CHECK(target.asked == Texts{"B"});
  CHECK(outcome.left == Texts{"3 products are left: their productIDs are empty or were given twice"});
}

TEST_CASE("a name without the salt is deleted only if the target refuses names that exist") {
  const Product old{"first", "a", "OLD", false};
  for (const bool unique : {true, false}) {
    Deleting target;
    Request known;
    known.parameters = {{"Action", "CreateProduct"}, {"productName", "saltedA"}};
    if (unique) (void)target.server.serve(known);
    const Outcome outcome = target.run({salted("A"), old});
    // Where asking creates one more product, that is deleted too.
    CHECK(target.asked == (unique ? Texts{"A", "OLD"} : Texts{"A", "P1"}));
    CHECK(outcome.left.size() == (unique ? 0 : 1));
    CHECK(target.server.created == 1);
  }
  Deleting target;
  CHECK(target.run({old}).deleted == 0);
  CHECK(target.asked.empty());
}

TEST_CASE("a product that is gone already is as good as deleted, one with devices is left") {
  Deleting target;
  target.answer = [](const std::string& id) { return refusal(id == "A" ? 1004 : 1005); };
  const Outcome outcome = target.run({salted("A"), salted("B")});
  CHECK(outcome.deleted == 1);
  CHECK(outcome.left == Texts{"1 product is left: DeleteProduct was answered with module code 1005"});
}

TEST_CASE("a busy target is asked again, a bounded number of times") {
  Deleting target;
  unsigned busy = 0;
  target.answer = [&](const std::string&) {
    ++busy;
    if (busy % 3 == 1) return refusal(0, 4400);
    if (busy % 3 == 2) return lost(Transport::closed);
    return body(R"({"code":0})");
  };
  CHECK(target.run({salted("A"), salted("B")}).deleted == 2);
  CHECK(target.asked == Texts{"A", "A", "A", "B", "B", "B"});
  target.asked.clear();
  target.answer = [](const std::string&) { return lost(Transport::timed_out); };
  CHECK(target.run({salted("A")}).left == Texts{"1 product is left: DeleteProduct was answered not at all: timed out"});
  CHECK(target.asked.size() == 6);
}

TEST_CASE("a target that answers nothing any more is asked about one product only") {
  Deleting target;
  target.answer = [](const std::string&) { return lost(Transport::unreachable); };
  CHECK(target.run({salted("A"), salted("B"), salted("C")}).deleted == 0);
  CHECK(target.asked == Texts(6, "A"));
}

TEST_CASE("a target without DeleteProduct is not asked for each product") {
  Deleting target;
  target.answer = [](const std::string&) { return refusal(0, 4000); };
  std::vector<Product> products;
  for (char c = 'A'; c <= 'Z'; ++c) products.push_back(salted(std::string(1, c)));
  const Outcome outcome = target.run(products);
  CHECK(outcome.deleted == 0);
  CHECK(target.asked.size() == 5);
  CHECK(outcome.left == Texts{"21 products are left: DeleteProduct is not answered in order any more",
                              "5 products are left: DeleteProduct was answered with public code 4000"});
}

TEST_CASE("failures in between keep nothing from being deleted") {
  Deleting target;
  target.answer = [](const std::string& id) {
    return id == "C" || id == "F" ? refusal(1005) : body(R"({"code":0})");
  };
  std::vector<Product> products;
  for (char c = 'A'; c <= 'J'; ++c) products.push_back(salted(std::string(1, c)));
  CHECK(target.run(products).deleted == 8);
  std::sort(target.asked.begin(), target.asked.end());
  CHECK(target.asked.size() == 10);
}
