// SPDX-License-Identifier: MIT
// The generated tables against the data files, read here by another program than the one that wrote them.
#include <createproduct/model/generated/clause_table.hpp>
#include <createproduct/model/generated/code_table.hpp>
#include <createproduct/model/generated/limits.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/model/product_name.hpp>
#include <createproduct/model/product_properties.hpp>

using nlohmann::json;
using namespace createproduct;

namespace {

json load(const std::string& name) {
  std::ifstream file(std::string(CREATEPRODUCT_SPEC_DIR "/") + name);
  REQUIRE_MESSAGE(file.is_open(), name);
  return json::parse(file);
}

std::string text_of(const json& row, const char* key) {
  return row.contains(key) ? row.at(key).get<std::string>() : "";
}

/// A value of the properties as the tables have it: always text.
std::string as_text(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string joined(const json& texts) {
  std::string out;
  for (const json& text : texts) out += (out.empty() ? "" : ", ") + text.get<std::string>();
  return out;
}

/// The bytes of a name of the vectors: text, or {"percent": ...}, whose percent sequences are all well-formed.
std::string decoded(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  const std::string percent = value.at("percent").get<std::string>();
  std::string bytes;
  for (std::size_t i = 0; i < percent.size(); ++i) {
    if (percent[i] != '%') {
      bytes.push_back(percent[i]);
    } else {
      bytes.push_back(static_cast<char>(std::stoi(percent.substr(i + 1, 2), nullptr, 16)));
      i += 2;
    }
  }
  return bytes;
}

std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

const json& row_named(const json& rows, std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const json& row) { return row.at("name") == name; });
  REQUIRE(found != rows.end());
  return *found;
}

}  // namespace

TEST_CASE("the clause table holds the clauses in the order of the file") {
  const json rows = load("clauses.json").at("clauses");
  REQUIRE(rows.size() == clause_count);
  constexpr std::string_view levels[] = {"must", "derived", "linked", "example", "silent"};
  for (std::size_t i = 0; i < clause_count; ++i) {
    const Clause& clause = clause_table[i];
    CAPTURE(clause.id);
    CHECK(clause.id == text_of(rows[i], "id"));
    CHECK(levels[static_cast<std::size_t>(clause.level)] == text_of(rows[i], "level"));
    CHECK(clause.section == text_of(rows[i], "section"));
    CHECK(clause.text == text_of(rows[i], "text"));
    CHECK(clause.unobservable == text_of(rows[i], "unobservable"));
    CHECK(clause.observed == text_of(rows[i], "observed"));
    CHECK(clause.argument == text_of(rows[i], "argument"));
    CHECK(clause.choices == joined(rows[i].value("choices", json::array())));
    CHECK(ClauseId::find(clause.id) == ClauseId::at(i));
  }
}

TEST_CASE("the places of clauses are strictly ascending by the hash of the id") {
  for (std::size_t i = 0; i < clause_count; ++i) {
    CHECK(clause_places[i].hash == createproduct::detail::id_hash(clause_table[clause_places[i].index].id));
    if (i != 0) CHECK(clause_places[i - 1].hash < clause_places[i].hash);
  }
}

TEST_CASE("the code tables hold the codes of the files") {
  const auto compare = [](const auto& table, const std::string& file) {
    const json rows = load(file).at("codes");
    REQUIRE(rows.size() == table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
      CHECK(table[i].number == rows[i].at("number").get<std::int32_t>());
      CHECK(table[i].text == text_of(rows[i], "text"));
    }
  };
  compare(module_code_table, "module-codes.json");
  compare(public_code_table, "public-codes.json");
  for (const CodeRow& row : module_code_table) {
    CHECK(module_code(row.number).has_value());
    CHECK_FALSE(is_public_code(row.number));
  }
}

TEST_CASE("the operation and its figures are those of the files") {
  CHECK(spec::version == text_of(load("version.json"), "version"));
  const json operation = load("operation.json");
  CHECK(spec::action == text_of(operation.at("action"), "value"));
  CHECK(spec::host == text_of(operation.at("host"), "value"));
  CHECK(spec::path == text_of(operation.at("path"), "value"));

  struct Figure {
    std::string_view id;
    std::size_t value;
  };
  constexpr Figure figures[] = {
      {"description-certain-length", spec::description_certain_length},
      {"get-length", spec::get_length},
      {"get-certain-length", spec::get_certain_length},
      {"timestamp-window", spec::timestamp_window},
      {"timestamp-certain-window", spec::timestamp_certain_window},
      {"products-per-account", spec::products_per_account},
      {"calls-per-second", spec::calls_per_second},
  };
  const json& limits = operation.at("limits");
  REQUIRE(limits.size() == std::size(figures));
  for (std::size_t i = 0; i < limits.size(); ++i) {
    CHECK(figures[i].id == text_of(limits[i], "id"));
    CHECK(figures[i].value == limits[i].at("value").get<std::size_t>());
  }
}

