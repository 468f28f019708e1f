// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/script.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;
using wire::WireRequest;

TEST_CASE("a script is requests, one a line") {
  const std::vector<WireRequest> requests{{"GET", "a=b", ""}, {"POST", "", "c=d e"}, {"", "", ""}, {"PUT", "x", "y"}};
  const std::string text = fuzz::script_text(requests);
  CHECK(text == "GET a=b\nPOST  c=d e\n \nPUT x y");
  CHECK(fuzz::read_script(text) == requests);
}

TEST_CASE("all bytes are a script") {
  CHECK(fuzz::read_script("").empty());
  CHECK(fuzz::read_script("\n\n").empty());
  CHECK(fuzz::read_script("GET") == std::vector<WireRequest>{{"GET", "", ""}});
  CHECK(fuzz::read_script(std::string(100, 'a') + std::string(100, '\n') + "b").size() == 2);
  CHECK(fuzz::read_script("a\nb\nc", 2).size() == 2);
}

TEST_CASE("what a line cannot hold is told") {
  CHECK(fuzz::fits_script({"GET", "a=b", ""}));
  CHECK(fuzz::fits_script({"POST", "", "a b"}));
  CHECK_FALSE(fuzz::fits_script({"GET", "a b", ""}));
  CHECK_FALSE(fuzz::fits_script({"GE T", "a", ""}));
  CHECK_FALSE(fuzz::fits_script({"POST", "", "a\nb"}));
}
