// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <createproduct/report/generated/contract_text.hpp>

namespace createproduct::report {

/// Keeps the order of members, so that a document is the same from every compiler.
using OrderedJson = nlohmann::ordered_json;

/// What the file of this name in spec/ holds, such as "parameters.json", without its $schema. Precondition: it is one
/// of contract_texts.
[[nodiscard]] inline OrderedJson contract_data(std::string_view file) {
  std::string_view text = "null";
  for (const ContractText& one : contract_texts)
    if (one.file == file) text = one.json;
  return OrderedJson::parse(text);
}

/// The rows that a file of spec/ has under `key`. Precondition: as of contract_data, and the file has them.
[[nodiscard]] inline OrderedJson contract_rows(std::string_view file, const char* key) {
  return contract_data(file)[key];
}

/// An indented document in ASCII, whatever its strings hold, with a line feed at its end.
[[nodiscard]] inline std::string document_text(const OrderedJson& document) {
  return document.dump(2, ' ', true) + "\n";
}

}  // namespace createproduct::report
