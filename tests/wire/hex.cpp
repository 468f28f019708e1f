// SPDX-License-Identifier: MIT
#include <createproduct/wire/hex.hpp>

#include <string>

#include <doctest/doctest.h>

namespace wire = createproduct::wire;

TEST_CASE("bytes become hexadecimal digits and come back") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  CHECK(wire::to_hex(all).substr(0, 6) == "000102");
  CHECK(wire::to_hex("\xFF\xA9") == "FFA9");
  CHECK(wire::from_hex(wire::to_hex(all)) == all);
  CHECK(wire::from_hex("ffA9") == "\xFF\xA9");
  CHECK(wire::from_hex("") == "");
}

TEST_CASE("what is no even number of hexadecimal digits stands for no bytes") {
  for (const char* text : {"F", "FFF", "0G", "G0", " 0", "0x", "-1"}) {
    CAPTURE(text);
    CHECK(!wire::from_hex(text));
  }
}
