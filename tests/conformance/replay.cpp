// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <istream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/report/event_reader.hpp>
#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/inline_case.hpp>
#include <createproduct/report/inline_case_reader.hpp>
#include <createproduct/report/near.hpp>
#include <createproduct/report/recording_reader.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/glob.hpp>
#include <createproduct/suite/races.hpp>
#include <createproduct/suite/replay.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "number_options.hpp"
#include "record_file.hpp"
#include "recording_file.hpp"
#include "sending_options.hpp"
#include "signals.hpp"
#include "target_options.hpp"

namespace {

using namespace createproduct;
using conformance::RecordingFile;
using conformance::Target;

struct ReplaySettings : conformance::TargetSettings {
  std::string source;
  std::vector<std::string> inline_cases;
  conformance::RecordingSettings recording;
  std::vector<std::string> only;
  suite::Options options;
  std::optional<std::size_t> max_creations;
  std::chrono::seconds clock_ahead{0};
  std::string record;
  bool quiet = false;
  bool verbose = false;
};

/// What is to be replayed, and what a reader should know of it.
struct Material {
  std::vector<suite::ReplayCase> cases;
  std::string salt;
  std::vector<std::string> notes;
};

/// Collects the cases of a recording: the steps of one execution are one case.
class CaseCollector {
 public:
  explicit CaseCollector(Material& out) : out_(out) {}

  void head(const report::TranscriptHead& head) {
    executions_.clear();
    salt_ = head.salt;
    if (out_.salt.empty()) out_.salt = head.salt;
  }

  void take(suite::Recorded&& recorded) {
    if (recorded.case_id.empty() && suite::operation_of(recorded.exchange.sent) != suite::Operation::create) {
      ++others_;
      return;
    }
    if (!recorded.case_id.empty() && recorded.clause == ClauseId("error.quota")) {
      ++quota_;
      return;
    }
    recorded.exchange = report::unstamped(std::move(recorded.exchange));
    const std::uint64_t execution = recorded.execution;
    suite::ReplayCase* one = nullptr;
    if (execution != 0) {
      const auto [place, is_new] = executions_.try_emplace(execution, out_.cases.size());
      if (!is_new) one = &out_.cases[place->second];
    }
    if (one == nullptr) {
      one = &out_.cases.emplace_back();
      one->id = recorded.case_id.empty() ? recorded.place : recorded.case_id;
      one->clause = recorded.clause;
    }
    one->together = one->together || recorded.together;
    one->steps.push_back(suite::replay_step(std::move(recorded), salt_));
  }

  void finish() {
    if (others_ != 0) out_.notes.push_back(std::to_string(others_) + " requests for other operations were left out");
    if (quota_ != 0)
      out_.notes.push_back(std::to_string(quota_) +
                           " requests were left out: what is right depends on how many products the account holds");
  }

