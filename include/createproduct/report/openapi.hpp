// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/contract_data.hpp>
#include <createproduct/report/json_schema.hpp>
#include <createproduct/wire/json_tree.hpp>

namespace createproduct::report {

namespace detail {

inline constexpr const char* component_prefix = "#/components/schemas/";

inline wire::JsonTree component(const char* name) { return {{"$ref", std::string(component_prefix) + name}}; }

inline wire::JsonTree example_properties() {
  return {{"productDescription", "Keeps fruit cool"}, {"encryptionType", "1"}, {"region", "gz"}, {"productType", 0}};
}

/// The example that a refusal with this module code is; which public code goes with it is not documented.
inline wire::JsonTree refusal_example(const wire::JsonTree& row) {
  const std::string& text = row["text"].text;
  return {{"summary", text},
          {"value",
           {{"code", 4000}, {"message", "(" + row["number"].text + ")" + text}, {"codeDesc", "InvalidParameter"}}}};
}

/// The answers; both methods have the same.
inline wire::JsonTree answers() {
  wire::JsonTree examples = {{"success",
                              {{"summary", "the product was created"},
                               {"value",
                                {{"code", 0},
                                 {"message", ""},
                                 {"codeDesc", "Success"},
                                 {"productName", "fruit"},
                                 {"productID", "Q7W2MZK4TD"}}}}}};
  wire::JsonTree invalid;
  for (const wire::JsonTree& row : contract_rows("module-codes.json", "codes").items) {
    const std::string& name = row["name"].text;
    examples.set(name, refusal_example(row));
    if (name == "invalid-parameter") invalid.set(name, examples[name]);
  }
  for (const wire::JsonTree& row : contract_rows("public-codes.json", "codes").items)
    if (row["number"].integer == 4100)
      examples.set("authentication",
                   {{"summary", row["text"]},
                    {"value", {{"code", row["number"]}, {"message", row["text"]}, {"codeDesc", "AuthFailure"}}}});
  const auto content = [](const wire::JsonTree& schema, const wire::JsonTree& values) {
    return wire::JsonTree{{"application/json", {{"schema", schema}, {"examples", values}}}};
  };
  return {
      {"200",
       {{"description", "Success or refusal: code tells, not the HTTP status."},
        {"content", content(component(schema_name::answer), examples)},
        {"x-clause", wire::JsonTree::array({"response.json", "response.code.meaning", "silent.http-status"})}}},
      {"default",
       {{"description", "A refusal with another HTTP status, of which the contract says nothing."},
        {"content", content({{"anyOf", wire::JsonTree::array({component(schema_name::refusal),
                                                              component(schema_name::gateway_refusal)})}},
                            invalid)},
        {"x-clause", wire::JsonTree::array({"silent.http-status"})}}},
  };
}

inline wire::JsonTree operation(const char* id, const char* summary) {
  return {{"operationId", id},
          {"tags", wire::JsonTree::array({"product"})},
          {"summary", summary},
          {"description", std::string(ClauseId("operation.create").get().text) + " " +
                              std::string(ClauseId("common.method").get().text)},
          {"x-clause", wire::JsonTree::array({"operation.create", "common.method", "common.encoding"})}};
}

/// The parameters of a query.
inline wire::JsonTree query_parameters(const wire::JsonTree& request) {
  wire::JsonTree parameters = wire::JsonTree::array();
  for (const wire::JsonTree& row : contract_rows("parameters.json", "parameters").items) {
    const std::string& name = row["name"].text;
    bool required = false;
    for (const wire::JsonTree& one : request["required"].items) required = required || one.is(name);
    wire::JsonTree parameter = {{"name", name}, {"in", "query"}, {"required", required}, {"description", row["text"]}};
    wire::JsonTree schema = request["properties"][name];
    if (row["type"].is("Json")) {
      parameter.set("content", {{"application/json", {{"schema", schema}, {"example", example_properties()}}}});
    } else {
      schema.erase("description");
      schema.erase("x-clause");
      parameter.set("schema", std::move(schema));
    }
    if (name == "productName") parameter.set("example", "fruit");
    parameter.set("x-clause", row["clauses"]);
    parameters.add(std::move(parameter));
  }
  return parameters;
}

}  // namespace detail

/// An OpenAPI 3.1 document of the operation. x-clause names clauses, x-limits has the figures of operation.json.
[[nodiscard]] inline std::string openapi() {
  using namespace detail;
  const wire::JsonTree schemas = contract_schemas(component_prefix);
  wire::JsonTree get = operation("createProduct", "Creates a product, parameters in the query");
  get.set("parameters", query_parameters(schemas[schema_name::request]));
  get.set("responses", answers());
  wire::JsonTree post = operation("createProductByForm", "Creates a product, parameters in a form");
  post.set("requestBody", {{"required", true},
                           {"content",
                            {{"application/x-www-form-urlencoded",
                              {{"schema", component(schema_name::request)},
                               {"encoding", {{schema_name::properties, {{"contentType", "application/json"}}}}},
                               {"example",
                                {{"Action", spec::action},
                                 {"productName", "fruit"},
                                 {schema_name::properties, example_properties()}}}}}}}});
  post.set("responses", answers());

  const wire::JsonTree facts = contract_data("operation.json");
  const std::string& host = facts["host"]["value"].text;
  const std::string& path = facts["path"]["value"].text;
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
       {"servers", wire::JsonTree::array({{{"url", "https://" + host}, {"description", "The documented host."}}})},
       {"security", wire::JsonTree::array()},
       {"tags", wire::JsonTree::array({{{"name", "product"}, {"description", "Products of an account."}}})},
       {"paths", {{path, {{"get", get}, {"post", post}}}}},
       {"components", {{"schemas", schemas}}},
       {"x-limits", facts["limits"]}});
}

}  // namespace createproduct::report
