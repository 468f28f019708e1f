// SPDX-License-Identifier: MIT
#include <createproduct/model/request.hpp>

#include <doctest/doctest.h>

namespace {

using createproduct::CommonParameters;
using createproduct::CreateProductRequest;
using createproduct::ProductProperties;

static_assert(CommonParameters::action == "CreateProduct");

}  // namespace

TEST_CASE("a request without properties is not one with empty properties") {
  const CreateProductRequest without{"fruit", {}};
  const CreateProductRequest with_empty{"fruit", ProductProperties{}};
  CHECK(without != with_empty);
  CHECK(without == CreateProductRequest{"fruit", {}});
  CHECK(without != CreateProductRequest{"Fruit", {}});
}

TEST_CASE("common parameters are all absent at first") {
  CommonParameters common;
  CHECK_FALSE(common.region);
  CHECK_FALSE(common.timestamp);
  CHECK_FALSE(common.nonce);
  CHECK_FALSE(common.secret_id);
  CHECK_FALSE(common.signature_method);
  CHECK_FALSE(common.token);
  CHECK_FALSE(common.signature);
  common.nonce = 0;
  CHECK(common != CommonParameters());
}
