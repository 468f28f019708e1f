// SPDX-License-Identifier: MIT
#include <createproduct/report/ledger.hpp>

#include <sstream>

#include <doctest/doctest.h>

TEST_CASE("the ledger has one line for each word it is given") {
  std::ostringstream out;
  const createproduct::report::Ledger ledger(out);
  ledger("first", "a\"b", "");
  ledger("second", "n", "ABCDE12345");
  ledger("first", "\xFF", "\xFE");
  CHECK(out.str() ==
        "{\"account\":\"first\",\"name\":\"a\\\"b\"}\n"
        "{\"account\":\"second\",\"name\":\"n\",\"product_id\":\"ABCDE12345\"}\n"
        "{\"account\":\"first\",\"name\":\"\\ufffd\",\"name_hex\":\"FF\",\"product_id\":\"\\ufffd\",\"product_id_hex\":"
        "\"FE\"}\n");
}
