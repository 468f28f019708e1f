// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <string>

#include <createproduct/report/json_writer.hpp>

namespace createproduct::report {

/// Keeps account of what a run may leave behind: one JSON object a line, flushed before the request is sent.
/// `{"account":"first","name":"n"}` says that n may exist from now on, and the same with `"product_id":"i"` that it
/// does. Bytes that are not UTF-8 stand in `name_hex` and `product_id_hex`.
class Ledger {
 public:
  /// `out` must outlive the ledger.
  explicit Ledger(std::ostream& out) : out_(&out) {}

  /// As suite::Ledger: `product_id` is empty before the request and while the outcome is in doubt.
  void operator()(const std::string& account, const std::string& name, const std::string& product_id) const {
    JsonWriter line;
    line.begin_object().key("account").string(account).member("name", name);
    if (!product_id.empty()) line.member("product_id", product_id);
    *out_ << line.end_object().text() << '\n' << std::flush;
  }

 private:
  std::ostream* out_;
};

}  // namespace createproduct::report
