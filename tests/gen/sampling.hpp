// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include <rapidcheck.h>

#include <createproduct/judge/classification.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/raw_request.hpp>

/// How many samples all judged tests of this folder take together, at least: CREATEPRODUCT_TEST_SAMPLES, or few enough
/// for a build without optimisation.
inline std::size_t all_samples() {
  const char* const wanted = std::getenv("CREATEPRODUCT_TEST_SAMPLES");
  if (wanted == nullptr) return 8000;
  const std::string_view text(wanted);
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  REQUIRE_MESSAGE((error == std::errc{} && end == text.data() + text.size() && count > 0),
                  "CREATEPRODUCT_TEST_SAMPLES is not a positive number: ", text);
  return count;
}

/// How many of them each of `parts` generators of one test case takes. There are ten such test cases or more.
inline std::size_t samples_each(std::size_t parts = 1) { return all_samples() / 10 / parts + 1; }

/// Visits `count` values of `generator`, each with its shrinks.
template <class T, class Visit>
void for_samples(const rc::Gen<T>& generator, std::size_t count, Visit visit, std::uint64_t seed = 1) {
  rc::Random random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    const rc::Random one = random.split();
    visit(generator(one));
  }
}

/// What `start` shrinks to while `fails` holds, as RapidCheck does it: always the first of the shrinks that fails.
/// `fails` must hold for `start`. Ends the test if that takes very many steps.
template <class T, class Fails>
T shrunk(rc::Shrinkable<T> start, Fails fails) {
  for (std::size_t steps = 0;; ++steps) {
    REQUIRE(steps < 2000);
    rc::Seq<rc::Shrinkable<T>> shrinks = start.shrinks();
    bool found = false;
    while (!found) {
      rc::Maybe<rc::Shrinkable<T>> next = shrinks.next();
      if (!next) return start.value();
      if (!fails(next->value())) continue;
      start = *next;
      found = true;
    }
  }
}

/// Visits the first `most` shrinks of `start`, and as many of the last of them, and so on, up to `depth` deep.
template <class T, class Visit>
void for_shrinks(const rc::Shrinkable<T>& start, std::size_t most, std::size_t depth, Visit visit) {
  if (depth == 0) return;
  rc::Seq<rc::Shrinkable<T>> shrinks = start.shrinks();
  rc::Maybe<rc::Shrinkable<T>> last;
  for (std::size_t i = 0; i < most; ++i) {
    rc::Maybe<rc::Shrinkable<T>> next = shrinks.next();
    if (!next) break;
    visit(next->value());
    last = next;
  }
  if (last) for_shrinks(*last, most, depth - 1, visit);
}

inline createproduct::judge::Classification judged(std::string name, std::string properties = {}) {
  createproduct::wire::RawRequest raw;
  raw.add("Action", "CreateProduct").add("productName", std::move(name));
  if (!properties.empty()) raw.add("productProperties", std::move(properties));
  return createproduct::judge::classify(createproduct::wire::encode(raw));
}

inline bool must_be_accepted(const createproduct::judge::Classification& found) {
  return found.demand == createproduct::judge::Classification::Demand::accept;
}

/// Whether every reading finds exactly `clauses` broken.
inline bool must_be_refused_for(const createproduct::ClauseSet& clauses,
                                const createproduct::judge::Classification& found) {
  return found.demand == createproduct::judge::Classification::Demand::reject && found.broken == clauses &&
         found.perhaps.empty();
}

/// FNV-1a over the values it is given.
class Hash {
 public:
  void take(std::string_view text) {
    for (const char byte : text) take_byte(static_cast<unsigned char>(byte));
    take_byte(0);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void take_byte(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001B3U; }
  std::uint64_t value_ = 0xCBF29CE484222325U;
};

/// The hash of what RapidCheck would print of the first 300 values.
template <class T>
std::uint64_t hash_of(const rc::Gen<T>& generator) {
  Hash hash;
  for_samples(generator, 300, [&hash](const rc::Shrinkable<T>& sample) { hash.take(rc::toString(sample.value())); }, 7);
  return hash.value();
}
