// SPDX-License-Identifier: MIT
#include <createproduct/suite/catalogue.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using createproduct::ClauseId;
using createproduct::Error;
using createproduct::suite::Budget;
using createproduct::suite::Case;
using createproduct::suite::read_catalogue;
using createproduct::suite::Step;

namespace {

std::vector<Case> read(const std::string& text) {
  std::vector<Case> out;
  const std::optional<Error> error = read_catalogue(text, "names", out);
  CHECK_FALSE(error);
  return out;
}

/// A catalogue with one case about region.type that has `members` beside what every case needs.
std::string one_case(const std::string& members) {
  return R"({"cases": [{"id": "region.type.x", "clause": "region.type", "title": "a title", )" + members + "}]}";
}

Step one_step(const std::string& members) {
  const std::vector<Case> cases = read(one_case("\"steps\": [{" + members + "}]"));
  REQUIRE(cases.size() == 1);
  return cases.front().steps.front();
}

/// Where the first error is, and what it says.
std::string error_of(const std::string& text) {
  std::vector<Case> out;
  const std::optional<Error> error = read_catalogue(text, "names", out);
  if (!error) return "none";
  CHECK(error->code == Error::Code::input);
  return error->where + ": " + error->message;
}

}  // namespace

TEST_CASE("a case has what its entry says") {
  const std::vector<Case> cases =
      read(one_case(R"("budget": "quick", "needs": ["keys", "second-account"], "steps": [{}, {}])"));
  REQUIRE(cases.size() == 1);
  const Case& one = cases.front();
  CHECK(one.id == "region.type.x");
  CHECK(one.phase == "names");
  CHECK(one.clause == ClauseId("region.type"));
  CHECK(one.title == "a title");
  CHECK(one.budget == Budget::quick);
  CHECK(one.needs_keys);
  CHECK(one.needs_second_account);
  CHECK_FALSE(one.needs_properties);
  CHECK(one.steps.size() == 2);
}

TEST_CASE("a case is for the standard budget and needs nothing unless it says so") {
  const Case one = read(one_case(R"("steps": [{}])")).front();
  CHECK(one.budget == Budget::standard);
  CHECK_FALSE(one.needs_keys);
  CHECK_FALSE(one.needs_second_account);
  CHECK(read(one_case(R"("budget": "deep", "steps": [{}])")).front().budget == Budget::deep);
}

TEST_CASE("a step without members is a plain request") {
  const Step step = one_step("");
  CHECK(step.method.empty());
  CHECK_FALSE(step.name);
  CHECK_FALSE(step.properties);
  CHECK_FALSE(step.parameters);
  CHECK(step.extra.empty());
  CHECK(step.signing == Step::Signing::usual);
  CHECK_FALSE(step.second_account);
  CHECK_FALSE(step.not_authentic);
  CHECK_FALSE(step.bare);
  CHECK(step.tamper.empty());
}

TEST_CASE("a step has what its members say") {
  CHECK(one_step(R"("name": "a\u0000b")").name == std::string("a\0b", 3));
  CHECK(one_step(R"("name-wire": "%41")").name_wire == "%41");
  CHECK(one_step(R"("properties": "{}")").properties == "{}");
  CHECK(one_step(R"("properties-wire": "%7B")").properties_wire == "%7B");
  CHECK(one_step(R"("parameters": "a=b")").parameters == "a=b");
  CHECK(one_step(R"("method": "POST")").method == "POST");
  CHECK(one_step(R"("bare": true)").bare);
  CHECK(one_step(R"("account": "second")").second_account);
  CHECK(one_step(R"("signed": false)").signing == Step::Signing::none);
  CHECK(one_step(R"("signed": "by-other-method")").signing == Step::Signing::by_other_method);
  CHECK(one_step(R"("signed": "without-method")").signing == Step::Signing::without_method);
  CHECK(one_step(R"("authentic": false)").not_authentic);
  for (const char* how : {"flip-first", "flip-last", "other-case", "cut", "append", "other-end", "exchange"})
    CHECK(one_step(R"("tamper": ")" + std::string(how) + "\"").tamper == how);
  const Step changed = one_step(R"("after-signing": [["Nonce", "1"]])");
  REQUIRE(changed.after_signing.size() == 1);
  CHECK(changed.after_signing[0] == std::pair<std::string, std::string>("Nonce", "1"));
  CHECK(changed.extra.empty());
  const Step extra = one_step(R"("extra": [["Nonce", "{nonce}"], ["a", ""]])");
  REQUIRE(extra.extra.size() == 2);
  CHECK(extra.extra[0].first == "Nonce");
  CHECK(extra.extra[0].second == "{nonce}");
  CHECK(extra.extra[1].second.empty());
}

TEST_CASE("a case with properties in any step says that it needs them") {
  CHECK(read(one_case(R"("steps": [{}, {"properties": "{}"}])")).front().needs_properties);
  CHECK(read(one_case(R"("steps": [{"properties-wire": "%7B"}, {}])")).front().needs_properties);
}

