// SPDX-License-Identifier: MIT
#include <createproduct/report/json_schema.hpp>

#include <cstddef>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <createproduct/model/codes.hpp>

using namespace createproduct;
using OrderedJson = nlohmann::ordered_json;

namespace {

OrderedJson schemas_of(const char* prefix) {
  return OrderedJson::parse(report::document_text(report::contract_schemas(prefix)));
}

}  // namespace

TEST_CASE("the schemas have the names, types and values of the tables") {
  const OrderedJson schemas = schemas_of("#/");
  const OrderedJson& name = schemas["productName"];
  CHECK(name["minLength"] == spec::name_min_length);
  CHECK(name["maxLength"] == spec::name_max_length);
  CHECK(name["pattern"] == "^" + std::string(spec::name_pattern) + "$");

  const OrderedJson& parameters = schemas["request"]["properties"];
  CHECK(parameters.size() == spec::parameter_table.size());
  for (const spec::ParameterRow& row : spec::parameter_table) {
    CAPTURE(row.name);
    REQUIRE(parameters.contains(row.name));
    if (row.type == "UInt") CHECK(parameters[std::string(row.name)]["minimum"] == 0);
  }
  CHECK(parameters["productName"]["$ref"] == "#/productName");
  CHECK(parameters["Action"]["enum"] == OrderedJson::array({spec::action}));
  CHECK(schemas["request"]["required"] == OrderedJson::array({"productName", "Action"}));
  CHECK(schemas["request"]["dependentRequired"]["Signature"] == OrderedJson::array({"Timestamp", "Nonce", "SecretId"}));

  const OrderedJson& properties = schemas["productProperties"]["properties"];
  CHECK(properties.size() == spec::property_table.size());
  for (const spec::PropertyRow& row : spec::property_table)
    CHECK(properties[std::string(row.name)]["type"] == (row.type == "Int" ? "integer" : "string"));
  std::size_t values = 0;
  for (const OrderedJson& property : properties)
    if (property.contains("enum")) values += property["enum"].size();
  CHECK(values == spec::property_value_table.size());
  CHECK(properties["encryptionType"]["enum"] == OrderedJson::array({"1", "2"}));
  CHECK(properties["productType"]["enum"] == OrderedJson::array({0, 1, 2}));
  CHECK(properties["productType"]["default"] == 0);
}

TEST_CASE("the answers have the fields and codes of the tables") {
  const OrderedJson schemas = schemas_of("#/");
  std::size_t always = 0;
  for (const spec::FieldRow& row : spec::response_field_table) {
    const std::string field(row.name);
    CHECK(schemas["success"]["properties"][field]["type"] == (row.type == "Int" ? "integer" : "string"));
    CHECK(schemas["refusal"]["properties"].contains(field) == row.in_every_answer);
    always += row.in_every_answer ? 1 : 0;
  }
  CHECK(schemas["success"]["required"].size() == spec::response_field_table.size());
  CHECK(schemas["refusal"]["required"].size() == always);
  CHECK(schemas["success"]["properties"]["code"]["const"] == 0);
  CHECK(schemas["refusal"]["properties"]["message"]["pattern"] == "^\\((1000|1001|1100|1101)\\)");
  CHECK(schemas["refusal"]["x-module-codes"].size() == module_code_table.size());
  CHECK(schemas["gatewayRefusal"]["x-public-codes"].size() == public_code_table.size());
  for (const char* kind : {"refusal", "gatewayRefusal"})
    CHECK(schemas[kind]["properties"]["code"]["not"]["enum"] == OrderedJson::array({0, 1000, 1001, 1100, 1101}));
  CHECK(schemas["answer"]["anyOf"].size() == 3);
}

TEST_CASE("the schema document has the schemas as definitions") {
  const OrderedJson document = OrderedJson::parse(report::json_schema());
  CHECK(document["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(document["$defs"] == schemas_of("#/$defs/"));
}
