// SPDX-License-Identifier: MIT
// Transcripts.
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/report/redact.hpp>
#include <createproduct/report/transcript.hpp>
#include <createproduct/report/transcript_reader.hpp>
#include <createproduct/suite/catalogue.hpp>

#include "frame/recordings.hpp"
#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

suite::Recorded sample(std::string method, std::string query, std::string body) {
  suite::Recorded recorded;
  recorded.exchange.account = "first";
  recorded.exchange.sent = {std::move(method), std::move(query), std::move(body)};
  recorded.exchange.answer.body = R"({"code":0,"message":"","codeDesc":"Success","productName":"a","productID":"b"})";
  recorded.start = 1700000000.25;
  recorded.end = 1700000000.5;
  return recorded;
}

std::string transcript_of(const std::vector<suite::Recorded>& all) {
  std::ostringstream out;
  report::TranscriptWriter writer(out, {"http://127.0.0.1:1/", "kqzvn"}, report::Redactor());
  for (const suite::Recorded& recorded : all) writer(recorded);
  return out.str();
}

std::vector<std::string> seeds() {
  suite::Recorded step = sample("POST", "", "Action=CreateProduct&productName=\xFF");
  step.case_id = "product-name.alphabet.space";
  step.execution = 3;
  step.fresh = "kqzvnaaa";
  step.step.emplace();
  step.step->name = "{head} {tail}";
  step.step->not_authentic = true;
  suite::Recorded lost = sample("GET", "a=b", "c=d");
  lost.exchange.answer = {judge::Answer::Transport::closed, 0, {}, "gone", 0};
  return {transcript_of({sample("GET", "Action=CreateProduct&productName=a", "")}), transcript_of({step, lost}),
          "{\"transcript\":1}\n{\"method\":\"GET\",\"query\":\"\",\"answer\":\"\",\"status\":200}\r\n\n{\"method\":",
          "{\"transcript\":2}\n{}\n"};
}

}  // namespace

FUZZ_TARGET("transcript", properties, seeds) {
  for (const bool with_steps : {false, true}) {
    const fuzzing::ReadRecording read = fuzzing::read_in_pieces(
        bytes,
        [&](std::istream& in, const report::RecordingSink& sink) {
          report::TranscriptReader(sink, with_steps).read(in);
        },
        [&](std::string_view a, std::string_view b) {
          fuzzing::broken("a transcript reads the same in pieces", a, b);
        });
    if (read.all.empty()) continue;
    // What a reader gives can be written, and reads as it was. Secrets are left out on the way, so the second round
    // counts.
    const std::string text = transcript_of(read.all);
    fuzzing::ReadRecording again;
    std::istringstream in(text);
    report::TranscriptReader(again.sink(), with_steps).read(in);
    require(again.text.find("\nbad") == std::string::npos, "what was read can be written and read", text, again.text);
    require(again.all.size() == read.all.size(), "each exchange is written and read", text);
    require(transcript_of(again.all) == text, "a transcript read from a written one is written as that was", text,
            transcript_of(again.all));
  }
}
