// SPDX-License-Identifier: MIT
#include <createproduct/report/curl_reader.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include <createproduct/report/curl.hpp>

#include "recording_sample.hpp"

using namespace createproduct;

namespace {

const std::string url = "http://127.0.0.1:8080/v2/index.php";

wire::WireRequest request(const std::string& line) {
  ReadRecording out;
  std::istringstream in(line);
  report::read_curl(in, out.sink, report::ServiceFilter());
  CAPTURE(line);
  CHECK(out.bad == "");
  REQUIRE(out.all.size() == 1);
  CHECK(out.all[0].answered == suite::Recorded::Answered::unasked);
  return out.all[0].exchange.sent;
}

std::string bad(const std::string& text) {
  ReadRecording out;
  std::istringstream in(text);
  report::read_curl(in, out.sink, report::ServiceFilter());
  return out.bad;
}

}  // namespace

TEST_CASE("curl lines become the requests that curl sends") {
  using wire::WireRequest;
  CHECK(request("curl '" + url + "?a=b&c'") == WireRequest{"GET", "a=b&c", ""});
  CHECK(request("$ curl -sS --url " + url + "?a=b -o /dev/null -m5") == WireRequest{"GET", "a=b", ""});
  CHECK(request("curl -d a=1 --data 'b= 2' " + url) == WireRequest{"POST", "", "a=1&b= 2"});
  CHECK(request("curl -da=1 -XPOST " + url + "?q") == WireRequest{"POST", "q", "a=1"});
  CHECK(request("curl -G -d a=1 --data-urlencode 'b=x y&' " + url + "?q=1") ==
        WireRequest{"GET", "q=1&a=1&b=x%20y%26", ""});
  CHECK(request("curl --data-urlencode '=x y' --data-urlencode 'z!' " + url) == WireRequest{"POST", "", "x%20y&z%21"});
  CHECK(request("curl --data-raw '@file' " + url) == WireRequest{"POST", "", "@file"});
  CHECK(request("curl -X GET --data-raw b " + url) == WireRequest{"GET", "", "b"});
  CHECK(request("curl -gH 'Content-Type: application/x-www-form-urlencoded' \\\n  -d 'a={\"b\":[1]}' " + url) ==
        WireRequest{"POST", "", "a={\"b\":[1]}"});
  CHECK(request("curl -g '" + url + "?a={b}[1]#c'") == WireRequest{"GET", "a={b}[1]", ""});
}

TEST_CASE("what the kit prints is read back byte for byte") {
  for (const wire::WireRequest& sent :
       {wire::WireRequest{"GET", "Action=CreateProduct&productName=it's%20%zz&&=&{a}[1-3]=\"$(x)`|\\~!", ""},
        wire::WireRequest{"GET", "a=\xE4\xB8\xAD#b", ""}, wire::WireRequest{"POST", "q=1", "a='\"%\n\n\x01\xFF&@b"},
        wire::WireRequest{"GET", "", "b"}, wire::WireRequest{"POST", "", ""}}) {
    const report::CurlLine line = report::curl_line(sent, url, {});
    CHECK(request(line.line) == sent);
  }
}

TEST_CASE("what cannot be known is said, with its line") {
  CHECK(bad("\n\ncurl $URL") == "line 3: it holds a $, and what a shell would put in its place is not known\n");
  CHECK(bad("curl -d @file " + url) == "line 1: its data are in a file, which is not at hand\n");
  CHECK(bad("curl --data-urlencode a@file " + url) == "line 1: its data are in a file, which is not at hand\n");
  CHECK(bad("curl -F a=b " + url) == "line 1: its body is no form (-F)\n");
  CHECK(bad("curl --json '{}' " + url) == "line 1: its body is no form (--json)\n");
  CHECK(bad("curl -H 'content-type: application/json' -d '{}' " + url) ==
        "line 1: its body is no form (content-type: application/json)\n");
  CHECK(bad("curl --no-such " + url) == "line 1: its option --no-such is not known here\n");
  CHECK(bad("curl") == "line 1: it names no URL\n");
  CHECK(bad("curl -d") == "line 1: after -d something is missing\n");
  CHECK(bad("curl " + url + " " + url) == "line 1: it names several URLs\n");
  CHECK(bad("curl -X PUT " + url) == "line 1: its method is neither GET nor POST\n");
  CHECK(bad("curl " + url + "?a={b,c}") ==
        "line 1: its URL holds brackets, which curl would expand; --globoff keeps them\n");
  CHECK(bad("wget " + url) == "line 1: the command is not curl\n");
  CHECK(bad("curl 'a\nb") == "line 1: the command does not end\n");
}

TEST_CASE("requests to other places are skipped, signed ones are known as such") {
  ReadRecording out;
  std::istringstream in("curl http://a/other\ncurl 'http://a/v2/index.php?Signature=x'\ncurl http://b/v2/index.php\n");
  report::read_curl(in, out.sink, report::ServiceFilter());
  CHECK(out.skipped.size() == 2);
  REQUIRE(out.all.size() == 1);
  CHECK(out.all[0].exchange.is_signed);
  CHECK(out.all[0].place == "line 2");
}

TEST_CASE("URLs are read line by line") {
  ReadRecording out;
  std::istringstream in("# mine\n" + url + "?a=b \n\n/v2/index.php?c\nnonsense\n" + std::string(9U << 20U, 'x') +
                        "\n/other\n");
  report::read_urls(in, out.sink, report::ServiceFilter());
  REQUIRE(out.all.size() == 2);
  CHECK(out.all[0].exchange.sent == wire::WireRequest{"GET", "a=b", ""});
  CHECK(out.all[1].exchange.sent.query == "c");
  CHECK(out.skipped.size() == 1);
  CHECK(out.bad == "line 5: it is no URL: that begins with http://, https:// or /\nline 6: it is longer than 8 MiB\n");
}
