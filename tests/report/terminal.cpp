// SPDX-License-Identifier: MIT
#include <createproduct/report/terminal.hpp>

#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sample_events.hpp"

using namespace createproduct;
using report::TerminalReport;
using Detail = TerminalReport::Detail;

namespace {

std::string shown(const std::vector<suite::Event>& events, TerminalReport::Options options) {
  std::ostringstream out;
  TerminalReport report(out, std::move(options));
  for (const suite::Event& event : events) report(event);
  return out.str();
}

/// The plain run, its clauses cut down to some of each verdict.
std::vector<suite::Event> short_run() {
  std::vector<suite::Event> events = sample::plain_run();
  auto& clauses = std::get<suite::RunFinished>(events.back()).clauses;
  std::erase_if(clauses, [](const suite::ClauseResult& result) {
    return result.verdict == judge::Verdict::pass && result.clause != ClauseId("response.json");
  });
  return events;
}

std::string without_line_breaks(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  return text;
}

}  // namespace

TEST_CASE("the report that people read") {
  CHECK(shown(short_run(), {}) ==
        R"(CreateProduct conformance of http://127.0.0.1:43210/v2/index.php
budget standard, seed 42, salt kqzvn, 120 cases
suspected: product-name.max-length, by case product-name.max-length.33
suspected: product-name.unique, by case product-name.unique.again

1. FAIL product-name.max-length (must, section 2)
   productName has at most 32 characters.
   request  GET
            Action       CreateProduct
            productName  kqzvnaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
   answer   200  {"code":0,"message":"","codeDesc":"Success","productID":"ABCDE12345"}
   why      The name has 33 characters and was accepted.
   shown    3 of 3 times
   case     product-name.max-length.33, product-name.max-length.64
   curl     curl --globoff 'http://127.0.0.1:8080/v2/index.php?Action=CreateProduct&productName=kqzvnaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'

2. FLAKY product-name.unique (must, section 1)
   A productName that already exists in the account is refused, and only then is a name refused as a duplicate.
   request  POST
            Action             CreateProduct
            productName        kqzvnb
            productProperties  {"region":"gz"}
   answer   200  {"code":0,"message":"","codeDesc":"Success","productID":"FGHIJ67890"}
   then     GET, second account
            Action       CreateProduct
            productName  kqzvnb
            x            %zz  (as sent; the percent-encoding is not valid)
            (no name)    (empty)
            bare         (no equals sign)
   answer   timed out: no answer within 5 s
   why      The same name was accepted twice.
   shown    1 of 4 times
   case     product-name.unique.again
   curl     curl --globoff --data-raw 'Action=CreateProduct&productName=kqzvnb&productProperties=%7B%22region%22%3A%22gz%22%7D' 'http://127.0.0.1:8080/v2/index.php'
   curl     curl --globoff 'http://127.0.0.1:8080/v2/index.php?Action=CreateProduct&productName=kqzvnb&x=%zz&=&bare'

What a request above has created exists now: send it again with another productName. Replay lines do so by themselves.

Clauses: verdict, checks, reason
  response.json               pass           10
  response.code-desc.success  warn           3   no limit was given (--quota)
  common.method               inconclusive   1   no limit was given (--quota)
  product-name.max-length     fail           10
  product-name.unique         flaky          10
  error.quota                 not-exercised  0   no limit was given (--quota)

Silences: where the document leaves the choice, and what the target chose
  silent.name-case         accepted                      (4 seen)
  silent.unknown-property  no limit was given (--quota)  (2 seen)

Module codes
  1000  never seen  the account has reached its number of products
  1001  12 seen     a product of this name exists already
  1100  never seen  internal error of the service
  1101  85 seen     a request parameter is not valid

Notes
  no limit was given (--quota)

CONTRACT BROKEN: clauses 1 fail, 1 flaky, 1 inconclusive, 1 warn, 1 pass, 1 not-exercised; 412 requests, 87 accepted, 320 refused, 5 unanswered; 80 products created
)");
}

TEST_CASE("the head of a report on a recording has no seed and no salt") {
  suite::RunStarted recording;
  recording.target = "the recording x.har";
  recording.budget = "recording";
  CHECK(shown({recording}, {}) == "CreateProduct conformance of the recording x.har\n");
}

