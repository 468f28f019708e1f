// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/wire/raw_request.hpp>

// Requests as a fuzzer's input: one a line, as `METHOD query` or `METHOD query body`, with one space between. A method
// and a query hold no space and no line feed, a body no line feed; the rest of the line, spaces included, is the body.
namespace createproduct::fuzz {

/// Whether a line can hold `request`.
[[nodiscard]] inline bool fits_script(const wire::WireRequest& request) noexcept {
  return request.method.find_first_of(" \n") == std::string::npos &&
         request.query.find_first_of(" \n") == std::string::npos && request.body.find('\n') == std::string::npos;
}

/// The requests of `text`, at most `most`; lines without a byte are passed over. All bytes are a script. O(n).
[[nodiscard]] inline std::vector<wire::WireRequest> read_script(std::string_view text, std::size_t most = 16) {
  std::vector<wire::WireRequest> out;
  const auto take = [](std::string_view& rest, char end) {
    const std::size_t size = rest.find(end);
    const std::string_view piece = rest.substr(0, size);
    rest.remove_prefix(size == std::string_view::npos ? rest.size() : size + 1);
    return piece;
  };
  while (!text.empty() && out.size() < most) {
    std::string_view line = take(text, '\n');
    if (line.empty()) continue;
    const std::string_view method = take(line, ' ');
    const std::string_view query = take(line, ' ');
    out.push_back({std::string(method), std::string(query), std::string(line)});
  }
  return out;
}

/// The text of which read_script() makes these requests, if there are not too many. Precondition: fits_script(each).
[[nodiscard]] inline std::string script_text(const std::vector<wire::WireRequest>& requests) {
  std::string out;
  for (const wire::WireRequest& request : requests) {
    if (!out.empty()) out.push_back('\n');
    out.append(request.method).append(" ").append(request.query);
    if (!request.body.empty()) out.append(" ").append(request.body);
  }
  return out;
}

}  // namespace createproduct::fuzz
