// SPDX-License-Identifier: MIT
#include <createproduct/model/product_name.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

using createproduct::check_product_name;
using createproduct::is_product_name;
using createproduct::NameDefects;

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-";

static_assert(!check_product_name("fruit").any() && is_product_name("fruit"));
static_assert(check_product_name("").too_short && !check_product_name("").bad_alphabet());
static_assert(check_product_name("a.b").bad_byte == 1);
static_assert(noexcept(check_product_name("")) && noexcept(is_product_name("")));

}  // namespace

TEST_CASE("each byte is in the alphabet or not") {
  for (int value = 0; value < 256; ++value) {
    const char byte = static_cast<char>(value);
    const bool allowed = alphabet.find(byte) != std::string_view::npos;
    CAPTURE(value);
    CHECK(is_product_name(std::string(1, byte)) == allowed);
    const NameDefects defects = check_product_name(std::string(1, byte));
    CHECK(defects.bad_alphabet() == !allowed);
    CHECK(defects.bad_byte == (allowed ? NameDefects::no_byte : 0));
    CHECK_FALSE(defects.too_short);
    CHECK_FALSE(defects.too_long);
  }
}

TEST_CASE("names of 1 to 32 characters are neither too short nor too long") {
  for (std::size_t length = 0; length <= 80; ++length) {
    std::string name;
    while (name.size() < length) name.push_back(alphabet[(name.size() * 7 + length) % alphabet.size()]);
    CAPTURE(name);
    const NameDefects defects = check_product_name(name);
    CHECK(defects.too_short == (length < 1));
    CHECK(defects.too_long == (length > 32));
    CHECK_FALSE(defects.bad_alphabet());
    CHECK(is_product_name(name) == (length >= 1 && length <= 32));
    CHECK(defects.any() == !is_product_name(name));
  }
}

TEST_CASE("the first bad byte is found at every position of every length") {
  for (std::size_t length = 1; length <= 40; ++length)
    for (std::size_t at = 0; at < length; ++at) {
      std::string name(length, 'a');
      name[at] = '/';
      name.back() = '/';
      const NameDefects defects = check_product_name(name);
      CAPTURE(name);
      CHECK(defects.bad_byte == at);
      CHECK(defects.too_long == (length > 32));
      CHECK_FALSE(is_product_name(name));
    }
}

TEST_CASE("lengths count characters and not bytes") {
  const auto repeated = [](std::string_view character, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += character;
    return text;
  };
  for (const std::string_view character : {"\xC3\xA9", "\xE6\x9E\x9C", "\xF0\x9F\x8D\x8E"}) {
    const NameDefects fits = check_product_name(repeated(character, 32));
    CHECK_FALSE(fits.too_long);
    CHECK(fits.bad_byte == 0);
    CHECK(check_product_name(repeated(character, 33)).too_long);
    CHECK_FALSE(check_product_name(std::string(31, 'a') + std::string(character)).too_long);
    CHECK(check_product_name(std::string(32, 'a') + std::string(character)).too_long);
    CHECK_FALSE(is_product_name(character));
  }
  CHECK_FALSE(check_product_name("\x80").too_short);
}

TEST_CASE("a NUL byte is a byte like any other in a name") {
  using std::string_view_literals::operator""sv;
  CHECK(check_product_name("ab\0cd"sv).bad_byte == 2);
  CHECK_FALSE(is_product_name("\0"sv));
}

TEST_CASE("a huge name is only too long") {
  const NameDefects defects = check_product_name(std::string(1'000'000, 'x'));
  CHECK(defects == NameDefects{.too_long = true});
}
