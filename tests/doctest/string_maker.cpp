// SPDX-License-Identifier: MIT
#include <createproduct/doctest/string_maker.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct;

namespace {

template <class T>
std::string shown(const T& value) {
  return doctest::toString(value).c_str();
}

}  // namespace

TEST_CASE("the types of the kit are readable in failed assertions") {
  CHECK(shown(ClauseId("region.values")) == "region.values");
  CHECK(shown(wire::WireRequest{"GET", "a=1", ""}) == "GET ?a=1");
  CHECK(shown(wire::WireRequest{"POST", "", "a=1"}) == "POST ? body a=1");
  CHECK(shown(judge::Answer{judge::Answer::Transport::answered, 200, "{}", "", 0}) == "answered 200 {}");
  CHECK(shown(judge::Answer{judge::Answer::Transport::timed_out, 0, "", "too late", 0}) == "timed out (too late)");
  CreateProductRequest request{"name", {}};
  CHECK(shown(request) == "productName name");
  request.product_properties = ProductProperties();
  CHECK(shown(request) == "productName name productProperties {}");
  CHECK(shown(ProductProperties()) == "{}");
  CHECK(shown(CreateProductResponse{0, "", "Success", "a", "b"}) ==
        R"({"code":0,"message":"","codeDesc":"Success","productName":"a","productID":"b"})");
}

TEST_CASE("control characters of a target do not reach the terminal") {
  CHECK(shown(judge::Answer{judge::Answer::Transport::answered, 200, "\x1b[2J", "", 0}).find('\x1b') == std::string::npos);
}
