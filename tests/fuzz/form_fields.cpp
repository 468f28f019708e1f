// SPDX-License-Identifier: MIT
#include <createproduct/fuzz/form_fields.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;

TEST_CASE("fields are the pieces between ampersands, as they are") {
  CHECK(fuzz::form_fields("a=%20&b&=&&c=d=e") == std::vector<std::string>{"a=%20", "b", "=", "", "c=d=e"});
  CHECK(fuzz::form_fields("").empty());
}

TEST_CASE("joined they are the text again") {
  for (const char* text : {"", "a", "a=", "&", "a=b&&c", "=&="})
    CHECK(fuzz::joined_form(fuzz::form_fields(text)) == text);
}
