// SPDX-License-Identifier: MIT
#include <createproduct/mock/reply.hpp>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("a reply is sent at once and whole unless it says otherwise") {
  const Reply reply;
  CHECK(reply.status == 200);
  CHECK(reply.content_type == "application/json");
  CHECK(reply.fate == Reply::Fate::answer);
  CHECK(reply.delay.count() == 0);
  CHECK_FALSE(reply.chunked);
  CHECK_FALSE(reply.close_after);
  CHECK(reply.retry_after == 0);
}
