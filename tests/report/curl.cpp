// SPDX-License-Identifier: MIT
#include <createproduct/report/curl.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "shell.hpp"

using namespace createproduct;
using report::curl_line;
using report::CurlLine;
using report::shell_quoted;
using Arguments = std::vector<std::string>;

namespace {

const std::string url = "http://127.0.0.1:8080/v2/index.php";
const std::string sign = "createproduct-conformance sign";

/// Every byte but NUL.
std::string all_bytes() {
  std::string bytes;
  for (int byte = 1; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
  return bytes;
}

}  // namespace

TEST_CASE("bash reads a quoted word back byte for byte") {
  for (const std::string& text :
       {std::string(), std::string("plain"), std::string("it's \"$HOME\" `x` \\ %s *"), std::string("!!"),
        std::string("a\n\nb\n"), std::string("\\x41 \x01"), std::string("中'文\\"), all_bytes(), all_bytes() + "0",
        "\x01" + std::string("f'\\!")}) {
    CAPTURE(text);
    CHECK(bash_output("printf '%s.' " + shell_quoted(text)) == text + ".");
  }
}

TEST_CASE("an ordinary word is quoted the plain way, and holds no control characters in any case") {
  CHECK(shell_quoted("a'b") == "'a'\\''b'");
  CHECK(shell_quoted("a\n!\xFF'") == "$'a\\n\\x21\\xFF\\''");
  for (const char c : shell_quoted(all_bytes())) CHECK((c >= ' ' && c <= '~'));
}

TEST_CASE("a GET carries its query in the URL, verbatim") {
  const std::string query = "Action=CreateProduct&productName=it's%20%zz&&=&{a}[1-3]=\"$(x)`|\\~!";
  const CurlLine curl = curl_line({"GET", query, ""}, url, {});
  CHECK(curl.caveat.empty());
  CHECK(call_of(curl.line).arguments == Arguments{"--globoff", url + "?" + query});
  CHECK(curl_line({"GET", "", ""}, url, {}).line == "curl --globoff '" + url + "'");
}

TEST_CASE("a query that curl would alter goes as the request target") {
  for (const std::string query : {"a=#b", "a=\xE4\xB8\xAD", "a=\xFF\x01\x7F"}) {
    const CurlLine curl = curl_line({"GET", query, ""}, url, {});
    CAPTURE(curl.line);
    CHECK(curl.caveat.empty());
    CHECK(call_of(curl.line).arguments == Arguments{"--globoff", "--request-target", "/v2/index.php?" + query, url});
  }
  CHECK(call_of(curl_line({"GET", "a=#", ""}, "http://host", {}).line).arguments ==
        Arguments{"--globoff", "--request-target", "/?a=#", "http://host"});
}

TEST_CASE("a query that breaks the request line or holds NUL is said to") {
  const CurlLine spaced = curl_line({"GET", "a=b c\n", ""}, url, {});
  CHECK(call_of(spaced.line).arguments == Arguments{"--globoff", "--request-target", "/v2/index.php?a=b c\n", url});
  CHECK(spaced.caveat == "the query holds a space or a line break, where the request line of HTTP ends");
  const CurlLine cut = curl_line({"GET", std::string("a=b\0c", 5), ""}, url, {});
  CHECK(call_of(cut.line).arguments == Arguments{"--globoff", url + "?a=b"});
  CHECK(cut.caveat == "curl cannot send the NUL byte in the query, nor what follows it");
}

TEST_CASE("a body goes byte for byte, whatever it begins with") {
  for (const std::string& body : {std::string(), std::string("@file"), std::string("a=1&b='\"%\n\n"), all_bytes()}) {
    const CurlLine curl = curl_line({"POST", "q=1", body}, url, {});
    CAPTURE(curl.line);
    CHECK(curl.caveat.empty());
    CHECK(call_of(curl.line).arguments == Arguments{"--globoff", "--data-raw", body, url + "?q=1"});
  }
}

TEST_CASE("an unusual Content-Type is sent") {
  const CurlLine curl = curl_line({"POST", "", "a=1", "application/x-www-form-urlencoded; charset=utf-8"}, url, {});
  CHECK(call_of(curl.line).arguments ==
        Arguments{"--globoff", "--header", "Content-Type: application/x-www-form-urlencoded; charset=utf-8", "--data-raw",
                  "a=1", url});
}

TEST_CASE("a body with NUL goes through a pipe") {
  for (const std::string& body : {std::string("%d\0\\n'", 6) + all_bytes() + "7", std::string("-v\0", 3)}) {
    const CurlLine curl = curl_line({"POST", "", body}, url, {});
    CAPTURE(curl.line);
    CHECK(curl.caveat.empty());
    const CurlCall call = call_of(curl.line);
    CHECK(call.arguments == Arguments{"--globoff", "--data-binary", "@-", url});
    CHECK(call.input == body);
  }
}

TEST_CASE("other methods, and a GET with a body, are named") {
  CHECK(call_of(curl_line({"PUT", "a=b", ""}, url, {}).line).arguments ==
        Arguments{"--globoff", "--request", "PUT", url + "?a=b"});
  CHECK(call_of(curl_line({"GET", "", "b"}, url, {}).line).arguments ==
        Arguments{"--globoff", "--request", "GET", "--data-raw", "b", url});
  CHECK(call_of(curl_line({"it's", "", ""}, url, {}).line).arguments ==
        Arguments{"--globoff", "--request", "it's", url});
}

TEST_CASE("a signed GET is signed afresh when the line runs") {
  const std::string query = "Action=CreateProduct&productName=it's%20!";
  const CurlLine curl = curl_line({"GET", query, ""}, url, sign);
  CHECK(curl.caveat.empty());
  CHECK(call_of(curl.line).arguments == Arguments{"--globoff", "signed(sign|" + url + "?" + query + ")"});
  CHECK(curl_line({"GET", "a=b", ""}, url, sign).line ==
        "curl --globoff \"$(createproduct-conformance sign '" + url + "?a=b')\"");
  CHECK(curl_line({"GET", "a=b", ""}, url, sign, "curl --insecure").line ==
        "curl --insecure --globoff \"$(createproduct-conformance sign '" + url + "?a=b')\"");
  CHECK(curl_line({"GET", "a=b", ""}, url, sign + " --host h").line ==
        "curl --globoff \"$(createproduct-conformance sign --host h '" + url + "?a=b')\"");
}

TEST_CASE("a signed POST has its body signed afresh") {
  const CurlLine curl = curl_line({"POST", "q", "a='\n!\"&b"}, url, sign);
  CHECK(curl.caveat.empty());
  CHECK(call_of(curl.line).arguments ==
        Arguments{"--globoff", "--data-raw", "signed(sign|--method|POST|--data|a='\n!\"&b|" + url + "?q)", url + "?q"});
}

TEST_CASE("a signed request of another kind keeps its method and body") {
  CHECK(call_of(curl_line({"GET", "a=b", "@c"}, url, sign).line).arguments ==
        Arguments{"--globoff", "--request", "GET", "--data-raw", "@c", "signed(sign|" + url + "?a=b)"});
}

TEST_CASE("what a signed line cannot carry is said") {
  CHECK(curl_line({"GET", "a=\xFF", ""}, url, sign).caveat ==
        "curl does not send the unencoded bytes of the query as they stand");
  const CurlLine cut = curl_line({"POST", "", std::string("a\0b", 3)}, url, sign);
  CHECK(cut.caveat == "no command line can hold the NUL byte, nor is what follows it sent here");
  CHECK(call_of(cut.line).arguments[2] == "signed(sign|--method|POST|--data|a|" + url + ")");
}
