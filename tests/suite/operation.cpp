// SPDX-License-Identifier: MIT
#include <createproduct/suite/operation.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct;
using suite::Operation;
using suite::operation_of;

TEST_CASE("the Action of a request says what it asks for") {
  CHECK(operation_of({"GET", "Action=CreateProduct&productName=a", ""}) == Operation::create);
  CHECK(operation_of({"GET", "%41ction=Create%50roduct", ""}) == Operation::create);
  CHECK(operation_of({"GET", "Action=createproduct", ""}) == Operation::create);
  CHECK(operation_of({"POST", "", "Action=DeleteProduct&productID=X"}) == Operation::remove);
  CHECK(operation_of({"GET", "Action=DescribeProducts", ""}) == Operation::other);
  CHECK(operation_of({"GET", "action=DescribeProducts", ""}) == Operation::create);
}

TEST_CASE("an operation that speaks of products may change them unless it reads them") {
  for (const char* action : {"DeleteProducts", "deleteAllProducts", "UpdateProduct", "BatchRemoveProduct"})
    CHECK_MESSAGE(suite::may_change_products({"POST", "", std::string("Action=") + action}), action);
  for (const char* action : {"DescribeProducts", "GetProductList", "listproducts", "CreateDevice", ""})
    CHECK_FALSE_MESSAGE(suite::may_change_products({"POST", "", std::string("Action=") + action}), action);
}

TEST_CASE("without one Action that is certain it may be meant to create") {
  CHECK(operation_of({"GET", "productName=a", ""}) == Operation::create);
  CHECK(operation_of({"GET", "Action=", ""}) == Operation::create);
  CHECK(operation_of({"GET", "Action=DeleteProduct&Action=CreateProduct", ""}) == Operation::create);
}

TEST_CASE("the first parameter of a name counts, decoded") {
  CHECK(suite::parameter_of({"POST", "a=1%2B", "a=2&b=3"}, "a") == "1+");
  CHECK(suite::parameter_of({"POST", "a=1", "%62=3"}, "b") == "3");
  CHECK_FALSE(suite::parameter_of({"GET", "a", ""}, "a").has_value());
}
