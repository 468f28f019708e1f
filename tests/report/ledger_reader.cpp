// SPDX-License-Identifier: MIT
#include <createproduct/report/ledger_reader.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include <createproduct/report/ledger.hpp>

using namespace createproduct;
using report::read_ledger;

namespace {

std::string problem(const std::string& text) {
  std::istringstream in(text);
  const auto content = read_ledger(in);
  return content ? "" : content.error().text();
}

}  // namespace

TEST_CASE("what was created and not deleted is left, and the names in doubt are counted") {
  std::stringstream file;
  const report::Ledger ledger(file);
  using State = suite::LedgerEntry::State;
  for (const char* name : {"a", "b", "lost", "\xFF"}) ledger({State::in_doubt, "first", name, {}, true});
  ledger({State::created, "first", "a", "A", true});
  ledger({State::created, "first", "b", "B", false});
  ledger({State::created, "first", "\xFF", "\xFE", true});
  ledger({State::created, "second", "a", "A", true});
  file << R"({"account":"first","na)" << '\n';
  ledger({State::in_doubt, "first", "b", {}, true});  // sent again while it exists
  ledger({State::deleted, "first", "a", "A", true});
  file << R"({"account":"first","name":"cut)";
  const report::LedgerContent content = *read_ledger(file);
  REQUIRE(content.products.size() == 3);
  CHECK(content.products[0].name == "b");
  CHECK(content.products[0].id == "B");
  CHECK_FALSE(content.products[0].salted);
  CHECK(content.products[1].name == "\xFF");
  CHECK(content.products[1].id == "\xFE");
  CHECK(content.products[1].salted);
  CHECK(content.products[2].account == "second");
  CHECK(content.in_doubt == 1);
}

TEST_CASE("bad lines are told with their number") {
  CHECK(problem("").empty());
  CHECK(problem("{}\n") == "line 1 /account: it is missing");
  CHECK(problem("{\"account\":\"first\",\"name\":\"n\"}\nx\n") == "line 2: it is not JSON");
  CHECK(problem("{\"account\":\"third\",\"name\":\"n\"}\n") == "line 1 /account: expected first or second");
  CHECK(problem("{\"account\":\"first\",\"name\":7}\n") == "line 1 /name: expected a text");
  CHECK(problem("{\"account\":\"first\",\"name\":\"n\",\"salted\":1}\n") == "line 1 /salted: expected true or false");
}
