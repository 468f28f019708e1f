// SPDX-License-Identifier: MIT
#include <createproduct/suite/step_request.hpp>

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <createproduct/wire/form.hpp>

#include "scripted_run.hpp"

using namespace scripted;
using suite::Step;

namespace {

suite::TemplateValues values(std::string fresh, const suite::ControlForm& form) {
  return {std::move(fresh), &form.base, 1'700'000'000, 5, 7};
}

WireRequest made(const Step& step, std::string fresh, const suite::ControlForm& form = {}) {
  return createproduct::wire::encode(suite::step_request(step, values(std::move(fresh), form), form));
}

std::string query_of(const Step& step) { return made(step, "saltedaaa").query; }

/// The signature of a request stamped with `signature` after `step` was done to it.
std::string changed(const std::string& signature, const Step& step) {
  createproduct::wire::RawRequest request;
  request.add("Signature", signature);
  const suite::ControlForm form;
  suite::change_stamped(request, step, values("f", form));
  return createproduct::wire::encode(request).query;
}

}  // namespace

TEST_CASE("a step becomes a request that departs from the control form") {
  CHECK(query_of(step("{fresh}")) == "Action=CreateProduct&productName=saltedaaa");
  CHECK(query_of(Step{}) == "Action=CreateProduct");
  CHECK(query_of(step("a b", "{}")) == "Action=CreateProduct&productName=a%20b&productProperties=%7B%7D");
  Step wire;
  wire.name_wire = "%61{fresh}";
  wire.properties_wire = "%7b%7D";
  CHECK(query_of(wire) == "Action=CreateProduct&productName=%61saltedaaa&productProperties=%7b%7D");
  Step whole;
  whole.parameters = "productName={fresh}&Action=X&&=b&c";
  CHECK(query_of(whole) == "productName=saltedaaa&Action=X&&=b&c");
  Step extra = step("n");
  extra.extra = {{"Nonce", "{nonce}"}, {"colour", "{fresh}"}};
  CHECK(query_of(extra).ends_with("&colour=saltedaaa"));

  Step reversed = step("n", "{}");
  reversed.reversed = true;
  CHECK(query_of(reversed) == "productProperties=%7B%7D&productName=n&Action=CreateProduct");
  Step typed = by_post(step("n"));
  typed.content_type = "application/x-www-form-urlencoded; charset=utf-8";
  CHECK(made(typed, "f").content_type == typed.content_type);

  const auto post = made(by_post(step("n")), "f");
  CHECK(post.method == "POST");
  CHECK(post.query.empty());
  CHECK(post.body == "Action=CreateProduct&productName=n");
  whole.method = "POST";
  const auto whole_post = made(whole, "f");
  CHECK(whole_post.query.empty());
  CHECK(whole_post.body == "productName=f&Action=X&&=b&c");
}

TEST_CASE("requests have what the control form adds, unless they are bare") {
  suite::ControlForm form;
  form.method = "POST";
  form.with_properties = true;
  form.base = {{"region", "\"gz\""}};
  form.extra = {{"SignatureMethod", "HmacSHA1"}};
  CHECK(made(step("n"), "f", form).body ==
        "Action=CreateProduct&productName=n&productProperties=%7B%22region%22%3A%22gz%22%7D&SignatureMethod=HmacSHA1");
  CHECK(made(step("n", "[]"), "f", form).body ==
        "Action=CreateProduct&productName=n&productProperties=%5B%5D&SignatureMethod=HmacSHA1");
  Step own = step("n", "[]");
  own.extra = {{"SignatureMethod", "x"}};
  CHECK(made(own, "f", form).body.ends_with("&SignatureMethod=x"));
  Step bare = step("n");
  bare.bare = true;
  CHECK(made(bare, "f", form).method == "GET");
  CHECK(made(bare, "f", form).query == "Action=CreateProduct&productName=n");
}

TEST_CASE("a stamped request is changed as a step says") {
  Step step;
  CHECK(changed("AbC0", step) == "Signature=AbC0");
  step.tamper = "flip-first";
  CHECK(changed("AbC0", step) == "Signature=BbC0");
  step.tamper = "flip-last";
  CHECK(changed("AbC0", step) == "Signature=AbA0");
  step.tamper = "cut";
  CHECK(changed("AbC0", step) == "Signature=Ab");
  step.tamper = "other-case";
  CHECK(changed("AbC0", step) == "Signature=aBc0");
  step.tamper.clear();
  step.after_signing = {{"Signature", "{fresh}"}, {"Nonce", "{nonce}"}};
  CHECK(changed("AbC0", step) == "Signature=f&Nonce=7");
}
