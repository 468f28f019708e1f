// SPDX-License-Identifier: MIT
#include <sstream>

#include <createproduct/report.hpp>

bool CONSUMER_FUNCTION() {
  std::ostringstream out;
  createproduct::report::TerminalReport report(out);
  report(createproduct::suite::RunFinished{});
  return !out.str().empty();
}
