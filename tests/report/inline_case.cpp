// SPDX-License-Identifier: MIT
#include <createproduct/report/inline_case.hpp>

#include <string>

#include <doctest/doctest.h>

#include "sample_events.hpp"

using namespace createproduct;
using report::inline_case;

TEST_CASE("a finding becomes a case of one line") {
  const suite::Finding finding = sample::too_long_name();
  const std::string text = inline_case(finding, "kqzvn");
  CHECK(text.starts_with(R"({"case":")" + finding.case_id +
                         R"(","clause":"product-name.max-length","salt":"kqzvn","steps":[{)"));
  CHECK(text.find('\n') == std::string::npos);
  CHECK(inline_case(finding, "").find("salt") == std::string::npos);
}

TEST_CASE("of a case that is told by its name nothing else is written") {
  suite::Finding finding = sample::too_long_name();
  finding.case_id = "product-name.unique.race";
  CHECK(inline_case(finding, "kqzvn") == R"({"case":"product-name.unique.race","clause":"product-name.max-length"})");
  finding.clause = "common.nonce";
  finding.case_id = "common.nonce.empty";
  CHECK(inline_case(finding, "") == R"({"case":"common.nonce.empty","clause":"common.nonce"})");
}

TEST_CASE("a case about signing that came in a context is written with it") {
  suite::Finding finding = sample::too_long_name();
  finding.clause = "common.signature";
  finding.case_id = "common.signature.tampered-flip-first";
  finding.history.resize(1);
  finding.history.front().sent = {"GET", "Action=CreateProduct&productName=abc", ""};
  const std::string alone = R"({"case":"common.signature.tampered-flip-first","clause":"common.signature")";
  CHECK(inline_case(finding, "kqzvn") == alone + "}");
  finding.history.front().sent = {"POST", "", "Action=CreateProduct&productName=abc&productProperties=%7B%7D"};
  CHECK(inline_case(finding, "kqzvn") ==
        alone + R"(,"steps":[{"method":"POST","name":"{fresh}","properties":"{}","tamper":"flip-first","authentic":false}]})");
  // Of several requests, and where the step itself says what they are, there is no telling.
  finding.history.push_back(finding.history.front());
  CHECK(inline_case(finding, "kqzvn") == alone + "}");
  finding.history.pop_back();
  finding.case_id = "common.signature.changed-properties";
  CHECK(inline_case(finding, "").find("steps") == std::string::npos);
}

TEST_CASE("an exchange without what signing adds stays signed or unsigned") {
  suite::Exchange exchange;
  exchange.sent = {"GET", "a=b&Nonce=5&Signature=abcdefgh&Timestamp=6", ""};
  for (const bool is_signed : {false, true}) {
    exchange.is_signed = is_signed;
    const suite::Exchange bare = report::unstamped(exchange);
    CHECK(bare.sent.query == "a=b");
    CHECK(bare.is_signed == is_signed);
  }
}
