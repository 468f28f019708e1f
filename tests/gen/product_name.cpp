// SPDX-License-Identifier: MIT
#include <createproduct/gen/product_name.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include <createproduct/draft/characters.hpp>

#include "check_property.hpp"
#include "sampling.hpp"

namespace gen = createproduct::gen;
namespace spec = createproduct::spec;
using createproduct::ClauseId;
using createproduct::ClauseSet;
using Sample = rc::Shrinkable<std::string>;

namespace {

const ClauseSet too_long_and_foreign{"product-name.max-length", "product-name.alphabet"};
const std::string longest_plus_one(spec::name_max_length + 1, 'a');

bool always(const std::string&) { return true; }

/// First, middle or last of a text of that many characters.
std::size_t position(std::size_t at, std::size_t size) { return at == 0 ? 0 : at + 1 == size ? 2 : 1; }

}  // namespace

TEST_CASE("valid names must be accepted, and so must what they shrink to") {
  for_samples(gen::valid_product_name(), samples_each(), [](const Sample& sample) {
    const std::string name = sample.value();
    CAPTURE(name);
    const auto found = judged(name);
    REQUIRE(must_be_accepted(found));
    REQUIRE(found.names == std::vector<std::string>{name});
  });
  for_samples(gen::valid_product_name(), 100, [](const Sample& sample) {
    for_shrinks(sample, 20, 4, [](const std::string& name) { REQUIRE(must_be_accepted(judged(name))); });
  });
}

TEST_CASE("invalid names break the chosen clause and no other, and so does what they shrink to") {
  for (const ClauseId clause : gen::name_clauses) {
    CAPTURE(clause.id());
    const auto names = gen::invalid_product_name(clause);
    for_samples(names, samples_each(3), [&](const Sample& sample) {
      const std::string name = sample.value();
      CAPTURE(name);
      const auto found = judged(name);
      REQUIRE(must_be_refused_for({clause}, found));
      REQUIRE_FALSE(found.other_reasons);
    });
    for_samples(names, 100, [&](const Sample& sample) {
      for_shrinks(sample, 20, 4,
                  [&](const std::string& name) { REQUIRE(must_be_refused_for({clause}, judged(name))); });
    });
  }
  for_samples(gen::invalid_product_name(too_long_and_foreign), samples_each(), [](const Sample& sample) {
    REQUIRE(must_be_refused_for(too_long_and_foreign, judged(sample.value())));
  });
}

TEST_CASE("a clause that no name breaks is refused with its id") {
  CHECK_THROWS_WITH_AS(static_cast<void>(gen::invalid_product_name("product-name.unique")),
                       "gen::invalid_product_name cannot break exactly product-name.unique", std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(gen::invalid_product_name(ClauseSet{})), std::invalid_argument);
  const ClauseSet empty_and_foreign{"product-name.min-length", "product-name.alphabet"};
  CHECK_THROWS_AS(static_cast<void>(gen::invalid_product_name(empty_and_foreign)), std::invalid_argument);
}

TEST_CASE("valid names have every length, and every character in every position") {
  std::set<std::size_t> lengths;
  std::set<std::pair<char, std::size_t>> places;
  for_samples(gen::valid_product_name(), 10'000, [&](const Sample& sample) {
    const std::string name = sample.value();
    lengths.insert(name.size());
    for (std::size_t i = 0; i < name.size(); ++i) places.emplace(name[i], position(i, name.size()));
  });
  CHECK(lengths.size() == spec::name_max_length - spec::name_min_length + 1);
  CHECK(*lengths.begin() == spec::name_min_length);
  CHECK(*lengths.rbegin() == spec::name_max_length);
  CHECK(places.size() == 3 * spec::name_alphabet.size());
}

TEST_CASE("wrong characters are of every class, in every position, in names of every length") {
  std::set<std::size_t> lengths;
  std::set<std::pair<std::size_t, std::size_t>> places;  // class and position
  std::set<char32_t> ascii;
  for_samples(gen::invalid_product_name("product-name.alphabet"), 10'000, [&](const Sample& sample) {
    const gen::Characters name = gen::to_characters(sample.value());
    lengths.insert(name.size());
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char32_t character = name[i];
      if (gen::is_name_character(character)) continue;
      if (character < 0x80) ascii.insert(character);
      const std::array<bool, 7> classes{character < 0x20,
                                        character >= 0x20 && character < 0x7F,
                                        character == 0x7F,
                                        character >= 0x80 && character < 0x800,
                                        character >= 0x800 && character < 0x10000,
                                        character >= 0x10000 && character < gen::stray_byte,
                                        character >= gen::stray_byte};
      const auto which = std::find(classes.begin(), classes.end(), true) - classes.begin();
      places.emplace(static_cast<std::size_t>(which), position(i, name.size()));
    }
  });
  CHECK(lengths.size() == spec::name_max_length);
  CHECK(places.size() == 7 * 3);
  CHECK(ascii.size() == 0x80 - spec::name_alphabet.size());
}

TEST_CASE("names that are too long are so by one character and by many") {
  std::set<std::size_t> lengths;
  for_samples(gen::invalid_product_name("product-name.max-length"), 10'000,
              [&](const Sample& sample) { lengths.insert(sample.value().size()); });
  for (std::size_t over = 1; over <= 8; ++over) CHECK(lengths.count(spec::name_max_length + over) == 1);
  CHECK(*lengths.rbegin() > 10 * spec::name_max_length);
}