TEST_CASE("axes multiply, with names in ids and values in steps") {
  const std::vector<Case> cases = read(R"({
    "sets": {"letters": {"low": "a", "high": "A"}},
    "cases": [{"id": "region.type.<<c>>-<<n>>-<<c>>", "clause": "region.type", "title": "with <<c>>",
               "each": {"c": "@letters", "n": ["1", "2"]},
               "steps": [{"name": "<<c>><<n>>{fresh}", "extra": [["<<c>>", "<<n>>"]]},
                         {"properties": "{\"a\":\"<<c>>\"}"}]}]})");
  std::vector<std::string> ids, names;
  for (const Case& one : cases) {
    ids.push_back(one.id);
    names.push_back(*one.steps[0].name);
    CHECK(one.steps[1].properties == (one.id.find("high") != std::string::npos ? R"({"a":"A"})" : R"({"a":"a"})"));
  }
  CHECK(ids == std::vector<std::string>{"region.type.high-1-high", "region.type.high-2-high", "region.type.low-1-low",
                                        "region.type.low-2-low"});
  CHECK(names == std::vector<std::string>{"A1{fresh}", "A2{fresh}", "a1{fresh}", "a2{fresh}"});
  CHECK(cases[0].title == "with high");
  CHECK(cases[0].steps[0].extra.front() == std::pair<std::string, std::string>{"A", "1"});
}

TEST_CASE("cases are appended to those there are") {
  std::vector<Case> out(1);
  CHECK_FALSE(read_catalogue(one_case(R"("steps": [{}])"), "names", out));
  CHECK(out.size() == 2);
}

TEST_CASE("a file that is no catalogue is refused as a whole") {
  CHECK(error_of("{") == "names#: not valid JSON");
  CHECK(error_of("") == "names#: not valid JSON");
  for (const char* text : {"[]", "{}", R"({"cases": {}})", "null"})
    CHECK(error_of(text) == "names#: expected an object with an array named cases");
  CHECK(error_of(R"({"sets": [], "cases": []})") == "names#/sets: expected an object");
  CHECK(error_of(R"({"cases": [1]})") == "names#/cases/0: expected an object");
}

TEST_CASE("errors point at the member of the case") {
  const std::string good = R"({"id": "region.type.y", "clause": "region.type", "title": "t", "steps": [{}]})";
  CHECK(error_of(R"({"cases": [)" + good + R"(, {"id": 1, "clause": "region.type", "title": "t", "steps": [{}]}]})") ==
        "names#/cases/1: expected a text named id");
  CHECK(error_of(R"({"cases": [{"id": "", "clause": "region.type", "title": "t", "steps": [{}]}]})") ==
        "names#/cases/0/id: expected a text that is not empty");
  CHECK(error_of(R"({"cases": [{"id": "a", "title": "t", "steps": [{}]}]})") ==
        "names#/cases/0: expected a text named clause");
  CHECK(error_of(R"({"cases": [{"id": "a", "clause": "region.type", "steps": [{}]}]})") ==
        "names#/cases/0: expected a text named title");
  CHECK(error_of(R"({"cases": [{"id": "a", "clause": "region.kind", "title": "t", "steps": [{}]}]})") ==
        "names#/cases/0/clause: no clause is called region.kind");
  CHECK(error_of(one_case(R"("budget": "long", "steps": [{}])")) ==
        "names#/cases/0/budget: expected quick, standard or deep");
  CHECK(error_of(one_case(R"("budget": 5, "steps": [{}])")) ==
        "names#/cases/0/budget: expected quick, standard or deep");
  CHECK(error_of(one_case(R"("needs": ["luck"], "steps": [{}])")) ==
        "names#/cases/0/needs: expected keys or second-account");
  CHECK(error_of(one_case(R"("needs": "keys", "steps": [{}])")) == "names#/cases/0/needs: expected an array");
  CHECK(error_of(one_case(R"("bugdet": "quick", "steps": [{}])")) == "names#/cases/0/bugdet: unknown member");
  for (const char* steps : {R"("steps": [])", R"("steps": {})", R"("budget": "quick")"})
    CHECK(error_of(one_case(steps)) == "names#/cases/0: expected an array named steps");
}

TEST_CASE("errors point at the axis") {
  const auto with_axis = [](const std::string& axis) {
    return one_case(R"("each": {"c": )" + axis + R"(}, "steps": [{}])");
  };
  for (const char* axis : {"1", "[]", "{}", "[1]", R"({"a": 1})", R"("letters")", R"("@letters")", R"("")"})
    CHECK(error_of(with_axis(axis)) == "names#/cases/0/each/c: expected texts or the name of a set");
  CHECK(error_of(one_case(R"("each": "c", "steps": [{}])")) == "names#/cases/0/each: expected an object");
  // A set does not refer to sets, itself included.
  CHECK(error_of(
            R"({"sets": {"s": "@s"}, "cases": [{"id": "a", "clause": "region.type", "title": "t", "each": {"c": "@s"},
                     "steps": [{}]}]})") == "names#/cases/0/each/c: expected texts or the name of a set");
}

TEST_CASE("errors point at the member of the step") {
  const auto with_step = [](const std::string& step) { return error_of(one_case(R"("steps": [{}, )" + step + "]")); };
  const std::string at = "names#/cases/0/steps/1";
  CHECK(with_step("1") == at + ": expected an object");
  for (const char* text : {"name", "name-wire", "properties", "properties-wire", "parameters"})
    CHECK(with_step("{\"" + std::string(text) + "\": 1}") == at + "/" + text + ": expected a text");
  for (const char* pairs : {R"([1])", R"([["a"]])", R"([["a", 1]])", R"([["a", "b", "c"]])", R"([{"a": "b"}])"})
    CHECK(with_step(R"({"extra": )" + std::string(pairs) + "}") == at + "/extra: expected pairs of texts");
  for (const char* member : {R"("colour": 1)", R"("bare": false)", R"("account": "third")", R"("signed": true)",
                             R"("tamper": "burn")", R"("authentic": true)", R"("method": 1)", R"("extra": "a")"}) {
    const std::string text = member;
    const std::string key = text.substr(1, text.find('"', 1) - 1);
    CHECK(with_step("{" + text + "}") == at + "/" + key + ": unknown member or wrong value");
  }
}
