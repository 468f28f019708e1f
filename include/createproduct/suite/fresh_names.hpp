// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace createproduct::suite {

/// Names that nobody can have used: the salt of the run and a count, in lower-case letters only, so that services
/// that fold case cannot confuse them and services with a narrower alphabet still take them.
class FreshNames {
 public:
  /// `salt`: lower-case letters, new for each run.
  explicit FreshNames(std::string salt) : salt_(std::move(salt)) {}

  /// As it was given.
  [[nodiscard]] const std::string& salt() const noexcept { return salt_; }

  /// A new name: the salt and at least three letters. No name is the beginning of another one, so that they stay apart
  /// whatever is appended to them. Three letters for the first 16,900 names, five for the next 439,400.
  std::string next() {
    std::uint64_t rest = count_++;
    std::size_t marks = 0;
    for (std::uint64_t size = 25 * 26 * 26; rest >= size; size *= 26, ++marks) rest -= size;
    // Marks z, then a letter that is none, then two letters and one more for each mark.
    std::string code(3 + 2 * marks, 'z');
    for (std::size_t place = code.size(); place > marks; --place, rest /= 26)
      code[place - 1] = static_cast<char>('a' + rest % 26);
    return salt_ + code;
  }

 private:
  std::string salt_;
  std::uint64_t count_ = 0;
};

}  // namespace createproduct::suite
