// SPDX-License-Identifier: MIT
#include <chrono>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/fuzz/campaign.hpp>
#include <createproduct/fuzz/corpus_folder.hpp>
#include <createproduct/report/ledger.hpp>
#include <createproduct/suite/events.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "ledger_file.hpp"
#include "number_options.hpp"
#include "outputs.hpp"
#include "record_file.hpp"
#include "sending_options.hpp"
#include "signals.hpp"
#include "target_options.hpp"

namespace {

using namespace createproduct;
using conformance::Keys;
using conformance::Target;

struct FuzzSettings : conformance::TargetSettings {
  suite::Options options;
  std::optional<std::size_t> max_creations;
  std::string corpus;
  std::vector<std::string> reports;
  std::string ledger, record;
  bool quiet = false, verbose = false;
};

void add_limits(CLI::App& app, FuzzSettings& settings) {
  using namespace conformance;
  add_max_requests(app, settings.options);
  add_text_option(app, "--max-time", "end after so many seconds; 60 unless this or --max-requests is given",
                  take_seconds(settings.options.max_time))
      ->type_name("SECONDS");
  add_max_creations(app, settings.max_creations);
  add_rate(app, settings.options);
  add_seed_and_salt(app, settings.options);
}

std::optional<int> read_settings(int argc, char** argv, FuzzSettings& settings) {
  CLI::App app(
      "Searches a target for answers not seen before (codes, fields, messages), by changing the requests that brought\n"
      "new ones, and reports what breaks the contract as run does.");
  conformance::add_target_options(app, settings);
  add_limits(app, settings);
  app.add_option(
         "--corpus", settings.corpus,
         "keep the requests that showed something new in this folder, and go on\nfrom what it holds; it is made if "
         "it does not exist")
      ->type_name("FOLDER");
  app.add_option("--report", settings.reports,
                 "write a report; repeatable. FORMAT is terminal, ndjson, json or\njunit, FILE may be - for stdout")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  app.add_option("--ledger", settings.ledger, "append to this file what may be left behind, as run does")
      ->type_name("FILE");
  app.add_option("--record", settings.record, conformance::record_help)->type_name("FILE");
  app.add_flag("--cleanup", settings.options.cleanup,
               "at the end, delete the products that were created (DeleteProduct)");
  app.add_flag("--quiet", settings.quiet, "print findings and conclusion only");
  app.add_flag("--verbose", settings.verbose, "print each answer not seen before");
  app.footer(
      std::string(conformance::secrets_help) +
      "\nWith no key requests go unsigned.\n"
      "\nExit status: 0 nothing broken was found, 1 contract broken, 2 wrong call or file error, 3 inconclusive or\n"
      "unreachable, 4 a bug of this program.\n"
      "\nExamples:\n"
      "  createproduct-conformance fuzz --endpoint http://127.0.0.1:8080 --max-time 600 --corpus found\n"
      "  createproduct-conformance fuzz --exec 'python3 my_adapter.py' --max-requests 20000 --seed 7");
  if (const auto status = conformance::parsed(app, argc, argv)) return status;
  if (const std::string problem = conformance::target_problem(app, settings); !problem.empty())
    return conformance::complain(argv[0], problem);
  if (settings.corpus.empty() && app.count("--corpus") > 0)
    return conformance::complain(argv[0], "--corpus: the name of the folder is empty");
  if (settings.quiet && settings.verbose)
    return conformance::complain(argv[0], "--quiet and --verbose exclude each other");
  suite::Options& options = settings.options;
  if (options.max_requests == 0 && options.max_time.count() == 0) options.max_time = std::chrono::minutes(1);
  return std::nullopt;
}

}  // namespace

int conformance::fuzz_command(int argc, char** argv) {
  FuzzSettings settings;
  if (const auto status = read_settings(argc, argv, settings)) return *status;
  std::string problem;
  Keys keys = keys_from_environment(problem);
  if (!problem.empty()) return complain(argv[0], problem);
  settings.mock_settings.usual_quota = 1'000'000;
  Result<Target> target = open_target(settings, keys);
  if (!target) return complain(argv[0], target.error().text());
  suite::Options& options = settings.options;
  options.max_creations = most_creations(settings.max_creations, *target);
  if (settings.mock) options.quota = target->quota;

  std::optional<fuzz::CorpusFolder> corpus;
  if (!settings.corpus.empty()) {
    Result<fuzz::CorpusFolder> opened = fuzz::CorpusFolder::open(settings.corpus);
    if (!opened) return complain(argv[0], "--corpus: " + opened.error().text());
    corpus = *std::move(opened);
  }
  const std::vector<std::string> known = corpus ? corpus->scripts() : std::vector<std::string>{};

  OutputOptions output;
  output.commands = target->commands;
  output.commands.rerun.clear();
  output.commands.salt = options.salt;
  output.redactor = report::Redactor(keys.secrets());
  using Detail = report::TerminalReport::Detail;
  output.detail = settings.quiet ? Detail::quiet : settings.verbose ? Detail::verbose : Detail::normal;
  Outputs outputs;
  if (problem = outputs.open(settings.reports, output); !problem.empty()) return complain(argv[0], problem);
  std::ofstream ledger;
  if (!settings.ledger.empty())
    if (problem = open_ledger(settings.ledger, ledger); !problem.empty()) return complain(argv[0], problem);
  RecordFile record;
  if (!settings.record.empty()) {
    problem = record.open(settings.record, {target->description, options.salt}, target->commands.url, output.redactor);
    if (!problem.empty()) return complain(argv[0], problem);
  }

  suite::Means means = means_of(settings, *target, keys);
  means.recorder = record.recorder();
  if (!settings.ledger.empty()) means.ledger = report::Ledger(ledger);
  means.interrupted = [&ledger] { return conformance::interrupted() || !ledger; };
  end_in_order_on_signals();

  const suite::EventSink sink = [&](const suite::Event& event) {
    outputs(event);
    if (std::holds_alternative<suite::RunStarted>(event))
      for (const std::string& note : target->notes) outputs(suite::Note{note});
  };
  std::string unwritable;
  const auto keep = [&](const std::string& script) -> std::string {
    if (!corpus) return {};
    if (const std::optional<Error> error = corpus->add(script)) unwritable = error->text();
    return unwritable;
  };
  const int exit_code = fuzz::Campaign(means, options, sink, known, keep).run().exit_code;

  problem = record.close();
  if (!unwritable.empty()) problem = "--corpus: " + unwritable;
  if (!ledger) problem = "--ledger: " + settings.ledger + ": the file could not be written, so the search was ended";
  if (const std::string file = outputs.damaged(); !file.empty())
    problem = "--report: " + file + ": the file could not be written in full";
  if (problem.empty()) return exit_code;
  complain(argv[0], problem);
  return exit_code == Exit::contract_broken ? exit_code : static_cast<int>(Exit::usage);
}