TEST_CASE("a clause that many cases cast doubt on is named once, and each time where all is shown") {
  suite::Finding other = sample::too_long_name();
  other.case_id = "product-name.max-length.64";
  const std::vector<suite::Event> events{suite::Suspected{sample::too_long_name()}, suite::Suspected{other}};
  CHECK(shown(events, {}) == "suspected: product-name.max-length, by case product-name.max-length.33\n");
  CHECK(shown(events, {Detail::verbose}).find("by case product-name.max-length.64") != std::string::npos);
}

TEST_CASE("quiet: findings and conclusion") {
  suite::RunFinished run = sample::finished({}, "");
  run.clauses.resize(1);
  run.exit_code = 0;
  const std::string conclusion =
      "CONFORMANT: clauses 1 pass; 412 requests, 87 accepted, 320 refused, 5 unanswered; 80 products created\n";
  CHECK(shown({run.started, suite::Note{"n"}, run}, {Detail::quiet, false, {}, {}}) == conclusion);
  const std::string text = shown(short_run(), {Detail::quiet, false, {}, {}});
  CHECK(text.starts_with("\n1. FAIL product-name.max-length"));
  CHECK(text.find("Module codes") == std::string::npos);
}

TEST_CASE("verbose: also what happens on the way, and the time") {
  const std::string text = shown(short_run(), {Detail::verbose, false, {}, {}});
  CHECK(text.find("\nno limit was given (--quota): 3 cases\n") != std::string::npos);
  CHECK(text.find("note: no limit was given (--quota)\n") != std::string::npos);
  CHECK(text.find("  fail  product-name.max-length.33  (4 requests)  no limit was given (--quota)\n") !=
        std::string::npos);
  CHECK(text.find("suspected: product-name.max-length, by case product-name.max-length.33\n   request  GET\n") !=
        std::string::npos);
  CHECK(text.find("confirmed: product-name.unique, flaky\n") != std::string::npos);
  CHECK(text.ends_with("80 products created; 1.5 s\n"));
}

TEST_CASE("each exit code has its conclusion") {
  suite::RunFinished run = sample::finished({}, "");
  run.clauses.clear();
  run.reason = "nothing answers";
  run.exit_code = 3;
  CHECK(shown({run}, {Detail::quiet, false, {}, {}}).starts_with("INCONCLUSIVE: nothing answers; clauses none; "));
  run.exit_code = 4;
  CHECK(shown({run}, {Detail::quiet, false, {}, {}}).starts_with("ERROR: nothing answers; "));
}

TEST_CASE("a run that decided nothing has no tables, unless all is shown") {
  suite::RunFinished run = sample::finished({}, "");
  for (suite::ClauseResult& result : run.clauses) result.verdict = judge::Verdict::not_exercised;
  run.silences.clear();
  run.notes = {"a note"};
  const std::string text = shown({run}, {});
  CHECK(text.starts_with("\nNotes\n  a note\n\n"));
  CHECK(text.find("Clauses:") == std::string::npos);
  CHECK(shown({run}, {Detail::verbose, false, {}, {}}).find("Module codes") != std::string::npos);
}

TEST_CASE("hostile bytes do not reach the terminal as they are, and secrets not at all") {
  const std::string text =
      shown(sample::hostile_run(), {Detail::verbose, false, {}, report::Redactor({sample::secret_key})});
  CHECK(report::printable(without_line_breaks(text)) == without_line_breaks(text));
  CHECK(sample::leaked(text) == "");
}

TEST_CASE("colours add nothing but colours") {
  std::string text = shown(short_run(), {Detail::verbose, true, {}, {}});
  CHECK(text.find("\x1b[1;31mFAIL product-name.max-length\x1b[0m") != std::string::npos);
  for (const std::string code : {"\x1b[1;31m", "\x1b[33m", "\x1b[32m", "\x1b[2m", "\x1b[0m"})
    for (std::size_t at = 0; (at = text.find(code)) != std::string::npos;) text.erase(at, code.size());
  CHECK(text == shown(short_run(), {Detail::verbose, false, {}, {}}));
}
