// SPDX-License-Identifier: MIT
#include <createproduct/suite/case_context.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/judge/classification.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/step_request.hpp>
#include <createproduct/wire/raw_request.hpp>

#include <doctest/doctest.h>

using namespace createproduct;
using suite::Case;
using suite::ControlForm;
using suite::Step;

namespace {

ControlForm usual_form() {
  ControlForm form;
  form.base = {{"productDescription", "\"d\""}, {"region", "\"gz\""}};
  return form;
}

Case about_name(std::string name) {
  Case one;
  one.id = "product-name.alphabet.of-a-test";
  one.phase = "names";
  one.steps.emplace_back().name = std::move(name);
  return one;
}

judge::Classification classified(const Step& step, const ControlForm& form) {
  suite::TemplateValues values;
  values.fresh = "qvwxyzkqvwxyaaa";
  values.base = &form.base;
  return judge::classify(wire::encode(suite::step_request(step, values, form)));
}

bool differ(const Step& one, const Step& other) {
  return one.method != other.method || one.name != other.name || one.properties != other.properties ||
         one.reversed != other.reversed || one.extra != other.extra;
}

/// How many contexts of `one` have what `wanted` looks for, of 400.
template <class Wanted>
std::size_t count(const Case& one, const ControlForm& form, const ClauseSet& broken, Wanted wanted) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed)
    found += wanted(suite::in_context(one, form, broken, seed).steps.front()) ? 1U : 0U;
  return found;
}

}  // namespace

TEST_CASE("a context depends on the id and on the seed") {
  const ControlForm form = usual_form();
  const Case one = about_name("{fresh}.");
  Case other = one;
  other.id += "-2";
  std::size_t by_seed = 0, by_id = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Step step = suite::in_context(one, form, {}, seed).steps.front();
    CHECK_FALSE(differ(step, suite::in_context(one, form, {}, seed).steps.front()));
    by_seed += differ(step, suite::in_context(one, form, {}, seed + 1).steps.front()) ? 1U : 0U;
    by_id += differ(step, suite::in_context(other, form, {}, seed).steps.front()) ? 1U : 0U;
  }
  CHECK(by_seed > 15);
  CHECK(by_id > 15);
}

TEST_CASE("whatever the context, the contract demands the same for the same reason") {
  const ControlForm form = usual_form();
  std::size_t varied = 0, varied_of_several = 0;
  for (const Case& one : suite::builtin_catalogue())
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      CAPTURE(one.id);
      CAPTURE(seed);
      const Case in = suite::in_context(one, form, {}, seed);
      CHECK(in.id == one.id);
      REQUIRE(in.steps.size() == one.steps.size());
      bool has_properties = false;
      for (std::size_t i = 0; i < in.steps.size(); ++i) {
        const Step& step = in.steps[i];
        has_properties = has_properties || step.properties || step.properties_wire;
        if (!differ(step, one.steps[i])) continue;
        (one.steps.size() == 1 ? varied : varied_of_several) += 1;
        const judge::Classification before = classified(one.steps[i], form), after = classified(step, form);
        CHECK(after.demand == before.demand);
        CHECK(after.broken == before.broken);
        CHECK(step.name_wire == one.steps[i].name_wire);
        CHECK(step.second_account == one.steps[i].second_account);
      }
      if (one.needs_properties || has_properties) CHECK(in.needs_properties);
    }
  CHECK(varied > 3000);
  CHECK(varied_of_several > 600);
}

TEST_CASE("of several requests each is in a context of its own, and their names change alike") {
  const ControlForm form = usual_form();
  Case twice = about_name("{fresh}");
  twice.phase = "uniqueness";
  twice.steps.push_back(twice.steps.front());
  std::size_t unlike = 0, longer = 0, longest = 0, posts = 0, with_properties = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Case in = suite::in_context(twice, form, {}, seed);
    REQUIRE(in.steps.size() == 2);
    CHECK(in.steps[0].name == in.steps[1].name);
    longer += in.steps[0].name->size() > std::string("{head}{tail}").size() ? 1U : 0U;
    longest += classified(in.steps[0], form).names.front().size() == spec::name_max_length ? 1U : 0U;
    unlike += differ(in.steps[0], in.steps[1]) ? 1U : 0U;
    posts += in.steps[0].method == "POST" && in.steps[1].method == "POST" ? 1U : 0U;
    const bool properties = in.steps[0].properties || in.steps[1].properties;
    CHECK(in.needs_properties == properties);
    with_properties += properties ? 1U : 0U;
  }
  CHECK(unlike > 200);
  CHECK(longer > 200);
  CHECK(longest > 60);
  CHECK(longest < 340);
  CHECK(posts > 60);
  CHECK(with_properties > 200);
  CHECK(with_properties < 400);

  twice.needs_properties = true;
  twice.steps.back().properties = "{{others:region},\"region\":\"sh\"}";
  std::swap(twice.steps[0], twice.steps[1]);
  std::size_t members = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Case in = suite::in_context(twice, form, {}, seed);
    CHECK_FALSE(in.steps[1].properties.has_value());
    members += in.steps[0].properties != twice.steps[0].properties ? 1U : 0U;
  }
  CHECK(members > 100);
}

