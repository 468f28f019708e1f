// SPDX-License-Identifier: MIT
#include <createproduct/report/recording_reader.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "recording_sample.hpp"

using namespace createproduct;
using report::recording_format;
using Format = report::RecordingFormat;

TEST_CASE("the content says what format it is") {
  CHECK(recording_format("{\"transcript\":1}") == Format::transcript);
  CHECK(recording_format("\xEF\xBB\xBF{\n  \"log\": {") == Format::har);
  CHECK(recording_format("{\"event\":\"run-started\"") == Format::events);
  CHECK(recording_format("# mine\n\ncurl 'http://h'") == Format::curl);
  CHECK(recording_format("$ curl http://h") == Format::curl);
  CHECK(recording_format("https://h/v2/index.php?a") == Format::urls);
  CHECK(recording_format("/v2/index.php?a") == Format::urls);
  for (const std::string& text : {std::string(), std::string("\n "), std::string("{}"), std::string("\0\xFF", 2),
                                  std::string("curly"), std::string("# nothing"), std::string("[1]")}) {
    CAPTURE(text);
    CHECK_FALSE(recording_format(text).has_value());
  }
}

TEST_CASE("each format is read by its reader") {
  const auto count = [](Format format, const std::string& text) {
    ReadRecording out;
    std::istringstream in(text);
    report::read_recording(in, format, out.sink, report::ServiceFilter(), false);
    CHECK(out.bad == "");
    return out.all.size();
  };
  CHECK(count(Format::transcript, "{\"transcript\":1}\n{\"method\":\"GET\",\"query\":\"a\"}\n") == 1);
  CHECK(count(Format::har, R"({"log":{"entries":[{"request":{"method":"GET","url":"/v2/index.php"}}]}})") == 1);
  CHECK(count(Format::curl, "curl http://h/v2/index.php") == 1);
  CHECK(count(Format::urls, "/v2/index.php?a\n") == 1);
}
