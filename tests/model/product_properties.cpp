// SPDX-License-Identifier: MIT
#include <createproduct/model/product_properties.hpp>

#include <cstdint>
#include <limits>
#include <string>

#include <doctest/doctest.h>
#include <createproduct/model/generated/limits.hpp>

namespace {

using createproduct::EncryptionType;
using createproduct::parse_encryption_type;
using createproduct::parse_product_type;
using createproduct::parse_region;
using createproduct::ProductProperties;
using createproduct::ProductType;
using createproduct::Region;
using createproduct::to_number;
using createproduct::to_text;

static_assert(to_text(EncryptionType::asymmetric) == "1" && to_text(EncryptionType::symmetric) == "2");
static_assert(to_text(Region::guangzhou) == "gz");
static_assert(to_number(ProductType::ordinary) == 0 && to_number(ProductType::reserved) == 1);
static_assert(to_number(ProductType::nb_iot) == 2);

}  // namespace

TEST_CASE("each value of a property reads back from what it writes") {
  for (const auto type : {EncryptionType::asymmetric, EncryptionType::symmetric})
    CHECK(parse_encryption_type(to_text(type)) == type);
  CHECK(parse_region(to_text(Region::guangzhou)) == Region::guangzhou);
  for (const auto type : {ProductType::ordinary, ProductType::reserved, ProductType::nb_iot})
    CHECK(parse_product_type(to_number(type)) == type);
}

TEST_CASE("the values of the properties are those of the specification") {
  int encryption_types = 0, regions = 0, product_types = 0;
  for (const createproduct::spec::ValueRow& row : createproduct::spec::property_value_table) {
    CAPTURE(row.value);
    if (row.property == "encryptionType") {
      ++encryption_types;
      CHECK(parse_encryption_type(row.value));
    } else if (row.property == "region") {
      ++regions;
      CHECK(parse_region(row.value));
    } else if (row.property == "productType") {
      ++product_types;
      CHECK(parse_product_type(std::stoll(std::string(row.value))));
    }
  }
  CHECK(encryption_types == 2);
  CHECK(regions == 1);
  CHECK(product_types == 3);
}

TEST_CASE("near misses are not values of a property") {
  for (const auto* text : {"", "0", "3", "1 ", " 1", "01", "12", "asymmetric"})
    CHECK_FALSE(parse_encryption_type(text));
  for (const auto* text : {"", "g", "GZ", "Gz", "gz ", "ap-guangzhou", "sh"}) CHECK_FALSE(parse_region(text));
  using Range = std::numeric_limits<std::int64_t>;
  for (const std::int64_t number : {Range::min(), std::int64_t{-1}, std::int64_t{3}, std::int64_t{256}, Range::max()})
    CHECK_FALSE(parse_product_type(number));
}

TEST_CASE("properties differ when one member differs") {
  const ProductProperties given{"desc", EncryptionType::asymmetric, Region::guangzhou, ProductType::ordinary};
  CHECK(given == ProductProperties{"desc", EncryptionType::asymmetric, Region::guangzhou, ProductType::ordinary});
  ProductProperties other = given;
  other.product_type.reset();
  CHECK(other != given);
  other = given;
  other.product_description = "";
  CHECK(other != given);
  CHECK(ProductProperties() != given);
}