TEST_CASE("names that differ in one place differ in that place in any context, also where one stands in a description") {
  const ControlForm form = usual_form();
  Case two = about_name("{head}-{tail}");
  two.phase = "uniqueness";
  two.steps.push_back(two.steps.front());
  two.steps.back().name = "{fresh}";
  two.steps.back().properties = R"({{others:productDescription},"productDescription":"{head}-{tail}"})";
  std::size_t changed = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Case in = suite::in_context(two, form, {}, seed);
    std::string first = *in.steps[0].name;
    const std::string second = *in.steps[1].name;
    CHECK(in.steps[1].properties->find('"' + first + '"') != std::string::npos);
    if (second == "{fresh}") continue;
    ++changed;
    first.erase(first.rfind("-{tail}"), 1);
    CHECK(first == second);
  }
  CHECK(changed > 25);
}

TEST_CASE("what is said about a case, and cases of other kinds, stay as they are") {
  const ControlForm form = usual_form();
  std::vector<Case> fixed;
  const auto add = [&fixed](auto change) { change(fixed.emplace_back(about_name("{fresh}."))); };
  add([](Case& one) { one.steps.front().method = "GET"; });
  add([](Case& one) { one.steps.front().reversed = true; });
  add([](Case& one) { one.steps.front().extra = {{"Region", "bj"}}; });
  add([](Case& one) { one.steps.front().content_type = "text/plain"; });
  add([](Case& one) { one.steps.front().signing = Step::Signing::none; });
  add([](Case& one) { one.steps.front().new_connection = true; });
  add([](Case& one) { one.steps.push_back(one.steps.front()); });
  add([](Case& one) {
    one.phase = "uniqueness";
    one.steps.push_back(one.steps.front());
    one.steps.back().name = "undefined";  // it may exist
  });
  add([](Case& one) { one.phase = "uniqueness"; });
  add([](Case& one) {
    one.steps.front().properties = "{{base},\"productType\":1}";
    one.steps.front().name = "{fresh}";
  });
  // It may exist.
  add([](Case& one) { one.steps.front().name = "undefined"; });
  for (const Case& one : fixed)
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      const Case in = suite::in_context(one, form, {}, seed);
      CHECK_FALSE(differ(in.steps.front(), one.steps.front()));
    }
}

TEST_CASE("each part of a context comes often, and often does not") {
  const ControlForm form = usual_form();
  const Case wrong_name = about_name("{fresh}.");
  const auto often = [](std::size_t found) { return found > 60 && found < 340; };
  CHECK(often(count(wrong_name, form, {}, [](const Step& step) { return step.method == "POST"; })));
  CHECK(often(count(wrong_name, form, {}, [](const Step& step) { return step.reversed; })));
  CHECK(often(count(wrong_name, form, {}, [](const Step& step) { return !step.extra.empty(); })));
  CHECK(often(count(wrong_name, form, {}, [](const Step& step) { return step.properties.has_value(); })));
  CHECK(often(
      count(wrong_name, form, {}, [](const Step& step) { return step.name->find(':') < step.name->find("{fresh"); })));
  CHECK(count(wrong_name, form, {}, [](const Step& step) {
          return step.properties && step.properties->find(":2") != std::string::npos;
        }) > 40);
  const std::size_t longest = count(wrong_name, form, {}, [&form](const Step& step) {
    Case one = about_name(*step.name);
    return classified(one.steps.front(), form).names.front().size() == spec::name_max_length;
  });
  CHECK(often(longest));
  Case too_long = about_name("{fresh:33}");
  CHECK(often(count(too_long, form, {}, [](const Step& step) { return step.name == "{fresh:33}"; })));
  Case wrong_region = about_name("{fresh}");
  wrong_region.phase = "properties";
  wrong_region.needs_properties = true;
  wrong_region.steps.front().properties = "{{others:region},\"region\":\"bj\"}";
  for (const char* text : {"\"productType\":2", "\"productType\":0", "\"encryptionType\":\"2\""}) {
    CAPTURE(text);
    CHECK(count(wrong_region, form, {},
                [text](const Step& step) { return step.properties->find(text) != std::string::npos; }) > 30);
  }
}

TEST_CASE("what is known to be broken, or not known to be accepted, is in no context") {
  const ControlForm form = usual_form();
  const Case one = about_name("{fresh}.");
  CHECK(count(one, form, {"common.method"}, [](const Step& step) { return !step.method.empty(); }) == 0);
  CHECK(count(one, form, {"common.region"}, [](const Step& step) { return !step.extra.empty(); }) == 0);
  ControlForm without;
  CHECK(count(one, without, {}, [](const Step& step) { return step.properties.has_value(); }) == 0);
  ControlForm posts = form;
  posts.method = "POST";
  CHECK(count(one, posts, {}, [](const Step& step) { return step.method == "POST"; }) == 0);
  ControlForm named = form;
  named.name = "x{fresh}";
  CHECK(count(one, named, {}, [](const Step& step) { return step.name != "{fresh}."; }) == 0);
}
