// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <createproduct/model/result.hpp>

namespace createproduct::http {

/// The path the document gives for every operation.
inline constexpr std::string_view default_path = "/v2/index.php";

/// Where an endpoint listens: the parts of an http or https URL that decide it.
struct Url {
  std::string host;                ///< name or address; IPv6 without its brackets
  std::uint16_t port = 80;         ///< 1 to 65535
  std::string path{default_path};  ///< begins with a slash; wire text, sent as it is
  bool tls = false;                ///< whether the scheme is https

  friend bool operator==(const Url&, const Url&) = default;

  /// Of the scheme.
  [[nodiscard]] std::uint16_t default_port() const noexcept { return tls ? 443 : 80; }

  /// The value of the Host header: the port only where it is not the scheme's own, IPv6 in brackets.
  [[nodiscard]] std::string authority() const {
    std::string text = host.find(':') == std::string::npos ? host : "[" + host + "]";
    if (port != default_port()) text += ":" + std::to_string(port);
    return text;
  }

  /// The URL written out.
  [[nodiscard]] std::string text() const { return (tls ? "https://" : "http://") + authority() + path; }
};

namespace detail {

[[nodiscard]] inline Error url_error(std::string message) { return {Error::Code::usage, {}, std::move(message)}; }

[[nodiscard]] constexpr char lower(char byte) noexcept {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

[[nodiscard]] constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return std::ranges::equal(a, b, {}, lower, lower);
}

[[nodiscard]] constexpr bool is_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }

[[nodiscard]] constexpr bool is_host_byte(char byte, bool ipv6) noexcept {
  const char low = lower(byte);
  if (ipv6) return is_digit(byte) || (low >= 'a' && low <= 'f') || byte == ':' || byte == '.';
  return is_digit(byte) || (low >= 'a' && low <= 'z') || byte == '-' || byte == '.' || byte == '_';
}

/// Decimal digits no greater than 65535, and not 0; 0 for anything else.
[[nodiscard]] constexpr std::uint16_t parse_port(std::string_view digits) noexcept {
  unsigned value = 0;
  for (const char digit : digits) {
    if (!is_digit(digit)) return 0;
    value = value * 10 + static_cast<unsigned>(digit - '0');
    if (value > 65535) return 0;
  }
  return static_cast<std::uint16_t>(value);
}

}  // namespace detail

/// Reads `http://host[:port][/path]` or the same with https. Without a path, or with a bare slash, the path is default_path. User names,
/// queries and fragments are refused, and no message repeats the text, for it may hold a secret.
[[nodiscard]] inline Result<Url> parse_url(std::string_view text) {
  using detail::url_error;
  const auto printable = [](char byte) { return byte > ' ' && byte < '\x7f'; };
  if (!std::ranges::all_of(text, printable)) return url_error("a URL holds printable ASCII only, and no spaces");
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return url_error("a URL begins with http:// or https://");
  const std::string_view scheme = text.substr(0, scheme_end);
  Url url;
  url.tls = detail::equal_ignoring_case(scheme, "https");
  url.port = url.default_port();
  if (!url.tls && !detail::equal_ignoring_case(scheme, "http"))
    return url_error("the scheme of the URL is neither http nor https");

  const std::string_view rest = text.substr(scheme_end + 3);
  if (rest.find('#') != std::string_view::npos) return url_error("the URL must not hold a fragment (#)");
  if (rest.find('?') != std::string_view::npos)
    return url_error("the URL must not hold a query (?): the parameters are written for each request");
  const std::size_t authority_end = std::min(rest.find('/'), rest.size());
  std::string_view authority = rest.substr(0, authority_end);
  const std::string_view path = rest.substr(authority_end);
  if (authority.find('@') != std::string_view::npos) return url_error("the URL must not hold a user name or password");

  const bool ipv6 = authority.starts_with('[');
  const std::size_t bracket = authority.find(']');
  if (ipv6 && bracket == std::string_view::npos) return url_error("the URL's IPv6 address lacks its closing bracket");
  const std::size_t host_end = ipv6 ? bracket + 1 : std::min(authority.find(':'), authority.size());
  const std::string_view host = ipv6 ? authority.substr(1, bracket - 1) : authority.substr(0, host_end);
  authority.remove_prefix(host_end);
  if (host.empty()) return url_error("the URL names no host");
  if (!std::ranges::all_of(host, [&](char byte) { return detail::is_host_byte(byte, ipv6); }) ||
      (ipv6 && host.find(':') == std::string_view::npos))
    return url_error("the URL's host is neither a name nor an address");
  url.host = host;
  if (!authority.empty()) {
    if (authority.front() != ':') return url_error("only a colon and a port may follow the URL's host");
    if (authority.size() > 1) {
      url.port = detail::parse_port(authority.substr(1));
      if (url.port == 0) return url_error("the URL's port is not a number from 1 to 65535");
    }
  }
  if (path.size() > 1) url.path = path;
  return url;
}

}  // namespace createproduct::http
