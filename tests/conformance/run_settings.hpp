// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/suite/glob.hpp>
#include <createproduct/suite/options.hpp>

#include "baseline_option.hpp"
#include "command.hpp"
#include "config_file.hpp"
#include "credentials.hpp"
#include "number_options.hpp"
#include "record_file.hpp"
#include "sending_options.hpp"
#include "target_options.hpp"

namespace conformance {

/// What the command line, the configuration file and the environment say about a run.
struct RunSettings : TargetSettings {
  createproduct::suite::Options options;
  std::optional<std::size_t> max_creations;  ///< as given; 0 for no limit
  std::vector<std::string> reports;
  bool masked = false;
  std::string ledger;
  BaselineSettings baseline;
  std::string record;
  bool dry_run = false;
  bool quiet = false;
  bool verbose = false;
};

namespace detail {

inline std::string clause_problem(const std::string& pattern) {
  using namespace createproduct;
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < clause_count; ++i) {
    const ClauseId clause = ClauseId::at(i);
    if (suite::glob_matches(pattern, clause.id())) return {};
    ids.push_back(clause.id());
  }
  return "no clause is called " + pattern + did_you_mean_or(pattern, ids, "explain lists them");
}

inline void add_limits(CLI::App& app, RunSettings& settings) {
  createproduct::suite::Options& options = settings.options;
  add_budget_option(app, options.budget);
  add_max_requests(app, options);
  add_max_creations(app, settings.max_creations);
  add_text_option(app, "--max-time", "end after so many seconds", take_seconds(options.max_time))->type_name("SECONDS");
  add_rate(app, options);
  add_text_option(app, "--jobs",
                  "run so many cases at the same time; unless given, one, or 8 where an\nanswer takes 10 ms and more",
                  [&options](const std::string& text) -> std::string {
                    const auto value = number<std::size_t>(text);
                    if (!value || *value == 0 || *value > 64) return "expected a number of cases from 1 to 64";
                    options.jobs = *value;
                    return {};
                  })
      ->type_name("N");
}

inline void add_choices(CLI::App& app, RunSettings& settings) {
  createproduct::suite::Options& options = settings.options;
  add_text_option(app, "--random",
                  "draw so many random requests, and one sequence of requests for eight\nof them; unless given, as many as the budget has",
                  [&options](const std::string& text) -> std::string {
                    const auto value = number<std::size_t>(text);
                    if (!value || *value > 100'000'000) return "expected a number from 0 to 100000000";
                    options.random_cases = *value;
                    return {};
                  })
      ->type_name("N");
  add_seed_and_salt(app, options);
  app.add_option("--only", options.only, "check this clause, or those that match (* and ?); repeatable")
      ->type_name("CLAUSE|GLOB")
      ->allow_extra_args(false)
      ->check([](const std::string& text) { return clause_problem(text); });
  add_text_option(app, "--quota", "the account's number of products, if known: quota clauses need it",
                  [&settings](const std::string& text) -> std::string {
                    const auto value = number<std::size_t>(text);
                    if (!value || *value == 0) return "expected a number of products, more than 0";
                    settings.options.quota = *value;
                    settings.mock_settings.quota = *value;
                    return {};
                  })
      ->type_name("N");
  add_text_option(app, "--shard",
                  "do the I-th of N parts of the run, each in its own process or on its own\nmachine; all with the same "
                  "--seed, --salt and limits. See merge",
                  [&options](const std::string& text) -> std::string {
                    const std::size_t slash = text.find('/');
                    const auto index = number<std::size_t>(text.substr(0, slash));
                    const auto count = slash == text.npos ? std::nullopt : number<std::size_t>(text.substr(slash + 1));
                    if (!index || !count || *index == 0 || *index > *count || *count > createproduct::suite::Shard::most)
                      return "expected I/N, with I from 1 to N and N at most 676";
                    options.shard = {*index, *count};
                    return {};
                  })
      ->type_name("I/N");
  app.add_flag("--empty-account", options.empty_account,
               "the account holds no product at the start, so that it may not be full early");
}

}  // namespace detail

