// SPDX-License-Identifier: MIT
#include <createproduct/report/recording.hpp>

#include <doctest/doctest.h>

#include "recording_sample.hpp"

TEST_CASE("a sink takes the parts of a recording") {
  ReadRecording read;
  read.sink.take({});
  read.sink.bad("line 1", "why");
  read.sink.skipped("reason");
  CHECK(read.all.size() == 1);
  CHECK(read.bad == "line 1: why\n");
  CHECK(read.skipped.size() == 1);
}
