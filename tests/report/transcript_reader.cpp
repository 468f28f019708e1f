// SPDX-License-Identifier: MIT
#include <createproduct/report/transcript_reader.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "recording_sample.hpp"

using namespace createproduct;

namespace {

const std::string head = "{\"transcript\":1,\"target\":\"t\",\"salt\":\"qwert\"}\n";

void read(ReadRecording& out, const std::string& text, bool with_steps = true) {
  std::istringstream in(text);
  report::TranscriptReader(out.sink, with_steps).read(in);
}

std::string bad(const std::string& line) {
  ReadRecording out;
  read(out, head + line + "\n");
  CHECK(out.all.empty());
  return out.bad;
}

suite::Recorded sample_exchange() {
  suite::Recorded one;
  one.exchange.account = "second";
  one.exchange.is_signed = true;
  one.exchange.sent = {"POST", "a=\xFF&\"", std::string("b\0c", 3), "A/b; c=d"};
  one.exchange.answer = {judge::Answer::Transport::closed, 502, "\xFE half", "it was closed", 0};
  one.start = 1795552563.25;
  one.end = 1795552563.75;
  one.case_id = "product-name.max-length.over-33";
  one.clause = "product-name.max-length";
  one.execution = 12;
  one.fresh = "qwertaab";
  one.life = 2;
  one.together = true;
  one.step.emplace();
  one.step->name = "{fresh:33}";
  return one;
}

}  // namespace

TEST_CASE("what is written is read back") {
  ReadRecording out;
  read(out, head + report::transcript_line(sample_exchange()) + "\n");
  CHECK(out.bad == "");
  REQUIRE(out.all.size() == 1);
  CHECK(out.all[0].place == "line 2");
  CHECK(out.all[0].exchange.sent == sample_exchange().exchange.sent);
  CHECK(out.all[0].exchange.answer == sample_exchange().exchange.answer);
  CHECK(report::transcript_line(out.all[0]) == report::transcript_line(sample_exchange()));
  REQUIRE(out.heads.size() == 1);
  CHECK(out.heads[0].salt == "qwert");
}

TEST_CASE("the least that a line needs is a request") {
  ReadRecording out;
  read(out, head + "{\"method\":\"GET\",\"query\":\"a\"}\n\n{\"method\":\"GET\",\"query\":\"b\",\"answer\":\"{}\"}");
  CHECK(out.bad == "");
  REQUIRE(out.all.size() == 2);
  CHECK(out.all[0].answered == suite::Recorded::Answered::unasked);
  CHECK(out.all[0].exchange.account == "first");
  CHECK(out.all[1].answered == suite::Recorded::Answered::known);
  CHECK(out.all[1].exchange.answer.status == 200);
}

TEST_CASE("steps are read for a replay, and where they say that a request must be refused") {
  ReadRecording out;
  read(out, head + report::transcript_line(sample_exchange()) + "\n", false);
  CHECK_FALSE(out.all.at(0).step.has_value());
  read(out, head + R"({"method":"GET","query":"a","step":{"tamper":"cut","authentic":false}})" + "\n", false);
  REQUIRE(out.all.at(1).step.has_value());
  CHECK(out.all[1].step->not_authentic);
}

TEST_CASE("every line that cannot be read is named with the reason") {
  CHECK(bad("{\"method\":\"GET\"}") == "line 2: /query: it is missing\n");
  CHECK(bad("{\"query\":\"a\"}") == "line 2: /method: it is missing\n");
  CHECK(bad(R"({"method":"GET","query":"a","stauts":1})") == "line 2: /stauts: unknown member\n");
  CHECK(bad(R"({"method":1,"query":"a"})") == "line 2: /method: expected a text\n");
  CHECK(bad(R"({"method":"GET","query":"a","status":1e99})") == "line 2: /status: expected an integer\n");
  CHECK(bad(R"({"method":"GET","query":"a","status":99999999999})") == "line 2: /status: expected an integer\n");
  CHECK(bad(R"({"method":"GET","query":"a","query_hex":"0"})") ==
        "line 2: /query_hex: expected pairs of hexadecimal digits 0-9, A-F\n");
  CHECK(bad(R"({"method":"GET","query":"a","transport":"lost"})") ==
        "line 2: /transport: there is no transport lost\n");
  CHECK(bad(R"({"method":"GET","query":"a","clause":"no.such"})") == "line 2: /clause: no clause is called no.such\n");
  CHECK(bad(R"({"method":"GET","query":"a","start":2,"end":1})") == "line 2: /end: it lies before the start\n");
  CHECK(bad(R"({"method":"GET","query":"a","start":"now"})") == "line 2: /start: expected a number of seconds\n");
  CHECK(bad(R"({"method":"GET","query":"a","step":1})") == "line 2: /step: expected an object\n");
  CHECK(bad(R"({"method":"GET","query":"a","step":{"nmae":"x"}})") ==
        "line 2: /step/nmae: unknown member or wrong value\n");
  CHECK(bad("[]") == "line 2: it is no JSON object\n");
  CHECK(bad(std::string("\0\xFF\x01", 3)).starts_with("line 2: it is not JSON: "));
  CHECK(bad(std::string(9U << 20U, 'x')) == "line 2: it is longer than 8 MiB\n");
  CHECK(bad("{\"a\":" + std::string(100'000, '[')).starts_with("line 2: it is not JSON: nested deeper"));
}

TEST_CASE("a file that was cut is told from one that is damaged") {
  ReadRecording out;
  const std::string line = report::transcript_line(sample_exchange());
  read(out, head + line.substr(0, line.size() / 2));
  CHECK(out.bad == "line 2: it is cut: the file ends within the line\n");
}

TEST_CASE("versions may not mix, recordings may follow each other") {
  ReadRecording out;
  const std::string line = "{\"method\":\"GET\",\"query\":\"a\"}\n";
  read(out, line + head + line + "{\"transcript\":2}\n" + line + head + line);
  CHECK(out.bad ==
        "line 1: it comes before any line that says {\"transcript\":1}\n"
        "line 4: it has another version of the format than 1, which is the one that is read here\n"
        "line 5: it belongs to a version of the format that cannot be read\n");
  CHECK(out.all.size() == 2);
  CHECK(out.heads.size() == 2);
}

TEST_CASE("lines can be left out unread") {
  ReadRecording out;
  std::istringstream in(head +
                        "{\"method\":\"GET\",\"query\":\"a\"}\nnonsense\n{\"method\":\"GET\",\"query\":\"b\"}\n");
  report::TranscriptReader reader(out.sink, false);
  reader.wanted = [](std::string_view line) { return line.find("\"b\"") != std::string_view::npos; };
  reader.read(in);
  CHECK(out.bad == "");
  CHECK(out.all.size() == 1);
}

TEST_CASE("what another tool recorded of a signed request counts as signed") {
  ReadRecording out;
  read(out, head + R"({"method":"GET","query":"a=b&SecretId=AKIDexample&Signature=x","answer":"{}"})" + "\n" +
                R"({"method":"GET","query":"a=b","answer":"{}"})" + "\n");
  REQUIRE(out.all.size() == 2);
  CHECK(out.all[0].exchange.is_signed);
  CHECK_FALSE(out.all[1].exchange.is_signed);
}

TEST_CASE("a salt is empty or what a run can have") {
  for (const char* salt : {"", "abcd", "abcdefghijklmn"}) CHECK(report::is_recorded_salt(salt));
  for (const char* salt : {"abc", "abcdefghijklmno", "abcD", "abc1"}) CHECK_FALSE(report::is_recorded_salt(salt));
}
