// SPDX-License-Identifier: MIT
#include <createproduct/report/base64.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct::report;

TEST_CASE("Base64 is that of RFC 4648") {
  const std::string text = "foobar";
  const std::string expected[] = {"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CHECK(base64(text.substr(0, size)) == expected[size]);
    CHECK(bytes_of_base64(expected[size]) == text.substr(0, size));
  }
}

TEST_CASE("every byte comes back") {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
  CHECK(bytes_of_base64(base64(bytes)) == bytes);
}

TEST_CASE("padding and line breaks may be as they are, other text is not Base64") {
  CHECK(bytes_of_base64("Zm9v\r\nYmE") == "fooba");
  CHECK_FALSE(bytes_of_base64("Z").has_value());
  CHECK_FALSE(bytes_of_base64("Zm9v!").has_value());
  CHECK_FALSE(bytes_of_base64("Zm=v").has_value());
}
