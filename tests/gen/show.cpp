// SPDX-License-Identifier: MIT
#include <createproduct/gen/show.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace createproduct;

TEST_CASE("requests are printed as they travel, without their secrets") {
  CHECK(rc::toString(wire::WireRequest{"GET", "Action=CreateProduct&productName=a%3Ab", ""}) ==
        "GET ?Action=CreateProduct&productName=a%3Ab");
  CHECK(rc::toString(wire::WireRequest{"POST", "", "a=1&SecretId=AKID&tOKEN=t&Signatur%65=s%3D&bare"}) ==
        "POST ? a=1&SecretId=[secret]&tOKEN=[secret]&Signatur%65=[secret]&bare");
}

TEST_CASE("common parameters are printed without their secrets") {
  CommonParameters common;
  CHECK(rc::toString(common) == "common");
  common.region = "gz";
  common.timestamp = 17;
  common.nonce = 4;
  common.secret_id = common.token = common.signature = "hidden";
  common.signature_method = "HmacSHA256";
  CHECK(rc::toString(common) == "common Region=\"gz\" Timestamp=17 Nonce=4 SecretId=[secret] "
                                "SignatureMethod=\"HmacSHA256\" Token=[secret] Signature=[secret]");
}

TEST_CASE("clauses and codes are printed by their names") {
  CHECK(rc::toString(ClauseId("region.type")) == "region.type");
  CHECK(rc::toString(ClauseSet{"region.type", "region.values"}) == "{region.type, region.values}");
  CHECK(rc::toString(ClauseSet{}) == "{}");
  CHECK(rc::toString(Level::derived) == "derived");
  CHECK(rc::toString(ModuleCode::duplicate_name) == "1001");
  ModuleCodes codes(ModuleCode::invalid_parameter);
  codes.add(ModuleCode::over_quota);
  CHECK(rc::toString(codes) == "{1000, 1101}");
}

TEST_CASE("values of the model are printed as the wire has them") {
  CHECK(rc::toString(EncryptionType::symmetric) == "2");
  CHECK(rc::toString(Region::guangzhou) == "gz");
  CHECK(rc::toString(ProductType::nb_iot) == "2");
  ProductProperties properties;
  properties.region = Region::guangzhou;
  CHECK(rc::toString(properties) == "{\"region\":\"gz\"}");
  CHECK(rc::toString(CreateProductRequest{"a\n", properties}) ==
        "CreateProduct productName=\"a\\n\" productProperties={\"region\":\"gz\"}");
  CHECK(rc::toString(CreateProductResponse{4000, "(1101)x", "d", "n", std::nullopt}) ==
        "code=4000 message=\"(1101)x\" codeDesc=\"d\" productName=\"n\"");
  CHECK(rc::toString(check_product_name("a b")) == "breaks alphabet at byte 1");
  CHECK(rc::toString(check_product_name("")) == "breaks min-length");
  CHECK(rc::toString(check_product_name("a")) == "breaks nothing");
}
