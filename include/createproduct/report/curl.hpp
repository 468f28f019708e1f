// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/report/text.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::report {

/// `text` as one word of bash: `'…'`, or `$'…'` when it holds anything but printable ASCII, or an exclamation mark,
/// which an interactive shell expands even there. Precondition: no NUL byte. O(n).
[[nodiscard]] inline std::string shell_quoted(std::string_view text) {
  const auto plain = [](char c) { return c >= ' ' && c <= '~' && c != '!'; };
  const bool escape = !std::all_of(text.begin(), text.end(), plain);
  std::string out = escape ? "$'" : "'";
  for (const char c : text) {
    if (c == '\'') {
      out.append(escape ? "\\'" : "'\\''");
    } else if (!escape || (plain(c) && c != '\\')) {
      out.push_back(c);
    } else if (c == '\n') {
      out.append("\\n");
    } else {
      out.append("\\x");
      detail::append_hex(static_cast<unsigned char>(c), 2, out);
    }
  }
  return out + "'";
}

/// A command line for bash, and what keeps it from sending the request byte for byte; empty if nothing does.
struct CurlLine {
  std::string line;    ///< one line, without its line feed
  std::string caveat;  ///< one sentence; empty: the request is sent byte for byte
};

namespace detail {

/// Whether curl takes `query` inside a URL and sends it as it stands.
[[nodiscard]] inline bool fits_url(std::string_view query) {
  return std::all_of(query.begin(), query.end(), [](char c) { return c > ' ' && c <= '~' && c != '#'; });
}

/// `text` as the argument of printf(1), with every byte that could mean something to it in octal; so is a dash, with
/// which options begin.
[[nodiscard]] inline std::string printf_argument(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c > ' ' && c <= '~' && std::string_view("'\\%!-").find(c) == std::string_view::npos) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('\\');
      for (const unsigned shift : {6U, 3U, 0U}) out.push_back(static_cast<char>('0' + ((byte >> shift) & 7U)));
    }
  }
  return out + "'";
}

}  // namespace detail

/// The curl command that sends `request` to the endpoint at `url` (without query), byte for byte.
///
/// A signed request has been stripped of its signature; `sign` is then the command that signs it afresh, which is
/// `createproduct-conformance sign` with options that matter, and reads the keys from the environment. No line ever
/// holds a secret. For an unsigned request `sign` is empty. `curl` is the command with options that the endpoint needs.
[[nodiscard]] inline CurlLine curl_line(const wire::WireRequest& request, std::string_view url, std::string_view sign,
                                        std::string_view curl = "curl") {
  CurlLine out;
  std::string_view query = request.query;
  std::string_view body = request.body;
  if (query.find('\0') != std::string_view::npos) {
    query = query.substr(0, query.find('\0'));
    out.caveat = "curl cannot send the NUL byte in the query, nor what follows it";
  } else if (query.find_first_of(" \n") != std::string_view::npos) {
    out.caveat = "the query holds a space or a line break, where the request line of HTTP ends";
  }
  const bool in_url = detail::fits_url(query);
  std::string whole_url(url);
  if (!query.empty()) whole_url.append("?").append(query);

  const bool posts = request.method == "POST";
  const bool has_body = posts || !body.empty();
  const bool piped = body.find('\0') != std::string_view::npos;
  std::string options = std::string(curl) + " --globoff";
  if (!request.content_type.empty()) options += " --header " + shell_quoted("Content-Type: " + request.content_type);
  if (request.method != (has_body ? "POST" : "GET")) options += " --request " + shell_quoted(request.method);

  if (!sign.empty()) {
    if (piped || query.size() != request.query.size()) {
      body = body.substr(0, body.find('\0'));
      out.caveat = "no command line can hold the NUL byte, nor is what follows it sent here";
    } else if (!in_url) {
      out.caveat = "curl does not send the unencoded bytes of the query as they stand";
    }
    const std::string place = " " + shell_quoted(whole_url);
    const std::string command = " \"$(" + std::string(sign);
    if (posts)
      out.line =
          options + " --data-raw" + command + " --method POST --data " + shell_quoted(body) + place + ")\"" + place;
    else
      out.line = options + (has_body ? " --data-raw " + shell_quoted(body) : "") + command + place + ")\"";
    return out;
  }

  if (has_body) options += piped ? " --data-binary @-" : " --data-raw " + shell_quoted(body);
  if (in_url) {
    options += " " + shell_quoted(whole_url);
  } else {
    const std::size_t authority = url.find("://");
    const std::size_t path = url.find('/', authority == std::string_view::npos ? 0 : authority + 3);
    const std::string target =
        path == std::string_view::npos ? "/" + whole_url.substr(url.size()) : whole_url.substr(path);
    options += " --request-target " + shell_quoted(target) + " " + shell_quoted(url);
  }
  out.line = piped ? "printf " + detail::printf_argument(body) + " | " + options : options;
  return out;
}

}  // namespace createproduct::report
