// SPDX-License-Identifier: MIT
#include <createproduct/suite/template_text.hpp>

#include <cstddef>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <createproduct/suite/fresh_names.hpp>

#include <doctest/doctest.h>

using createproduct::suite::expand;
using createproduct::suite::FreshNames;
using createproduct::suite::TemplateValues;

namespace {

const std::vector<std::pair<std::string, std::string>> base{{"productDescription", "\"d\""}, {"region", "\"gz\""}};

TemplateValues values(std::string fresh = "saltabz") {
  TemplateValues made;
  made.fresh = std::move(fresh);
  made.base = &base;
  made.now = 1'700'000'000;
  made.random = 27;
  made.nonce = 4711;
  return made;
}

}  // namespace

TEST_CASE("every token stands for what it says") {
  const TemplateValues v = values();
  CHECK(expand("{fresh}", v) == "saltabz");
  CHECK(expand("{fresh:10}", v) == "saltabzaaa");
  CHECK(expand("{fresh:7}", v) == "saltabz");
  CHECK(expand("{fresh:33}", v) == "saltabz" + std::string(26, 'a'));
  CHECK(expand("{fresh:3}", v) == "sal");
  CHECK(expand("{fresh:0}", v).empty());
  CHECK(expand("{head}|{tail}", v) == "salta|bz");
  CHECK(expand("{upper}", v) == "SALTABZ");
  CHECK(expand("{digits}", v) == "81001191001052");
  CHECK(expand("{specials}", v) == "::-:::-:__:-:::_::_--");
  CHECK(expand("{mac}", v).size() == 17);
  CHECK(expand("{mac}", v).find_first_not_of("0123456789abcdef:") == std::string::npos);
  CHECK(expand("{mac}", v)[2] == ':');
  CHECK(expand("{upper:9}|{upper:3}", v) == "SALTABZAA|SAL");
  CHECK(expand("{digits:16}", v) == "8100119100105200");
  CHECK(expand("{specials:23}", v) == "::-:::-:__:-:::_::_----");
  CHECK(expand("{cut:2}|{rest:2}", v) == "sa|ltabz" + std::string(24, 'a'));
  CHECK(expand("{cut:0}|{rest:31}", v) == "|");
  CHECK(expand("{rest:40}", v).empty());
  CHECK(expand("{short:3}", v) == "bba");
  CHECK(expand("{short:1}", v) == "b");
  CHECK(expand("{fill:5:ab}", v) == "ababa");
  CHECK(expand("{fill:0:ab}|{fill:3:}", v) == "|");
  CHECK(expand("{base}", v) == R"("productDescription":"d","region":"gz")");
  CHECK(expand("{others:region}", v) == R"("productDescription":"d")");
  CHECK(expand("{others:productDescription}", v) == R"("region":"gz")");
  CHECK(expand("{others:other}", v) == expand("{base}", v));
  CHECK(expand("{nonce}", v) == "4711");
  CHECK(expand("{nonce:3}", v) == "311");
  CHECK(expand("{nonce:0}", v) == "5");
  CHECK(expand("{now}", v) == "1700000000");
  CHECK(expand("{last-id}|{last-signature}", v) == "saltabz|");
  TemplateValues later = v;
  later.last_id = "ID1";
  later.last_signature = "c2lnbmVk";
  CHECK(expand("{last-id}|{last-signature}", later) == "ID1|c2lnbmVk");
  CHECK(expand("{now:-10800}|{now:60}", v) == "1699989200|1700000060");
}

TEST_CASE("tokens stand among braces that are none") {
  const TemplateValues v = values();
  CHECK(expand("{{base}}", v) == R"({"productDescription":"d","region":"gz"})");
  CHECK(expand("{{others:region},\"region\":\"sh\"}", v) == R"({"productDescription":"d","region":"sh"})");
  CHECK(expand("{\"a\":{\"b\":1}}", v) == R"({"a":{"b":1}})");
  CHECK(expand("a{fresh}b{fresh}c", v) == "asaltabzbsaltabzc");
}

TEST_CASE("what is no token stays as it is") {
  const TemplateValues v = values();
  for (const char* text : {"",          "{}",         "{",       "}",        "{fresh",        "fresh}",    "{fresh:}",
                           "{fresh:x}", "{fresh:7x}", "{FRESH}", "{ fresh}", "{head:1}",      "{cut}",     "{rest:a}",
                           "{short}",   "{fill:5}",   "{fill:}", "{fill}",   "{base:region}", "{nonce:x}", "{unknown}",
                           "%7B"}) {
    CAPTURE(text);
    CHECK(expand(text, v) == text);
  }
  CHECK(expand("{fresh:-5}", v).empty());
}

TEST_CASE("without accepted properties the base is empty") { CHECK(expand("{{base}}", TemplateValues{}) == "{}"); }

TEST_CASE("names hold the salt where they are long enough") {
  FreshNames names("zqxwvu");
  for (int i = 0; i < 1000; ++i) {
    const TemplateValues v = values(names.next());
    for (const char* text :
         {"{fresh}", "{fresh:9}", "{fresh:32}", "{head}-{tail}", "{head}::{tail}", "{cut:16}b{rest:16}"})
      CHECK(expand(text, v).find("zqxwvu") != std::string::npos);
    CHECK(expand("{upper}", v).find("ZQXWVU") != std::string::npos);
  }
}

TEST_CASE("names from digits and specials leave room for a few more characters") {
  FreshNames names("zqxwvutsrpon");
  const TemplateValues v = values(names.next());
  CHECK(expand("{digits}", v).size() == 28);
  CHECK(expand("{specials}", v).size() == 28);
}

TEST_CASE("names never collide, however they are spelled") {
  FreshNames names("zqxwvu");
  std::unordered_set<std::string> seen;
  seen.reserve(1'000'000);
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < 100'000; ++i) {
    const TemplateValues v = values(names.next());
    for (const char* text :
         {"{fresh}", "{fresh:17}", "{fresh:32}", "{upper}", "{digits}", "{specials}", "{mac}", "{head}-{tail}", "{fresh}b"}) {
      seen.insert(expand(text, v));
      ++drawn;
    }
  }
  CHECK(seen.size() == drawn);
}
