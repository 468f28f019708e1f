// SPDX-License-Identifier: MIT
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/report/recording_reader.hpp>
#include <createproduct/suite/traffic.hpp>

#include "command.hpp"
#include "described_target.hpp"
#include "number_options.hpp"
#include "outputs.hpp"
#include "recording_file.hpp"

namespace {

using namespace createproduct;
using conformance::RecordingFile;

/// Reads the file once more, for the success that created `name` in `account`.
std::optional<suite::Exchange> find_creation(const RecordingFile& file, const std::string& account,
                                             const std::string& name) {
  std::optional<suite::Exchange> found;
  report::RecordingSink sink;
  sink.bad = [](const std::string&, const std::string&) {};
  sink.skipped = [](std::string_view) {};
  sink.take = [&](suite::Recorded&& recorded) {
    if (found || recorded.exchange.account != account || recorded.answered != suite::Recorded::Answered::known) return;
    judge::AnswerReading answer;
    judge::read_answer(recorded.exchange.answer.body, answer);
    if (answer.code_number != 0 || !answer.has_product_id()) return;
    if (suite::operation_of(recorded.exchange.sent) != suite::Operation::create) return;
    if (judge::classify(recorded.exchange.sent).names == std::vector<std::string>{name})
      found = std::move(recorded.exchange);
  };
  std::ifstream in(file.name(), std::ios::binary);
  if (file.format() != report::RecordingFormat::transcript) {
    report::read_recording(in, file.format(), sink, file.filter(), false);
    return found;
  }
  report::TranscriptReader reader(sink, false);
  // The answer to a success repeats the name.
  if (is_product_name(name))
    reader.wanted = [&](std::string_view line) { return !found && line.find(name) != std::string_view::npos; };
  reader.read(in);
  return found;
}

/// The judge and its reports, which begin when it is known what the recording is of.
class Session {
 public:
  Session(const RecordingFile& file, std::vector<std::string> reports, conformance::OutputOptions output,
          suite::TrafficOptions options, bool complete)
      : reports_(std::move(reports)), output_(std::move(output)), options_(std::move(options)), complete_(complete) {
    options_.description = "the recording " + file.name();
    // What is no regular file can be read once only.
    if (std::error_code none; std::filesystem::is_regular_file(file.name(), none))
      options_.find_creation = [&file](const std::string& account, const std::string& name) {
        return find_creation(file, account, name);
      };
  }

  void head(const report::TranscriptHead& head) {
    if (judge_) return judge_->next_part(complete_ ? head.salt : std::string());
    if (!head.target.empty()) options_.description += " of " + head.target;
    suite::RunStarted recorded;
    recorded.target = head.target;
    recorded.salt = head.salt;
    output_.commands = conformance::commands_for(recorded);
    if (complete_) options_.fresh = head.salt;
  }

  suite::TrafficJudge& judge() {
    if (judge_) return *judge_;
    problem_ = outputs_.open(reports_, output_);
    judge_.emplace(options_, [this](const suite::Event& event) {
      if (problem_.empty()) outputs_(event);
    });
    return *judge_;
  }

  /// What is wrong with the reports, or an empty text.
  [[nodiscard]] std::string problem() const {
    if (!problem_.empty()) return problem_;
    const std::string file = outputs_.damaged();
    return file.empty() ? file : "--report: " + file + ": the file could not be written in full";
  }

 private:
  std::vector<std::string> reports_;
  conformance::OutputOptions output_;
  suite::TrafficOptions options_;
  bool complete_;
  std::string problem_;
  conformance::Outputs outputs_;
  std::optional<suite::TrafficJudge> judge_;
};

}  // namespace

int conformance::judge_command(int argc, char** argv) {
  std::string name;
  RecordingSettings settings;
  std::vector<std::string> reports;
  suite::TrafficOptions options;
  bool complete = false;
  bool quiet = false;
  CLI::App app("Judges recorded traffic by the contract, without sending anything.");
  app.add_option("FILE", name, "the recording, or - for stdin")->required()->type_name("");
  add_recording_options(app, settings);
  app.add_option("--report", reports, "write a report; repeatable, as in run")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  app.add_flag("--complete", complete,
               "of a transcript that run --record wrote: it holds everything that was\never sent for the names with "
               "its salt, so that these did not exist before");
  app.add_flag("--others-delete", options.others_delete,
               "products may have been deleted by requests that are not in the\nrecording, so that two successes for "
               "one name prove nothing");
  add_text_option(app, "--quota", "the number of products of each account, if known",
                  take_number(options.quota, "a number of products"))
      ->type_name("N");
  app.add_flag("--quiet", quiet, "print findings and conclusion only");
  app.footer(
      "What one answer proves is a failure: a product made twice, an invalid request accepted. A refusal or a\n"
      "wrong code may be noise: it counts if all requests alike got it, at least three of them, with successes in\n"
      "between; fewer make the clause inconclusive. Names may exist before the recording begins. Of requests that\n"
      "overlap in time, any order will do. What a gateway says of authentication is not judged.\n"
      "Valid requests that are refused break the clause about what all of them have in common, and no accepted one\n"
      "has; where that is nothing, operation.create. A run, which sends others to find out, may blame a clause that\n"
      "says more.\n"
      "\nExit status: 0 conformant, 1 contract broken, 2 wrong call, or a file that cannot be read, 3 inconclusive.\n"
      "\nExamples:\n"
      "  createproduct-conformance judge traffic.har --host api.example.com --report junit=junit.xml\n"
      "  createproduct-conformance judge recorded.ndjson --skip-bad");
  if (const auto status = parsed(app, argc, argv)) return *status;

  RecordingFile file(argv[0], name, settings);
  if (const std::string problem = file.open(); !problem.empty()) return complain(argv[0], problem);
  if (file.format() == report::RecordingFormat::events)
    return complain(argv[0],
                    name + ": a report holds findings and not all the traffic: judge what run --record writes");
  OutputOptions output;
  using Detail = report::TerminalReport::Detail;
  output.detail = quiet ? Detail::quiet : Detail::normal;
  Session session(file, std::move(reports), output, std::move(options), complete);
  report::RecordingSink sink;
  sink.head = [&session](const report::TranscriptHead& head) { session.head(head); };
  sink.take = [&session](suite::Recorded&& recorded) { session.judge().take(std::move(recorded)); };
  sink.unread = [&session] { session.judge().forget(); };
  file.read(sink, false);
  if (file.is_bad())
    return complain(argv[0], "nothing was concluded, since not all of " + name + " can be read; --skip-bad skips it");
  suite::TrafficJudge& judge = session.judge();
  for (std::string& note : file.notes()) judge.note(std::move(note));
  const suite::RunFinished result = judge.finish();
  if (const std::string problem = session.problem(); !problem.empty()) {
    complain(argv[0], problem);
    if (result.exit_code != Exit::contract_broken) return Exit::usage;
  }
  return result.exit_code;
}