 private:
  Material& out_;
  std::string salt_;
  std::map<std::uint64_t, std::size_t> executions_;
  std::size_t others_ = 0;
  std::size_t quota_ = 0;
};

suite::ReplayCase case_of_finding(const suite::Finding& finding, std::string_view salt) {
  suite::ReplayCase out;
  // What is not all in the requests is in the case.
  const bool by_name = suite::is_told_by_name(finding.case_id);
  if (report::detail::is_about_signing(finding.clause))
    if (auto known = report::catalogue_case(finding.case_id)) out = *std::move(known);
  out.id = finding.case_id;
  out.clause = finding.clause;
  out.broken = finding.clause;
  if (by_name || !out.steps.empty()) return out;
  for (const suite::Exchange& exchange : finding.history) {
    suite::Recorded recorded;
    recorded.exchange = report::unstamped(exchange);
    recorded.clause = finding.clause;
    out.steps.push_back(suite::replay_step(std::move(recorded), salt));
  }
  return out;
}

/// The findings in the report of a run: those of its end, or those so far if it has none.
void read_findings(RecordingFile& file, Material& out) {
  std::vector<suite::Finding> findings;
  const auto take = [&](suite::Event&& event) {
    if (const auto* started = std::get_if<suite::RunStarted>(&event)) out.salt = started->salt;
    if (auto* confirmed = std::get_if<suite::Confirmed>(&event)) findings.push_back(std::move(confirmed->finding));
    if (auto* end = std::get_if<suite::RunFinished>(&event)) {
      out.salt = end->started.salt;
      findings = std::move(end->findings);
    }
  };
  std::istream in(&file.input());
  report::LineReader lines(in);
  std::string whole;
  constexpr std::size_t most_whole = 64U << 20U;
  for (auto got = lines.next(); got != report::LineReader::Got::end; got = lines.next()) {
    const std::string where = "line " + std::to_string(lines.number());
    if (got == report::LineReader::Got::too_long) {
      file.complain_of(where, "it is longer than " + std::to_string(lines.most() >> 20U) + " MiB");
      continue;
    }
    // A report in the format json is one object over many lines.
    if (lines.number() == 1 && lines.line() == "{")
      whole = "{";
    else if (!whole.empty())
      whole.append("\n").append(lines.line());
    else if (Result<suite::Event> event = report::read_event(lines.line()); event)
      take(*std::move(event));
    else
      file.complain_of(where, event.error().text());
    if (whole.size() > most_whole) return file.complain_of(where, "the report is longer than 64 MiB");
  }
  if (!whole.empty()) {
    if (Result<suite::Event> event = report::read_event(whole))
      take(*std::move(event));
    else
      file.complain_of(event.error().where, event.error().message);
  }
  for (const suite::Finding& finding : findings) out.cases.push_back(case_of_finding(finding, out.salt));
}

/// What the call names. Gives what is wrong, or an empty text; `bad` says that the places have been printed.
std::string gather(const char* subcommand, const ReplaySettings& settings, Material& out) {
  for (const std::string& text : settings.inline_cases) {
    Result<suite::ReplayCase> one = report::read_inline_case(text, out.salt);
    if (!one) return "--case: " + one.error().text();
    out.cases.push_back(*std::move(one));
  }
  if (settings.source.empty()) return out.cases.empty() ? "name what to replay: a file, a case, or --case JSON" : "";
  std::error_code ignored;
  if (settings.source != "-" && !std::filesystem::exists(settings.source, ignored)) {
    std::vector<std::string_view> ids;
    for (const suite::Case& one : suite::builtin_catalogue()) {
      ids.push_back(one.id);
      if (suite::glob_matches(settings.source, one.id)) out.cases.push_back(*report::catalogue_case(one.id));
    }
    for (const suite::Race race : suite::all_races) {
      ids.push_back(suite::race_id(race));
      if (!suite::glob_matches(settings.source, suite::race_id(race))) continue;
      suite::ReplayCase& one = out.cases.emplace_back();
      one.id = suite::race_id(race);
      one.clause = suite::race_clause(race);
    }
    ids.push_back(suite::again_id);
    if (suite::glob_matches(settings.source, suite::again_id)) {
      suite::ReplayCase& one = out.cases.emplace_back();
      one.id = suite::again_id;
      one.clause = "product-name.unique";
    }
    if (!out.cases.empty()) return {};
    return "there is no file, and no case of the catalogue, called " + settings.source +
           report::did_you_mean(settings.source, ids);
  }
  RecordingFile file(subcommand, settings.source, settings.recording);
  if (const std::string problem = file.open(); !problem.empty()) return problem;
  if (file.format() == report::RecordingFormat::events) {
    read_findings(file, out);
  } else {
    CaseCollector collector(out);
    report::RecordingSink sink;
    sink.head = [&collector](const report::TranscriptHead& head) { collector.head(head); };
    sink.take = [&collector](suite::Recorded&& recorded) { collector.take(std::move(recorded)); };
    file.read(sink, true);
    collector.finish();
  }
  if (file.is_bad()) return "nothing was sent, since not all of " + file.name() + " can be read; --skip-bad skips it";
  for (std::string& note : file.notes()) out.notes.push_back(std::move(note));
  return {};
}

std::optional<suite::Race> race_of(const suite::ReplayCase& one) {
  if (!one.steps.empty()) return std::nullopt;
  for (const suite::Race race : suite::all_races)
    if (suite::race_id(race) == one.id) return race;
  return std::nullopt;
}

/// The stamp, as of a machine whose clock is ahead.
suite::Stamp ahead(suite::Stamp stamp, std::chrono::seconds by, bool is_signed) {
  if (!stamp || by.count() == 0) return stamp;
  return [stamp = std::move(stamp), by, is_signed](wire::RawRequest request, bool with_common) {
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>((std::chrono::system_clock::now() + by).time_since_epoch());
    if ((is_signed || with_common) && !suite::parameter_of(wire::encode(request), "Timestamp"))
      request.add("Timestamp", std::to_string(now.count()));
    return stamp(std::move(request), with_common);
  };
}

void set_ahead(suite::Access& access, std::chrono::seconds by) {
  access.stamp = ahead(std::move(access.stamp), by, access.is_signed);
  access.mismatched_stamp = ahead(std::move(access.mismatched_stamp), by, access.is_signed);
  access.methodless_stamp = ahead(std::move(access.methodless_stamp), by, access.is_signed);
  for (suite::MistakenStamp& mistaken : access.mistaken_stamps)
    mistaken.stamp = ahead(std::move(mistaken.stamp), by, access.is_signed);
}

/// The result in lines: what was sent and answered, with a mark where it first differs from what had been recorded.
std::string text_of(const suite::ReplayCase& one, const suite::ReplayResult& result, const report::Redactor& redactor) {
  std::string out(suite::replay_status_name(result.status));
  out.append(out.size() < 11 ? 13 - out.size() : 2, ' ').append(report::printable(one.id));
  if (result.broken)
    out.append("  ").append(result.broken->id());
  else if (result.was_broken)
    out.append("  ").append(result.was_broken->id());
  out.push_back('\n');
  if (result.status == suite::ReplayStatus::same || result.status == suite::ReplayStatus::passes) return out;
  constexpr std::size_t most = 6;
  const std::size_t count = result.now.size();
  // Of long sequences, those around the difference.
  const std::size_t centre = result.difference.value_or(count == 0 ? 0 : count - 1);
  const std::size_t first = count <= most ? 0 : std::min(centre < most / 2 ? 0 : centre - most / 2, count - most);
  for (std::size_t i = first; i < count && i < first + most; ++i) {
    const bool differs = result.difference == i;
    std::string label = i == 0 ? "request" : "then";
    if (count > 1) label = std::to_string(i + 1) + " of " + std::to_string(count);
    report::detail::add_exchange(redactor(result.now[i]), label, out);
    if (!differs || !one.steps[i].recorded) continue;
    report::detail::add_line("> before", report::detail::answer_line(redactor(one.steps[i].recorded->exchange).answer),
                             out);
  }
  if (!result.why.empty()) report::detail::add_line("why", report::printable(redactor(result.why)), out);
  return out;
}

/// Counts results and words the conclusion.
class Tally {
 public:
  void take(suite::ReplayStatus status) { ++counts_[static_cast<std::size_t>(status)]; }

