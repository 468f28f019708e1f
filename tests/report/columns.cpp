// SPDX-License-Identifier: MIT
#include <createproduct/report/columns.hpp>

#include <doctest/doctest.h>

using createproduct::report::Columns;

TEST_CASE("columns are aligned by characters, and no line ends in spaces") {
  Columns columns("  ");
  columns.add({"a", "long cell", "x"});
  columns.add({"中文字", "b", ""});
  columns.add({"only"});
  CHECK(columns.text() == "  a     long cell  x\n  中文字   b\n  only\n");
}

TEST_CASE("no lines make no text") { CHECK(Columns("  ").text().empty()); }
