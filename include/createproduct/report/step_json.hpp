// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/report/json_writer.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::report {

/// Whether write_step() can write the step: its texts are UTF-8, and it is none of the literal ones, of which the
/// exchange itself has all there is to know.
[[nodiscard]] inline bool has_step_json(const suite::Step& step) {
  if (step.literal) return false;
  for (const auto* text : {&step.name, &step.name_wire, &step.properties, &step.properties_wire, &step.parameters})
    if (*text && !wire::is_utf8(**text)) return false;
  const auto is_text = [](const auto& pair) { return wire::is_utf8(pair.first) && wire::is_utf8(pair.second); };
  return std::all_of(step.extra.begin(), step.extra.end(), is_text) &&
         std::all_of(step.after_signing.begin(), step.after_signing.end(), is_text);
}

/// Writes the step as the catalogue has it (spec/schema/catalogue.schema.json). Precondition: has_step_json(step).
inline void write_step(const suite::Step& step, JsonWriter& out) {
  const auto text = [&out](std::string_view key, const std::optional<std::string>& value) {
    if (value) out.key(key).string(*value);
  };
  const auto pairs = [&out](std::string_view key, const std::vector<std::pair<std::string, std::string>>& all) {
    if (all.empty()) return;
    out.key(key).begin_array();
    for (const auto& [name, value] : all) out.begin_array().string(name).string(value).end_array();
    out.end_array();
  };
  using Signing = suite::Step::Signing;
  out.begin_object();
  if (!step.method.empty()) out.key("method").string(step.method);
  if (step.bare) out.key("bare").boolean(true);
  text("name", step.name);
  text("name-wire", step.name_wire);
  text("properties", step.properties);
  text("properties-wire", step.properties_wire);
  text("parameters", step.parameters);
  pairs("extra", step.extra);
  if (!step.content_type.empty()) out.key("content-type").string(step.content_type);
  if (step.reversed) out.key("reversed").boolean(true);
  if (step.second_account) out.key("account").string("second");
  if (step.new_connection) out.key("connection").string("new");
  if (step.signing == Signing::none) out.key("signed").boolean(false);
  if (step.signing == Signing::by_other_method) out.key("signed").string("by-other-method");
  if (step.signing == Signing::without_method) out.key("signed").string("without-method");
  if (!step.mistake.empty()) out.key("mistake").string(step.mistake);
  if (!step.tamper.empty()) out.key("tamper").string(step.tamper);
  pairs("after-signing", step.after_signing);
  if (step.not_authentic) out.key("authentic").boolean(false);
  out.end_object();
}

}  // namespace createproduct::report