  [[nodiscard]] int exit_code() const {
    for (std::size_t i = 0; i < counts_.size(); ++i)
      if (counts_[i] != 0 && suite::is_failure(static_cast<suite::ReplayStatus>(i)))
        return conformance::Exit::contract_broken;
    return count(suite::ReplayStatus::error) != 0 ? conformance::Exit::inconclusive : conformance::Exit::conformant;
  }

  [[nodiscard]] std::string text() const {
    static constexpr std::array<std::string_view, 8> words{
        "the same", "pass", "fixed", "changed, and right still", "fail", "still fail", "changed for the worse",
        "undecided"};
    static constexpr std::array<std::string_view, 8> words_of_one{
        "the same", "passes", "fixed", "changed, and right still", "fails", "still fails", "changed for the worse",
        "undecided"};
    std::size_t all = 0;
    std::string parts;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      all += counts_[i];
      if (counts_[i] == 0) continue;
      parts.append(parts.empty() ? "" : ", ").append(std::to_string(counts_[i])).append(" ");
      parts.append(counts_[i] == 1 ? words_of_one[i] : words[i]);
    }
    return std::to_string(all) + (all == 1 ? " case replayed: " : " cases replayed: ") + parts;
  }

 private:
  [[nodiscard]] std::size_t count(suite::ReplayStatus status) const {
    return counts_[static_cast<std::size_t>(status)];
  }

