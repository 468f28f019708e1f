// SPDX-License-Identifier: MIT
#include <createproduct/report/xml_text.hpp>

#include <doctest/doctest.h>

#include "sample_events.hpp"
#include "xml_checker.hpp"

using createproduct::report::xml_text;

TEST_CASE("markup becomes entities") {
  CHECK(xml_text("<a b=\"c\" d='e'>&]]>") == "&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;]]&gt;");
}

TEST_CASE("characters that XML forbids are spelt out") {
  CHECK(xml_text(std::string("\0\x08\xEF\xBF\xBE\xFF", 6)) == "\\x00\\x08\\u{FFFE}\\xFF");
}

TEST_CASE("hostile bytes are well-formed content and attribute") {
  const std::string text = xml_text(sample::hostile_bytes());
  CHECK(xml_problem("<a b=\"" + text + "\">" + text + "</a>") == "");
}
