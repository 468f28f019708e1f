// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/random.hpp>

namespace createproduct::suite {

/// Makes cases that nobody thought of, from a seed: valid requests, and requests with one defect, each of them one
/// step with a fresh name inside. The same seed gives the same cases on every platform. What a case must lead to is
/// for the judge to say.
class RandomCases {
 public:
  explicit RandomCases(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] Case next() {
    Case one;
    one.phase = "random";
    one.title = "a request that chance made";
    one.id = "operation.create.random";
    Step step;
    step.method = random_.below(4) == 0 ? "POST" : "GET";
    step.name = valid_name();
    switch (random_.below(8)) {
      case 0: break;
      case 1: step.properties = object(members(true)); break;
      case 2:
      case 3:
      case 4: step.name = invalid_name(); break;
      case 5: step.properties = object(broken_member()); break;
      case 6: step.properties = object(broken_member()); break;
      default: step.properties = broken_text(object(members(false))); break;
    }
    one.needs_properties = step.properties.has_value();
    one.steps.push_back(std::move(step));
    return one;
  }

 private:
  using Members = std::vector<std::pair<std::string, std::string>>;

  static constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-";

  [[nodiscard]] std::string letters(std::size_t most) {
    std::string out;
    for (std::size_t i = random_.below(most + 1); i > 0; --i) out.push_back(alphabet[random_.below(alphabet.size())]);
    return out;
  }

  /// At most 32 characters with a fresh name of up to 16: {fresh} and what stands around it.
  [[nodiscard]] std::string valid_name() {
    const std::string before = letters(8);
    return before + "{fresh}" + letters(16 - before.size());
  }

  [[nodiscard]] std::string invalid_byte() {
    static constexpr std::array<std::string_view, 16> characters{
        "\u00e9", "\u4e2d", "\uff21", "\u0661", "\u200b", "\u212a", "\u017f", "\u00b2",
        "\u00a0", "\uff1a", "\u2013", "\u0430", "\u0130", "\u3000", "\U0001F600", "\ufeff"};
    if (random_.below(3) == 0) return std::string(one_of(characters, random_));
    for (;;) {
      const auto byte = static_cast<char>(random_.below(128));
      // Braces would be tokens of the template.
      if (alphabet.find(byte) == std::string_view::npos && byte != '{' && byte != '}') return std::string(1, byte);
    }
  }

  [[nodiscard]] std::string invalid_name() {
    switch (random_.below(6)) {
      case 0: {
        std::string name = letters(16) + "{fresh}";
        for (std::size_t i = 33 + random_.below(random_.below(4) == 0 ? 400 : 8); i > 0; --i)
          name.push_back(alphabet[random_.below(alphabet.size())]);
        return name;
      }
      case 1: return invalid_byte() + valid_name();
      case 2: return valid_name() + invalid_byte();
      default: {
        const std::string before = letters(6);
        const std::string after = letters(6);
        return before + (random_.below(2) == 0 ? "{fresh}" + invalid_byte() : invalid_byte() + "{fresh}") + after;
      }
    }
  }

  [[nodiscard]] std::string description() {
    static constexpr std::array<std::string_view, 24> pieces{
        "desc", "a", "1",  "\u7269\u8054\u7f51", "\u4ea7\u54c1", " ", "'", "\\\"", "\\\\", "+",   "&",     "%",
        "%41",  "=", "#", "<b>", "/",    "\uff0c", "?", ";",  "\\u4e2d", "null", "true", "A-Z_~"};
    std::string out = "\"";
    for (std::size_t i = 1 + random_.below(8); i > 0; --i) out += one_of(pieces, random_);
    return out + "\"";
  }

  [[nodiscard]] Members members(bool valid_description) {
    Members out{{"productDescription", valid_description ? description() : "\"desc\""}, {"region", "\"gz\""}};
    if (random_.below(2) == 0) out.emplace_back("encryptionType", random_.below(2) == 0 ? "\"1\"" : "\"2\"");
    if (random_.below(2) == 0) out.emplace_back("productType", random_.below(2) == 0 ? "0" : "2");
    shuffle(out, random_);
    return out;
  }

  [[nodiscard]] std::string text_beside(std::string_view right) {
    static constexpr std::array<std::string_view, 10> around{" ", "0", "x", "\\n", ".", "\\u0000", "1", "-", "\\t", ","};
    std::string out(right);
    switch (random_.below(4)) {
      case 0: return "\"" + std::string(one_of(around, random_)) + out + "\"";
      case 1: return "\"" + out + std::string(one_of(around, random_)) + "\"";
      case 2: return "\"" + out + out + "\"";
      default: return "\"" + std::string(1, static_cast<char>('a' + random_.below(6))) + std::to_string(3 + random_.below(90)) + "\"";
    }
  }

  /// JSON of a kind that is neither null nor `right`.
  [[nodiscard]] std::string of_another_kind(std::string_view right) {
    static constexpr std::array<std::string_view, 12> values{"1",    "0",   "-1",  "1.5", "true",   "false",
                                                            "[]", "[1]", "{}", "\"0\"", "\"x\"", "{\"a\":1}"};
    for (;;) {
      const std::string_view value = one_of(values, random_);
      const bool is_text = value.front() == '"';
      const bool is_number = value.front() == '-' || (value.front() >= '0' && value.front() <= '9');
      if ((right == "text" && !is_text) || (right == "number" && !is_number)) return std::string(value);
    }
  }

  /// Members of which one has a wrong value.
  [[nodiscard]] Members broken_member() {
    Members out = members(random_.below(2) == 0);
    const auto set = [&](const std::string& name, std::string value) {
      const auto place = std::find_if(out.begin(), out.end(), [&](const auto& member) { return member.first == name; });
      if (place != out.end())
        place->second = std::move(value);
      else
        out.emplace_back(name, std::move(value));
    };
    switch (random_.below(8)) {
      case 0: set("productDescription", of_another_kind("text")); break;
      case 1: set("region", of_another_kind("text")); break;
      case 2: set("region", text_beside("gz")); break;
      case 3: set("encryptionType", of_another_kind("text")); break;
      case 4: set("encryptionType", text_beside(random_.below(2) == 0 ? "1" : "2")); break;
      case 5: set("productType", of_another_kind("number")); break;
      case 6: set("productType", std::to_string(3 + random_.below(random_.below(2) == 0 ? 20 : 1000000))); break;
      default: set("productType", "-" + std::to_string(1 + random_.below(random_.below(2) == 0 ? 5 : 70000))); break;
    }
    return out;
  }

  [[nodiscard]] std::string space() {
    static constexpr std::array<std::string_view, 6> spaces{"", "", "", " ", "\n", "\t "};
    return std::string(one_of(spaces, random_));
  }

  [[nodiscard]] std::string object(const Members& all) {
    std::string out = space() + "{" + space();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i != 0) out += "," + space();
      out += "\"" + all[i].first + "\"" + space() + ":" + space() + all[i].second + space();
    }
    return out + "}" + space();
  }

  /// JSON text with one character of its structure taken out or doubled. Precondition: none inside its strings.
  [[nodiscard]] std::string broken_text(std::string text) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i)
      if (std::string_view("{}:,").find(text[i]) != std::string_view::npos) places.push_back(i);
    const std::size_t at = places[random_.below(places.size())];
    if (random_.below(2) == 0)
      text.erase(at, 1);
    else
      text.insert(at, 1, text[at]);
    return text;
  }

  Random random_;
};

}  // namespace createproduct::suite
