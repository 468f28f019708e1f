// SPDX-License-Identifier: MIT
#include <createproduct/suite/used_nonces.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct::suite;

namespace {

Exchange signed_request(const std::string& query) {
  Exchange made;
  made.is_signed = true;
  made.sent.method = "GET";
  made.sent.query = query;
  return made;
}

}  // namespace

TEST_CASE("the first nonces that were used are kept, with their requests") {
  UsedNonces used;
  used.note(signed_request("Timestamp=17&Nonce=%31&productName=a"), 5);
  used.note(signed_request("Timestamp=18&Nonce=2&productName=b"), 6);
  REQUIRE(used.all().size() == 2);
  CHECK(used.all().front().timestamp == "17");
  CHECK(used.all().front().nonce == "1");
  CHECK(used.all().front().requests == 5);
  CHECK(used.all().back().exchange.sent.query.ends_with("b"));
  for (int i = 0; i < 10; ++i) used.note(signed_request("Timestamp=19&Nonce=3"), 7);
  CHECK(used.all().size() == UsedNonces::most);
  CHECK(used.all().front().nonce == "1");
  used.forget();
  CHECK(used.all().empty());
}

TEST_CASE("what is not signed, or has no nonce, uses none") {
  UsedNonces used;
  used.note(signed_request("Timestamp=17&productName=a"), 1);
  used.note(signed_request("Nonce=17&productName=a"), 2);
  Exchange plain = signed_request("Timestamp=17&Nonce=1");
  plain.is_signed = false;
  used.note(plain, 3);
  CHECK(used.all().empty());
}
