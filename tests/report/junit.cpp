// SPDX-License-Identifier: MIT
#include <createproduct/report/junit.hpp>

#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sample_events.hpp"
#include "xml_checker.hpp"

using namespace createproduct;
using report::JunitReport;

namespace {

std::string junit_of(const std::vector<suite::Event>& events) {
  std::ostringstream out;
  JunitReport report(out, {}, report::Redactor({sample::secret_key}));
  for (const suite::Event& event : events) report(event);
  return out.str();
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("the XML is well-formed whatever the bytes, and holds no secret") {
  const std::string xml = junit_of(sample::hostile_run());
  CHECK(xml_problem(xml) == "");
  CHECK(sample::leaked(xml) == "");
}

TEST_CASE("each clause is a test case, and the numbers add up") {
  const std::string xml = junit_of(sample::plain_run());
  REQUIRE(xml_problem(xml) == "");
  CHECK(count(xml, "<testcase ") == 53);
  CHECK(count(xml, "<failure ") == 2);
  CHECK(count(xml, "<error ") == 1);
  CHECK(count(xml, "<skipped ") == 1);
  CHECK(count(xml, " tests=\"53\" failures=\"2\" errors=\"1\" skipped=\"1\"") == 2);
  CHECK(count(xml, "<property name=\"kit\" value=\"" + std::string(version) + "\"/>") == 1);
  CHECK(count(xml, "<property name=\"seed\" value=\"42\"/>") == 1);
  CHECK(count(xml, "<property name=\"salt\" value=\"kqzvn\"/>") == 1);
  CHECK(xml.find("time") == xml.find("times"));  // nothing but the words of the reports
}

TEST_CASE("each verdict shows in its own way") {
  const std::string xml = junit_of(sample::plain_run());
  CHECK(xml.find("<testcase classname=\"must, section 2\" name=\"product-name.max-length\">\n"
                 "      <failure type=\"fail\" message=\"The name has 33 characters and was accepted.\">") !=
        std::string::npos);
  CHECK(xml.find("<failure type=\"flaky\" message=\"The same name was accepted twice.\">") != std::string::npos);
  CHECK(xml.find("name=\"error.quota\">\n      <skipped message=\"no limit was given (--quota)\"/>") !=
        std::string::npos);
  CHECK(xml.find(
            "name=\"common.method\">\n      <error type=\"inconclusive\" message=\"no limit was given (--quota)\"/>") !=
        std::string::npos);
  CHECK(xml.find("name=\"response.code-desc.success\">\n      <system-out>warn: no limit was given "
                 "(--quota)\n</system-out>") != std::string::npos);
  CHECK(xml.find("<testcase classname=\"derived, section 3\" name=\"response.json\"/>") != std::string::npos);
  CHECK(xml.find("curl --globoff") != std::string::npos);
}

TEST_CASE("a run that could not decide never looks green") {
  suite::RunFinished run = sample::finished({}, "");
  run.clauses.resize(1);
  run.exit_code = 3;
  run.verdict = judge::Verdict::inconclusive;
  run.reason = "nothing answers at 127.0.0.1";
  const std::string xml = junit_of({run});
  REQUIRE(xml_problem(xml) == "");
  CHECK(count(xml, "<error ") == 1);
  CHECK(xml.find("<testcase classname=\"run\" name=\"run\">\n      <error type=\"inconclusive\" "
                 "message=\"nothing answers at 127.0.0.1\"/>") != std::string::npos);
}

TEST_CASE("no JUnit is written before the end of the run") {
  CHECK(junit_of({suite::Note{"n"}, suite::Suspected{sample::too_long_name()}}).empty());
}
