// SPDX-License-Identifier: MIT
#include <createproduct/doctest/contract.hpp>

#include <set>
#include <string>

#include <doctest/doctest.h>

#include <createproduct/mock/faults.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/model/product_name.hpp>

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
