// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/contract_data.hpp>
#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/selection.hpp>

namespace createproduct::report {

namespace detail {

inline OrderedJson pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  OrderedJson list = OrderedJson::array();
  for (const auto& [name, value] : pairs) list.push_back(OrderedJson::array({name, value}));
  return list;
}

inline OrderedJson step_json(const suite::Step& step) {
  OrderedJson json = OrderedJson::object();
  const auto add = [&json](const char* name, const std::optional<std::string>& text) {
    if (text) json[name] = *text;
  };
  if (!step.method.empty()) json["method"] = step.method;
  add("name", step.name);
  add("name-wire", step.name_wire);
  add("properties", step.properties);
  add("properties-wire", step.properties_wire);
  add("parameters", step.parameters);
  if (!step.extra.empty()) json["extra"] = pairs_json(step.extra);
  if (step.bare) json["bare"] = true;
  if (step.second_account) json["account"] = "second";
  if (step.signing == suite::Step::Signing::none) json["signed"] = false;
  if (step.signing == suite::Step::Signing::by_other_method) json["signed"] = "by-other-method";
  if (step.not_authentic) json["authentic"] = false;
  if (!step.after_signing.empty()) json["after-signing"] = pairs_json(step.after_signing);
  if (!step.tamper.empty()) json["tamper"] = step.tamper;
  return json;
}

}  // namespace detail

/// The clauses as a document that spec/schema/clauses.schema.json describes.
[[nodiscard]] inline std::string clauses_json() {
  return document_text({{"version", spec::version}, {"clauses", contract_rows("clauses.json", "clauses")}});
}

/// `cases` as a document that spec/schema/catalogue.schema.json describes and suite::read_catalogue reads. It has no
/// axes left; the tokens of the steps (spec/README.md, "Catalogue") are kept.
[[nodiscard]] inline std::string cases_json(const std::vector<suite::Case>& cases) {
  OrderedJson list = OrderedJson::array();
  for (const suite::Case& one : cases) {
    OrderedJson json = {{"id", one.id},
                        {"clause", one.clause.id()},
                        {"title", one.title},
                        {"budget", suite::budget_name(one.budget)}};
    OrderedJson needs = OrderedJson::array();
    if (one.needs_keys) needs.push_back("keys");
    if (one.needs_second_account) needs.push_back("second-account");
    if (!needs.empty()) json["needs"] = needs;
    json["steps"] = OrderedJson::array();
    for (const suite::Step& step : one.steps) json["steps"].push_back(detail::step_json(step));
    list.push_back(std::move(json));
  }
  return document_text({{"version", spec::version}, {"cases", list}});
}

}  // namespace createproduct::report
