// SPDX-License-Identifier: MIT
#include <createproduct/doctest/contract.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <createproduct/mock/faults.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/wire/request_codec.hpp>
#include <createproduct/wire/response_codec.hpp>

using namespace createproduct;

namespace {

/// The mock as a callable, with a fault if one is named.
auto mocked(const char* fault = nullptr) {
  mock::Configuration configuration;
  if (fault != nullptr) mock::find_fault(fault)->apply(configuration.behaviour);
  const auto service = std::make_shared<mock::Service>(configuration);
  return [service](const wire::WireRequest& request) { return service->handle(request).body; };
}

struct Typed {
  std::set<std::string> taken{};
  CreateProductResponse handle(const CreateProductRequest& request) {
    const std::string& name = request.product_name;
    if (!is_product_name(name)) return {4000, "(1101)name", "InvalidParameter", {}, {}};
    if (!taken.insert(name).second) return {4000, "(1001)name", "InvalidParameter", {}, {}};
    return {0, "", "Success", name, "P" + std::to_string(taken.size())};
  }
};

int runs = 0;
auto counted() {
  ++runs;
  return mocked();
}

}  // namespace

CREATEPRODUCT_TEST_CASES("the mock", counted());

TEST_CASE("the cases of one contract share one run, and the clauses each have one") {
  // This test case stands behind them in the file, and doctest keeps that order.
  CHECK(runs <= 1);
}

TEST_CASE("a callable, a typed implementation and means are checked in one line") {
  CHECK(CREATEPRODUCT_CHECK_CONTRACT(mocked()));
  CHECK(CREATEPRODUCT_CHECK_CONTRACT(Typed()));
  auto target = mocked();
  suite::Means means;
  means.send = suite::send_to(target);
  suite::Options options = testing::usual_options();
  options.only = {"product-name.max-length"};
  CHECK(CREATEPRODUCT_CHECK_CONTRACT(means, options));
}

TEST_CASE("a broken clause fails the test case that checks it" * doctest::should_fail()) {
  CREATEPRODUCT_CHECK_CONTRACT(mocked("product-name.max-length.accepts-33"));
}

TEST_CASE("a target that never accepts anything is never green" * doctest::should_fail()) {
  CREATEPRODUCT_CHECK_CONTRACT([](const wire::WireRequest&) -> std::string {
    return R"({"code":4000,"message":"(1101)no","codeDesc":"InvalidParameter"})";
  });
}

namespace {

/// The mock behind an interface of types, as an implementation without wire text has it.
struct TypedMock {
  std::shared_ptr<mock::Service> service;
  CreateProductResponse handle(const CreateProductRequest& request) {
    const mock::Reply reply = service->handle(wire::encode(wire::to_raw(request)));
    const Result<CreateProductResponse> response = wire::parse_response(reply.body);
    if (!response) throw std::runtime_error(response.error().text());
    return *response;
  }
};

std::map<std::string_view, judge::Verdict> verdicts(const suite::RunFinished& run) {
  std::map<std::string_view, judge::Verdict> out;
  for (const suite::ClauseResult& result : run.clauses) out.emplace(result.clause.id(), result.verdict);
  return out;
}

std::vector<std::string> blamed(const suite::RunFinished& run) {
  std::vector<std::string> out;
  for (const suite::Finding& finding : run.findings)
    out.push_back(std::string(finding.clause.id()) + " " + finding.case_id + " " + finding.why);
  return out;
}

}  // namespace

TEST_CASE("one implementation gets the same verdicts with types as with wire text, for what can be typed") {
  // tests/conformance/test_exec.py holds the ways that carry wire text against each other.
  std::size_t exercised = 0;
  for (const std::string_view fault :
       {"", "product-name.max-length.accepts-33", "product-name.unique.not-checked",
        "product-description.text.refuses-chinese", "encryption-type.values.refuses-2",
        "error.duplicate-name.says-1101", "response.product-name.echo.cut-at-16"}) {
    CAPTURE(fault);
    const auto served = [fault] {
      mock::Configuration configuration;
      if (!fault.empty()) {
        const mock::Fault* found = mock::find_fault(fault);
        REQUIRE(found != nullptr);
        found->apply(configuration.behaviour);
      }
      return std::make_shared<mock::Service>(configuration);
    };
    const suite::RunFinished typed = testing::run_against(TypedMock{served()});
    const auto whole = verdicts(testing::run_against(
        [service = served()](const wire::WireRequest& request) { return service->handle(request).body; }));
    const suite::RunFinished part = testing::run_against([service = served()](const wire::WireRequest& request) {
      judge::Answer answer;
      if (suite::typed_whole(request))
        answer.body = service->handle(request).body;
      else
        answer.transport = judge::Answer::Transport::not_sent;
      return answer;
    });
    CHECK(typed.exit_code == (fault.empty() ? 0 : 1));
    CHECK(blamed(typed) == blamed(part));
    CHECK(verdicts(typed) == verdicts(part));
    for (const auto& result : verdicts(typed)) {
      CAPTURE(result.first);
      if (result.second == judge::Verdict::not_exercised) continue;
      CHECK(result.second == whole.at(result.first));
      ++exercised;
    }
  }
  CHECK(exercised > 100);
}
