// SPDX-License-Identifier: MIT
#include <createproduct/report/step_json.hpp>

#include <doctest/doctest.h>

#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/catalogue.hpp>
#include <createproduct/wire/json_tree.hpp>

using namespace createproduct;

namespace {

std::string json_of(const suite::Step& step) {
  report::JsonWriter out;
  report::write_step(step, out);
  return out.text();
}

}  // namespace

TEST_CASE("every step of the catalogue comes back as it was") {
  std::size_t steps = 0;
  for (const suite::Case& one : suite::builtin_catalogue())
    for (const suite::Step& step : one.steps) {
      REQUIRE(report::has_step_json(step));
      suite::Step back;
      const auto error = suite::detail::read_step(wire::read_json_tree(json_of(step)).value(), "", back);
      REQUIRE_FALSE(error.has_value());
      CHECK(json_of(back) == json_of(step));
      CHECK(back.name == step.name);
      CHECK(back.parameters == step.parameters);
      CHECK(back.extra == step.extra);
      CHECK(back.after_signing == step.after_signing);
      CHECK(back.not_authentic == step.not_authentic);
      CHECK(back.signing == step.signing);
      CHECK(back.new_connection == step.new_connection);
      ++steps;
    }
  CHECK(steps > 100);
}

TEST_CASE("a step without members is an empty object") { CHECK(json_of({}) == "{}"); }

TEST_CASE("bytes that are not UTF-8, and literal requests, have no such form") {
  suite::Step step;
  step.name = "\xFF";
  CHECK_FALSE(report::has_step_json(step));
  step.name = "a";
  step.extra = {{"a", "\xFF"}};
  CHECK_FALSE(report::has_step_json(step));
  step.extra.clear();
  CHECK(report::has_step_json(step));
  step.literal.emplace();
  CHECK_FALSE(report::has_step_json(step));
}
