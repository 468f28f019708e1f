// SPDX-License-Identifier: MIT
#include <createproduct/mock/defect.hpp>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("a set of defects holds what was added") {
  DefectSet set{Defect::name_empty, Defect::internal};
  CHECK(set.has(Defect::name_empty));
  CHECK(set.has(Defect::internal));
  CHECK_FALSE(set.has(Defect::over_quota));
  set.add(Defect::over_quota);
  CHECK(set.has(Defect::over_quota));
}

TEST_CASE("each defect has a documented refusal") {
  const Refusals refusals = documented_refusals();
  for (std::size_t i = 1; i < defect_count; ++i) {
    CAPTURE(i);
    const auto defect = static_cast<Defect>(i);
    const int expected = defect == Defect::over_quota       ? 1000
                         : defect == Defect::duplicate_name ? 1001
                         : defect == Defect::internal       ? 1100
                                                            : 1101;
    CHECK(refusals[i].module_code == expected);
    CHECK(refusals[i].public_code >= 4000);
    CHECK_FALSE(refusals[i].text.empty());
    CHECK(refusals[i].manner == Manner::module_answer);
  }
}
