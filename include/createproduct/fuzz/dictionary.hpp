// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/percent.hpp>

namespace createproduct::fuzz {

/// The words of the contract that a fuzzer cannot guess: names of parameters, properties and fields and the values that
/// count, plain, as JSON and percent-encoded. Sorted, each once.
[[nodiscard]] inline std::vector<std::string> dictionary() {
  std::vector<std::string> words{std::string(spec::action),
                                 "DeleteProduct",
                                 "productID",
                                 "RequestClient",
                                 "GET ",
                                 "POST ",
                                 "%00",
                                 "%2B",
                                 "%25",
                                 "%C3%A9",
                                 "\\u0000",
                                 "\\u0031",
                                 "\\ud800",
                                 "\\ud83d\\ude00",
                                 "\\/",
                                 "\xEF\xBB\xBF",
                                 "null",
                                 "true",
                                 "2.0",
                                 "-0",
                                 "1e0",
                                 "1e400",
                                 "9223372036854775808",
                                 "[[[[[[[[",
                                 std::string(spec::name_max_length, 'a'),
                                 std::string(spec::name_max_length + 1, 'a')};
  for (const spec::ParameterRow& row : spec::parameter_table) {
    words.emplace_back(row.name);
    words.push_back("&" + std::string(row.name) + "=");
  }
  for (const spec::PropertyRow& row : spec::property_table) {
    words.push_back(wire::json_string(row.name));
    words.push_back(wire::json_string(row.name) + ":");
  }
  for (const spec::ValueRow& row : spec::property_value_table) {
    words.emplace_back(row.value);
    words.push_back(wire::json_string(row.value));
    const bool text = row.property != "productType";
    words.push_back("," + wire::json_string(row.property) + ":" +
                    (text ? wire::json_string(row.value) : std::string(row.value)));
  }
  for (const spec::FieldRow& row : spec::response_field_table) words.push_back(wire::json_string(row.name) + ":");
  for (const char* code : {"(1000)", "(1001)", "(1100)", "(1101)", "4000", "4400", "Success"}) words.emplace_back(code);
  const std::size_t plain = words.size();
  for (std::size_t i = 0; i < plain; ++i)
    if (words[i].find('"') != std::string::npos) words.push_back(wire::percent_encoded(words[i]));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

/// The words as a dictionary file of libFuzzer and AFL++: a quoted word a line.
[[nodiscard]] inline std::string dictionary_text() {
  std::string out = "# Made from spec/ by the fuzzers' --dictionary.\n";
  for (const std::string& word : dictionary()) {
    out.push_back('"');
    for (const char c : word) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\')
        out.append(1, '\\').append(1, c);
      else if (byte < 0x20 || byte > 0x7E)
        out.append("\\x").append(wire::to_hex({&c, 1}));
      else
        out.push_back(c);
    }
    out += "\"\n";
  }
  return out;
}

}  // namespace createproduct::fuzz
