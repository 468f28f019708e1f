// SPDX-License-Identifier: MIT
#include <createproduct/report/event_reader.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sample_events.hpp"

using namespace createproduct;
using report::event_json;
using report::read_event;

namespace {

std::string problem(const std::string& line) {
  const auto event = read_event(line);
  return event ? "" : event.error().text();
}

}  // namespace

TEST_CASE("what was written is read back") {
  suite::Finding bytes = sample::too_long_name();
  bytes.history[0].sent.query = "\xFF\x01";
  bytes.history[0].answer.body = "\xC3";
  bytes.history[0].sent.content_type = "a/b; c";
  const std::vector<suite::Event> events{
      suite::RunStarted{"http://h/", "quick", 18446744073709551615U, "salt", 7, "2/3"},
      suite::PhaseStarted{"names", 3},
      suite::CaseFinished{"c.1", "region.type", judge::Verdict::inconclusive, 2, "noise"},
      suite::Suspected{bytes},
      suite::Confirmed{sample::duplicate_accepted()},
      suite::Note{"n\n\x1B"},
      sample::finished({sample::too_long_name(), sample::duplicate_accepted()}, "why")};
  for (const suite::Event& event : events) {
    const std::string line = event_json(event);
    CAPTURE(line);
    const auto read = read_event(line);
    REQUIRE_MESSAGE(read.has_value(), problem(line));
    CHECK(event_json(*read) == line);
  }
  const auto read = read_event(event_json(suite::Suspected{bytes}));
  const suite::Exchange& exchange = std::get<suite::Suspected>(*read).finding.history[0];
  CHECK(exchange.sent.query == "\xFF\x01");
  CHECK(exchange.sent.content_type == "a/b; c");
}

TEST_CASE("what is no event is refused with its place") {
  CHECK(problem("") == "the line is not JSON");
  CHECK(problem("{") == "the line is not JSON");
  CHECK(problem("\xFF") == "the line is not JSON");
  CHECK(problem("[]") == "/event: it is missing");
  CHECK(problem("7") == "/event: it is missing");
  CHECK(problem(R"({"event":7})") == "/event: expected a text");
  CHECK(problem(R"({"event":"x"})") == "/event: there is no event x");
  CHECK(problem(R"({"event":"note"})") == "/text: it is missing");
  CHECK(problem(R"({"event":"phase-started","phase":"p","cases":-1})") == "/cases: the number is out of range");
  CHECK(problem(R"({"event":"phase-started","phase":"p","cases":1.5})") == "/cases: expected an integer");
  CHECK(problem(R"({"event":"suspected","finding":{"clause":"no.such"}})") == "/finding/clause: no clause is called no.such");
  CHECK(problem(R"({"event":"suspected","finding":{"clause":"region.type","verdict":"bad"}})") ==
        "/finding/verdict: there is no verdict bad");
  std::string hex = event_json(suite::Suspected{[] {
    suite::Finding finding = sample::too_long_name();
    finding.history[0].answer.body = "\xFF";
    return finding;
  }()});
  hex.replace(hex.find("\"FF\""), 4, "\"FG\"");
  CHECK(problem(hex) == "/finding/history/0/answer/body_hex: expected pairs of hexadecimal digits");
  hex.replace(hex.find("\"FG\""), 4, "\"FFF\"");
  CHECK(problem(hex) == "/finding/history/0/answer/body_hex: expected pairs of hexadecimal digits");
}

TEST_CASE("a line that is cut anywhere, or has something else in a place, never breaks the reader") {
  const std::string line = event_json(sample::finished({sample::too_long_name()}, "why"));
  for (std::size_t i = 0; i < line.size(); i += 7) {
    CHECK_FALSE(read_event(line.substr(0, i)).has_value());
    std::string changed = line;
    changed[i] = '0';
    (void)read_event(changed);
  }
}
