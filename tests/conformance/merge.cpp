// SPDX-License-Identifier: MIT
#include <cstddef>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/report/event_reader.hpp>
#include <createproduct/suite/merge.hpp>

#include "command.hpp"
#include "described_target.hpp"
#include "outputs.hpp"

namespace {

using namespace createproduct;

/// The events in `file`, the last one a run-finished; what is wrong with it goes into `problem`.
std::vector<suite::Event> read_events(const std::string& file, std::string& problem) {
  std::vector<suite::Event> events;
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    problem = file + ": the file cannot be read";
    return events;
  }
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    Result<suite::Event> event = report::read_event(line);
    if (!event) {
      problem = file + ":" + std::to_string(number) + ": " + event.error().text();
      return events;
    }
    if (!events.empty() && std::holds_alternative<suite::RunFinished>(events.back())) {
      problem = file + ":" + std::to_string(number) + ": the run has finished on the line before";
      return events;
    }
    events.push_back(*std::move(event));
  }
  if (events.empty() || !std::holds_alternative<suite::RunFinished>(events.back()))
    problem = file + ": the report ends before the run has finished";
  return events;
}

}  // namespace

int conformance::merge_command(int argc, char** argv) {
  std::vector<std::string> files;
  std::vector<std::string> reports;
  bool quiet = false;
  CLI::App app("Joins the reports of all shards of a run into what one run would have said.");
  app.add_option("FILE", files, "the ndjson report of a shard, see run --shard and --report")->type_name("")->required();
  app.add_option("--report", reports, "write a report; repeatable, as in run")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  app.add_flag("--quiet", quiet, "print findings and conclusion only");
  app.footer(
      "Exit status: that of the run; 2 wrong call, or files that are not all the shards of one run.\n"
      "\nExample:\n"
      "  createproduct-conformance run --endpoint URL --seed 4 --salt qwert --shard 1/2 --report ndjson=1.ndjson\n"
      "  createproduct-conformance run --endpoint URL --seed 4 --salt qwert --shard 2/2 --report ndjson=2.ndjson\n"
      "  createproduct-conformance merge 1.ndjson 2.ndjson --report junit=junit.xml");
  if (const auto status = parsed(app, argc, argv)) return *status;

  std::vector<std::vector<suite::Event>> streams;
  std::vector<suite::RunFinished> ends;
  for (const std::string& file : files) {
    std::string problem;
    streams.push_back(read_events(file, problem));
    if (!problem.empty()) return complain(argv[0], problem);
    ends.push_back(std::get<suite::RunFinished>(streams.back().back()));
  }
  const Result<suite::RunFinished> whole = suite::merged(ends);
  if (!whole) {
    const std::string& where = whole.error().where;
    return complain(argv[0], (where.empty() ? "" : files[std::stoul(where)] + ": ") + whole.error().message);
  }

  OutputOptions output;
  output.commands = commands_for(whole->started);
  using Detail = report::TerminalReport::Detail;
  output.detail = quiet ? Detail::quiet : Detail::normal;
  Outputs outputs;
  if (const std::string problem = outputs.open(reports, output); !problem.empty()) return complain(argv[0], problem);
  outputs(whole->started);
  for (const std::vector<suite::Event>& stream : streams)
    for (const suite::Event& event : stream)
      if (!std::holds_alternative<suite::RunStarted>(event) && !std::holds_alternative<suite::RunFinished>(event))
        outputs(event);
  outputs(*whole);
  if (const std::string file = outputs.damaged(); !file.empty()) {
    complain(argv[0], "--report: " + file + ": the file could not be written in full");
    if (whole->exit_code != Exit::contract_broken) return Exit::usage;
  }
  return whole->exit_code;
}