  std::array<std::size_t, 8> counts_{};
};

std::optional<int> read_settings(int argc, char** argv, ReplaySettings& settings) {
  CLI::App app("Sends again what was recorded or found, and says what has become of it.");
  app.add_option(
         "FILE|CASE", settings.source,
         "a recording, the ndjson or json report of a run, or cases of the\ncatalogue by id (* and ?); - is stdin")
      ->type_name("");
  conformance::add_target_options(app, settings);
  app.add_option("--case", settings.inline_cases, "a case in place, as reports print it; repeatable")
      ->type_name("JSON")
      ->allow_extra_args(false);
  app.add_option("--only", settings.only, "replay only these cases, by id or clause (* and ?); repeatable")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  conformance::add_recording_options(app, settings.recording);
  app.add_option("--record", settings.record, conformance::record_help)->type_name("FILE");
  conformance::add_max_creations(app, settings.max_creations);
  conformance::add_rate(app, settings.options);
  conformance::add_text_option(app, "--clock-ahead",
                               "sign as if it were so many seconds later; the mock's clock is as much\nahead",
                               [&settings](const std::string& text) -> std::string {
                                 const auto value = conformance::number<std::int64_t>(text);
                                 if (!value || *value < 0 || *value > 4000000000) return "expected a number of seconds";
                                 settings.clock_ahead = std::chrono::seconds(*value);
                                 return {};
                               })
      ->type_name("SECONDS");
  conformance::add_text_option(app, "--quota", "the number of products an account of the mock may have; 2000 unless given",
                               conformance::take_number(settings.mock_settings.quota, "a number of products"))
      ->type_name("N");
  app.add_flag("--quiet", settings.quiet, "print the conclusion only");
  app.add_flag("--verbose", settings.verbose, "print the cases that are the same, too");
  app.footer(
      "Names are made fresh, of the same kinds of characters; Signature, Nonce and Timestamp are made anew.\n"
      "SAME       right then and now, with the same outcome\n"
      "FIXED      wrong then, right now\n"
      "STILL FAILS, and CHANGED if it is in another way than before or was right before\n"
      "CHANGED    also: right both times, but accepted once and refused once; that is no failure\n"
      "PASSES or FAILS where it is not known what came of it before; ERROR where it could not be decided\n"
      "\n" +
      std::string(conformance::target_syntax) + "\n" + conformance::secrets_help +
      "\n\nExit status: 0 nothing fails, 1 something fails, 2 wrong call or file error, 3 undecided or unreachable.\n"
      "\nExamples:\n"
      "  createproduct-conformance run --endpoint http://127.0.0.1:8080 --record recorded.ndjson\n"
      "  createproduct-conformance replay recorded.ndjson http://127.0.0.1:9090\n"
      "  createproduct-conformance replay report.ndjson --endpoint http://127.0.0.1:8080 --only 'product-name.*'\n"
      "  createproduct-conformance replay product-name.max-length.over-33 --mock");
  if (const auto status = conformance::parsed(app, argc, argv)) return status;
  if (const std::string problem = conformance::target_problem(app, settings); !problem.empty())
    return conformance::complain(argv[0], problem);
  if (settings.mock_settings.quota && !settings.mock) return conformance::complain(argv[0], "--quota needs --mock");
  if (settings.quiet && settings.verbose)
    return conformance::complain(argv[0], "--quiet and --verbose exclude each other");
  return std::nullopt;
}

}  // namespace

