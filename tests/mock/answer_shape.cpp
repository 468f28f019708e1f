// SPDX-License-Identifier: MIT
#include <createproduct/mock/answer_shape.hpp>

#include <doctest/doctest.h>

using namespace createproduct::mock;

TEST_CASE("the fields of an answer are called as documented") {
  const AnswerShape shape;
  CHECK(shape.code.key == "code");
  CHECK(shape.message.key == "message");
  CHECK(shape.code_desc.key == "codeDesc");
  CHECK(shape.product_name.key == "productName");
  CHECK(shape.product_id.key == "productID");
}

TEST_CASE("a field changes for successes and errors alike") {
  FieldShape field{"code"};
  field.always(FieldShape::As::null);
  CHECK(field.on_success == FieldShape::As::null);
  CHECK(field.on_error == FieldShape::As::null);
}
