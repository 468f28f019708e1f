// SPDX-License-Identifier: MIT
#include <createproduct/suite/room.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <createproduct/suite/run.hpp>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Session;

namespace {

constexpr std::size_t quota = 60;

/// A service that can delete, too.
struct Shop {
  Server server;
  bool deletes = true;        ///< else DeleteProduct is no operation
  bool makes_room = true;     ///< else what is deleted counts on
  bool frees_names = true;    ///< else the names of deleted products stay taken
  std::size_t deleted = 0;
  std::map<std::string, Request> by_id;
  std::set<std::string> taken;

  Shop() {
    server.quota = quota;
    server.instead = [this](const Request& request) -> std::optional<Answer> {
      const std::string* action = request.find("Action");
      if (action != nullptr && *action == "DeleteProduct" && deletes) return remove(*request.find("productID"));
      if (taken.contains(request.name())) return refusal(1001);
      return std::nullopt;
    };
    server.afterwards = [this](const Request& request, Answer& answer) {
      const Json json = Json::parse(answer.body, nullptr, false);
      if (json.is_object() && json.contains("productID")) by_id.emplace(json["productID"].get<std::string>(), request);
    };
  }

  Answer remove(const std::string& id) {
    const auto found = by_id.find(id);
    if (found == by_id.end()) return refusal(1004);
    ++deleted;
    if (makes_room) server.names_of(found->second).erase(found->second.name());
    if (!frees_names) taken.insert(found->second.name());
    by_id.erase(found);
    return body(R"({"code":0,"message":"","codeDesc":"Success"})");
  }

  [[nodiscard]] std::size_t left() const {
    std::size_t count = 0;
    for (const auto& [account, names] : server.names) count += names.size();
    return count;
  }
};

suite::Options deleting(std::optional<std::size_t> known = quota) {
  suite::Options wanted = options(suite::Budget::standard);
  wanted.cleanup = true;
  wanted.quota = known;
  return wanted;
}

struct Visit {
  explicit Visit(Shop& shop, suite::Options wanted = deleting(), bool second = false)
      : bench(means(shop.server), std::move(wanted)) {
    if (second) {
      bench.means_.first = {fake_stamp("one"), {}, true};
      bench.means_.second = suite::Access{fake_stamp("two"), {}, true};
    }
    finished = suite::run(bench.means_, bench.options_, bench.sink);
  }
  [[nodiscard]] bool notes(const std::string& text) const {
    return std::any_of(finished.notes.begin(), finished.notes.end(),
                       [&](const std::string& note) { return note.find(text) != std::string::npos; });
  }
  [[nodiscard]] const suite::ClauseResult& clause(ClauseId id) const {
    return *std::find_if(finished.clauses.begin(), finished.clauses.end(),
                         [&](const auto& one) { return one.clause == id; });
  }
  [[nodiscard]] std::size_t phase_of(const std::string& name) const {
    const auto phases = events_of<suite::PhaseStarted>(bench.events);
    const auto found = std::find_if(phases.begin(), phases.end(), [&](const auto& one) { return one.phase == name; });
    return static_cast<std::size_t>(found - phases.begin());
  }
  Bench bench;
  suite::RunFinished finished;
};

}  // namespace

TEST_CASE("in a small account a run that may delete leaves nothing out, and nothing behind") {
  Shop shop;
  const Visit visit(shop);
  CHECK(visit.finished.exit_code == 0);
  CHECK(clauses(visit.finished.findings).empty());
  CHECK_FALSE(visit.notes("is full"));
  CHECK(visit.notes("products are deleted during the run"));
  CHECK(visit.finished.created > 5 * quota);
  CHECK(visit.finished.deleted == visit.finished.created);
  CHECK(shop.deleted == shop.server.created);
  CHECK(shop.left() == 0);
  CHECK(visit.clause("error.quota").checks >= 20);
  CHECK(visit.phase_of("quota") < visit.phase_of("random"));
}