TEST_CASE("the tables of parameters, properties and fields are those of the files") {
  const json parameters = load("parameters.json").at("parameters");
  REQUIRE(parameters.size() == spec::parameter_table.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const spec::ParameterRow& row = spec::parameter_table[i];
    CHECK(row.name == text_of(parameters[i], "name"));
    CHECK(row.type == text_of(parameters[i], "type"));
    CHECK(row.is_common == (text_of(parameters[i], "group") == "common"));
    CHECK(row.required == parameters[i].at("required").get<bool>());
  }

  const json properties = load("properties.json").at("properties");
  REQUIRE(properties.size() == spec::property_table.size());
  std::size_t values = 0;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const spec::PropertyRow& row = spec::property_table[i];
    CHECK(row.name == text_of(properties[i], "name"));
    CHECK(row.type == text_of(properties[i], "type"));
    CHECK(row.may_be_missing == (text_of(properties[i], "may_be_missing") == "yes"));
    CHECK(row.default_value == as_text(properties[i].value("default", json(""))));
    for (const json& value : properties[i].value("values", json::array())) {
      REQUIRE(values < spec::property_value_table.size());
      const spec::ValueRow& allowed = spec::property_value_table[values++];
      CHECK(allowed.property == row.name);
      CHECK(allowed.value == as_text(value.at("value")));
      CHECK(allowed.text == text_of(value, "text"));
      CHECK(allowed.open == value.contains("silence"));
    }
  }
  CHECK(values == spec::property_value_table.size());

  const json fields = load("response-fields.json").at("fields");
  REQUIRE(fields.size() == spec::response_field_table.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const spec::FieldRow& row = spec::response_field_table[i];
    CHECK(row.name == text_of(fields[i], "name"));
    CHECK(row.type == text_of(fields[i], "type"));
    CHECK(row.in_every_answer == (text_of(fields[i], "in") == "every answer"));
  }
}

TEST_CASE("the naming rule is that of the file") {
  const json grammar = row_named(load("parameters.json").at("parameters"), "productName").at("grammar");
  const std::string alphabet = text_of(grammar, "alphabet");
  CHECK(spec::name_alphabet == alphabet);
  CHECK(spec::name_pattern == text_of(grammar, "pattern"));
  CHECK(spec::name_min_length == grammar.at("min_length").get<std::size_t>());
  CHECK(spec::name_max_length == grammar.at("max_length").get<std::size_t>());
  for (std::size_t byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    CHECK(spec::name_bytes[byte] == (alphabet.find(static_cast<char>(byte)) != std::string::npos));
  }
}

TEST_CASE("the model knows the values of the file and no others") {
  const json properties = load("properties.json").at("properties");
  for (const json& value : row_named(properties, "encryptionType").at("values")) {
    const auto type = parse_encryption_type(text_of(value, "value"));
    REQUIRE(type.has_value());
    CHECK(to_text(*type) == text_of(value, "value"));
  }
  for (const json& value : row_named(properties, "region").at("values")) {
    const auto region = parse_region(text_of(value, "value"));
    REQUIRE(region.has_value());
    CHECK(to_text(*region) == text_of(value, "value"));
  }
  const json& types = row_named(properties, "productType").at("values");
  for (std::int64_t number = -3; number <= 300; ++number) {
    const bool listed =
        std::any_of(types.begin(), types.end(), [&](const json& row) { return row.at("value") == number; });
    CAPTURE(number);
    CHECK(parse_product_type(number).has_value() == listed);
  }
}

TEST_CASE("the model judges every name of the vectors as they say") {
  const json rows = load("vectors/names.json").at("names");
  REQUIRE(rows.size() > 100);
  for (const json& row : rows) {
    const std::string name = decoded(row.at("name"));
    const NameDefects defects = check_product_name(name);
    CAPTURE(text_of(row, "id"));
    CHECK(is_product_name(name) == row.at("valid").get<bool>());
    CHECK(defects.any() != row.at("valid").get<bool>());
    if (row.at("valid").get<bool>()) continue;
    std::vector<std::string> broken;
    if (defects.too_short) broken.emplace_back("product-name.min-length");
    if (defects.too_long) broken.emplace_back("product-name.max-length");
    if (defects.bad_alphabet()) broken.emplace_back("product-name.alphabet");
    CHECK(sorted(broken) == sorted(row.at("clauses").get<std::vector<std::string>>()));
  }
}
