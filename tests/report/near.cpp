// SPDX-License-Identifier: MIT
#include <createproduct/report/near.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct::report;

namespace {
const std::vector<std::string_view> words{"product-name.unique", "product-name.max-length", "product-name.min-length",
                                          "region.type"};
}

TEST_CASE("the edit distance counts changed, added and missing characters") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("sitting", "kitten") == 3);
  CHECK(edit_distance("ab", "ba") == 2);
}

TEST_CASE("near matches come best first") {
  CHECK(near_matches("product-name.max-lenght", words) ==
        std::vector<std::string_view>{"product-name.max-length", "product-name.min-length"});
  CHECK(near_matches("product-name.min-lenght", words) ==
        std::vector<std::string_view>{"product-name.min-length", "product-name.max-length"});
  CHECK(near_matches("unique", words) == std::vector<std::string_view>{"product-name.unique"});
  CHECK(near_matches("length", words) ==
        std::vector<std::string_view>{"product-name.max-length", "product-name.min-length"});
  CHECK(near_matches("completely-else", words).empty());
  CHECK(near_matches("", words).empty());
}

TEST_CASE("a question offers what is near") {
  CHECK(did_you_mean("regiontype", words) == "; did you mean region.type?");
  CHECK(did_you_mean("length", words) == "; did you mean product-name.max-length or product-name.min-length?");
  CHECK(did_you_mean("abc", {"abd", "abe", "abf", "abg"}) == "; did you mean abd, abe or abf?");
  CHECK(did_you_mean("zzzzzzzz", words).empty());
}