TEST_CASE("near misses are one edit from the border, on both sides of it") {
  std::size_t valid = 0, total = 0;
  std::set<std::size_t> valid_lengths, plain_invalid_lengths;
  for_samples(gen::near_miss_name(), std::max<std::size_t>(samples_each(), 1000), [&](const Sample& sample) {
    const std::string name = sample.value();
    CAPTURE(name);
    const auto found = judged(name);
    const createproduct::NameDefects defects = createproduct::check_product_name(name);
    ++total;
    if (must_be_accepted(found)) {
      ++valid;
      valid_lengths.insert(name.size());
      std::string shorter = name;
      shorter.pop_back();
      REQUIRE((!createproduct::is_product_name(shorter) || !createproduct::is_product_name(name + "a")));
      return;
    }
    if (defects.bad_alphabet()) {
      gen::Characters mended = gen::to_characters(name);
      std::replace_if(mended.begin(), mended.end(), [](char32_t c) { return !gen::is_name_character(c); }, U'a');
      REQUIRE(createproduct::is_product_name(gen::to_bytes(mended)));
      REQUIRE(must_be_refused_for({"product-name.alphabet"}, found));
    } else {
      plain_invalid_lengths.insert(name.size());
      REQUIRE((createproduct::is_product_name(name + "a") || createproduct::is_product_name(name.substr(1))));
    }
  });
  CHECK(valid_lengths == std::set<std::size_t>{spec::name_min_length, spec::name_max_length});
  CHECK(plain_invalid_lengths == std::set<std::size_t>{spec::name_min_length - 1, spec::name_max_length + 1});
  CHECK(valid * 8 > total);
  CHECK(valid * 2 < total);
}

TEST_CASE("names shrink to the obvious minimum") {
  const std::size_t each = 100;
  for_samples(gen::valid_product_name(), each, [](const Sample& sample) { REQUIRE(shrunk(sample, always) == "a"); });
  for_samples(gen::invalid_product_name("product-name.min-length"), each,
              [](const Sample& sample) { REQUIRE(shrunk(sample, always).empty()); });
  for_samples(gen::invalid_product_name("product-name.max-length"), each,
              [](const Sample& sample) { REQUIRE(shrunk(sample, always) == longest_plus_one); });
  for_samples(gen::invalid_product_name("product-name.alphabet"), each, [](const Sample& sample) {
    const gen::Characters least = gen::to_characters(shrunk(sample, always));
    REQUIRE(least.size() == 1);
    REQUIRE(gen::to_characters(sample.value()).find(least) != gen::Characters::npos);
  });
  for_samples(gen::invalid_product_name(too_long_and_foreign), each, [](const Sample& sample) {
    const gen::Characters least = gen::to_characters(shrunk(sample, always));
    REQUIRE(least.size() == spec::name_max_length + 1);
    REQUIRE(least.substr(1) == gen::Characters(spec::name_max_length, U'a'));
  });
  for_samples(gen::near_miss_name(), each, [](const Sample& sample) {
    const gen::Characters least = gen::to_characters(shrunk(sample, always));
    const bool plain = std::all_of(least.begin(), least.end(), [](char32_t c) { return c == U'a'; });
    REQUIRE((plain ? least.size() <= 1 || least.size() == spec::name_max_length + 1 : least.size() == 1));
  });
}

TEST_CASE("names shrink to the smallest that a wrong validator gets wrong") {
  const std::size_t each = 100;
  // It knows no colon behind the third character.
  const auto late_colon = [](const std::string& name) { return name.find(':', 3) != std::string::npos; };
  std::size_t found = 0;
  for_samples(gen::valid_product_name(), 30 * each, [&](const Sample& sample) {
    if (found == each || !late_colon(sample.value())) return;
    ++found;
    REQUIRE(shrunk(sample, late_colon) == "aaa:");
  });
  CHECK(found == each);
  // It takes names of up to 64 characters.
  const auto up_to_64 = [](const std::string& name) { return name.size() <= 64; };
  for_samples(gen::invalid_product_name("product-name.max-length"), each, [&](const Sample& sample) {
    if (up_to_64(sample.value())) REQUIRE(shrunk(sample, up_to_64) == longest_plus_one);
  });
  // It checks nothing but the first two characters.
  const auto unchecked = [](const std::string& name) { return createproduct::check_product_name(name).bad_byte >= 2; };
  for_samples(gen::invalid_product_name("product-name.alphabet"), each, [&](const Sample& sample) {
    if (!unchecked(sample.value())) return;
    const gen::Characters least = gen::to_characters(shrunk(sample, unchecked));
    REQUIRE(least.size() == 3);
    REQUIRE(least.substr(0, 2) == U"aa");
  });
}

TEST_CASE("a property over names prints the smallest counterexample") {
  const rc::detail::TestResult result = check_property([] {
    const std::string name = *gen::near_miss_name();
    const bool accepted = !name.empty() && name.size() <= spec::name_max_length + 1;  // looks at no character
    RC_ASSERT(accepted == createproduct::is_product_name(name));
  });
  rc::detail::FailureResult failure;
  REQUIRE(result.match(failure));
  REQUIRE(failure.counterExample.size() == 1);
  CHECK(failure.counterExample.front().second.size() <= longest_plus_one.size() + 2);
}

TEST_CASE("names are the same from every compiler") {
  CHECK(hash_of(gen::valid_product_name()) == 4843040148456862609U);
  CHECK(hash_of(gen::invalid_product_name("product-name.max-length")) == 14576898509675730064U);
  CHECK(hash_of(gen::invalid_product_name("product-name.alphabet")) == 12316513933448370656U);
  CHECK(hash_of(gen::near_miss_name()) == 87028125412206117U);
}
