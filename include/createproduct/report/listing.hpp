// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/report/contract_data.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/report/step_json.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/selection.hpp>

namespace createproduct::report {

/// The clauses as a document that spec/schema/clauses.schema.json describes.
[[nodiscard]] inline std::string clauses_json() {
  return document_text({{"version", spec::version}, {"clauses", contract_rows("clauses.json", "clauses")}});
}

/// `cases` as a document that spec/schema/catalogue.schema.json describes and suite::read_catalogue reads. It has no
/// axes left; the tokens of the steps (spec/README.md, "Catalogue") are kept. Precondition: has_step_json of each step.
[[nodiscard]] inline std::string cases_json(const std::vector<suite::Case>& cases) {
  JsonWriter out(2, true);
  out.begin_object().key("version").string(spec::version).key("cases").begin_array();
  for (const suite::Case& one : cases) {
    out.begin_object().key("id").string(one.id).key("clause").string(one.clause.id());
    out.key("title").string(one.title).key("budget").string(suite::budget_name(one.budget));
    if (one.needs_keys || one.needs_second_account) {
      out.key("needs").begin_array();
      if (one.needs_keys) out.string("keys");
      if (one.needs_second_account) out.string("second-account");
      out.end_array();
    }
    out.key("steps").begin_array();
    for (const suite::Step& step : one.steps) write_step(step, out);
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return out.text() + "\n";
}

}  // namespace createproduct::report
