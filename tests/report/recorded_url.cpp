// SPDX-License-Identifier: MIT
#include <createproduct/report/recorded_url.hpp>

#include <doctest/doctest.h>

using namespace createproduct;
using report::RecordedUrl;
using report::split_recorded_url;

TEST_CASE("a URL falls into host, path and query") {
  const RecordedUrl url = split_recorded_url("HTTPS://user:pw@Example.com:443/v2/index.php?a=b?c#d");
  CHECK(url.host == "example.com");
  CHECK(url.path == "/v2/index.php");
  CHECK(url.query == "a=b?c");
  CHECK(split_recorded_url("http://h:8080?x").host == "h:8080");
  CHECK(split_recorded_url("http://h:8080?x").path == "/");
  CHECK(split_recorded_url("/v2/index.php?x").host.empty());
  CHECK(split_recorded_url("").path == "/");
}

TEST_CASE("the address of an endpoint has neither query nor user") {
  const auto address = [](std::string_view text) { return report::endpoint_of(text, split_recorded_url(text)); };
  CHECK(address("https://user:word@H:444/a?b#c") == "https://h:444/a");
  CHECK(address("http://h") == "http://h/");
  CHECK(address("/v2/index.php?a") == "");
}

TEST_CASE("the service is the host and path asked for, or those of the first request that fits") {
  const auto url = [](const char* text) { return split_recorded_url(text); };
  report::ServiceFilter any;
  CHECK_FALSE(any.passes(url("http://other/elsewhere")));
  CHECK(any.passes(url("http://a/v2/index.php")));
  CHECK_FALSE(any.passes(url("http://b/v2/index.php")));
  CHECK(any.passes(url("/v2/index.php")));
  report::ServiceFilter one("b:81", "/x");
  CHECK(one.passes(url("http://b:81/x?y")));
  CHECK_FALSE(one.passes(url("http://b/x")));
  CHECK_FALSE(one.passes(url("http://b:81/v2/index.php")));
}

TEST_CASE("accounts are told apart by SecretId, or by other credentials where there is none, and never named after them") {
  report::AccountNames names;
  CHECK(names.of({"GET", "SecretId=A", ""}, "") == "first");
  CHECK(names.of({"POST", "", "SecretId=B"}, "") == "second");
  CHECK(names.of({"GET", "SecretId=A", ""}, "cookie") == "first");
  CHECK(names.of({"GET", "x=y", ""}, "cookie") == "account 3");
  CHECK(names.of({"GET", "x=y&SecretId=A", ""}, "") == "first");
}

TEST_CASE("a request is signed if it carries what signing adds, in any letter case") {
  CHECK(report::has_credentials({"GET", "a=b&Signature=x", ""}));
  CHECK(report::has_credentials({"POST", "", "a=b&secretid=x"}));
  CHECK_FALSE(report::has_credentials({"GET", "a=Signature", ""}));
}

TEST_CASE("hosts are the same in any letter case") {
  report::ServiceFilter one("Host.Example", "/x");
  CHECK(one.passes(report::split_recorded_url("http://HOST.example/x?y")));
}
