// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>
#include <string>

namespace conformance {

/// Opens `file` for more lines of a ledger, below a last line that an ended process may have left unfinished. What is
/// wrong, or an empty text.
[[nodiscard]] inline std::string open_ledger(const std::string& file, std::ofstream& ledger) {
  char last = '\n';
  if (std::ifstream old(file, std::ios::binary | std::ios::ate); old && old.tellg() > 0) {
    old.seekg(-1, std::ios::end);
    old.get(last);
  }
  ledger.open(file, std::ios::binary | std::ios::app);
  if (ledger && last != '\n') ledger << '\n' << std::flush;
  return ledger ? std::string() : "--ledger: " + file + ": the file cannot be written";
}

}  // namespace conformance
