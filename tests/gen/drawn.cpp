// SPDX-License-Identifier: MIT
#include <createproduct/gen/drawn.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "check_property.hpp"
#include "sampling.hpp"

namespace gen = createproduct::gen;
namespace draft = createproduct::draft;

namespace {

rc::Gen<std::uint64_t> numbers() {
  return gen::drawn([](draft::Random& random) { return random.next(); },
                    [](std::uint64_t number) {
                      return number == 0 ? rc::Seq<std::uint64_t>() : rc::seq::just(number / 2);
                    });
}

}  // namespace

TEST_CASE("a generator takes one number of RapidCheck as its seed") {
  rc::Random source(3);
  rc::Random same = source;
  std::uint64_t mixed = same.next() + 0x9E3779B97F4A7C15U;  // SplitMix64 by its published steps
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  CHECK(numbers()(source).value() == (mixed ^ (mixed >> 31U)));
  CHECK(numbers()(source).value() == (mixed ^ (mixed >> 31U)));
}

TEST_CASE("the size does not matter") {
  const rc::Random source(4);
  CHECK(numbers()(source, 0).value() == numbers()(source, 1000).value());
}

TEST_CASE("shrinks are those of the simplifier, again and again") {
  CHECK(shrunk(numbers()(rc::Random(5)), [](std::uint64_t) { return true; }) == 0);
  const std::uint64_t least = shrunk(numbers()(rc::Random(5)), [](std::uint64_t number) { return number > 1000; });
  CHECK(least > 1000);
  CHECK(least < 2002);
}

TEST_CASE("a property gets the values, and prints the smallest that fails") {
  const rc::detail::TestResult result = check_property([] {
    const std::uint64_t number = *numbers();
    RC_ASSERT(number < 100);
  });
  rc::detail::FailureResult failure;
  REQUIRE(result.match(failure));
  REQUIRE(failure.counterExample.size() == 1);
  const std::uint64_t least = std::stoull(failure.counterExample.front().second);
  CHECK(least >= 100);
  CHECK(least < 200);
}
