// SPDX-License-Identifier: MIT
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/report/json_schema.hpp>
#include <createproduct/report/listing.hpp>
#include <createproduct/report/near.hpp>
#include <createproduct/report/openapi.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>

#include "command.hpp"

namespace {

using namespace createproduct;

struct Document {
  std::string_view name;
  std::string_view summary;
  std::string (*text)();
};

constexpr Document documents[] = {
    {"openapi", "an OpenAPI 3.1 document of the operation", report::openapi},
    {"json-schema", "JSON Schemas (draft 2020-12) of request, productProperties and answer", report::json_schema},
    {"clauses", "the clauses of the contract, by spec/schema/clauses.schema.json", report::clauses_json},
    {"cases", "the cases of the catalogue, each written out, by spec/schema/catalogue.schema.json",
     [] { return report::cases_json(suite::builtin_catalogue()); }},
};

}  // namespace

int conformance::export_command(int argc, char** argv) {
  std::string name;
  std::string file = "-";
  CLI::App app("Writes the contract, or what is made of it, as a JSON document for other tools.");
  app.add_option("DOCUMENT", name, "which one, see below")->required()->type_name("");
  app.add_option("-o,--output", file, "the file it goes to; - for stdout, as unless given")->type_name("FILE");
  std::string footer = "Documents:\n";
  for (const Document& document : documents)
    footer += "  " + std::string(document.name) + std::string(13 - document.name.size(), ' ') +
              std::string(document.summary) + "\n";
  app.footer(footer +
             "\nExit status: 0 written, 2 wrong call or file error.\n"
             "\nExamples:\n"
             "  createproduct-conformance export openapi -o createproduct.json\n"
             "  createproduct-conformance export cases | python3 -m json.tool");
  if (const auto status = parsed(app, argc, argv)) return *status;
  const Document* wanted = nullptr;
  std::vector<std::string_view> names;
  for (const Document& document : documents) {
    if (document.name == name) wanted = &document;
    names.push_back(document.name);
  }
  if (wanted == nullptr)
    return complain(argv[0], "there is no document " + name + report::did_you_mean(name, names) +
                                 " (openapi, json-schema, clauses, cases)");
  const std::string text = wanted->text();
  if (file == "-") {
    std::cout << text;
    return Exit::conformant;
  }
  std::ofstream out(file, std::ios::binary);
  if (!out) return complain(argv[0], "--output: " + file + ": the file cannot be written");
  out << text;
  if (!out.flush()) return complain(argv[0], "--output: " + file + ": the file could not be written in full");
  return Exit::conformant;
}
