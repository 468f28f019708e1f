// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/contract_data.hpp>

namespace createproduct::report {

namespace detail {

/// The schema of a String, an Int or a UInt of spec/.
inline OrderedJson scalar_schema(const std::string& type) {
  if (type == "Int") return {{"type", "integer"}};
  if (type == "UInt") return {{"type", "integer"}, {"minimum", 0}};
  return {{"type", "string"}};
}

/// The schema of one member of productProperties.
inline OrderedJson property_schema(const OrderedJson& row) {
  OrderedJson schema = scalar_schema(row["type"]);
  std::string description = row["text"];
  if (row.contains("values")) {
    schema["enum"] = OrderedJson::array();
    std::string separator = " ";
    for (const OrderedJson& one : row["values"]) {
      const OrderedJson& value = one["value"];
      schema["enum"].push_back(value);
      description += separator + (value.is_string() ? value.get<std::string>() : value.dump()) + ": " +
                     one["text"].get<std::string>();
      separator = "; ";
    }
    description += ".";
  }
  if (row.contains("default")) schema["default"] = row["default"];
  schema["description"] = description;
  schema["x-clause"] = row["clauses"];
  return schema;
}

/// The numbers of module-codes.json.
inline std::vector<int> module_code_numbers() {
  std::vector<int> numbers;
  for (const OrderedJson& row : contract_rows("module-codes.json", "codes")) numbers.push_back(row["number"]);
  return numbers;
}

/// What `code` may be in a refusal: neither success nor a module code. A code that no page lists is allowed.
inline OrderedJson refusal_code_schema() {
  OrderedJson never = OrderedJson::array({0});
  for (const int number : module_code_numbers()) never.push_back(number);
  return {{"not", {{"enum", never}}}};
}

/// The schema of an answer with the fields that every answer has, or with all. `changes` is merged into the fields.
inline OrderedJson answer_schema(const std::string& description, bool success, const OrderedJson& changes) {
  OrderedJson fields = OrderedJson::object();
  OrderedJson required = OrderedJson::array();
  for (const OrderedJson& row : contract_rows("response-fields.json", "fields")) {
    if (!success && row["in"] != "every answer") continue;
    OrderedJson field = scalar_schema(row["type"]);
    field["description"] = row["text"];
    field["x-clause"] = row["clauses"];
    fields[row["name"].get<std::string>()] = std::move(field);
    required.push_back(row["name"]);
  }
  fields.merge_patch(changes);
  return {{"description", description}, {"type", "object"}, {"properties", fields}, {"required", required}};
}

}  // namespace detail

/// Names of schemas that contract_schemas gives.
namespace schema_name {
inline constexpr const char* properties = "productProperties";
inline constexpr const char* request = "request";
inline constexpr const char* answer = "answer";
inline constexpr const char* success = "success";
inline constexpr const char* refusal = "refusal";
inline constexpr const char* gateway_refusal = "gatewayRefusal";
}  // namespace schema_name

/// JSON Schemas (draft 2020-12) of what the operation takes and gives, by their names. References between them begin
/// with `prefix`, such as "#/$defs/". Where the contract is silent a schema takes the plain side: it refuses null and
/// empty values, and takes unknown members. x-clause names clauses.
[[nodiscard]] inline OrderedJson contract_schemas(const std::string& prefix) {
  const auto reference = [&prefix](const char* name) { return OrderedJson{{"$ref", prefix + name}}; };
  OrderedJson schemas = OrderedJson::object();

  OrderedJson parameters = OrderedJson::object();
  OrderedJson required = OrderedJson::array();
  OrderedJson with_signature = OrderedJson::array();
  for (const OrderedJson& row : contract_rows("parameters.json", "parameters")) {
    const std::string name = row["name"];
    OrderedJson schema = detail::scalar_schema(row["type"]);
    if (row.contains("grammar")) {
      schema["minLength"] = row["grammar"]["min_length"];
      schema["maxLength"] = row["grammar"]["max_length"];
      schema["pattern"] = "^" + row["grammar"]["pattern"].get<std::string>() + "$";
    }
    if (name == "Action") schema["enum"] = OrderedJson::array({spec::action});
    if (row.contains("values")) schema["examples"] = row["values"];  // others are allowed
    if (row.contains("default")) schema["default"] = row["default"];
    schema["description"] = row["text"];
    schema["x-clause"] = row["clauses"];
    if (row["type"] == "Json") {
      OrderedJson members = OrderedJson::object();
      for (const OrderedJson& property : contract_rows("properties.json", "properties"))
        members[property["name"].get<std::string>()] = detail::property_schema(property);
      schema["type"] = "object";
      schema["properties"] = members;
    }
    if (row["group"] == "operation") {
      schemas[name] = std::move(schema);
      parameters[name] = reference(name.c_str());
    } else {
      parameters[name] = std::move(schema);
    }
    if (row["required"] != true) continue;
    if (row["group"] == "operation" || name == "Action")
      required.push_back(name);
    else if (name != "Signature")
      with_signature.push_back(name);
  }
  schemas[schema_name::request] = {
      {"description",
       "The parameters of a request by their names, decoded. On the wire productProperties is JSON text. Those that go "
       "with a signature are needed where keys are in use."},
      {"type", "object"},
      {"properties", parameters},
      {"required", required},
      {"dependentRequired", {{"Signature", with_signature}}}};

  OrderedJson code = {{"const", 0}};
  schemas[schema_name::success] =
      detail::answer_schema("The product was created.", true, {{"code", code}, {"productID", {{"minLength", 1}}}});

  const OrderedJson not_success = {{"not", {{"const", "Success"}}}};
  std::string numbers;
  for (const int number : detail::module_code_numbers())
    numbers += (numbers.empty() ? "" : "|") + std::to_string(number);
  OrderedJson refusal = detail::answer_schema(
      "The operation refused: the module code stands in parentheses before the text of message.", false,
      {{"code", detail::refusal_code_schema()},
       {"message", {{"pattern", "^\\((" + numbers + ")\\)"}}},
       {"codeDesc", not_success}});
  refusal["x-module-codes"] = contract_rows("module-codes.json", "codes");
  schemas[schema_name::refusal] = std::move(refusal);

  OrderedJson gateway = detail::answer_schema(
      "What stands before the operation refused, for instance a wrong signature: message is free text.", false,
      {{"code", detail::refusal_code_schema()}, {"codeDesc", not_success}});
  gateway["x-public-codes"] = contract_rows("public-codes.json", "codes");
  schemas[schema_name::gateway_refusal] = std::move(gateway);

  schemas[schema_name::answer] = {
      {"description", "The body of any answer. It may have further fields."},
      {"anyOf", OrderedJson::array({reference(schema_name::success), reference(schema_name::refusal),
                                    reference(schema_name::gateway_refusal)})}};
  return schemas;
}

/// A JSON Schema document (draft 2020-12) whose $defs are contract_schemas.
[[nodiscard]] inline std::string json_schema() {
  return document_text({{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                        {"title", "CreateProduct, specification " + std::string(spec::version)},
                        {"description", "Schemas under $defs; the document itself allows everything."},
                        {"$defs", contract_schemas("#/$defs/")}});
}

}  // namespace createproduct::report
