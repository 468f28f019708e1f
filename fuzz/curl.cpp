// SPDX-License-Identifier: MIT
// curl lines, words of the shell, and URLs.
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/fuzz/script.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/curl_reader.hpp>
#include <createproduct/report/recorded_url.hpp>

#include "frame/recordings.hpp"
#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

constexpr const char* url = "http://127.0.0.1:8080/v2/index.php";

std::vector<std::string> seeds() {
  std::vector<std::string> out{"curl 'http://h/v2/index.php?Action=CreateProduct&productName=a'",
                               "$ curl -sS \\\n  --data-raw $'a\\x41\\n' http://h/v2/index.php",
                               "curl -G -d a=b --data-urlencode 'c=d e' \"http://h/v2/index.php\"",
                               "curl http://h/v2/index.php?a=b | jq .",
                               "/v2/index.php?a=b\n# c\nhttps://u:p@h:443/v2/index.php?x#y",
                               "curl -X POST -H 'Content-Type: application/x-www-form-urlencoded' -d @file http://h/"};
  for (const std::string& script : fuzz::seeds(fuzz::Grammar::script)) {
    const std::vector<wire::WireRequest> requests = fuzz::read_script(script, 1);
    if (out.size() > 160) break;
    if (!requests.empty()) out.push_back(report::curl_line(requests.front(), url, "").line);
  }
  return out;
}

/// The line that a report prints for a request reads as that request, if nothing is said against it.
void printed_lines_read_back(std::string_view bytes) {
  for (const wire::WireRequest& request : fuzz::read_script(bytes, 1)) {
    const report::CurlLine line = report::curl_line(request, url, "");
    if (!line.caveat.empty() || line.line.empty() || (request.method != "GET" && request.method != "POST")) continue;
    fuzzing::ReadRecording read;
    std::istringstream in(line.line);
    report::read_curl(in, read.sink(), report::ServiceFilter());
    // A line that pipes its body in is for the shell alone.
    if (line.line.find("printf") != std::string::npos) continue;
    require(read.all.size() == 1 && read.all[0].exchange.sent == request, "a printed curl line reads as its request",
            request.method + " " + request.query + " " + request.body, line.line + "\n" + read.text);
  }
}

}  // namespace

FUZZ_TARGET("curl", bytes, seeds) {
  const auto differ = [](std::string_view a, std::string_view b) {
    fuzzing::broken("lines read the same in pieces", a, b);
  };
  (void)fuzzing::read_in_pieces(
      bytes,
      [](std::istream& in, const report::RecordingSink& sink) { report::read_curl(in, sink, report::ServiceFilter()); },
      differ);
  const fuzzing::ReadRecording urls = fuzzing::read_in_pieces(
      bytes,
      [](std::istream& in, const report::RecordingSink& sink) { report::read_urls(in, sink, report::ServiceFilter()); },
      differ);
  for (const suite::Recorded& recorded : urls.all)
    require(bytes.find(recorded.exchange.sent.query) != std::string_view::npos, "a URL's query is part of its line",
            bytes);
  printed_lines_read_back(bytes);
  if (bytes.find('\0') == std::string_view::npos) {
    report::ShellWords words;
    std::istringstream lines(report::shell_quoted(bytes));
    std::vector<std::string> got;
    for (std::string line; std::getline(lines, line);)
      for (const report::ShellWords::Command& command : words.take(line))
        got.insert(got.end(), command.words.begin(), command.words.end());
    require(got.size() == 1 && got.front() == bytes, "a quoted word is the word", bytes, report::shell_quoted(bytes));
  }
}
