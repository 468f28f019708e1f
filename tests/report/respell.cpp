// SPDX-License-Identifier: MIT
#include <createproduct/report/respell.hpp>

#include <string>

#include <doctest/doctest.h>

using createproduct::report::without;
using createproduct::report::without_signature_shapes;

namespace {
const std::string secret = "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=";
}

TEST_CASE("a secret is replaced wherever it stands") {
  CHECK(without("", "key") == "");
  CHECK(without("no such thing", "key") == "no such thing");
  CHECK(without("key, keykey and key", "key") == "[secret], [secret][secret] and [secret]");
  CHECK(without(secret, secret) == "[secret]");
}

TEST_CASE("a secret is found in other spellings") {
  CHECK(without("<0EEm%2FHtGRr%2fVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%3D>", secret) == "<[secret]>");
  CHECK(without("<0EEm%252FHtGRr%25252FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%253d>", secret) == "<[secret]>");
  CHECK(without(R"(<0EEm\/HtGRr\/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s\u003D>)", secret) == "<[secret]>");
  CHECK(without("<0EEm&#47;HtGRr&#x2F;VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s&#x3d;>", secret) == "<[secret]>");
  CHECK(without("a b", "a+b") == "[secret]");
  CHECK(without("& b \\ b", "+b") == "&[secret] \\[secret]");
  CHECK(without("%61%62", "ab") == "[secret]");
}

TEST_CASE("a large part of a secret is a secret") {
  CHECK(without("<0EEm/HtGRr/VJXTAD9tYMth...>", secret) == "<[secret]...>");
  CHECK(without("<...h1Bzm3lLHz5RCDv1GdM8s=>", secret) == "<...[secret]>");
  CHECK(without("<0EEm/HtGRr/VJXTAD9tYMt>", secret) == "<[secret]>");  // 22 of 44
  CHECK(without("<0EEm/HtGRr/VJXTAD9tYM>", secret) == "<0EEm/HtGRr/VJXTAD9tYM>");
  CHECK(without("of createproduct", "createproduct-key-1") == "of createproduct");
}

TEST_CASE("malformed spellings are read as they stand") {
  CHECK(without("% %2 %zz \\ &# &#x &#; \\u00", "=") == "% %2 %zz \\ &# &#x &#; \\u00");
  CHECK(without("&#99999;&#x1003d;", "=") == "&#99999;&#x1003d;");
  CHECK(without("%", "%") == "[secret]");
}

TEST_CASE("what looks like a signature is replaced") {
  CHECK(without_signature_shapes("wanted " + secret + "!") == "wanted [secret]!");
  CHECK(without_signature_shapes("nPVnY6njQmwQ8ciqbPl5Qe+Oru4=") == "[secret]");
  CHECK(without_signature_shapes("Signature=nPVnY6njQmwQ8ciqbPl5Qe%2BOru4%3D&x=y") == "Signature=[secret]&x=y");
  CHECK(without_signature_shapes(R"("s":"0EEm\/HtGRr\/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=","t":1)") ==
        R"("s":"[secret]","t":1)");
  CHECK(without_signature_shapes("\\nnPVnY6njQmwQ8ciqbPl5Qe+Oru4=") == "\\n[secret]");
}

TEST_CASE("what does not look like a signature stays") {
  for (const std::string text :
       {"", "=", "ABCDE12345", "a=b", "PVnY6njQmwQ8ciqbPl5Qe+Oru4=", "xnPVnY6njQmwQ8ciqbPl5Qe+Oru4=",
        "nPVnY6njQmwQ8ciqbPl5Qe+Oru==", "nPVnY6njQmwQ8ciqbPl5Qe+Oru4"}) {
    CAPTURE(text);
    CHECK(without_signature_shapes(text) == text);
  }
}
