// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <createproduct/draft/random.hpp>

namespace createproduct::draft {

/// How text that can be written in several ways is written. A writer comes from choice to choice: is there white space
/// here, is this character escaped? Each is made by chance, or plainly. The default makes all of them plainly.
struct Spelling {
  static constexpr std::size_t most = 1024;  ///< later choices are made plainly

  std::uint64_t seed = 0;   ///< 0: plainly
  std::size_t first = 0;    ///< choices from this one on,
  std::size_t last = most;  ///< and before this one, are made by chance; the others plainly
  std::size_t moved = 0;    ///< by how many choices to the front these were moved

  friend bool operator==(const Spelling&, const Spelling&) = default;
};

/// As likely as not the plain spelling.
[[nodiscard]] inline Spelling draw_spelling(Random& random) {
  return once_in(2, random) ? Spelling{random.next()} : Spelling{};
}

/// Spellings with fewer choices made by chance: none, then halves, then one less; and with the same ones nearer to the
/// front, where less text needs to go before them.
[[nodiscard]] inline std::vector<Spelling> simpler_spellings(const Spelling& spelling) {
  if (spelling == Spelling{}) return {};
  std::vector<Spelling> out{Spelling{}};
  const std::size_t middle = spelling.first + (spelling.last - spelling.first) / 2;
  const auto keep = [&](std::size_t first, std::size_t last) {
    if (first < last && last - first < spelling.last - spelling.first)
      out.push_back({spelling.seed, first, last, spelling.moved});
  };
  keep(spelling.first, middle);
  keep(middle, spelling.last);
  keep(spelling.first + 1, spelling.last);
  keep(spelling.first, spelling.last - 1);
  for (std::size_t by = spelling.first; by > 0; by /= 2)
    out.push_back({spelling.seed, spelling.first - by, spelling.last - by, spelling.moved + by});
  return out;
}

/// The choices of one text, in order.
class SpellingChoices {
 public:
  /// Starts with the first choice.
  explicit SpellingChoices(const Spelling& spelling) : spelling_(spelling) {}

  /// What the next choice is made with; nothing if it is to be made plainly.
  [[nodiscard]] std::optional<Random> next() {
    const std::size_t at = count_++;
    if (spelling_.seed == 0 || at < spelling_.first || at >= spelling_.last) return std::nullopt;
    constexpr std::uint64_t apart = 0xD1B54A32D192ED03U;  // keeps the choices from sharing their numbers
    return Random(spelling_.seed ^ ((at + spelling_.moved) * apart));
  }

  /// `plain`, or one of `choices`.
  template <class Choices>
  [[nodiscard]] std::string_view pick(std::string_view plain, const Choices& choices) {
    std::optional<Random> random = next();
    return random ? std::string_view(one_of(choices, *random)) : plain;
  }

 private:
  Spelling spelling_;
  std::size_t count_ = 0;
};

}  // namespace createproduct::draft
