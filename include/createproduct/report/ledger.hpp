// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>

#include <createproduct/report/json_writer.hpp>
#include <createproduct/suite/options.hpp>

namespace createproduct::report {

/// Keeps account of what a run may leave behind: one JSON object a line, flushed before the request is sent.
/// `{"account":"first","name":"n","salted":true}` says that n may exist from now on, the same with `"product_id":"i"`
/// that it does, and with `"deleted":true` that it did. Bytes that are not UTF-8 stand in `name_hex` and
/// `product_id_hex`.
class Ledger {
 public:
  /// `out` must outlive the ledger.
  explicit Ledger(std::ostream& out) : out_(&out) {}

  /// Writes one line and flushes.
  void operator()(const suite::LedgerEntry& entry) const {
    JsonWriter line;
    line.begin_object().key("account").string(entry.account).member("name", entry.name);
    if (!entry.product_id.empty()) line.member("product_id", entry.product_id);
    line.key("salted").boolean(entry.salted);
    if (entry.state == suite::LedgerEntry::State::deleted) line.key("deleted").boolean(true);
    *out_ << line.end_object().text() << '\n' << std::flush;
  }

 private:
  std::ostream* out_;
};

}  // namespace createproduct::report
