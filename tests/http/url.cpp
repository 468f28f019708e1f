// SPDX-License-Identifier: MIT
#include <createproduct/http/url.hpp>

#include <doctest/doctest.h>

using namespace createproduct;
using http::parse_url;
using http::Url;

TEST_CASE("a URL gives host, port and path") {
  CHECK(*parse_url("http://example.com") == Url{"example.com", 80, "/v2/index.php"});
  CHECK(*parse_url("http://example.com/") == Url{"example.com", 80, "/v2/index.php"});
  CHECK(*parse_url("HTTP://example.com:8080/api/v2") == Url{"example.com", 8080, "/api/v2"});
  CHECK(*parse_url("http://127.0.0.1:65535//") == Url{"127.0.0.1", 65535, "//"});
  CHECK(*parse_url("http://[::1]:9000") == Url{"::1", 9000, "/v2/index.php"});
  CHECK(*parse_url("http://[::ffff:1.2.3.4]/x") == Url{"::ffff:1.2.3.4", 80, "/x"});
  CHECK(*parse_url("https://example.com") == Url{"example.com", 443, "/v2/index.php", true});
  CHECK(*parse_url("HTTPS://example.com:80/x") == Url{"example.com", 80, "/x", true});
  CHECK(*parse_url("http://my_host:/a%20b") == Url{"my_host", 80, "/a%20b"});
}

TEST_CASE("a URL is written as the Host header and as text") {
  CHECK(parse_url("http://example.com:80")->authority() == "example.com");
  CHECK(parse_url("http://example.com:81")->authority() == "example.com:81");
  CHECK(parse_url("http://[::1]")->authority() == "[::1]");
  CHECK(parse_url("http://[::1]:81")->authority() == "[::1]:81");
  CHECK(parse_url("https://example.com:443")->authority() == "example.com");
  CHECK(parse_url("https://example.com:80")->authority() == "example.com:80");
  CHECK(parse_url("http://example.com:443")->authority() == "example.com:443");
  CHECK(parse_url("https://example.com:444/p")->text() == "https://example.com:444/p");
  CHECK(parse_url("http://[::1]:81/p")->text() == "http://[::1]:81/p");
}

TEST_CASE("a URL that cannot be an endpoint is refused with the reason") {
  const auto reason = [](std::string_view text) {
    const Result<Url> url = parse_url(text);
    if (url) return std::string("accepted");
    CHECK(url.error().code == Error::Code::usage);
    return url.error().message;
  };
  CHECK(reason("").find("begins with http://") != std::string::npos);
  CHECK(reason("example.com:80").find("begins with http://") != std::string::npos);
  CHECK(reason("ftp://example.com").find("scheme") != std::string::npos);
  CHECK(reason("httpss://example.com").find("scheme") != std::string::npos);
  CHECK(reason("http://").find("no host") != std::string::npos);
  CHECK(reason("http:///path").find("no host") != std::string::npos);
  CHECK(reason("http://:80").find("no host") != std::string::npos);
  CHECK(reason("http://[]").find("no host") != std::string::npos);
  CHECK(reason("http://[::1").find("bracket") != std::string::npos);
  CHECK(reason("http://[::1]x").find("colon and a port") != std::string::npos);
  CHECK(reason("http://[1.2.3.4]").find("neither a name nor an address") != std::string::npos);
  CHECK(reason("http://[fe80::1%25eth0]").find("neither a name nor an address") != std::string::npos);
  CHECK(reason("http://exa%6dple.com").find("neither a name nor an address") != std::string::npos);
  for (const std::string_view port : {"0", "65536", "80x", "-1", "99999999999999999999", "8:0"})
    CHECK(reason("http://h:" + std::string(port)).find("port") != std::string::npos);
  CHECK(reason("http://h/?a=1").find("query") != std::string::npos);
  CHECK(reason("http://h?a=1").find("query") != std::string::npos);
  CHECK(reason("http://h/#f").find("fragment") != std::string::npos);
  CHECK(reason("http://h /").find("printable") != std::string::npos);
  CHECK(reason("http://h/\r\nX: y").find("printable") != std::string::npos);
  CHECK(reason("http://\xc3\xa9/").find("printable") != std::string::npos);
}

TEST_CASE("a refusal of a URL does not repeat the password in it") {
  const Result<Url> url = parse_url("http://user:hunter2@h/");
  REQUIRE_FALSE(url);
  CHECK(url.error().text().find("user name or password") != std::string::npos);
  CHECK(url.error().text().find("hunter2") == std::string::npos);
}
