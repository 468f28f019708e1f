// SPDX-License-Identifier: MIT
#include <createproduct/report/finding_text.hpp>

#include <string>

#include <doctest/doctest.h>

#include <createproduct/report/redact.hpp>

#include "sample_events.hpp"

using namespace createproduct;
using report::evidence_text;

TEST_CASE("the evidence of one request") {
  CHECK(evidence_text(sample::too_long_name(), {"http://h/v2/index.php", "", "createproduct-conformance mock --port 80",
                                                "createproduct-conformance run --endpoint http://h"}) ==
        R"(   request  GET
            Action       CreateProduct
            productName  kqzvnaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
   answer   200  {"code":0,"message":"","codeDesc":"Success","productID":"ABCDE12345"}
   why      The name has 33 characters and was accepted.
   shown    3 of 3 times
   case     product-name.max-length.33, product-name.max-length.64
   start    createproduct-conformance mock --port 80
   curl     curl --globoff 'http://h/v2/index.php?Action=CreateProduct&productName=kqzvnaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
   again    createproduct-conformance run --endpoint http://h --only product-name.max-length
)");
}

TEST_CASE("the evidence of a sequence, with odd parameters and no answer") {
  CHECK(evidence_text(sample::duplicate_accepted(), {"http://h/", "createproduct-conformance sign --host x", "", ""}) ==
        R"(   request  POST
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
   curl     curl --globoff --data-raw 'Action=CreateProduct&productName=kqzvnb&productProperties=%7B%22region%22%3A%22gz%22%7D' 'http://h/'
   curl     curl --globoff 'http://h/?Action=CreateProduct&productName=kqzvnb&x=%zz&=&bare'
)");
}

TEST_CASE("command lines lose the secrets that the command of a child process may hold") {
  report::CommandLines commands;
  commands.rerun = "createproduct-conformance run --exec 'KEY=" + std::string(sample::secret_key) + " sh adapter'";
  commands.replay = "createproduct-conformance replay --exec 'KEY=" + std::string(sample::secret_key) + " sh adapter'";
  const report::CommandLines clean = report::redacted(commands, report::Redactor({sample::secret_key}));
  CHECK(clean.rerun == "createproduct-conformance run --exec 'KEY=[secret] sh adapter'");
  CHECK(clean.replay == "createproduct-conformance replay --exec 'KEY=[secret] sh adapter'");
  CHECK(clean.url == commands.url);
}

TEST_CASE("a signed request is shown without its signature, and to be signed afresh") {
  const std::string text = evidence_text(report::Redactor({sample::secret_key})(sample::signed_finding()),
                                         {"http://h/", "createproduct-conformance sign --host x", "", ""});
  CHECK(sample::leaked(text) == "");
  CHECK(text.find("request  GET, signed (signing parameters not shown)\n") != std::string::npos);
  CHECK(text.find("\"$(createproduct-conformance sign --host x 'http://h/?Action=CreateProduct&productName=n')\"\n") !=
        std::string::npos);
  CHECK(text.find("(signed afresh and well;") != std::string::npos);
  CHECK(text.find("once, which is proof") != std::string::npos);

  suite::Finding second = sample::signed_finding();
  second.history.front().account = "second";
  CHECK(evidence_text(report::Redactor()(second), {}).find("createproduct-conformance sign --second 'http") !=
        std::string::npos);
}

TEST_CASE("query and body are told apart when there are both, and JSON loses its blanks") {
  suite::Finding finding = sample::too_long_name();
  finding.history = {sample::exchange("POST", "a=1", "b=2", "")};
  const std::string text = evidence_text(finding, {});
  CHECK(text.find("            a (query)  1\n            b (body)   2\n   answer   200  (empty body)\n") !=
        std::string::npos);
  finding.history = {sample::exchange("GET", "", "", "{ \"a b\" :\n\t\"c \\\" d\", \"e\": [ 1 ] }\r\n")};
  CHECK(evidence_text(finding, {}).find("   answer   200  {\"a b\":\"c \\\" d\",\"e\":[1]}\n") != std::string::npos);
  finding.history = {sample::exchange("GET", "", "", "{ no JSON }")};
  CHECK(evidence_text(finding, {}).find("   answer   200  { no JSON }\n") != std::string::npos);
  finding.history = {sample::exchange("GET", "", "", "x")};
  finding.history.front().answer.status = 0;
  CHECK(evidence_text(finding, {}).find("   request  GET\n   answer   x\n") != std::string::npos);
}

TEST_CASE("long things are cut, with their lengths") {
  suite::Finding finding = sample::too_long_name();
  finding.history.assign(9,
                         sample::exchange("GET", "productName=" + std::string(9000, 'a'), "", std::string(5000, 'b')));
  const std::string text = evidence_text(finding, {});
  CHECK(text.find("(3 earlier requests not shown)") != std::string::npos);
  finding.also.assign(10, "c");
  CHECK(evidence_text(finding, {}).find("   case     product-name.max-length.33, c, c, c and 7 more\n") !=
        std::string::npos);
  CHECK(text.find("a (9000 bytes)") != std::string::npos);
  CHECK(text.find("b (5000 bytes)") != std::string::npos);
  CHECK(text.find("bytes long, not shown)") != std::string::npos);
  CHECK(text.size() < 8000);
}

TEST_CASE("hostile bytes do not reach the evidence as they are") {
  const std::string text = evidence_text(sample::hostile_finding(), {});
  std::string lines = text;
  for (char& c : lines)
    if (c == '\n') c = ' ';
  CHECK(report::printable(lines) == lines);
}
