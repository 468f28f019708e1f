// SPDX-License-Identifier: MIT
#include <createproduct/report/line_reader.hpp>

#include <sstream>
#include <string>

#include <doctest/doctest.h>

using createproduct::report::LineReader;
using Got = LineReader::Got;

TEST_CASE("lines come one by one, with their numbers, less line feed and carriage return") {
  std::istringstream in("a\r\n\nlast");
  LineReader lines(in);
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == "a");
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == "");
  CHECK(lines.number() == 2);
  CHECK(lines.ended());
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == "last");
  CHECK_FALSE(lines.ended());
  CHECK(lines.next() == Got::end);
}

TEST_CASE("lines may be longer than the buffer") {
  const std::string text(200'000, 'x');
  std::istringstream in(text + "\n" + text + "y\nz\n");
  LineReader lines(in);
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == text);
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == text + "y");
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == "z");
  CHECK(lines.next() == Got::end);
}

TEST_CASE("a line that is too long is passed over, and the next one is read") {
  std::istringstream in(std::string(500'000, 'x') + "\nshort\n" + std::string(500'000, 'x'));
  LineReader lines(in, 1000);
  CHECK(lines.next() == Got::too_long);
  CHECK(lines.line().empty());
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == "short");
  CHECK(lines.next() == Got::too_long);
  CHECK(lines.number() == 3);
  CHECK(lines.next() == Got::end);
}

TEST_CASE("a byte order mark is no part of the first line") {
  std::istringstream in("\xEF\xBB\xBF" "a\n\xEF\xBB\xBF" "b\n");
  LineReader lines(in);
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == "a");
  CHECK(lines.next() == Got::line);
  CHECK(lines.line() == "\xEF\xBB\xBF" "b");
}