/// Reads the call into `settings`. Gives an exit status when there is nothing further to do.
inline std::optional<int> read_run_settings(int argc, char** argv, RunSettings& settings) {
  CLI::App app("Tests a target against the contract and reports which clauses it keeps and which it breaks.");
  add_target_options(app, settings);
  detail::add_limits(app, settings);
  detail::add_choices(app, settings);
  app.add_option("--report", settings.reports,
                 "write a report; repeatable. FORMAT is terminal, ndjson, json or\njunit, FILE may be - for stdout")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  app.add_flag("--mask", settings.masked,
               "in ndjson, replace what differs from run to run: seconds, Nonce,\nTimestamp, port, productID");
  app.add_option("--ledger", settings.ledger,
                 "append to this file what the run may leave behind: a line of JSON\n"
                 "before each creation, and one with its productID")
      ->type_name("FILE");
  app.add_option("--record", settings.record, record_help)->type_name("FILE");
  app.add_flag("--cleanup", settings.options.cleanup,
               "at the end, also after an interruption and beyond the limits, and when\nan account gets full, delete products that the run has created\n(DeleteProduct)");
  app.add_option("--baseline", settings.baseline.file,
                 "failures listed in this file are known and do not break the run; new ones\nand those whose date has "
                 "passed do. See spec/schema/baseline.schema.json")
      ->type_name("FILE");
  app.add_flag("--strict-baseline", settings.baseline.strict,
               "exit with 1, too, if the baseline lists something that is fixed");
  app.add_flag("--update-baseline", settings.baseline.update,
               "write what fails now into the baseline, and take out what is fixed; the\n"
               "exit status still is by the old one");
  app.add_flag("--dry-run", settings.dry_run, "say what would be sent, and send nothing");
  std::string config;
  app.add_option("--config", config,
                 "read options from this file, as TOML: seed = 4, only = [\"region.*\"];\nthe command line comes first")
      ->type_name("FILE");
  app.add_flag("--quiet", settings.quiet, "print findings and conclusion only");
  app.add_flag("--verbose", settings.verbose, "print each case as it ends");
  app.footer(
      std::string(secrets_help) +
      "\nWith no key requests go unsigned.\n"
      "\nExit status: 0 conformant, 1 contract broken, 2 wrong call or file error, 3 inconclusive or\n"
      "unreachable, 4 a bug of this program.\n"
      "\nExamples:\n"
      "  createproduct-conformance run --endpoint http://127.0.0.1:8080/v2/index.php\n"
      "  createproduct-conformance run --endpoint http://10.0.0.7/ --budget quick --ledger made.ndjson\n"
      "  createproduct-conformance run --endpoint https://localhost:8443/ --ca own-ca.pem\n"
      "  createproduct-conformance run --endpoint http://127.0.0.1:8080 --only 'product-name.*' --report ndjson=-\n"
      "  createproduct-conformance run --exec 'python3 my_adapter.py'\n"
      "  createproduct-conformance run --mock --fault product-name.max-length.accepts-33 --report junit=junit.xml");

  if (const auto status = parsed(app, argc, argv)) return status;
  if (!config.empty())
    if (const std::string problem = apply_config(app, config); !problem.empty()) return complain(argv[0], problem);
  if (const std::string problem = target_problem(app, settings); !problem.empty()) return complain(argv[0], problem);
  if (!settings.options.shard.is_whole() && (app.count("--seed") == 0 || app.count("--salt") == 0))
    return complain(argv[0], "--shard wants --seed and --salt, the same for every shard");
  if (settings.baseline.file.empty() && app.count("--baseline") > 0)
    return complain(argv[0], "--baseline: the name of the file is empty");
  if (settings.baseline.file.empty() && (settings.baseline.strict || settings.baseline.update))
    return complain(argv[0], "--strict-baseline and --update-baseline need --baseline");
  if (settings.quiet && settings.verbose) return complain(argv[0], "--quiet and --verbose exclude each other");
  return std::nullopt;
}

}  // namespace conformance
