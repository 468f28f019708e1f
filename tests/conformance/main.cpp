// SPDX-License-Identifier: MIT
#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/version.hpp>

#include "command.hpp"

namespace {

struct Command {
  std::string_view name;
  std::string_view summary;
  int (*start)(int argc, char** argv);
};

constexpr Command commands[] = {
    {"run", "tests a target against the contract", conformance::run_command},
    {"replay", "sends recorded requests, failures or cases again", conformance::replay_command},
    {"fuzz", "searches a target for answers not seen before, and for what breaks the contract",
     conformance::fuzz_command},
    {"judge", "judges recorded traffic, without sending anything", conformance::judge_command},
    {"mock", "serves a mock that keeps the contract, or breaks it in a chosen way", conformance::mock_command},
    {"diff", "says on which clauses and silences two targets differ", conformance::diff_command},
    {"merge", "joins the reports of the shards of a run", conformance::merge_command},
    {"cleanup", "deletes what earlier runs left behind", conformance::cleanup_command},
    {"explain", "says what is documented, where, how it is checked and what breaks it", conformance::explain_command},
    {"selftest", "tests the kit itself: whether it finds every fault and accuses no variant of the mock",
     conformance::selftest_command},
    {"sign", "signs a request, for debugging and for printed curl lines", conformance::sign_command},
    {"export", "writes the contract for other tools: OpenAPI, JSON Schema, clauses, cases",
     conformance::export_command},
};

void print_help(std::ostream& out) {
  out << "Usage: createproduct-conformance SUBCOMMAND [OPTIONS]\n"
         "Says which documented clauses of CreateProduct a service keeps, and which it breaks.\n\nSubcommands:\n";
  for (const Command& command : commands)
    out << "  " << command.name << std::string(10 - command.name.size(), ' ') << command.summary << "\n";
  out << "\n  SUBCOMMAND --help has its options and examples; --version prints the versions.\n"
         "\nExit status: 0 conformant, 1 contract broken, 2 wrong call or file error, 3 inconclusive or unreachable,\n"
         "4 a bug of this program.\n"
         "\nExamples:\n"
         "  createproduct-conformance run --endpoint http://127.0.0.1:8080/v2/index.php\n"
         "  createproduct-conformance run --mock --fault product-name.max-length.accepts-33\n"
         "  createproduct-conformance explain product-name.max-length\n";
}

int dispatch(int argc, char** argv) {
  const std::string_view name = argc > 1 ? argv[1] : "";
  if (name == "--help" || name == "-h") {
    print_help(std::cout);
    return conformance::Exit::conformant;
  }
  if (name == "--version") {
    std::cout << "createproduct-conformance " << createproduct::version << "\nspecification "
              << createproduct::spec::version << "\n";
    return conformance::Exit::conformant;
  }
  std::vector<std::string_view> names;
  for (const Command& command : commands) {
    if (command.name == name) return command.start(argc - 1, argv + 1);
    names.push_back(command.name);
  }
  if (name.empty())
    print_help(std::cerr);
  else
    std::cerr << "createproduct-conformance: there is no subcommand " << createproduct::report::printable(name)
              << conformance::did_you_mean_or(name, names, "--help lists them") << "\n";
  return conformance::Exit::usage;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a peer or a reader that went away shows as a failed write
  try {
    const int status = dispatch(argc, argv);
    if (std::cout.flush() || status == conformance::Exit::contract_broken) return status;
    std::cerr << "createproduct-conformance: the output could not be written\n";
    return conformance::Exit::usage;
  } catch (const std::exception& error) {
    std::cerr << "createproduct-conformance: a bug in this program: " << createproduct::report::printable(error.what())
              << "\n";
  } catch (...) {
    std::cerr << "createproduct-conformance: a bug in this program\n";
  }
  return conformance::Exit::kit_bug;
}
