// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/judge/answer.hpp>
#include <createproduct/model/response.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/wire/response_codec.hpp>

namespace createproduct::suite::detail {

/// How `text` begins, on one line, in quotes and behind a comma; nothing if it is empty. A word is not cut in two, for
/// half a secret would not be taken for one when secrets are taken out.
[[nodiscard]] inline std::string quoted_start(std::string_view text) {
  constexpr std::size_t longest = 160;
  constexpr std::string_view white = " \t\r\n";
  std::string words;
  for (const char c : text.substr(0, longest + 1)) {
    const bool space = white.find(c) != white.npos;
    if (!space || (!words.empty() && words.back() != ' ')) words += space ? ' ' : c;
  }
  const bool cut = text.size() > longest;
  if (cut) words.resize(words.find_last_of(" \"'<>&=,;") + 1);  // all of it, where there is none: npos + 1 is 0
  while (words.ends_with(' ')) words.pop_back();
  return words.empty() ? words : ", \"" + words + (cut ? "...\"" : "\"");
}

/// An answer in a few words, for notes and reasons: code and message, else the status and how the body begins, else what
/// became of the request on the way.
[[nodiscard]] inline std::string answer_words(const judge::Answer& answer) {
  if (answer.transport != judge::Answer::Transport::answered)
    return std::string(judge::transport_name(answer.transport)) + (answer.detail.empty() ? "" : ", " + answer.detail);
  const Result<CreateProductResponse> read = wire::parse_response(answer.body);
  if (read) return "code " + std::to_string(read->code) + quoted_start(read->message);
  const bool redirect = answer.status >= 300 && answer.status < 400;
  return "HTTP status " + std::to_string(answer.status) + (redirect ? ", a redirect, which is not followed" : "") +
         quoted_start(answer.body);
}

}  // namespace createproduct::suite::detail
