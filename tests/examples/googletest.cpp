// SPDX-License-Identifier: MIT
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <createproduct/report.hpp>
#include <createproduct/suite.hpp>
#include <createproduct/suite/typed_target.hpp>

namespace suite = createproduct::suite;

// Your implementation stands here. This one takes names that are too long.
struct Shop {
  std::set<std::string> names;

  createproduct::CreateProductResponse handle(const createproduct::CreateProductRequest& request) {
    const std::string& name = request.product_name;
    const bool allowed = createproduct::is_product_name(name) || (name.size() > 32 && name[0] == 'e');
    if (!allowed) return {4000, "(1101)productName is not allowed", "InvalidParameter", {}, {}};
    if (!names.insert(name).second) return {4000, "(1001)productName is taken", "InvalidParameter", {}, {}};
    return {0, "", "Success", name, "P" + std::to_string(names.size())};
  }
};

const suite::RunFinished& run_of_shop() {
  static const suite::RunFinished run = [] {
    Shop shop;
    suite::Means means;
    means.send = suite::send_typed(shop);
    suite::Options options;
    options.budget = suite::Budget::quick;
    options.salt = "example";
    return suite::run(means, options, {});
  }();
  return run;
}

// Each clause that the run decided is a test; one that is broken fails with its evidence.
class Contract : public testing::TestWithParam<suite::ClauseResult> {};

TEST_P(Contract, Keeps) {
  for (const suite::Finding& finding : run_of_shop().findings) {
    if (finding.clause != GetParam().clause) continue;
    FAIL() << finding.why << "\n" << createproduct::report::evidence_text(finding, {});
  }
  if (GetParam().verdict == createproduct::judge::Verdict::not_exercised) GTEST_SKIP() << GetParam().reason;
}

INSTANTIATE_TEST_SUITE_P(Shop, Contract, testing::ValuesIn(run_of_shop().clauses), [](const auto& test) {
  std::string name(test.param.clause.id());
  for (char& byte : name)
    if (byte == '.' || byte == '-') byte = '_';
  return name;
});
