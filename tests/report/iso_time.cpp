// SPDX-License-Identifier: MIT
#include <createproduct/report/iso_time.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct::report;

TEST_CASE("ISO 8601 times are read with fractions and offsets") {
  CHECK(read_iso_time("1970-01-01T00:00:00Z") == 0);
  CHECK(read_iso_time("2026-11-24T20:36:03.250Z").value_or(0) == doctest::Approx(1795552563.25).epsilon(1e-15));
  CHECK(read_iso_time("2026-11-25T04:36:03+08:00") == 1795552563);
  CHECK(read_iso_time("2026-11-24T15:06:03-0530") == 1795552563);
}

TEST_CASE("what is no such time is none") {
  for (const std::string text :
       {"", "2026", "2026-11-24", "2026-11-24T20:36:03", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-11-24T25:00:00Z", "2026-11-24T20:36:03Zx", "24.11.2026"}) {
    CAPTURE(text);
    CHECK_FALSE(read_iso_time(text).has_value());
  }
}

TEST_CASE("times are written in UTC, to the millisecond, and read back") {
  CHECK(iso_time(0) == "1970-01-01T00:00:00.000Z");
  CHECK(iso_time(1795552563.25) == "2026-11-24T20:36:03.250Z");
  CHECK(read_iso_time(iso_time(951782399.5)) == 951782399.5);
}
