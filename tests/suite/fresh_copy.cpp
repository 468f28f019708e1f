// SPDX-License-Identifier: MIT
#include <createproduct/suite/fresh_copy.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/model/product_name.hpp>

using namespace createproduct;
using suite::fresh_copy;

TEST_CASE("the fresh name takes the place of the old one, in its case") {
  CHECK(fresh_copy("qwertaab", "qwertaab", "asdfgaac") == "asdfgaac");
  CHECK(fresh_copy("x-QWErtaab.", "qwertaab", "asdfgaac") == "x-ASDfgaac.");
  CHECK(fresh_copy("qwertaab", "qwertaab", "") == "qwertaab");
}

TEST_CASE("the fresh name takes the place of one with other characters within, so that names that differ there still do") {
  CHECK(fresh_copy("qwerta-ab", "qwertaab", "asdfgaac") == "asdfga-ac");
  CHECK(fresh_copy("1qWerta_aba", "qwertaab", "asdfgaac") == "1aSdfga_aca");
}

TEST_CASE("letters in a row make room for the fresh name") {
  CHECK(fresh_copy("abcdefghijkl", "", "zzzxx") == "zzzxxfghijkl");
  CHECK(fresh_copy("1_aBcdefg", "", "zzzxx") == "1_zZzxxfg");
  // The old name is of another length.
  CHECK(fresh_copy("qwertaab", "qwertaab", "zzz") == "zzzrtaab");
}

TEST_CASE("other names get other letters and digits of the same kinds, in the same places") {
  for (const std::string name : {"Ab:1_-9", "a", "A1B2C3D4",
                                 "\xE4\xB8\xAD"
                                 "a.b",
                                 "0123456789"}) {
    const std::string copy = fresh_copy(name, "", "qwertaab");
    CAPTURE(name);
    REQUIRE(copy.size() == name.size());
    for (std::size_t i = 0; i < name.size(); ++i) {
      const auto kind = [](char c) {
        return c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : c >= '0' && c <= '9' ? 3 : 4;
      };
      CHECK(kind(copy[i]) == kind(name[i]));
      if (kind(name[i]) == 4) CHECK(copy[i] == name[i]);
    }
    CHECK(fresh_copy(name, "", "qwertaab") == copy);
  }
  CHECK(fresh_copy("0123456789", "", "qwertaab") != fresh_copy("0123456789", "", "qwertaac"));
}

TEST_CASE("a percent sequence within a name stays") {
  CHECK(fresh_copy("%2D", "", "qwertaab") == "%2D");
  CHECK(fresh_copy("a%2Db", "", "qwertaab").substr(1, 3) == "%2D");
}

TEST_CASE("names that differ only in case still do") {
  CHECK(fresh_copy("A1B2c3D4", "", "qwertaab") != fresh_copy("a1b2c3d4", "", "qwertaab"));
  std::string small = fresh_copy("A1B2c3D4", "", "qwertaab");
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  CHECK(small == fresh_copy("a1b2c3d4", "", "qwertaab"));
}

TEST_CASE("a copy keeps and breaks the same rules") {
  for (const std::string& name : {std::string(32, 'a'), std::string(33, 'a'), std::string(), std::string("a b"),
                                  std::string("UPPER"), std::string(200, '7')}) {
    const NameDefects before = check_product_name(name);
    const NameDefects after = check_product_name(fresh_copy(name, "", "qwertaab"));
    CHECK(before.too_long == after.too_long);
    CHECK(before.too_short == after.too_short);
    CHECK(before.bad_alphabet() == after.bad_alphabet());
  }
}

TEST_CASE("names in a request become fresh, every other byte stays as it is spelled") {
  const wire::WireRequest sent{
      "GET", "Action=CreateProduct&productName=%71wertaab%2e&x=qwertaab&=&bare&productname=qwertaab", ""};
  CHECK(suite::with_fresh_names(sent, "qwertaab", "asdfgaac").query ==
        "Action=CreateProduct&productName=%61sdfgaac%2e&x=qwertaab&=&bare&productname=asdfgaac");
  const wire::WireRequest post{"POST", "productName", "productName=qwertaab%zz%&product%4eame=qwertaab"};
  const wire::WireRequest copy = suite::with_fresh_names(post, "qwertaab", "asdfgaac");
  CHECK(copy.query == "productName");
  CHECK(copy.body == "productName=asdfgaac%zz%&product%4eame=asdfgaac");
  CHECK(suite::with_fresh_names({"GET", "", ""}, "a", "b") == wire::WireRequest{"GET", "", ""});
}
