// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/columns.hpp>
#include <createproduct/report/ledger.hpp>
#include <createproduct/suite/baseline.hpp>
#include <createproduct/suite/plan.hpp>
#include <createproduct/suite/run.hpp>

#include "baseline_option.hpp"
#include "command.hpp"
#include "credentials.hpp"
#include "ledger_file.hpp"
#include "outputs.hpp"
#include "record_file.hpp"
#include "run_settings.hpp"
#include "signals.hpp"
#include "target_options.hpp"

namespace {

using namespace createproduct;
using conformance::Keys;
using conformance::RunSettings;
using conformance::Target;

int print_plan(const RunSettings& settings, const Keys& keys) {
  report::Columns table("");
  table.add({"phase", "cases", "requests", "products"});
  std::size_t requests = 0;
  std::size_t creations = 0;
  for (const suite::PlannedPhase& phase :
       suite::plan(settings.options, !keys.first.secret_key.empty(), keys.second.has_value())) {
    table.add(
        {phase.phase, std::to_string(phase.cases), std::to_string(phase.requests), std::to_string(phase.creations)});
    requests += phase.requests;
    creations += phase.creations;
  }
  table.add({"all", "", std::to_string(requests), std::to_string(creations)});
  std::cout << table.text() << "Following up what looks broken takes further requests. Nothing was sent.\n";
  return conformance::Exit::conformant;
}

/// Passes the events of a run on to its reports, with what only this program knows.
class RunEvents {
 public:
  /// `baseline`: nullptr without one, or each failure would be noted as none of its own.
  RunEvents(const conformance::Outputs& outputs, const Target& target, suite::Baseline* baseline)
      : outputs_(outputs), baseline_(baseline), notes_(target.notes), hint_(target.hint) {}

  void operator()(suite::Event event) {
    if (baseline_ != nullptr) event = (*baseline_)(std::move(event));
    if (auto* end = std::get_if<suite::RunFinished>(&event)) {
      end->notes.insert(end->notes.begin(), notes_.begin(), notes_.end());
      exit_code_ = end->exit_code;
      if (exit_code_ == conformance::Exit::inconclusive && end->created == 0 && hint_ && !conformance::interrupted())
        if (std::string hint = hint_(); !hint.empty()) {
          outputs_(suite::Note{hint});
          end->notes.push_back(std::move(hint));
        }
    }
    outputs_(event);
    if (std::holds_alternative<suite::RunStarted>(event))
      for (const std::string& note : notes_) outputs_(suite::Note{note});
  }

  [[nodiscard]] int exit_code() const noexcept { return exit_code_; }

 private:
  const conformance::Outputs& outputs_;
  suite::Baseline* baseline_;
  std::vector<std::string> notes_;
  std::function<std::string()> hint_;
  int exit_code_ = conformance::Exit::kit_bug;
};

void complete_commands(const RunSettings& settings, const Target& target, report::CommandLines& commands) {
  const suite::Options& options = settings.options;
  commands.rerun = "createproduct-conformance run" + target.arguments;
  if (options.budget != suite::Budget::standard)
    commands.rerun += " --budget " + std::string(suite::budget_name(options.budget));
  if (options.quota && !settings.mock) commands.rerun += " --quota " + std::to_string(*options.quota);
  if (options.empty_account && !settings.mock) commands.rerun += " --empty-account";
  if (options.random_cases) commands.rerun += " --random " + std::to_string(*options.random_cases);
  commands.salt = options.salt;
  commands.rerun += " --seed " + std::to_string(options.seed);
}

}  // namespace

int conformance::run_command(int argc, char** argv) {
  RunSettings settings;
  if (const auto status = read_run_settings(argc, argv, settings)) return *status;
  std::string problem;
  Keys keys = keys_from_environment(problem);
  if (!problem.empty()) return complain(argv[0], problem);

  if (settings.options.budget == suite::Budget::deep) settings.mock_settings.usual_quota = 20000;
  Result<Target> target = open_target(settings, keys);
  if (!target) return complain(argv[0], target.error().text());
  if (target->quota) settings.options.quota = target->quota;
  settings.options.empty_account = settings.options.empty_account || target->empty_account;
  if (settings.dry_run) return print_plan(settings, keys);
  settings.options.max_creations = most_creations(settings.max_creations, *target);
  if (!keys.first.secret_key.empty() && !settings.mock)
    target->notes.push_back("requests are signed for the host " +
                            (settings.sign_host.empty() ? std::string(spec::host) : settings.sign_host) +
                            " (--sign-host)");
  complete_commands(settings, *target, target->commands);

  OutputOptions output;
  output.commands = target->commands;
  output.redactor = report::Redactor(keys.secrets());
  output.masked = settings.masked;
  using Detail = report::TerminalReport::Detail;
  output.detail = settings.quiet ? Detail::quiet : settings.verbose ? Detail::verbose : Detail::normal;
  std::vector<suite::KnownFailure> known;
  if (!settings.baseline.file.empty()) {
    Result<std::vector<suite::KnownFailure>> read = open_baseline(settings.baseline);
    if (!read) return complain(argv[0], "--baseline: " + read.error().text());
    known = *std::move(read);
  }
  suite::Baseline baseline(std::move(known), today());
  Outputs outputs;
  if (problem = outputs.open(settings.reports, output); !problem.empty()) return complain(argv[0], problem);
  std::ofstream ledger;
  if (!settings.ledger.empty())
    if (problem = open_ledger(settings.ledger, ledger); !problem.empty()) return complain(argv[0], problem);

  RecordFile record;
  if (!settings.record.empty()) {
    problem = record.open(settings.record, {target->description, settings.options.salt}, target->commands.url,
                          output.redactor);
    if (!problem.empty()) return complain(argv[0], problem);
  }

  suite::Means means = means_of(settings, *target, keys);
  means.recorder = record.recorder();
  if (!settings.ledger.empty()) means.ledger = report::Ledger(ledger);
  means.interrupted = [&ledger] { return conformance::interrupted() || !ledger; };
  end_in_order_on_signals();

  RunEvents events(outputs, *target, settings.baseline.file.empty() ? nullptr : &baseline);
  suite::run(means, settings.options, [&events](const suite::Event& event) { events(event); });

  problem = record.close();
  if (!ledger)
    return complain(argv[0], "--ledger: " + settings.ledger + ": the file could not be written, so the run was ended");
  if (const std::string file = outputs.damaged(); !file.empty()) {
    complain(argv[0], "--report: " + file + ": the file could not be written in full");
    if (events.exit_code() != Exit::contract_broken) return Exit::usage;
  }
  if (settings.baseline.update && !write_baseline(settings.baseline.file, baseline.updated()))
    return complain(argv[0], "--baseline: " + settings.baseline.file + ": the file could not be written");
  if (settings.baseline.strict && !baseline.fixed().empty() && events.exit_code() == Exit::conformant) {
    complain(argv[0], "--strict-baseline: " + std::to_string(baseline.fixed().size()) + " known failures are fixed");
    return Exit::contract_broken;
  }
  if (!problem.empty()) {
    complain(argv[0], problem);
    if (events.exit_code() != Exit::contract_broken) return Exit::usage;
  }
  return events.exit_code();
}
