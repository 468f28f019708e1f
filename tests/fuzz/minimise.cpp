// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/minimise.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <createproduct/fuzz/disagreement.hpp>

using namespace createproduct;
using fuzz::Grammar;

TEST_CASE("a name is reduced to what matters") {
  const auto too_long = [](std::string_view name) { return name.size() > 32; };
  CHECK(fuzz::minimised(Grammar::name, "QzX" + std::string(60, 'b'), too_long) == std::string(33, 'a'));
  const auto has_dot = [](std::string_view name) { return name.find(".") != name.npos; };
  CHECK(fuzz::minimised(Grammar::name, "abcd.efgh", has_dot) == ".");
}

TEST_CASE("properties lose members, white space and escapes") {
  const auto holds = [](std::string_view text) {
    return fuzz::expect_properties(text).broken.has("product-type.values");
  };
  const std::string before =
      R"( { "productDescription" : "xyz" , "product\u0054ype":17, "region":"gz", "encryptionType":"2" })";
  REQUIRE(holds(before));
  const std::string after = fuzz::minimised(Grammar::properties, before, holds);
  CHECK(holds(after));
  CHECK(after == R"({"productType":7})");
}

TEST_CASE("a form loses parameters and needless encoding") {
  const auto holds = [](std::string_view text) {
    return fuzz::expect_request({"GET", std::string(text), ""}).broken == ClauseSet{"product-name.max-length"};
  };
  const std::string before =
      "Region=gz&Action=%43reateProduct&Nonce=5&productName=" + std::string(50, 'Q') + "&productProperties=%7B%7D";
  REQUIRE(holds(before));
  CHECK(fuzz::minimised(Grammar::form, before, holds) == "Action=CreateProduct&productName=" + std::string(33, 'a'));
}

TEST_CASE("a script loses requests and prefers GET, and the tries are bounded") {
  const auto holds = [](std::string_view text) { return text.find("XY") != text.npos; };
  CHECK(fuzz::minimised(Grammar::script, "GET a=b\nPOST  c=XY&d=e\nGET f", holds) == "GET c=XY");
  std::size_t tries = 0;
  (void)fuzz::minimised(
      Grammar::name, std::string(1000, 'b'), [&](std::string_view) { return ++tries != 0; }, 10);
  CHECK(tries <= 10);
}
