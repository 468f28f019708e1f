// SPDX-License-Identifier: MIT
#include <createproduct/draft/spelling.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace draft = createproduct::draft;
using draft::Spelling;

namespace {

constexpr std::array<std::string_view, 2> letters{"x", "y"};

/// Ten choices between a plain dot and two letters.
std::string written(const Spelling& spelling) {
  draft::SpellingChoices choices(spelling);
  std::string out;
  for (int i = 0; i < 10; ++i) out += choices.pick(".", letters);
  return out;
}

}  // namespace

TEST_CASE("the plain spelling makes every choice plainly") { CHECK(written({}) == ".........."); }

TEST_CASE("a seed makes the same choices again, and another one makes others") {
  std::set<std::string> seen;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const std::string text = written({seed});
    CHECK(text.find('.') == std::string::npos);
    CHECK(written({seed}) == text);
    seen.insert(text);
  }
  CHECK(seen.size() > 80);
}

TEST_CASE("choices outside of the range are made plainly, and the others as before") {
  const std::string all = written({5});
  CHECK(written({5, 3, 6}) == "..." + all.substr(3, 3) + "....");
  CHECK(written({5, 3, 3}) == "..........");
}

TEST_CASE("every choice is left plain or not, whatever the others are") {
  std::set<std::string> pairs;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) pairs.insert(written({seed}).substr(4, 2));
  CHECK(pairs == std::set<std::string>{"xx", "xy", "yx", "yy"});
}

TEST_CASE("spellings are plain or not") {
  draft::Random random(1);
  std::set<bool> plain;
  for (int i = 0; i < 50; ++i) plain.insert(draft::draw_spelling(random) == Spelling{});
  CHECK(plain.size() == 2);
}

TEST_CASE("choices keep their outcome when they are moved") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed)
    CHECK(written({seed, 1, 4, 2}) == "." + written({seed}).substr(3, 3) + "......");
}

TEST_CASE("simpler spellings make fewer choices by chance, down to one, and move it to the front") {
  CHECK(draft::simpler_spellings({}).empty());
  Spelling spelling{9};
  std::size_t steps = 0;
  for (;; ++steps) {
    const auto simpler = draft::simpler_spellings(spelling);
    REQUIRE(simpler.front() == Spelling{});
    // What was choice 700 at the start is the one that matters, and must not come before choice 3.
    const auto next = std::find_if(simpler.begin() + 1, simpler.end(), [](const Spelling& one) {
      return one.first + one.moved <= 700 && one.last + one.moved > 700 && 700 >= 3 + one.moved;
    });
    if (next == simpler.end()) break;
    spelling = *next;
    REQUIRE(steps < 40);
  }
  CHECK(spelling == Spelling{9, 3, 4, 697});
}
