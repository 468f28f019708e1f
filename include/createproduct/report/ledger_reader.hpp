// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <istream>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/model/result.hpp>
#include <createproduct/report/event_reader.hpp>
#include <createproduct/suite/product.hpp>
#include <createproduct/wire/json_tree.hpp>

namespace createproduct::report {

/// What the runs that wrote a ledger may have left behind.
struct LedgerContent {
  std::vector<suite::Product> products;  ///< created and not deleted, in order
  std::size_t in_doubt = 0;              ///< names that may exist, though no answer said so
};

/// Reads what Ledger wrote. A line that is cut is what an ended process left, and counts for nothing.
/// Error: input, with `line N` and the member as `where`. O(n · products).
[[nodiscard]] inline Result<LedgerContent> read_ledger(std::istream& in) {
  LedgerContent out;
  std::vector<std::pair<std::string, std::string>> doubtful;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    const Result<wire::JsonTree> json = wire::read_json_tree(line);
    const std::string where = "line " + std::to_string(number);
    if (!json && line.starts_with(R"({"account":)")) continue;
    if (!json) return Error{Error::Code::input, where, "it is not JSON"};
    try {
      const detail::EventValue value(*json, {});
      const std::string account = value.at("account").text();
      if (account != "first" && account != "second")
        value.at("account").fail("expected first or second");
      const std::string name = value.bytes("name");
      const bool salted = json->contains("salted") && value.at("salted").boolean();
      if (!json->contains("product_id")) {
        const bool exists = std::any_of(out.products.begin(), out.products.end(), [&](const suite::Product& product) {
          return product.account == account && product.name == name;
        });
        if (!exists) doubtful.emplace_back(account, name);  // else the name is asked for again, to be refused
        continue;
      }
      const std::string id = value.bytes("product_id");
      const auto same = [&](const auto& product) { return product.account == account && product.id == id; };
      if (json->contains("deleted"))
        std::erase_if(out.products, same);
      else
        out.products.push_back({account, name, id, salted});
      std::erase(doubtful, std::pair(account, name));
    } catch (const detail::BadEvent& bad) {
      return Error{Error::Code::input, where + ' ' + bad.where, bad.message};
    }
  }
  out.in_doubt = doubtful.size();
  return out;
}

}  // namespace createproduct::report
