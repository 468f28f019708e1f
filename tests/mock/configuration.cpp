// SPDX-License-Identifier: MIT
#include <createproduct/mock/configuration.hpp>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("by default a service takes unsigned requests and 2000 products") {
  const Configuration configuration;
  CHECK(configuration.keys.empty());
  CHECK(configuration.quota == 2000);
  REQUIRE(configuration.hosts.size() == 1);
  CHECK(configuration.hosts.front() == "iotcloud.api.qcloud.com");
  CHECK_FALSE(configuration.clock);
}
