// SPDX-License-Identifier: MIT
#include <createproduct/report/har_reader.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "recording_sample.hpp"

using namespace createproduct;
using Answered = suite::Recorded::Answered;

namespace {

void read(ReadRecording& out, const std::string& text, std::size_t most = 64U << 20U) {
  std::istringstream in(text);
  report::read_har(in, out.sink, report::ServiceFilter(), most);
}

std::string har(const std::string& entries) {
  return R"({"log":{"version":"1.2","creator":{"name":"x","version":"1"},"pages":[{"id":"p"}],"entries":[)" + entries +
         "]}}";
}

std::string entry(const std::string& request,
                  const std::string& response = R"({"status":200,"content":{"size":2,"text":"{}"}})") {
  return R"({"startedDateTime":"2026-11-24T20:36:03.250Z","time":500,"request":)" + request + R"(,"response":)" +
         response + "}";
}

const std::string get = R"({"method":"GET","url":"http://h/v2/index.php?a=b","headers":[{"name":"Host","value":"h"}]})";

std::string post(const std::string& data) {
  return R"({"method":"POST","url":"http://h/v2/index.php","postData":)" + data + "}";
}

}  // namespace

TEST_CASE("entries become exchanges") {
  ReadRecording out;
  read(out, har(entry(get) + "," +
                entry(post(R"({"mimeType":"application/x-www-form-urlencoded; charset=UTF-8","text":"a=b&c=%20"})"))));
  CHECK(out.bad == "");
  REQUIRE(out.all.size() == 2);
  CHECK(out.all[0].exchange.sent == wire::WireRequest{"GET", "a=b", ""});
  CHECK(out.all[0].exchange.answer.status == 200);
  CHECK(out.all[0].exchange.answer.body == "{}");
  CHECK(out.all[0].place == "/log/entries/0");
  CHECK(out.all[0].start == 1795552563.25);
  CHECK(out.all[0].end == doctest::Approx(1795552563.751).epsilon(1e-13));
  CHECK(out.all[1].exchange.sent == wire::WireRequest{"POST", "", "a=b&c=%20"});
}

