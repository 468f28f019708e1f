// SPDX-License-Identifier: MIT
// HAR files.
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/report/har_reader.hpp>
#include <createproduct/report/har_writer.hpp>
#include <createproduct/report/recorded_url.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/wire/utf8.hpp>

#include "frame/recordings.hpp"
#include "frame/target.hpp"

namespace {

using namespace createproduct;
using fuzzing::require;

std::string har_of(const std::vector<suite::Recorded>& all) {
  std::ostringstream out;
  report::HarWriter writer(out, "http://127.0.0.1:8080/v2/index.php", report::Redactor());
  for (const suite::Recorded& recorded : all) writer(recorded);
  writer.finish();
  return out.str();
}

std::vector<std::string> seeds() {
  suite::Recorded get;
  get.exchange.account = "first";
  get.exchange.sent = {"GET", "Action=CreateProduct&productName=a%20b", ""};
  get.exchange.answer.body = "{\"code\":0}";
  get.start = 1700000000.25;
  suite::Recorded post = get;
  post.exchange.sent = {"POST", "", "Action=CreateProduct&productName=\xE4\xB8\xAD"};
  post.exchange.answer.body = "\xFF";
  const std::string url = R"("url":"http://h/v2/index.php?a=b")";
  const auto entry = [](const std::string& request, const std::string& response) {
    return R"({"log":{"version":"1.2","creator":{"name":"x","version":"1"},)"
           R"("entries":[{"startedDateTime":"2026-11-24T20:36:03.250Z","time":500,"request":)" +
           request + R"(,"response":)" + response + "}]}}";
  };
  return {
      har_of({get, post}),
      entry(R"({"method":"GET",)" + url + R"(,"headers":[{"name":"Authorization","value":"h"}]})",
            R"({"status":200,"content":{"size":2,"text":"e30=","encoding":"base64"}})"),
      entry(
          R"({"method":"POST",)" + url +
              R"(,"postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"a","value":"x y&"}]}})",
          R"({"status":0,"content":{"size":0}})"),
      R"({"log":{"entries":[]}})"};
}

}  // namespace

FUZZ_TARGET("har", properties, seeds) {
  const fuzzing::ReadRecording read = fuzzing::read_in_pieces(
      bytes,
      [](std::istream& in, const report::RecordingSink& sink) {
        report::read_har(in, sink, report::ServiceFilter("", ""), 1U << 16U);
      },
      [](std::string_view a, std::string_view b) { fuzzing::broken("a HAR file reads the same in pieces", a, b); });
  if (read.all.empty()) return;
  const std::string text = har_of(read.all);
  require(nlohmann::json::accept(text), "a HAR file that is written is JSON", text);
  fuzzing::ReadRecording again;
  std::istringstream in(text);
  report::read_har(in, again.sink(), report::ServiceFilter("", ""));
  require(again.text.find("bad ") != 0 && again.text.find("\nbad ") == std::string::npos,
          "a HAR file that was written can be read", text, again.text);
  require(again.all.size() == read.all.size(), "each exchange is written and read", text, again.text);
  for (std::size_t i = 0; i < read.all.size(); ++i) {
    const wire::WireRequest& before = read.all[i].exchange.sent;
    const bool kept = !report::has_credentials(before) && wire::is_utf8(before.query) && wire::is_utf8(before.body) &&
                      before.query.find('#') == std::string::npos;
    if (kept)
      require(again.all[i].exchange.sent == before, "a request reads as it was written",
              before.query + " " + before.body, text);
  }
}
