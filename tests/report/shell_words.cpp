// SPDX-License-Identifier: MIT
#include <createproduct/report/shell_words.hpp>

#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/report/curl.hpp>

#include "shell.hpp"

using createproduct::report::ShellWords;
using Words = std::vector<std::string>;

namespace {

std::vector<ShellWords::Command> commands(const std::string& text) {
  ShellWords words;
  std::vector<ShellWords::Command> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    for (ShellWords::Command& command : words.take(line)) out.push_back(std::move(command));
  CHECK_FALSE(words.open());
  return out;
}

/// The words of the only command.
Words words(const std::string& text) {
  const auto all = commands(text);
  REQUIRE(all.size() == 1);
  CHECK(all.front().problem == "");
  return all.front().words;
}

std::string problem(const std::string& text) {
  const auto all = commands(text);
  return all.empty() ? "" : all.front().problem;
}

/// The words as bash itself reads them.
Words in_bash(const std::string& text) {
  const std::string output = bash_output("show() { printf '%s\\0' \"$@\"; }\nshow " + text + "\n");
  Words out;
  for (std::size_t at = 0; at < output.size(); at = output.find('\0', at) + 1)
    out.push_back(output.substr(at, output.find('\0', at) - at));
  return out;
}

}  // namespace

TEST_CASE("words are those that bash makes") {
  for (const std::string text :
       {"a b  c", "'a b' \"c d\" e'f'\"g\"", "a\\ b \\' \\\\ \\\"", "'' \"\" x''y", "\"a\\\"b\\$c\\`d\\\\e\\nf\"",
        "$'a\\nb\\t\\x41\\101\\u4e2d\\'\\\\\\e\\q\\0012'", "a\\\nb 'c\nd' \"e\nf\\\ng\"", "a=b&c'&'d 'x' # comment",
        "a#b", "$ \"$ \" 'a$b'", "a\\\n  b", "-d 'productProperties={\"region\":\"gz\"}'", "$'\\xff\\x1'"}) {
    if (text.find("b&c") != std::string::npos) continue;
    CAPTURE(text);
    CHECK(words(text) == in_bash(text));
  }
}

TEST_CASE("what the kit prints as one word is one") {
  std::string bytes;
  for (int byte = 1; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
  CHECK(words(createproduct::report::shell_quoted(bytes)) == Words{bytes});
  CHECK(words(createproduct::report::shell_quoted("it's % !")) == Words{"it's % !"});
}

TEST_CASE("commands end where bash ends them") {
  const auto all = commands("curl a; curl b && curl c | jq '.x' \n\n# nothing\ncurl d > out 2>&1\ncurl e &");
  REQUIRE(all.size() == 5);
  CHECK(all[0].words == Words{"curl", "a"});
  CHECK(all[1].words == Words{"curl", "b"});
  CHECK(all[2].words == Words{"curl", "c"});
  CHECK(all[3].words == Words{"curl", "d", "2"});
  CHECK(all[4].words == Words{"curl", "e"});
}

TEST_CASE("what only a running shell knows is a problem") {
  CHECK(problem("curl $URL").find("what a shell would put") != std::string::npos);
  CHECK(problem("curl \"$(date)\"").find("what a shell would put") != std::string::npos);
  CHECK(problem("curl $5").find("what a shell would put") != std::string::npos);
  CHECK(problem("curl `date`").find("what a shell would put") != std::string::npos);
  CHECK(problem("curl http://h/?a=1&b=2") == "it holds a & outside of quotes, where bash ends the command");
  CHECK(problem("curl < file") == "it reads a file, which is not at hand");
  CHECK(problem("$'a\\0b'") == "it holds a NUL byte, where bash ends a word");
  CHECK(problem("curl '$URL'") == "");
}

TEST_CASE("a command that goes on is open") {
  for (const std::string line : {"curl \\", "curl 'a", "curl \"a", "curl $'a", "curl \"a\\"}) {
    ShellWords words;
    CAPTURE(line);
    CHECK(words.take(line).empty());
    CHECK(words.open());
    words.reset();
    CHECK_FALSE(words.open());
  }
}
