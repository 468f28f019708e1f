// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/http/tls_context.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/report/near.hpp>
#include <createproduct/suite/glob.hpp>
#include <createproduct/suite/options.hpp>

#include "command.hpp"
#include "config_file.hpp"
#include "credentials.hpp"
#include "mock_setup.hpp"

namespace conformance {

/// What the command line, the configuration file and the environment say about a run.
struct RunSettings {
  createproduct::suite::Options options;
  std::optional<std::size_t> max_creations;  ///< as given; 0 for no limit
  std::string endpoint;
  createproduct::http::TlsOptions tls;
  bool mock = false;
  MockSettings mock_settings;
  std::string sign_host;  ///< empty: the documented one
  std::chrono::milliseconds timeout{5000};
  std::vector<std::string> reports;
  bool masked = false;
  std::string ledger;
  bool dry_run = false;
  bool quiet = false;
  bool verbose = false;
};

namespace detail {

/// Seconds with a fraction, as milliseconds.
inline std::optional<std::chrono::milliseconds> milliseconds(const std::string& text) {
  const auto seconds = number<double>(text);
  if (!seconds || !(*seconds > 0) || *seconds > 1e9) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(*seconds * 1000)));
}

template <class T>
auto take_number(T& into, const char* expected) {
  return [&into, expected](const std::string& text) -> std::string {
    const auto value = number<std::size_t>(text);
    if (!value) return "expected " + std::string(expected);
    into = *value;
    return {};
  };
}

inline auto take_seconds(std::chrono::milliseconds& into) {
  return [&into](const std::string& text) -> std::string {
    const auto value = milliseconds(text);
    if (!value) return "expected a number of seconds, more than 0";
    into = *value;
    return {};
  };
}

inline std::string clause_problem(const std::string& pattern) {
  using namespace createproduct;
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < clause_count; ++i) {
    const ClauseId clause = ClauseId::at(i);
    if (suite::glob_matches(pattern, clause.id())) return {};
    ids.push_back(clause.id());
  }
  return "no clause is called " + pattern + report::did_you_mean(pattern, ids);
}

inline std::string random_salt() {
  std::random_device device;
  std::uniform_int_distribution<int> letter('a', 'z');
  std::string salt;
  for (int i = 0; i < 7; ++i) salt.push_back(static_cast<char>(letter(device)));
  return salt;
}

inline void add_limits(CLI::App& app, RunSettings& settings) {
  createproduct::suite::Options& options = settings.options;
  add_budget_option(app, options.budget);
  add_text_option(app, "--max-requests", "end after so many requests",
                  take_number(options.max_requests, "a number of requests"))
      ->type_name("N");
  add_text_option(
      app, "--max-creations",
      "create at most so many products, 0 for no limit; unless given,\n200 where the endpoint is not on this machine",
      take_number(settings.max_creations, "a number of products"))
      ->type_name("N");
  add_text_option(app, "--max-time", "end after so many seconds", take_seconds(options.max_time))->type_name("SECONDS");
  add_text_option(app, "--rate", "send at most so many requests a second",
                  [&options](const std::string& text) -> std::string {
                    const auto value = number<double>(text);
                    if (!value || !(*value > 0) || *value > 1e9)
                      return "expected a number of requests a second, more than 0";
                    options.rate = *value;
                    return {};
                  })
      ->type_name("N");
  add_text_option(app, "--timeout", "wait so many seconds for an answer; 5 unless given",
                  take_seconds(settings.timeout))
      ->type_name("SECONDS");
}

inline void add_choices(CLI::App& app, RunSettings& settings) {
  createproduct::suite::Options& options = settings.options;
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
  app.add_flag("--empty-account", options.empty_account,
               "the account holds no product at the start, so that it may not be full early");
}

}  // namespace detail

/// Reads the call into `settings`. Gives an exit status when there is nothing further to do.
inline std::optional<int> read_run_settings(int argc, char** argv, RunSettings& settings) {
  CLI::App app("Tests a target against the contract and reports which clauses it keeps and which it breaks.");
  app.add_option("--endpoint", settings.endpoint, "the target, http[s]://HOST[:PORT][/PATH]")->type_name("URL");
  app.add_option("--ca", settings.tls.ca_file,
                 "trust the certificates in this PEM file, instead of the system's,\nto vouch for an https endpoint")
      ->type_name("FILE");
  app.add_flag("--insecure", settings.tls.insecure,
               "do not verify the certificate of an https endpoint, nor its host");
  app.add_flag("--mock", settings.mock, "the target is the built-in mock, in this process");
  add_mock_options(app, settings.mock_settings);
  detail::add_limits(app, settings);
  detail::add_choices(app, settings);
  app.add_option("--sign-host", settings.sign_host, "the host that is signed; unless given, iotcloud.api.qcloud.com")
      ->type_name("HOST");
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
      "  createproduct-conformance run --mock --fault product-name.max-length.accepts-33 --report junit=junit.xml");

  std::random_device device;
  settings.options.seed = device();  // 32 bits: easy to type again
  settings.options.salt = detail::random_salt();
  if (const auto status = parsed(app, argc, argv)) return status;
  if (!config.empty())
    if (const std::string problem = apply_config(app, config); !problem.empty()) return complain(argv[0], problem);
  if (settings.mock == !settings.endpoint.empty())
    return complain(argv[0], settings.mock ? "--endpoint and --mock exclude each other"
                                           : "name the target: --endpoint URL or --mock");
  if (settings.quiet && settings.verbose) return complain(argv[0], "--quiet and --verbose exclude each other");
  if (!settings.mock && settings.mock_settings.any_given())
    return complain(argv[0], "--fault, --variant and --auth need --mock");
  const bool has_ca = app.count("--ca") > 0;
  if (has_ca && settings.tls.insecure)
    return complain(argv[0], "--ca and --insecure exclude each other");
  if (settings.mock && (has_ca || settings.tls.insecure))
    return complain(argv[0], "--ca and --insecure need --endpoint");
  if (has_ca && settings.tls.ca_file.empty()) return complain(argv[0], "--ca: the name of the file is empty");
  return std::nullopt;
}

}  // namespace conformance
