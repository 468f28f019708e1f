// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/clause.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/transcript.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::report {

namespace detail {

/// Whether the clause is about the very parameters that reports leave out and signing puts in afresh.
[[nodiscard]] inline bool is_about_signing(ClauseId clause) {
  return clause.get().section == "signature" || clause == ClauseId("common.secret-id") ||
         clause == ClauseId("common.timestamp") || clause == ClauseId("common.nonce");
}

}  // namespace detail

/// The exchange without what signing adds, which a replay adds afresh.
[[nodiscard]] inline suite::Exchange unstamped(suite::Exchange exchange) {
  const bool is_signed = std::exchange(exchange.is_signed, true);
  exchange = Redactor()(std::move(exchange));
  exchange.is_signed = is_signed;
  return exchange;
}

/// Whether a finding depends on what is not in its evidence, so that no replay of that shows it: how full the account is,
/// what a name is taken for, or what was sent since a nonce was used.
[[nodiscard]] inline bool depends_on_the_rest(const suite::Finding& finding) {
  if (finding.case_id == suite::old_nonce_id) return true;
  if (finding.clause == ClauseId("error.quota") || finding.case_id.starts_with("error.quota.")) return true;
  return finding.clause == ClauseId("product-name.unique") && finding.history.size() == 1 &&
         !suite::is_told_by_name(finding.case_id);
}

/// What a finding shows, as a case of one line of JSON that read_inline_case() takes (report/inline_case_reader.hpp): its
/// requests; or the name of its case alone, where its requests are not all there is to it. The caller has taken secrets
/// out (Redactor).
[[nodiscard]] inline std::string inline_case(const suite::Finding& finding, std::string_view salt) {
  JsonWriter out;
  out.begin_object().key("case").string(finding.case_id).key("clause").string(finding.clause.id());
  if (suite::is_told_by_name(finding.case_id) ||
      (detail::is_about_signing(finding.clause) && suite::find_builtin_case(finding.case_id) != nullptr)) {
    out.end_object();
    return out.text();
  }
  if (!salt.empty()) out.key("salt").string(salt);
  out.key("steps").begin_array();
  for (const suite::Exchange& exchange : finding.history) {
    out.begin_object();
    detail::write_request(exchange, out);
    out.end_object();
  }
  out.end_array().end_object();
  return out.text();
}

}  // namespace createproduct::report
