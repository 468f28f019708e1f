// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>

#include <createproduct/report/near.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/selection.hpp>

/// What the subcommands of createproduct-conformance have in common.
namespace conformance {

/// What the exit status says.
enum Exit : int { conformant = 0, contract_broken = 1, usage = 2, inconclusive = 3, kit_bug = 4 };

// One file each. `argv` begins with the name of the subcommand.
int run_command(int argc, char** argv);
int mock_command(int argc, char** argv);
int explain_command(int argc, char** argv);
int sign_command(int argc, char** argv);
int selftest_command(int argc, char** argv);
int merge_command(int argc, char** argv);
int cleanup_command(int argc, char** argv);
int diff_command(int argc, char** argv);
int export_command(int argc, char** argv);
int fuzz_command(int argc, char** argv);
int judge_command(int argc, char** argv);
int replay_command(int argc, char** argv);

/// Says on stderr what is wrong with the call; gives Exit::usage.
inline int complain(std::string_view subcommand, std::string_view message) {
  std::cerr << "createproduct-conformance " << subcommand << ": " << createproduct::report::printable(message) << "\n";
  return Exit::usage;
}

/// The whole of `text` as a number in decimal, or nothing.
template <class T>
[[nodiscard]] std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Adds an option whose text `take` reads; `take` gives what is wrong with it, or an empty text.
template <class Take>
CLI::Option* add_text_option(CLI::App& app, const std::string& name, const std::string& description, Take take) {
  return app.add_option_function<std::string>(
      name,
      [name, take](const std::string& text) {
        if (const std::string problem = take(text); !problem.empty()) throw CLI::ValidationError(name, problem);
      },
      description);
}

inline void add_budget_option(CLI::App& app, createproduct::suite::Budget& budget) {
  add_text_option(app, "--budget", "how much to ask: quick, standard (unless given) or deep",
                  [&budget](const std::string& text) -> std::string {
                    using createproduct::suite::Budget;
                    for (const Budget level : {Budget::quick, Budget::standard, Budget::deep})
                      if (text == createproduct::suite::budget_name(level)) {
                        budget = level;
                        return {};
                      }
                    return "expected quick, standard or deep";
                  })
      ->type_name("BUDGET");
}

/// `; did you mean a or b?`, or where nothing is near, `; ` and the `hint`.
[[nodiscard]] inline std::string did_you_mean_or(std::string_view word, const std::vector<std::string_view>& candidates,
                                                 const std::string& hint) {
  const std::string near = createproduct::report::did_you_mean(word, candidates);
  return near.empty() ? "; " + hint : near;
}

/// The name of every long option, with its dashes.
inline std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// Reads the command line into the variables that `app` binds. Gives an exit status when there is nothing further to
/// do: help was asked for, or the call is wrong.
inline std::optional<int> parsed(CLI::App& app, int argc, char** argv) {
  const std::string subcommand = argv[0];
  app.name("createproduct-conformance " + subcommand);
  app.get_formatter()->column_width(34);
  app.failure_message([](const CLI::App*, const CLI::Error&) { return std::string(); });
  try {
    app.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::ExtrasError& error) {
    const std::vector<std::string> names = option_names(app);
    for (int i = 1; i < argc; ++i) {
      const std::string_view name = std::string_view(argv[i]).substr(0, std::string_view(argv[i]).find('='));
      if (!name.starts_with("-") || app.get_option_no_throw(std::string(name)) != nullptr) continue;
      return complain(subcommand, "there is no option " + std::string(name) +
                                      did_you_mean_or(name, {names.begin(), names.end()}, "--help lists them"));
    }
    return complain(subcommand, error.what());
  } catch (const CLI::ParseError& error) {
    return complain(subcommand, error.what());
  }
}

}  // namespace conformance