TEST_CASE("the first entry that fits says what the target is, without user and query") {
  ReadRecording out;
  read(out, har(entry(R"({"method":"GET","url":"http://h/elsewhere"})") + "," +
                entry(R"({"method":"GET","url":"https://user:word@H:443/v2/index.php?a=b"})") + "," + entry(get)));
  REQUIRE(out.heads.size() == 1);
  CHECK(out.heads.front().target == "https://h/v2/index.php");
  CHECK(out.heads.front().salt == "");
}

TEST_CASE("parameters in place of text are encoded, where it is clear that they are not yet") {
  ReadRecording out;
  read(
      out,
      har(entry(post(
              R"({"mimeType":"application/x-www-form-urlencoded","params":[{"name":"a","value":"x y&"},{"name":"b","value":""}]})")) +
          "," +
          entry(post(R"({"mimeType":"application/x-www-form-urlencoded","params":[{"name":"a","value":"x%20y"}]})"))));
  REQUIRE(out.all.size() == 1);
  CHECK(out.all[0].exchange.sent.body == "a=x%20y%26&b=");
  CHECK(out.skipped.size() == 1);
}

TEST_CASE("content may be in Base64, or missing") {
  ReadRecording out;
  read(out, har(entry(get, R"({"status":200,"content":{"size":2,"text":"e30=","encoding":"base64"}})") + "," +
                entry(get, R"({"status":200,"content":{"size":12}})") + "," +
                entry(get, R"({"status":0,"content":{"size":0}})") + "," +
                entry(get, R"({"status":200,"content":{"size":0}})") + "," +
                entry(get, R"({"status":200,"content":{"size":2,"text":"e30=!","encoding":"base64"}})")));
  REQUIRE(out.all.size() == 4);
  CHECK(out.all[0].exchange.answer.body == "{}");
  CHECK(out.all[1].answered == Answered::dropped);
  CHECK(out.all[2].answered == Answered::dropped);
  CHECK(out.all[3].answered == Answered::known);
  CHECK(out.bad == "/log/entries/4/response/content: its text is not Base64\n");
}

TEST_CASE("what is none of our concern is skipped") {
  ReadRecording out;
  read(out, har(entry(R"({"method":"GET","url":"http://h/other"})") + "," + entry(get) + "," +
                entry(R"({"method":"GET","url":"http://elsewhere/v2/index.php"})") + "," +
                entry(R"({"method":"OPTIONS","url":"http://h/v2/index.php"})") + "," +
                entry(post(R"({"mimeType":"application/json","text":"{}"})")) + "," +
                entry(R"({"method":"GET","url":"http://h/v2/index.php?productName=\ufffd"})")));
  CHECK(out.all.size() == 1);
  CHECK(out.skipped.size() == 5);
  CHECK(out.bad == "");
}

TEST_CASE("accounts are told apart by SecretId and headers") {
  const auto with = [](const std::string& header, const std::string& query) {
    return entry(R"({"method":"GET","url":"http://h/v2/index.php?)" + query +
                 R"(","headers":[{"name":"Authorization","value":")" + header + R"("}]})");
  };
  ReadRecording out;
  read(out, har(with("a", "x") + "," + with("b", "x") + "," + with("a", "y") + "," + with("a", "SecretId=1")));
  REQUIRE(out.all.size() == 4);
  CHECK(out.all[0].exchange.account == "first");
  CHECK(out.all[1].exchange.account == "second");
  CHECK(out.all[2].exchange.account == "first");
  CHECK(out.all[3].exchange.account == "account 3");
}

TEST_CASE("bad entries and files are named with the reason") {
  const auto bad = [](const std::string& text, std::size_t most = 64U << 20U) {
    ReadRecording out;
    read(out, text, most);
    return out.bad;
  };
  CHECK(bad(har("7,[]")) == "/log/entries/0/request/url: it is missing, or no text\n"
                             "/log/entries/1/request/url: it is missing, or no text\n");
  CHECK(bad(har(entry(R"({"method":"GET"})"))) == "/log/entries/0/request/url: it is missing, or no text\n");
  CHECK(bad(har(entry(R"({"url":"http://h/v2/index.php"})"))) ==
        "/log/entries/0/request/method: it is missing, or no text\n");
  CHECK(bad(har(R"({"startedDateTime":"now","request":)" + get + "}")) ==
        "/log/entries/0/startedDateTime: expected a time as ISO 8601 has it\n");
  for (const char* status : {"20000", "1000", "-1", "-2e22", "1e300"})
    CHECK(bad(har(entry(get, R"({"status":)" + std::string(status) + "}"))) ==
          "/log/entries/0/response/status: expected a status of HTTP, or 0\n");
  CHECK(bad(R"({"log":{}})") == "/log/entries: it is missing, or no array\n");
  CHECK(bad("[]") == "/log/entries: it is missing, or no array\n");
  CHECK(bad(har(entry(get) + "," + entry(get)).substr(0, 400)).starts_with("entry 1: it is not JSON at byte 40"));
  CHECK(bad(har(entry(R"({"method":")" + std::string(300'000, 'x') + "\"}")), 100'000) ==
        "entry 0: it holds a value that is too large\n");
  CHECK(bad("{\"log\":" + std::string(200, '[')) == "entry 0: it is nested deeper than 100 levels\n");
  CHECK(bad(std::string("\0\xFF", 2)).starts_with("entry 0: it is not JSON"));
}

TEST_CASE("what came out of a cache never reached the service") {
  ReadRecording out;
  std::string cached = entry(get);
  cached.insert(1, R"("_fromCache":"disk",)");
  read(out, har(cached + "," + entry(get)));
  CHECK(out.all.size() == 1);
  CHECK(out.skipped.size() == 1);
}

TEST_CASE("what cannot be read may have changed anything, unless its method changes nothing") {
  const auto unread = [](const std::string& request) {
    ReadRecording out;
    int count = 0;
    out.sink.unread = [&count] { ++count; };
    read(out, har(entry(request)));
    CHECK(out.all.empty());
    return count;
  };
  CHECK(unread(post(R"({"mimeType":"application/json","text":"{}"})")) == 1);
  CHECK(unread(R"({"method":"DELETE","url":"http://h/v2/index.php?a=b"})") == 1);
  CHECK(unread(R"({"method":"OPTIONS","url":"http://h/v2/index.php?a=b"})") == 0);
}