TEST_CASE("the same where nobody knows the quota, or products of others take most of the room") {
  for (const std::size_t room : {quota, std::size_t{4}}) {
    CAPTURE(room);
    Shop shop;
    shop.server.quota = room;
    const Visit unknown(shop, deleting(std::nullopt));
    CHECK(unknown.finished.exit_code == 0);
    CHECK(clauses(unknown.finished.findings).empty());
    CHECK(shop.left() == 0);
    CHECK(unknown.finished.created > 5 * quota);

    Shop used;
    used.server.quota = room;
    const Visit visit(used, deleting(quota + 500));
    CHECK(visit.finished.exit_code == 0);
    CHECK(clauses(visit.finished.findings).empty());
    CHECK(used.left() == 0);
  }
}

TEST_CASE("what deleting does to names and to room is never held against a service") {
  for (const bool room : {true, false})
    for (const bool frees : {true, false}) {
      CAPTURE(room);
      CAPTURE(frees);
      Shop shop;
      shop.makes_room = room;
      shop.frees_names = frees;
      suite::Options wanted = deleting();
      wanted.empty_account = true;
      const Visit visit(shop, wanted);
      CHECK(visit.finished.exit_code == 0);
      CHECK(clauses(visit.finished.findings).empty());
      CHECK(visit.notes("cases were left out: the account is full") != room);
    }
}

TEST_CASE("without DeleteProduct, or leave to use it, each clause gets its turn in the room there is") {
  Shop unable;
  unable.deletes = false;
  const Visit visit(unable);
  CHECK(visit.finished.exit_code == 0);
  CHECK(visit.notes("no room could be made in the first account"));
  CHECK(visit.notes("the account is full"));

  Shop shop;
  suite::Options wanted = deleting();
  wanted.cleanup = false;
  const Visit forbidden(shop, wanted);
  CHECK(shop.deleted == 0);
  CHECK(forbidden.finished.exit_code == 0);
  CHECK(forbidden.finished.notes.front().find("--cleanup makes room during the run") != std::string::npos);
  CHECK(forbidden.clause("error.quota").verdict == Verdict::pass);
  for (const suite::ClauseResult& one : forbidden.finished.clauses)
    CHECK_MESSAGE(one.reason.find("is full") == std::string::npos, one.clause.id());
}

TEST_CASE("a quota that is kept wrongly is found out before anything is deleted") {
  for (const int off : {-1, 1}) {
    CAPTURE(off);
    Shop shop;
    shop.server.quota = off < 0 ? quota - 1 : quota + 1;
    suite::Options wanted = deleting();
    wanted.empty_account = true;
    const Visit visit(shop, wanted);
    CHECK(clauses(visit.finished.findings) == "error.quota");
    CHECK(shop.left() == 0);
  }
}

TEST_CASE("a second account that gets full is no breach, and gets room as well") {
  for (const bool cleanup : {true, false}) {
    CAPTURE(cleanup);
    Shop shop;
    shop.server.quota = static_cast<std::size_t>(-1);
    shop.server.instead = [&, before = shop.server.instead](const Request& request) -> std::optional<Answer> {
      const std::string* id = request.find("SecretId");
      const bool second = id != nullptr && *id == "two";
      shop.server.quota = second ? 3 : static_cast<std::size_t>(-1);
      return before(request);
    };
    suite::Options wanted = deleting(std::nullopt);
    wanted.cleanup = cleanup;
    wanted.only = {"product-name.scope"};
    const Visit visit(shop, wanted, true);
    CHECK(visit.finished.exit_code == 0);
    CHECK(clauses(visit.finished.findings).empty());
    CHECK(visit.notes("the second account is full") != cleanup);
    CHECK(visit.clause("product-name.scope").verdict == Verdict::pass);
  }
}

TEST_CASE("an answer to DeleteProduct that gets lost leaves it open how many products there are") {
  Shop shop;
  std::size_t asked = 0;
  shop.server.afterwards = [&, before = shop.server.afterwards](const Request& request, Answer& answer) {
    before(request, answer);
    const std::string* action = request.find("Action");
    // Carried out, but told of as a failure.
    if (action != nullptr && *action == "DeleteProduct" && ++asked % 7 == 0) answer = refusal(1005);
  };
  const Visit visit(shop);
  CHECK(visit.finished.exit_code == 0);
  CHECK(clauses(visit.finished.findings).empty());
}
