// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/report/event_json.hpp>
#include <createproduct/report/event_reader.hpp>
#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/redact_event.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/difference.hpp>
#include <createproduct/suite/run.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "described_target.hpp"
#include "run_settings.hpp"
#include "signals.hpp"
#include "target_options.hpp"
#include "whole_file.hpp"

namespace {

using namespace createproduct;
using conformance::RunSettings;

/// One side of the comparison: a target to be run, or the result of an earlier run.
struct Side {
  std::string name;  ///< as given
  RunSettings settings;
  std::optional<suite::RunFinished> result;
  report::CommandLines commands;

  [[nodiscard]] bool is_target() const noexcept { return settings.kinds() != 0; }
};

/// Reads the result of a run: the last line of the file, or all of it. Gives what is wrong, or an empty text.
std::string read_profile(Side& side) {
  std::optional<std::string> text = conformance::whole_file(side.name);
  if (!text) return "there is neither a target nor a file called " + side.name + "; " + conformance::target_syntax;
  text->erase(text->find_last_not_of(" \r\n") + 1);
  Result<suite::Event> event = report::read_event(*text);
  if (!event) event = report::read_event(text->substr(text->rfind('\n') + 1));
  if (!event) return side.name + ": " + event.error().text();
  auto* finished = std::get_if<suite::RunFinished>(&*event);
  if (finished == nullptr) return side.name + ": it does not hold the result of a run";
  side.result = std::move(*finished);
  side.commands = conformance::commands_for(side.result->started);
  return {};
}

/// Takes one word of the call. Gives what is wrong with it, or an empty text.
std::string take_side(Side& side) {
  const std::string kind = side.name.substr(0, side.name.find(':'));
  if (kind == "mock" || kind == "exec" || side.name.find("://") != side.name.npos)
    return conformance::take_target(side.name, side.settings);
  return read_profile(side);
}

/// Runs the suite against a side that is a target. Gives what is wrong, or an empty text.
std::string run_side(Side& side) {
  std::string problem;
  conformance::Keys keys = conformance::keys_from_environment(problem);
  if (!problem.empty()) return problem;
  Result<conformance::Target> target = conformance::open_target(side.settings, keys);
  if (!target) return side.name + ": " + target.error().text();
  suite::Options& options = side.settings.options;
  if (target->quota && !options.quota) options.quota = target->quota;
  options.empty_account = options.empty_account || target->empty_account;
  options.max_creations = conformance::most_creations(side.settings.max_creations, *target);
  const report::Redactor redactor(keys.secrets());
  side.commands = report::redacted(target->commands, redactor);
  side.commands.salt = options.salt;

  const suite::Means means = conformance::means_of(side.settings, *target, keys);
  side.result = std::get<suite::RunFinished>(report::redacted(suite::run(means, options, {}), redactor));
  return {};
}

void print_finding(std::string_view side, const suite::Finding* finding, const report::CommandLines& commands) {
  if (finding == nullptr) return;
  std::cout << "   " << side << " breaks it:\n" << report::evidence_text(*finding, commands);
}

void print_comparison(const suite::Comparison& comparison, const Side& first, const Side& second) {
  for (const auto& [letter, side] : {std::pair("A", &first), std::pair("B", &second)})
    std::cout << letter << "  " << report::printable(side->result->started.target) << "\n";
  if (!comparison.clauses.empty()) std::cout << "\nClauses\n";
  for (const suite::Difference& one : comparison.clauses) {
    std::cout << one.clause.id() << ": A " << one.first << ", B " << one.second << "\n   " << one.clause.get().text
              << "\n";
    print_finding("A", one.first_finding, first.commands);
    print_finding("B", one.second_finding, second.commands);
  }
  if (!comparison.silences.empty()) std::cout << "\nSilences: where the document leaves the choice\n";
  for (const suite::Difference& one : comparison.silences)
    std::cout << one.clause.id() << ": A " << report::printable(one.first) << ", B " << report::printable(one.second)
              << "\n   " << one.clause.get().text << "\n";
  const auto plural = [](std::size_t count, const char* word) {
    return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
  };
  std::cout << "\n" << plural(comparison.clauses.size(), "clause") << " and "
            << plural(comparison.silences.size(), "silence")
            << " differ; put to the test on one side only: " << comparison.one_sided << "\n";
}

/// Writes the result of the first side that was run. Whether that worked.
bool save_profile(const std::string& file, const suite::RunFinished& result) {
  std::ofstream out(file, std::ios::binary);
  out << report::event_json(result, 2) << "\n" << std::flush;
  return out.good();
}

}  // namespace

