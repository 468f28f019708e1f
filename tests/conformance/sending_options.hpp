// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include <createproduct/suite/options.hpp>

#include "command.hpp"
#include "number_options.hpp"

namespace conformance {

[[nodiscard]] inline std::string random_salt() {
  std::random_device device;
  std::uniform_int_distribution<int> letter('a', 'z');
  std::string salt;
  for (int i = 0; i < 7; ++i) salt.push_back(static_cast<char>(letter(device)));
  return salt;
}

inline void add_max_requests(CLI::App& app, createproduct::suite::Options& options) {
  add_text_option(app, "--max-requests", "end after so many requests, 0 for no limit",
                  take_number(options.max_requests, "a number of requests"))
      ->type_name("N");
}

/// `given`: 0 for no limit; see most_creations().
inline void add_max_creations(CLI::App& app, std::optional<std::size_t>& given) {
  add_text_option(
      app, "--max-creations",
      "create at most so many products, 0 for no limit; unless given,\n200 where the endpoint is not on this machine",
      take_number(given, "a number of products"))
      ->type_name("N");
}

inline void add_rate(CLI::App& app, createproduct::suite::Options& options) {
  add_text_option(app, "--rate", "send at most so many requests a second", take_rate(options.rate))->type_name("N");
}

/// Draws both, and lets the command line say otherwise.
inline void add_seed_and_salt(CLI::App& app, createproduct::suite::Options& options) {
  std::random_device device;
  options.seed = device();  // 32 bits: easy to type again
  options.salt = random_salt();
  add_text_option(app, "--seed", "of the random choices; random unless given, always printed",
                  [&options](const std::string& text) -> std::string {
                    const auto value = number<std::uint64_t>(text);
                    if (!value) return "expected a number from 0 to 18446744073709551615";
                    options.seed = *value;
                    return {};
                  })
      ->type_name("N");
  add_text_option(
      app, "--salt",
      "4 to 12 letters a-z that every fresh name begins with, new for each\nrun; random unless given, always printed",
      [&options](const std::string& text) -> std::string {
        if (text.size() < 4 || text.size() > 12 ||
            text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos)
          return "expected 4 to 12 letters a-z";
        options.salt = text;
        return {};
      })
      ->type_name("LETTERS");
}

}  // namespace conformance
