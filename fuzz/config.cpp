// SPDX-License-Identifier: MIT
// Configuration files of the program.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "../tests/conformance/config_file.hpp"
#include "frame/target.hpp"

namespace {

std::vector<std::string> seeds() {
  return {"seed = 4\nonly = [\"region.*\", 'x']\nmock = true\n",
          "# nothing\n",
          "[section]\nseed = 1\n",
          "seed = 4\nseed = 5\n",
          "config = \"x\"\n",
          "mock = maybe\nrate = -1",
          "only = [\n\"a\",\n\"b\"]\n",
          "seed=",
          "only=\"\"\"x\"\"\""};
}

}  // namespace

FUZZ_TARGET("config", bytes, seeds) {
  CLI::App app("test");
  unsigned long seed = 0;
  double rate = 0;
  bool mock = false;
  std::vector<std::string> only;
  std::string config;
  app.add_option("--seed", seed);
  app.add_option("--rate", rate);
  app.add_flag("--mock", mock);
  app.add_option("--only", only)->allow_extra_args(false);
  app.add_option("--config", config);
  const int file = memfd_create("config", 0);
  if (file < 0 || write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) std::abort();
  const std::string name = "/proc/self/fd/" + std::to_string(file);
  const std::string problem = conformance::apply_config(app, name);
  close(file);
  fuzzing::require(problem.empty() || problem.starts_with(name), "an error names the file", bytes, problem);
}
