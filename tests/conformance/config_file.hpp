// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <createproduct/report/near.hpp>

#include "command.hpp"
#include "whole_file.hpp"

namespace conformance {

/// Gives the options of `app` that the command line left alone the values that `file` has for them, in TOML or INI:
/// `seed = 4`, `only = ["region.*"]`, `mock = true`. Gives what is wrong, naming file and key, or an empty text.
inline std::string apply_config(CLI::App& app, const std::string& file) {
  const std::optional<std::string> text = whole_file(file);
  if (!text) return file + ": the file cannot be read";
  std::istringstream stream(*text);
  std::vector<CLI::ConfigItem> items;
  try {
    items = CLI::ConfigTOML().from_config(stream);
  } catch (const CLI::Error& error) {
    return file + ": " + error.what();
  }
  std::set<std::string> seen;
  for (const CLI::ConfigItem& item : items) {
    if (!seen.insert(item.fullname()).second) return file + ": " + item.fullname() + ": it is given twice";
    if (!item.parents.empty()) return file + ": " + item.fullname() + ": there are no sections";
    CLI::Option* option = app.get_option_no_throw("--" + item.name);
    if (option == nullptr || item.name == "config" || item.name == "help") {
      const std::vector<std::string> names = option_names(app);
      return file + ": " + item.name + ": there is no such option" +
             createproduct::report::did_you_mean("--" + item.name, {names.begin(), names.end()});
    }
    if (option->count() > 0) continue;
    const bool is_flag = option->get_expected_max() == 0;
    if (is_flag && item.inputs == std::vector<std::string>{"false"}) continue;
    try {
      if (is_flag && item.inputs != std::vector<std::string>{"true"})
        throw CLI::ValidationError("expected true or false");
      option->add_result(item.inputs);
      option->run_callback();
    } catch (const CLI::Error& error) {
      return file + ": " + item.name + ": " + error.what();
    }
  }
  return {};
}

}  // namespace conformance
