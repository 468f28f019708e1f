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

judge::Classification classified(const Case& one, const ControlForm& form) {
  suite::TemplateValues values;
  values.fresh = "qvwxyzkqvwxyaaa";
  values.base = &form.base;
  return judge::classify(wire::encode(suite::step_request(one.steps.front(), values, form)));
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
  std::size_t varied = 0;
  for (const Case& one : suite::builtin_catalogue())
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      CAPTURE(one.id);
      CAPTURE(seed);
      const Case in = suite::in_context(one, form, {}, seed);
      CHECK(in.id == one.id);
      REQUIRE(in.steps.size() == one.steps.size());
      if (one.steps.size() != 1 || !differ(in.steps.front(), one.steps.front())) continue;
      ++varied;
      const judge::Classification before = classified(one, form), after = classified(in, form);
      CHECK(after.demand == before.demand);
      CHECK(after.broken == before.broken);
      CHECK(in.needs_properties == (in.steps.front().properties || in.steps.front().properties_wire));
      CHECK(in.steps.front().name_wire == one.steps.front().name_wire);
    }
  CHECK(varied > 3000);
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
    return classified(one, form).names.front().size() == spec::name_max_length;
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
