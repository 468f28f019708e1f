// SPDX-License-Identifier: MIT
#include <createproduct/suite/shrink.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Case;
using suite::simpler_cases;
using suite::Step;

namespace {

suite::TemplateValues values() {
  suite::TemplateValues made;
  made.fresh = "saltaaa";
  return made;
}

std::vector<Case> simpler(std::vector<Step> steps) {
  return simpler_cases(a_case("operation.create", std::move(steps)), values());
}

/// The names of all simpler cases that still have one.
std::vector<std::string> names(const Step& step) {
  std::vector<std::string> out;
  for (const Case& one : simpler({step})) {
    const Step& made = one.steps.front();
    if (made.name) out.push_back(*made.name);
    if (made.name_wire) out.push_back(*made.name_wire);
  }
  return out;
}

std::vector<std::string> properties(const std::string& text) {
  std::vector<std::string> out;
  for (const Case& one : simpler({step("{short:1}", text)}))
    if (one.steps.front().properties && one.steps.front().properties != text)
      out.push_back(*one.steps.front().properties);
  return out;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Takes the first simplification that `keep` allows until none is left; how many were taken.
template <class Keep>
std::size_t shrink(Case& one, const Keep& keep) {
  for (std::size_t taken = 0; taken < 10'000; ++taken) {
    const std::vector<Case> all = simpler_cases(one, values());
    const auto next = std::find_if(all.begin(), all.end(), keep);
    if (next == all.end()) return taken;
    one = *next;
  }
  return 10'000;
}

}  // namespace

TEST_CASE("the smallest case has nothing simpler") {
  CHECK(simpler({step("{short:1}")}).empty());
  CHECK(simpler({step("{short:1}", "")}).size() == 1);
  CHECK(simpler({Step{}}).empty());
}

TEST_CASE("steps are left out, many at once first, but never all") {
  const auto steps_of = [](const Case& one) {
    std::string out;
    for (const Step& step : one.steps) out += *step.name;
    return out;
  };
  std::vector<std::string> seen;
  for (const Case& one : simpler({step("a"), step("b"), step("c"), step("d")}))
    if (one.steps.size() < 4) seen.push_back(steps_of(one));
  CHECK(seen == std::vector<std::string>{"cd", "ab", "bcd", "acd", "abd", "abc"});
}

TEST_CASE("steps move to the first account, all at once or each") {
  Case one = a_case("product-name.scope", {step("{short:1}"), step("{short:1}"), step("{short:1}")});
  one.needs_second_account = true;
  one.steps[0].second_account = one.steps[2].second_account = true;
  std::vector<std::string> accounts;
  for (const Case& simpler : simpler_cases(one, values())) {
    if (simpler.steps.size() < 3) continue;
    std::string text = simpler.needs_second_account ? "!" : "";
    for (const Step& step : simpler.steps) text += step.second_account ? '2' : '1';
    accounts.push_back(text);
  }
  CHECK(accounts == std::vector<std::string>{"111", "!112", "!211"});
}

TEST_CASE("encoded properties become plain ones") {
  Step wire = step("{short:1}");
  wire.properties_wire = "%7B+%7D";
  const std::vector<Case> all = simpler({wire});
  CHECK(std::any_of(all.begin(), all.end(), [](const Case& one) {
    return one.steps.front().properties == "{+}" && !one.steps.front().properties_wire;
  }));
}

TEST_CASE("a step loses its method, its further parameters and its properties") {
  Step step = by_post(scripted::step("{short:1}", "{}"));
  step.extra = {{"Region", "gz"}};
  const std::vector<Case> all = simpler({step});
  REQUIRE(all.size() >= 3);
  CHECK(all[0].steps.front().method == "GET");
  CHECK(all[1].steps.front().extra.empty());
  CHECK_FALSE(all[2].steps.front().properties);
  Step wire;
  wire.properties_wire = "%7B%7D";
  CHECK_FALSE(simpler({wire}).front().steps.front().properties_wire);
}

TEST_CASE("what makes a step no authentic one stays, in it and before it") {
  Step first = step("{fresh}");
  first.extra = {{"Nonce", "1"}};
  Step second = first;
  second.name = "{fresh}x";
  second.not_authentic = true;
  const std::vector<Case> all = simpler({first, second});
  CHECK_FALSE(all.empty());
  for (const Case& one : all) {
    REQUIRE(one.steps.size() == 2);
    for (const Step& made : one.steps) CHECK(made.extra == first.extra);
  }
}

TEST_CASE("the steps of a case keep the name that they share") {
  std::size_t changed = 0;
  for (const Case& one : simpler({step("{fresh}x"), step("{fresh.2}y"), step("{fresh}x", "{\"a\":1}")})) {
    if (one.steps.size() < 3) continue;
    CHECK(one.steps[0].name == one.steps[2].name);
    changed += one.steps[0].name != "{fresh}x" ? 1U : 0U;
    CHECK((one.steps[0].name == "{fresh}x" || one.steps[1].name == "{fresh.2}y"));
  }
  CHECK(changed > 1);
}

TEST_CASE("parts of a name are left out, its tokens become short, its length falls") {
  const std::vector<std::string> all = names(step("{fresh}.x"));
  CHECK(all.front() == ".x");
  for (const char* expected : {"{fresh}x", "{fresh}.", "{short:1}.x", "{short:2}.x"}) CHECK(has(all, expected));
  CHECK_FALSE(has(all, ""));
  CHECK(names(step("{fresh:4096}")).front() == "{fresh:33}");
  CHECK(names(step("{fresh:33}")) == std::vector<std::string>{"{fresh:16}", "{fresh:29}", "{fresh:32}"});
  CHECK(has(names(step("{short:6}")), "{short:1}"));
}

TEST_CASE("a percent sequence of wire text is one piece") {
  Step wire;
  wire.name_wire = "{head}%2E%4";
  const std::vector<std::string> all = names(wire);
  CHECK(has(all, "%2E%4"));
  CHECK(has(all, "{head}%4"));
  CHECK(has(all, "{head}%2E"));
  CHECK_FALSE(has(all, "{head}2E%4"));
}

TEST_CASE("an object loses members and the ends of its texts") {
  const std::vector<std::string> all = properties(R"({"region":"abcd","productType":0})");
  CHECK(all[0] == R"({"productType":0})");
  CHECK(all[1] == R"({"region":"abcd"})");
  CHECK(has(all, R"({"region":"ab","productType":0})"));
  CHECK(has(all, R"({"region":"cd","productType":0})"));
  CHECK(has(properties(R"({"a":[1,2]})"), R"({"a":[]})"));
  CHECK(has(properties(R"({"a":{"b":1}})"), R"({"a":{}})"));
  CHECK(has(properties("{ \"a\" : 1 }"), R"({"a":1})"));
}

TEST_CASE("an object keeps its spelling while members, white space and escapes go one by one") {
  const std::vector<std::string> all = properties("{ \"r\\u0065gion\" : \"a,b]\" , \"x\\\\u0041\":[1,2]}");
  CHECK(has(all, "{ \"x\\\\u0041\":[1,2]}"));
  CHECK(has(all, "{ \"r\\u0065gion\" : \"a,b]\" }"));
  CHECK(has(all, "{\"r\\u0065gion\":\"a,b]\",\"x\\\\u0041\":[1,2]}"));
  CHECK(has(all, "{ \"region\" : \"a,b]\" , \"x\\\\u0041\":[1,2]}"));
  CHECK_FALSE(has(all, "{ \"r\\u0065gion\" : \"a,b]\" , \"x\\A\":[1,2]}"));
  CHECK_FALSE(has(properties(R"({"a":"\u0022\u005c\u000a"})"), R"({"a":"""})"));
}

TEST_CASE("text that is no object loses pieces, and its tokens are resolved") {
  const std::vector<std::string> all = properties("[1,2]");
  CHECK(has(all, ",2]"));
  CHECK(has(all, "[1,2"));
  suite::TemplateValues with_base = values();
  const std::vector<std::pair<std::string, std::string>> base{{"region", "\"gz\""}};
  with_base.base = &base;
  std::vector<std::string> texts;
  for (const Case& one : simpler_cases(a_case("region.type", {step("{short:1}", "{{base},\"x\":1}")}), with_base))
    if (one.steps.front().properties) texts.push_back(*one.steps.front().properties);
  CHECK(has(texts, R"({"x":1})"));
  CHECK(has(texts, R"({"region":"gz"})"));
}

TEST_CASE("members that are not UTF-8 do no harm") {
  CHECK_FALSE(properties("{\"a\":\"\xff\"}").empty());
  CHECK_FALSE(properties("\xff\xfe").empty());
}

TEST_CASE("shrinking ends, whatever is kept") {
  std::vector<Step> steps{
      by_post(step("{fresh:4096}", "{\"a\":\"" + std::string(300, 'x') + "\",\"b\":[1,{\"c\":2}]}")),
      step("{cut:3}.{rest:3}-{fresh}{digits}")};
  steps[0].extra = {{"a", "b"}};
  Case one = a_case("operation.create", steps);
  CHECK(shrink(one, [](const Case&) { return true; }) < 200);
  CHECK(one.steps.size() == 1);
  CHECK(one.steps.front().name->size() <= std::string("{short:1}").size());

  Case broken = a_case("operation.create", {
                                               step("{fresh:10}{fresh"),
                                           });
  CHECK(shrink(broken, [](const Case&) { return true; }) < 200);
}

TEST_CASE("what matters is kept while all else goes") {
  Case one =
      a_case("product-name.alphabet", {step("My{fresh}.Product", R"({"region":"gz","productDescription":"d"})")});
  shrink(one, [](const Case& simpler) { return simpler.steps.front().name->find('.') != std::string::npos; });
  CHECK(one.steps.front().name == ".");
  CHECK_FALSE(one.steps.front().properties);

  one = a_case("region.values", {step("{fresh}", R"({"region":"shanghai","productDescription":"d","productType":0})")});
  shrink(one, [](const Case& simpler) {
    return simpler.steps.front().properties &&
           simpler.steps.front().properties->find("\"region\":\"s") != std::string::npos;
  });
  CHECK(one.steps.front().properties == R"({"region":"s"})");
}

TEST_CASE("names are made shorter last, as short ones are soon used up") {
  Step step;
  step.name = "X{fresh}";
  step.properties = R"({"region":0.5,"productType":2,"encryptionType":"2"})";
  bool shorter = false;
  for (const Case& one : simpler({step})) {
    const bool same_name = one.steps.front().name == step.name;
    CHECK_FALSE((shorter && same_name));
    shorter = shorter || !same_name;
  }
  CHECK(shorter);
}
