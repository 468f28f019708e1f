// SPDX-License-Identifier: MIT
#include <createproduct/report/ledger.hpp>

#include <sstream>

#include <doctest/doctest.h>

TEST_CASE("the ledger has one line for each word it is given") {
  std::ostringstream out;
  const createproduct::report::Ledger ledger(out);
  using State = createproduct::suite::LedgerEntry::State;
  ledger({State::in_doubt, "first", "a\"b", "", false});
  ledger({State::created, "second", "n", "ABCDE12345", true});
  ledger({State::deleted, "first", "\xFF", "\xFE", false});
  CHECK(out.str() ==
        "{\"account\":\"first\",\"name\":\"a\\\"b\",\"salted\":false}\n"
        "{\"account\":\"second\",\"name\":\"n\",\"product_id\":\"ABCDE12345\",\"salted\":true}\n"
        "{\"account\":\"first\",\"name\":\"\\ufffd\",\"name_hex\":\"FF\",\"product_id\":\"\\ufffd\",\"product_id_hex\":"
        "\"FE\",\"salted\":false,\"deleted\":true}\n");
}