int conformance::replay_command(int argc, char** argv) {
  ReplaySettings settings;
  if (const auto status = read_settings(argc, argv, settings)) return *status;
  std::string problem;
  Keys keys = keys_from_environment(problem);
  if (!problem.empty()) return complain(argv[0], problem);
  Material material;
  if (problem = gather(argv[0], settings, material); !problem.empty()) return complain(argv[0], problem);
  if (!settings.only.empty())
    std::erase_if(material.cases, [&settings](const suite::ReplayCase& one) {
      return std::none_of(settings.only.begin(), settings.only.end(), [&one](const std::string& pattern) {
        return suite::glob_matches(pattern, one.id) ||
               suite::glob_matches(pattern, one.broken.value_or(one.clause).id());
      });
    });
  if (material.cases.empty()) {
    problem = "there is nothing to replay";
    for (const std::string& note : material.notes) problem += "; " + note;
    return complain(argv[0], problem);
  }
  for (std::size_t i = 0; i < material.cases.size(); ++i) report::share_fresh_name(material.cases[i], i);

  settings.mock_settings.ahead = settings.clock_ahead;
  Result<Target> target = open_target(settings, keys);
  if (!target) return complain(argv[0], target.error().text());
  const report::Redactor redactor(keys.secrets());
  suite::Options& options = settings.options;
  // As long as the one then, so that names keep their length.
  options.salt = random_salt();
  if (!material.salt.empty()) {
    while (options.salt.size() < material.salt.size()) options.salt += random_salt();
    options.salt.resize(material.salt.size());
  }
  options.max_creations = most_creations(settings.max_creations, *target);
  RecordFile record;
  if (!settings.record.empty())
    if (problem = record.open(settings.record, {target->description, options.salt}, target->commands.url, redactor);
        !problem.empty())
      return complain(argv[0], problem);

  suite::Means means = means_of(settings, *target, keys);
  means.recorder = record.recorder();
  set_ahead(means.first, settings.clock_ahead);
  if (means.second) set_ahead(*means.second, settings.clock_ahead);
  means.clock = [by = settings.clock_ahead] { return std::chrono::system_clock::now() + by; };
  end_in_order_on_signals();

  if (!settings.quiet) {
    std::cout << "replay to " << report::printable(redactor(target->description)) << ", salt " << options.salt << "\n";
    for (const auto* notes : {&material.notes, &target->notes})
      for (const std::string& note : *notes) std::cout << "note: " << report::printable(note) << "\n";
  }
  const auto closed = [&](int code) {
    const std::string damage = record.close();
    if (damage.empty()) return code;
    complain(argv[0], damage);
    return code == Exit::contract_broken ? code : int{Exit::usage};
  };
  suite::Replay replay(means, options, material.salt);
  if (const std::string trouble = replay.prepare(); !trouble.empty()) {
    if (replay.unreachable()) {
      complain(argv[0], trouble);
      return closed(Exit::inconclusive);
    }
    if (!settings.quiet) std::cout << "note: " << report::printable(trouble) << "\n";
  }
  Tally tally;
  for (const suite::ReplayCase& one : material.cases) {
    constexpr std::size_t rounds = 20;
    const auto race = race_of(one);
    const suite::ReplayResult result = race                ? replay.run_race_again(*race, rounds, one.broken)
                                       : one.steps.empty() ? replay.run_again_later(one.broken)
                                                           : replay.run(one);
    tally.take(result.status);
    const bool told = settings.verbose || (result.status != suite::ReplayStatus::same && !settings.quiet);
    if (told) std::cout << text_of(one, result, redactor) << std::flush;
  }
  std::cout << tally.text() << "\n";
  return closed(tally.exit_code());
}
