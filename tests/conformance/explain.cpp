// SPDX-License-Identifier: MIT
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/mock/faults.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/report/clause_text.hpp>
#include <createproduct/report/columns.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/run.hpp>

#include "command.hpp"

namespace {

using namespace createproduct;

std::string text_of(std::string_view view) { return std::string(view); }

/// All clauses, each with its numbers of cases and faults.
std::string table() {
  std::vector<std::size_t> cases(clause_count);
  std::vector<std::size_t> faults(clause_count);
  for (const suite::Case& one : suite::builtin_catalogue()) ++cases[one.clause.index()];
  mock::for_each_fault([&faults](const mock::Fault& fault) { ++faults[fault.clause.index()]; });
  report::Columns columns("");
  columns.add({"clause", "level, section", "cases", "faults", "text"});
  for (std::size_t i = 0; i < clause_count; ++i) {
    const ClauseId clause = ClauseId::at(i);
    columns.add({text_of(clause.id()), report::clause_origin(clause), std::to_string(cases[i]),
                 std::to_string(faults[i]), text_of(clause.get().text)});
  }
  return columns.text();
}

/// What breaking a clause of this level leads to.
std::string_view consequence(Level level) {
  switch (level) {
    case Level::must:
    case Level::derived: return "breaking it fails";
    case Level::linked: return "breaking it fails; exercised where it applies";
    case Level::example: return "breaking it is a warning";
    case Level::silent: return "cannot be broken; the choice is reported";
  }
  return "";
}

std::string explanation(ClauseId id) {
  const Clause& clause = id.get();
  std::string out = text_of(clause.id) + "\n" + text_of(clause.text) + "\n\n";
  report::Columns facts("  ");
  facts.add({"level", report::clause_origin(id) + ": " + text_of(consequence(clause.level))});
  const auto add = [&facts](const char* label, std::string_view text) {
    if (!text.empty()) facts.add({label, text_of(text)});
  };
  add("argument", clause.argument);
  add("observed", clause.observed);
  add("not observable", clause.unobservable);
  add("choices", clause.choices);
  out += facts.text();

  report::Columns cases("  ");
  for (const suite::Case& one : suite::builtin_catalogue())
    if (one.clause == id) cases.add({one.id, text_of(suite::budget_name(one.budget)), one.title});
  report::Columns faults("  ");
  mock::for_each_fault([&faults, id](const mock::Fault& fault) {
    if (fault.clause == id) faults.add({text_of(fault.name), text_of(fault.text)});
  });
  const std::string none = "  none\n";
  const std::string none_of_its_own = "  none of its own: it is judged on the answers to all others\n";
  out += "\nCases that check it: id, least budget, title\n";
  out += !cases.text().empty() ? cases.text() : id.observable() ? none_of_its_own : none;
  if (clause.level != Level::silent)
    out += "\nFaults of the mock that break it (run --mock --fault NAME)\n" +
           (faults.text().empty() ? none : faults.text());
  return out;
}

}  // namespace

int conformance::explain_command(int argc, char** argv) {
  std::string name;
  CLI::App app(
      "Says what is documented, where, how it is checked and what breaks it; without a clause, lists all clauses.");
  app.add_option("CLAUSE", name, "id of a clause")->type_name("");
  app.footer(
      "Exit status: 0 explained, 2 there is no such clause.\n"
      "\nExamples:\n"
      "  createproduct-conformance explain\n"
      "  createproduct-conformance explain product-name.max-length");
  if (const auto status = parsed(app, argc, argv)) return *status;
  if (app.count("CLAUSE") == 0) {
    std::cout << table();
    return Exit::conformant;
  }
  const auto clause = ClauseId::find(name);
  if (!clause) {
    std::vector<std::string_view> ids;
    for (std::size_t i = 0; i < clause_count; ++i) ids.push_back(ClauseId::at(i).id());
    return complain(argv[0], "no clause is called " + name + did_you_mean_or(name, ids, "explain without a name lists them"));
  }
  std::cout << explanation(*clause);
  return Exit::conformant;
}
