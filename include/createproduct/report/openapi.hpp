// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/contract_data.hpp>
#include <createproduct/report/json_schema.hpp>

namespace createproduct::report {

namespace detail {

inline constexpr const char* component_prefix = "#/components/schemas/";

inline OrderedJson component(const char* name) { return {{"$ref", std::string(component_prefix) + name}}; }

inline OrderedJson example_properties() {
  return {{"productDescription", "Keeps fruit cool"}, {"encryptionType", "1"}, {"region", "gz"}, {"productType", 0}};
}

/// The example that a refusal with this module code is; which public code goes with it is not documented.
inline OrderedJson refusal_example(const OrderedJson& row) {
  const std::string text = row["text"];
  return {{"summary", text},
          {"value",
           {{"code", 4000},
            {"message", "(" + row["number"].dump() + ")" + text},
            {"codeDesc", "InvalidParameter"}}}};
}

/// The answers; both methods have the same.
inline OrderedJson answers() {
  OrderedJson examples = {{"success",
                           {{"summary", "the product was created"},
                            {"value",
                             {{"code", 0},
                              {"message", ""},
                              {"codeDesc", "Success"},
                              {"productName", "fruit"},
                              {"productID", "Q7W2MZK4TD"}}}}}};
  OrderedJson invalid;
  for (const OrderedJson& row : contract_rows("module-codes.json", "codes")) {
    const std::string name = row["name"];
    examples[name] = refusal_example(row);
    if (name == "invalid-parameter") invalid[name] = examples[name];
  }
  for (const OrderedJson& row : contract_rows("public-codes.json", "codes"))
    if (row["number"] == 4100)
      examples["authentication"] = {
          {"summary", row["text"]},
          {"value", {{"code", row["number"]}, {"message", row["text"]}, {"codeDesc", "AuthFailure"}}}};
  const auto content = [](const OrderedJson& schema, const OrderedJson& values) {
    return OrderedJson{{"application/json", {{"schema", schema}, {"examples", values}}}};
  };
  return {
      {"200",
       {{"description", "Success or refusal: code tells, not the HTTP status."},
        {"content", content(component(schema_name::answer), examples)},
        {"x-clause", OrderedJson::array({"response.json", "response.code.meaning", "silent.http-status"})}}},
      {"default",
       {{"description", "A refusal with another HTTP status, of which the contract says nothing."},
        {"content",
         content({{"anyOf", OrderedJson::array({component(schema_name::refusal),
                                                component(schema_name::gateway_refusal)})}},
                 invalid)},
        {"x-clause", OrderedJson::array({"silent.http-status"})}}},
  };
}

inline OrderedJson operation(const char* id, const char* summary) {
  return {{"operationId", id},
          {"tags", OrderedJson::array({"product"})},
          {"summary", summary},
          {"description", std::string(ClauseId("operation.create").get().text) + " " +
                              std::string(ClauseId("common.method").get().text)},
          {"x-clause", OrderedJson::array({"operation.create", "common.method", "common.encoding"})}};
}

/// The parameters of a query.
inline OrderedJson query_parameters(const OrderedJson& request) {
  OrderedJson parameters = OrderedJson::array();
  for (const OrderedJson& row : contract_rows("parameters.json", "parameters")) {
    const std::string name = row["name"];
    bool required = false;
    for (const OrderedJson& one : request["required"]) required = required || one == name;
    OrderedJson parameter = {{"name", name}, {"in", "query"}, {"required", required}, {"description", row["text"]}};
    OrderedJson schema = request["properties"][name];
    if (row["type"] == "Json") {
      parameter["content"] = {{"application/json", {{"schema", schema}, {"example", example_properties()}}}};
    } else {
      schema.erase("description");
      schema.erase("x-clause");
      parameter["schema"] = std::move(schema);
    }
    if (name == "productName") parameter["example"] = "fruit";
    parameter["x-clause"] = row["clauses"];
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

}  // namespace detail

/// An OpenAPI 3.1 document of the operation. x-clause names clauses, x-limits has the figures of operation.json.
[[nodiscard]] inline std::string openapi() {
  using namespace detail;
  const OrderedJson schemas = contract_schemas(component_prefix);
  OrderedJson get = operation("createProduct", "Creates a product, parameters in the query");
  get["parameters"] = query_parameters(schemas[schema_name::request]);
  get["responses"] = answers();
  OrderedJson post = operation("createProductByForm", "Creates a product, parameters in a form");
  post["requestBody"] = {
      {"required", true},
      {"content",
       {{"application/x-www-form-urlencoded",
         {{"schema", component(schema_name::request)},
          {"encoding", {{schema_name::properties, {{"contentType", "application/json"}}}}},
          {"example",
           {{"Action", spec::action}, {"productName", "fruit"}, {schema_name::properties, example_properties()}}}}}}}};
  post["responses"] = answers();

  const OrderedJson facts = contract_data("operation.json");
  const std::string host = facts["host"]["value"];
  const std::string path = facts["path"]["value"];
  return document_text(
      {{"openapi", "3.1.0"},
       {"info",
        {{"title", "CreateProduct"},
         {"version", spec::version},
         {"description",
          "Registers a product of an IoT service. Where keys are in use, the parameters SecretId, Timestamp, Nonce and "
          "Signature are required; OpenAPI has no security scheme for a signature over all parameters, so they stand "
          "among the parameters, none of them required. Names in x-clause are the ids of the contract's clauses."},
         {"license", {{"name", "MIT"}, {"identifier", "MIT"}}}}},
       {"servers", OrderedJson::array({{{"url", "https://" + host}, {"description", "The documented host."}}})},
       {"security", OrderedJson::array()},
       {"tags", OrderedJson::array({{{"name", "product"}, {"description", "Products of an account."}}})},
       {"paths", {{path, {{"get", get}, {"post", post}}}}},
       {"components", {{"schemas", schemas}}},
       {"x-limits", facts["limits"]}});
}

}  // namespace createproduct::report
