// SPDX-License-Identifier: MIT
#include <cstddef>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <createproduct/report/ledger.hpp>
#include <createproduct/report/ledger_reader.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/cleanup.hpp>
#include <createproduct/suite/lanes.hpp>
#include <createproduct/suite/run_context.hpp>

#include "command.hpp"
#include "credentials.hpp"
#include "endpoint_target.hpp"
#include "ledger_file.hpp"

int conformance::cleanup_command(int argc, char** argv) {
  using namespace createproduct;
  EndpointSettings settings;
  std::string file;
  suite::Options options;
  options.salt = "cleanup";
  options.jobs = 1;
  CLI::App app("Deletes the products that earlier runs left behind, as their ledger says.");
  add_endpoint_options(app, settings);
  app.add_option("--ledger", file, "the file that run --ledger wrote; what is deleted is added to it")
      ->type_name("FILE")
      ->required();
  add_text_option(app, "--rate", "send at most so many requests a second", take_rate(options.rate))->type_name("N");
  app.footer(
      std::string(secrets_help) +
      "\n\nOnly products whose names hold the salt of a run are deleted, and others if the target refuses names that\n"
      "exist. Exit status: 0 nothing that is known of is left, 2 wrong call or file error, 3 something is left.\n"
      "\nExample:\n"
      "  createproduct-conformance cleanup --endpoint http://127.0.0.1:8080 --ledger made.ndjson");
  if (const auto status = parsed(app, argc, argv)) return *status;
  if (settings.endpoint.empty()) return complain(argv[0], "name the target: --endpoint URL");
  std::string problem = endpoint_problem(app, settings);
  const Keys keys = problem.empty() ? keys_from_environment(problem) : Keys();
  if (!problem.empty()) return complain(argv[0], problem);

  std::ifstream in(file, std::ios::binary);
  if (!in) return complain(argv[0], "--ledger: " + file + ": the file cannot be read");
  const Result<report::LedgerContent> content = report::read_ledger(in);
  if (!content) return complain(argv[0], "--ledger: " + file + ": " + content.error().text());
  std::ofstream ledger;
  if (problem = open_ledger(file, ledger); !problem.empty()) return complain(argv[0], problem);
  const Result<Target> target = open_endpoint(settings);
  if (!target) return complain(argv[0], target.error().text());

  suite::Means means;
  means.send = target->send;
  set_accounts(means, settings, *target, keys);
  means.ledger = report::Ledger(ledger);
  suite::RunContext context(means, options, {});
  suite::Lanes lanes(context);
  std::vector<suite::Product> products = content->products;
  std::size_t foreign = 0;
  if (!means.second)
    foreign = std::erase_if(products, [](const auto& product) { return product.account == suite::Session::second_account; });
  const auto outcome = suite::Cleanup(context.session, lanes).run(products);

  std::cout << outcome.deleted << " of " << content->products.size() << " products were deleted\n";
  for (const std::string& left : outcome.left) std::cout << report::printable(left) << "\n";
  if (foreign != 0) std::cout << foreign << " products are left: they are the second account's, whose keys are not set\n";
  if (content->in_doubt != 0)
    std::cout << "up to " << content->in_doubt << " more may be left: the ledger does not tell what came of their requests\n";
  if (!ledger) return complain(argv[0], "--ledger: " + file + ": the file could not be written in full");
  return outcome.deleted == content->products.size() ? Exit::conformant : Exit::inconclusive;
}
