// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/contract_data.hpp>
#include <createproduct/wire/json_tree.hpp>

namespace createproduct::report {

namespace detail {

/// The schema of a String, an Int or a UInt of spec/.
inline wire::JsonTree scalar_schema(const std::string& type) {
  if (type == "Int") return {{"type", "integer"}};
  if (type == "UInt") return {{"type", "integer"}, {"minimum", 0}};
  return {{"type", "string"}};
}

/// The schema of one member of productProperties.
inline wire::JsonTree property_schema(const wire::JsonTree& row) {
  wire::JsonTree schema = scalar_schema(row["type"].text);
  std::string description = row["text"].text;
  if (row.contains("values")) {
    wire::JsonTree values = wire::JsonTree::array();
    std::string separator = " ";
    for (const wire::JsonTree& one : row["values"].items) {
      const wire::JsonTree& value = one["value"];
      values.add(value);
      description += separator + value.text + ": " + one["text"].text;
      separator = "; ";
    }
    description += ".";
    schema.set("enum", std::move(values));
  }
  if (row.contains("default")) schema.set("default", row["default"]);
  schema.set("description", description);
  schema.set("x-clause", row["clauses"]);
  return schema;
}

/// The numbers of module-codes.json.
inline std::vector<int> module_code_numbers() {
  std::vector<int> numbers;
  for (const wire::JsonTree& row : contract_rows("module-codes.json", "codes").items)
    numbers.push_back(static_cast<int>(row["number"].integer));
  return numbers;
}

/// What `code` may be in a refusal: neither success nor a module code. A code that no page lists is allowed.
inline wire::JsonTree refusal_code_schema() {
  wire::JsonTree never = wire::JsonTree::array({0});
  for (const int number : module_code_numbers()) never.add(number);
  return {{"not", {{"enum", never}}}};
}

/// `tree` with the members of `changes`; those that both have as objects are merged in turn.
inline wire::JsonTree merged(wire::JsonTree tree, const wire::JsonTree& changes) {
  for (const wire::JsonTree& member : changes.items) {
    const wire::JsonTree& present = tree[member.key];
    tree.set(member.key, present.is_object() && member.is_object() ? merged(present, member) : member);
  }
  return tree;
}

/// The schema of an answer with the fields that every answer has, or with all. `changes` is merged into the fields.
inline wire::JsonTree answer_schema(const std::string& description, bool success, const wire::JsonTree& changes) {
  wire::JsonTree fields = wire::JsonTree::object();
  wire::JsonTree required = wire::JsonTree::array();
  for (const wire::JsonTree& row : contract_rows("response-fields.json", "fields").items) {
    if (!success && !row["in"].is("every answer")) continue;
    wire::JsonTree field = scalar_schema(row["type"].text);
    field.set("description", row["text"]);
    field.set("x-clause", row["clauses"]);
    fields.set(row["name"].text, std::move(field));
    required.add(row["name"]);
  }
  return {{"description", description},
          {"type", "object"},
          {"properties", merged(std::move(fields), changes)},
          {"required", required}};
}

}  // namespace detail

/// Names of schemas that contract_schemas gives.
namespace schema_name {
inline constexpr const char* properties = "productProperties";  ///< of productProperties, decoded
inline constexpr const char* request = "request";               ///< of the parameters of a request, decoded
inline constexpr const char* answer = "answer";                 ///< of any answer
inline constexpr const char* success = "success";               ///< of the answer to an accepted request
inline constexpr const char* refusal = "refusal";               ///< of the answer to a refused request
/// Of an answer by the gateway in front of the operation.
inline constexpr const char* gateway_refusal = "gatewayRefusal";
}  // namespace schema_name

/// JSON Schemas (draft 2020-12) of what the operation takes and gives, by their names. References between them begin
/// with `prefix`, such as "#/$defs/". Where the contract is silent a schema takes the plain side: it refuses null and
/// empty values, and takes unknown members. x-clause names clauses.
[[nodiscard]] inline wire::JsonTree contract_schemas(const std::string& prefix) {
  const auto reference = [&prefix](const char* name) { return wire::JsonTree{{"$ref", prefix + name}}; };
  wire::JsonTree schemas = wire::JsonTree::object();

  wire::JsonTree parameters = wire::JsonTree::object();
  wire::JsonTree required = wire::JsonTree::array();
  wire::JsonTree with_signature = wire::JsonTree::array();
  for (const wire::JsonTree& row : contract_rows("parameters.json", "parameters").items) {
    const std::string& name = row["name"].text;
    wire::JsonTree schema = detail::scalar_schema(row["type"].text);
    if (row.contains("grammar")) {
      schema.set("minLength", row["grammar"]["min_length"]);
      schema.set("maxLength", row["grammar"]["max_length"]);
      schema.set("pattern", "^" + row["grammar"]["pattern"].text + "$");
    }
    if (name == "Action") schema.set("enum", wire::JsonTree::array({spec::action}));
    if (row.contains("values")) schema.set("examples", row["values"]);  // others are allowed
    if (row.contains("default")) schema.set("default", row["default"]);
    schema.set("description", row["text"]);
    schema.set("x-clause", row["clauses"]);
    if (row["type"].is("Json")) {
      wire::JsonTree members = wire::JsonTree::object();
      for (const wire::JsonTree& property : contract_rows("properties.json", "properties").items)
        members.set(property["name"].text, detail::property_schema(property));
      schema.set("type", "object");
      schema.set("properties", members);
    }
    if (row["group"].is("operation")) {
      schemas.set(name, std::move(schema));
      parameters.set(name, reference(name.c_str()));
    } else {
      parameters.set(name, std::move(schema));
    }
    if (!row["required"].is_true()) continue;
    if (row["group"].is("operation") || name == "Action")
      required.add(name);
    else if (name != "Signature")
      with_signature.add(name);
  }
  schemas.set(schema_name::request, {{"description",
                                      "The parameters of a request by their names, decoded. On the wire "
                                      "productProperties is JSON text. Those that go "
                                      "with a signature are needed where keys are in use."},
                                     {"type", "object"},
                                     {"properties", parameters},
                                     {"required", required},
                                     {"dependentRequired", {{"Signature", with_signature}}}});

  wire::JsonTree code = {{"const", 0}};
  schemas.set(schema_name::success, detail::answer_schema("The product was created.", true,
                                                          {{"code", code}, {"productID", {{"minLength", 1}}}}));

  const wire::JsonTree not_success = {{"not", {{"const", "Success"}}}};
  std::string numbers;
  for (const int number : detail::module_code_numbers())
    numbers += (numbers.empty() ? "" : "|") + std::to_string(number);
  wire::JsonTree refusal = detail::answer_schema(
      "The operation refused: the module code stands in parentheses before the text of message.", false,
      {{"code", detail::refusal_code_schema()},
       {"message", {{"pattern", "^\\((" + numbers + ")\\)"}}},
       {"codeDesc", not_success}});
  refusal.set("x-module-codes", contract_rows("module-codes.json", "codes"));
  schemas.set(schema_name::refusal, std::move(refusal));

  wire::JsonTree gateway = detail::answer_schema(
      "What stands before the operation refused, for instance a wrong signature: message is free text.", false,
      {{"code", detail::refusal_code_schema()}, {"codeDesc", not_success}});
  gateway.set("x-public-codes", contract_rows("public-codes.json", "codes"));
  schemas.set(schema_name::gateway_refusal, std::move(gateway));

  schemas.set(schema_name::answer,
              {{"description", "The body of any answer. It may have further fields."},
               {"anyOf", wire::JsonTree::array({reference(schema_name::success), reference(schema_name::refusal),
                                                reference(schema_name::gateway_refusal)})}});
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