int conformance::diff_command(int argc, char** argv) {
  std::array<Side, 2> sides;
  RunSettings common;
  std::string profile;
  CLI::App app("Runs the suite against two targets and says which clauses and silences they differ on.");
  app.add_option("A", sides[0].name,
                 "a target, or the profile of one: a file that --save-profile or\nrun --report json=FILE wrote")
      ->type_name("")
      ->required();
  app.add_option("B", sides[1].name, "the other one; without it, A is run for its profile")->type_name("");
  add_connection_options(app, common);
  detail::add_limits(app, common);
  detail::add_choices(app, common);
  app.add_option("--save-profile", profile, "write what A does, for later comparison; JSON as in run --report json")
      ->type_name("FILE");
  app.footer(std::string(target_syntax) + "\n" + secrets_help +
             "\n\nBoth are asked the same but for a letter in each name, lest they be one service by two addresses. With a\n"
             "profile, seed and budget are those of its run unless given.\n"
             "\nExit status: 0 no difference, 1 differences, 2 wrong call or file error, 3 a run could not be concluded.\n"
             "\nExamples:\n"
             "  createproduct-conformance diff http://127.0.0.1:8080 'exec:python3 adapter.py'\n"
             "  createproduct-conformance diff http://127.0.0.1:8080 --save-profile old.json\n"
             "  createproduct-conformance diff http://127.0.0.1:8080 old.json");
  if (const auto status = parsed(app, argc, argv)) return *status;

  const std::size_t count = sides[1].name.empty() ? 1 : 2;
  if (count == 1 && profile.empty()) return complain(argv[0], "name what to compare A with, or --save-profile FILE");
  for (std::size_t i = 0; i < count; ++i) {
    sides[i].settings = common;
    sides[i].settings.options.salt += i == 0 ? "a" : "b";
    if (const std::string problem = take_side(sides[i]); !problem.empty()) return complain(argv[0], problem);
  }
  if (!sides[0].is_target() && !profile.empty()) return complain(argv[0], "--save-profile: A is a profile already");
  for (const Side& side : sides) {
    if (!side.result) continue;
    for (Side& other : sides) {
      if (app.count("--seed") == 0) other.settings.options.seed = side.result->started.seed;
      for (const suite::Budget budget : {suite::Budget::quick, suite::Budget::standard, suite::Budget::deep})
        if (app.count("--budget") == 0 && suite::budget_name(budget) == side.result->started.budget)
          other.settings.options.budget = budget;
    }
  }

  end_in_order_on_signals();
  for (std::size_t i = 0; i < count; ++i)
    if (sides[i].is_target())
      if (const std::string problem = run_side(sides[i]); !problem.empty()) return complain(argv[0], problem);
  if (!profile.empty() && !save_profile(profile, *sides[0].result))
    return complain(argv[0], "--save-profile: " + profile + ": the file could not be written");

  suite::Comparison comparison;
  if (count == 2) {
    comparison = suite::compare(*sides[0].result, *sides[1].result);
    print_comparison(comparison, sides[0], sides[1]);
  }
  bool concluded = true;
  for (std::size_t i = 0; i < count; ++i) {
    const suite::RunFinished& run = *sides[i].result;
    if (run.reason.empty()) continue;
    concluded = false;
    std::cout << (i == 0 ? "A" : "B") << " could not be concluded: " << report::printable(run.reason) << "\n";
  }
  if (!comparison.clauses.empty() || !comparison.silences.empty()) return Exit::contract_broken;
  return concluded ? Exit::conformant : Exit::inconclusive;
}
