// SPDX-License-Identifier: MIT
#include <createproduct/suite/shrinker.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "inquiry.hpp"

using namespace scripted;
using suite::Finding;
using suite::Shrinker;
using suite::Step;

TEST_CASE("what shows a clause broken becomes the evidence, once or as often as it must repeat") {
  Inquiry inquiry;
  inquiry.accept(name_contains("."));
  suite::RunContext& context = inquiry.bench.context;
  Shrinker shrinker(context);
  const suite::Case one = one_step("product-name.alphabet", step("a.{fresh}"));
  const suite::Execution execution = context.executor.once(one);
  const createproduct::judge::Breach breach = execution.steps.front().ruling.breaches.front();
  Finding finding;
  CHECK_FALSE(shrinker.shows(one_step("product-name.alphabet", step("{fresh}")), breach, finding));
  CHECK(finding.history.empty());
  CHECK(shrinker.shows(one_step("product-name.alphabet", step("b.{fresh}")), breach, finding));
  REQUIRE(finding.history.size() == 1);
  CHECK(readable(finding.history.front().sent).starts_with("GET b."));
  shrinker.shrink(one, breach, finding, Shrinker<suite::RunContext>::Names::kept, 100);
  CHECK(readable(finding.history.front().sent).starts_with("GET b."));
  const std::size_t before = inquiry.server.requests.size();
  shrinker.shrink(one, breach, finding, Shrinker<suite::RunContext>::Names::simplified, 1);
  CHECK(inquiry.server.requests.size() == before + 1);
}

TEST_CASE("evidence is as small as the fault allows") {
  struct Row {
    ClauseId clause;
    Step found_by;
    std::string properties;  ///< that are left
    std::size_t name_length;
  };
  const std::vector<Row> rows{
      {"product-name.alphabet", by_post(step("{fresh}\xE4\xB8\xAD")), "", 1},
      {"product-name.max-length", by_post(step("{fresh:4096}", "{{base}}")), "", 33},
      {"encryption-type.values", step("{fresh}", R"({"productDescription":"d","region":"gz","encryptionType":"3"})"),
       R"({"encryptionType":"3"})", 1},
      {"region.type", step("{fresh}", R"({"productDescription":"d","productType":0,"region":["gz","sh"]})"),
       R"({"region":[]})", 1},
      {"product-type.values", step("{fresh}", "{{base},\"productType\":7}"), R"({"productType":7})", 1},
      {"product-properties.object", step("{fresh}", "[1,2,3]"), "[]", 1},
  };
  for (const Row& row : rows) {
    Inquiry inquiry;
    inquiry.accept([&](const Request& request) { return row.name_length < 32 || request.name().size() > 32; });
    CHECK(inquiry.take(one_step(row.clause, row.found_by)) == Verdict::fail);
    const Finding finding = inquiry.finding();
    CHECK(finding.clause == row.clause);
    REQUIRE(finding.history.size() == 1);
    const Request request = read(finding.history.front().sent);
    CHECK(request.wire.method == "GET");
    CHECK((request.has_properties() ? *request.find("productProperties") : "") == row.properties);
    CHECK(request.name().size() == row.name_length);
  }
}

TEST_CASE("evidence of several requests keeps those that matter") {
  Inquiry inquiry;
  inquiry.accept([&](const Request& request) { return inquiry.server.names_of(request).contains(request.name()); });
  CHECK(inquiry.take(a_case("product-name.unique", {step("{fresh}"), step("{fresh}x"), step("{fresh}")})) ==
        Verdict::fail);
  CHECK(inquiry.found() == "product-name.unique");
  REQUIRE(inquiry.finding().history.size() == 2);
  const std::string name = read(inquiry.finding().history[0].sent).name();
  CHECK(inquiry.evidence() == "GET " + name + " | GET " + name);
}

TEST_CASE("what shows once while it is made small is not taken for the fault") {
  Inquiry inquiry;
  bool coincidence = false;
  inquiry.answer(
      [&](const Request& request) {
        if (!name_contains(".")(request)) return false;
        return name_contains("My")(request) || !std::exchange(coincidence, true);
      },
      refusal(1001));
  CHECK(inquiry.take(one_step("product-name.alphabet", step("My{fresh}."))) == Verdict::fail);
  CHECK(inquiry.evidence() == "GET My.");
}

TEST_CASE("making evidence small stays within the limits of the run") {
  suite::Options wanted = options();
  wanted.max_creations = suite::creation_reserve + 5;
  Inquiry inquiry(wanted);
  inquiry.accept([](const Request&) { return true; });
  CHECK(inquiry.take(one_step("product-name.alphabet", step("a.b.c.d.e.f.g.h.{fresh}"))) == Verdict::fail);
  CHECK(inquiry.server.created <= 7);

  wanted = options();
  wanted.max_requests = 4;
  Inquiry other(wanted);
  other.accept([](const Request&) { return true; });
  CHECK(other.take(one_step("product-name.alphabet", step("a.b.c.d.e.f.g.h.{fresh}"))) == Verdict::fail);
  CHECK(other.server.requests.size() <= 4);
  CHECK(other.found() == "product-name.alphabet");
}

TEST_CASE("names from earlier in the run are not made smaller") {
  Inquiry inquiry;
  inquiry.accept([&](const Request& request) { return inquiry.server.names_of(request).contains(request.name()); });
  (void)inquiry.take(one_step("operation.create", step("saltedxyz")));
  CHECK(inquiry.take(one_step("product-name.unique", step("saltedxyz"))) == Verdict::fail);
  CHECK(inquiry.found() == "product-name.unique");
  CHECK(inquiry.evidence() == "GET saltedxyz | GET saltedxyz");
  CHECK(inquiry.server.requests.size() == 2);
}
