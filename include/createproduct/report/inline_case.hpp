// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/model/clause.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/step_json.hpp>
#include <createproduct/report/transcript.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/operation.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::report {

namespace detail {

/// Whether the clause is about the very parameters that reports leave out and signing puts in afresh.
[[nodiscard]] inline bool is_about_signing(ClauseId clause) {
  return clause.get().section == "signature" || clause == ClauseId("common.secret-id") ||
         clause == ClauseId("common.timestamp") || clause == ClauseId("common.nonce");
}

/// The only step of `one` by the method and with the productProperties that it had in the evidence, if they are others
/// than the catalogue's: the clause may have been broken in that context only.
[[nodiscard]] inline std::optional<suite::Step> step_in_context(const suite::Case& one, const suite::Finding& finding) {
  if (one.steps.size() != 1 || finding.history.size() != 1) return std::nullopt;
  const wire::WireRequest& sent = finding.history.front().sent;
  suite::Step step = one.steps.front();
  const bool sets_properties =
      std::any_of(step.after_signing.begin(), step.after_signing.end(),
                  [](const auto& pair) { return pair.first == "productProperties"; });
  const bool open = !step.parameters && !step.literal && !step.properties_wire && !sets_properties;
  if (!open) return std::nullopt;
  const bool other_method = step.method.empty() && sent.method != "GET";
  if (other_method) step.method = sent.method;
  const auto properties = suite::parameter_of(sent, "productProperties");
  const bool other_properties = properties && !step.properties;
  if (other_properties) step.properties = properties;
  return (other_method || other_properties) && has_step_json(step) ? std::optional(std::move(step)) : std::nullopt;
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
/// requests; or, where its requests are not all there is to it, the name of its case alone or with its step as the
/// catalogue has steps. The caller has taken secrets
/// out (Redactor).
[[nodiscard]] inline std::string inline_case(const suite::Finding& finding, std::string_view salt) {
  JsonWriter out;
  out.begin_object().key("case").string(finding.case_id).key("clause").string(finding.clause.id());
  const suite::Case* const known = suite::find_builtin_case(finding.case_id);
  const bool about_signing = detail::is_about_signing(finding.clause) && known != nullptr;
  if (suite::is_told_by_name(finding.case_id) || about_signing) {
    const auto step = about_signing ? detail::step_in_context(*known, finding) : std::nullopt;
    if (step) {
      out.key("steps").begin_array();
      write_step(*step, out);
      out.end_array();
    }
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
