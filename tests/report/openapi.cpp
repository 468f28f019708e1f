// SPDX-License-Identifier: MIT
#include <createproduct/report/openapi.hpp>

#include <cstddef>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <createproduct/model/clause.hpp>

using namespace createproduct;
using OrderedJson = nlohmann::ordered_json;

namespace {

/// Each id that some x-clause of `document` names is a clause. Gives their number.
std::size_t checked_clauses(const OrderedJson& document) {
  std::size_t count = 0;
  for (const auto& [key, value] : document.items()) {
    if (key == "x-clause") {
      for (const OrderedJson& id : value) {
        CAPTURE(id);
        CHECK(ClauseId::find(id.get<std::string>()));
        ++count;
      }
    } else if (value.is_structured()) {
      count += checked_clauses(value);
    }
  }
  return count;
}

}  // namespace

TEST_CASE("the document has both methods at the documented place") {
  const OrderedJson document = OrderedJson::parse(report::openapi());
  CHECK(document["openapi"] == "3.1.0");
  CHECK(document["info"]["version"] == spec::version);
  CHECK(document["servers"][0]["url"] == "https://" + std::string(spec::host));
  CHECK(document["paths"].size() == 1);
  const OrderedJson& path = document["paths"][std::string(spec::path)];
  CHECK(path.size() == 2);
  CHECK(path["get"]["operationId"] != path["post"]["operationId"]);
  CHECK(path["get"]["responses"] == path["post"]["responses"]);
  CHECK(document["components"]["schemas"] ==
        OrderedJson::parse(report::document_text(report::contract_schemas("#/components/schemas/"))));
  CHECK(checked_clauses(document) > 50);
}

TEST_CASE("the query has every parameter, and productProperties as JSON") {
  const OrderedJson document = OrderedJson::parse(report::openapi());
  const OrderedJson& parameters = document["paths"][std::string(spec::path)]["get"]["parameters"];
  REQUIRE(parameters.size() == spec::parameter_table.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const spec::ParameterRow& row = spec::parameter_table[i];
    CAPTURE(row.name);
    CHECK(parameters[i]["name"] == row.name);
    CHECK(parameters[i]["in"] == "query");
    CHECK(parameters[i]["required"] == (row.name == "Action" || row.name == "productName"));
    CHECK(parameters[i].contains("content") == (row.type == "Json"));
    CHECK(parameters[i].contains("schema") != (row.type == "Json"));
  }
  CHECK(parameters[1]["content"]["application/json"]["schema"]["$ref"] == "#/components/schemas/productProperties");
}

TEST_CASE("the form is that of the request schema, with productProperties as JSON") {
  const OrderedJson document = OrderedJson::parse(report::openapi());
  const OrderedJson& body = document["paths"][std::string(spec::path)]["post"]["requestBody"];
  REQUIRE(body["content"].contains("application/x-www-form-urlencoded"));
  const OrderedJson& form = body["content"]["application/x-www-form-urlencoded"];
  CHECK(body["required"] == true);
  CHECK(form["schema"]["$ref"] == "#/components/schemas/request");
  CHECK(form["encoding"]["productProperties"]["contentType"] == "application/json");
}

TEST_CASE("each module code has its example, and a refusal may have any HTTP status") {
  const OrderedJson document = OrderedJson::parse(report::openapi());
  const OrderedJson& responses = document["paths"][std::string(spec::path)]["get"]["responses"];
  const OrderedJson& examples = responses["200"]["content"]["application/json"]["examples"];
  CHECK(examples["success"]["value"]["code"] == 0);
  CHECK(examples["duplicate-name"]["value"]["message"] == "(1001)a product of this name exists already");
  CHECK(examples["authentication"]["value"]["code"] == 4100);
  CHECK(examples.size() == 6);
  CHECK(responses["default"]["content"]["application/json"]["examples"].size() == 1);
}

TEST_CASE("the figures around the operation are those of spec") {
  const OrderedJson limits = OrderedJson::parse(report::openapi())["x-limits"];
  CHECK(limits == OrderedJson::parse(report::document_text(report::contract_rows("operation.json", "limits"))));
  CHECK(limits[0]["value"] == spec::description_certain_length);
}
