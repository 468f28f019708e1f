// SPDX-License-Identifier: MIT
#include <createproduct/suite/answer_words.hpp>

#include <string>

#include <doctest/doctest.h>

#include "scripted_server.hpp"

using namespace scripted;
using createproduct::suite::detail::answer_words;
using createproduct::suite::detail::quoted_start;

TEST_CASE("an answer in a few words") {
  CHECK(answer_words(refusal(1101)) == "code 4000, \"(1101)no\"");
  CHECK(answer_words(body(R"({"code":6000,"message":"","codeDesc":"InternalError"})")) == "code 6000");
  CHECK(answer_words(body("<html>\r\n  busy\n</html>\n", 503)) == "HTTP status 503, \"<html> busy </html>\"");
  CHECK(answer_words(body("", 429)) == "HTTP status 429");
  CHECK(answer_words(body("", 302)) == "HTTP status 302, a redirect, which is not followed");
  CHECK(answer_words(lost(Answer::Transport::timed_out)) == "timed out, as scripted");
}

TEST_CASE("the beginning of a long text is quoted, and no word of it cut in two") {
  const std::string words(150, 'a');
  CHECK(quoted_start("").empty());
  CHECK(quoted_start(" \n").empty());
  CHECK(quoted_start(words + " secretsec") == ", \"" + words + " secretsec\"");
  CHECK(quoted_start(words + " secretsecr") == ", \"" + words + "...\"");
  CHECK(quoted_start(words + "\"secretsecret") == ", \"" + words + "\"...\"");
  CHECK(quoted_start(words + " secretse,x") == ", \"" + words + " secretse,...\"");
  CHECK(quoted_start(std::string(300, 's')).empty());
}
