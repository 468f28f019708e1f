// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/case.hpp>
#include <createproduct/suite/fresh_copy.hpp>
#include <createproduct/suite/template_text.hpp>
#include <createproduct/wire/ascii_case.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

/// The form of request that the target is known to accept: control requests have it, cases depart from it.
struct ControlForm {
  std::string method = "GET";       ///< GET or POST
  bool with_common = false;         ///< Region, Timestamp and Nonce are sent even without keys
  std::optional<std::string> name;  ///< template of the name; the plain fresh name if unset
  /// A name of the same kind as wire text, with a character encoded.
  std::string encoded_name = "%61{fresh}";
  std::vector<std::pair<std::string, std::string>> extra;  ///< further parameters that are needed, raw bytes
  bool with_properties = false;                            ///< productProperties of the base form are always sent
  std::vector<std::pair<std::string, std::string>> base;   ///< members of accepted properties; empty if none is known
};

/// The request that a step stands for, unstamped: what it does not say is as `form` has it.
[[nodiscard]] inline wire::RawRequest step_request(const Step& step, const TemplateValues& values,
                                                    const ControlForm& form) {
  if (step.literal) return wire::decode(with_fresh_names(step.literal->request, step.literal->fresh, values.fresh));
  wire::RawRequest request;
  request.content_type = step.content_type;
  request.method = !step.method.empty() ? step.method : step.bare ? "GET" : form.method;
  if (step.parameters) {
    wire::WireRequest text;
    text.query = expand(*step.parameters, values);
    request.parameters = wire::decode(text).parameters;
    for (wire::Parameter& parameter : request.parameters) parameter.place = wire::Parameter::Place::by_method;
    return request;
  }
  request.add("Action", "CreateProduct");
  using Form = wire::Parameter::Form;
  if (step.name_wire)
    request.parameters.push_back({"productName", expand(*step.name_wire, values), Form::literal});
  else if (step.name)
    request.add("productName", expand(*step.name, values));
  if (step.properties_wire)
    request.parameters.push_back({"productProperties", expand(*step.properties_wire, values), Form::literal});
  else if (step.properties)
    request.add("productProperties", expand(*step.properties, values));
  else if (form.with_properties && !step.bare)
    request.add("productProperties", "{" + expand("{base}", values) + "}");
  for (const auto& [name, value] : step.extra) request.add(name, expand(value, values));
  if (!step.bare)
    for (const auto& [name, value] : form.extra)
      if (request.find(name) == nullptr) request.add(name, value);
  if (step.reversed) std::reverse(request.parameters.begin(), request.parameters.end());
  return request;
}

namespace detail {

inline void set(wire::RawRequest& request, const std::string& name, std::string value) {
  for (wire::Parameter& parameter : request.parameters) {
    if (parameter.name != name) continue;
    parameter.value = std::move(value);
    return;
  }
  request.add(name, std::move(value));
}

/// Damages the signature of a stamped request.
inline void tamper(wire::RawRequest& request, const std::string& how) {
  for (wire::Parameter& parameter : request.parameters) {
    if (parameter.name != "Signature" || parameter.value.empty()) continue;
    std::string& text = parameter.value;
    const auto flip = [](char& c) { c = c == 'A' ? 'B' : 'A'; };
    if (how == "flip-first") flip(text.front());
    // The last but one before the padding, for the last one has bits that no decoder looks at.
    if (how == "flip-last") flip(text[std::max<std::size_t>(text.find_last_not_of('=') + 1, 2) - 2]);
    if (how == "cut") text.resize(text.size() / 2);
    if (how == "append") text.push_back('A');
    // A and E differ in a bit that decoders do look at.
    if (const std::size_t end = text.find_last_not_of('='); how == "other-end" && end != std::string::npos)
      text[end] = text[end] == 'A' ? 'E' : 'A';
    if (how == "exchange")
      if (const auto at = std::adjacent_find(text.begin(), text.end(), std::not_equal_to<>{}); at != text.end())
        std::iter_swap(at, at + 1);
    if (how == "other-case") text = wire::other_case(std::move(text));
  }
}

}  // namespace detail

/// Does to a stamped request what a step wants done after it was signed.
inline void change_stamped(wire::RawRequest& request, const Step& step, const TemplateValues& values) {
  if (!step.tamper.empty()) detail::tamper(request, step.tamper);
  for (const auto& [name, value] : step.after_signing) detail::set(request, name, expand(value, values));
}

}  // namespace createproduct::suite
