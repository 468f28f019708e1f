// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/judge/request_reading.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/step_request.hpp>
#include <createproduct/suite/template_text.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::fuzz {

/// The fresh name in what seeds() gives, of the length that those of a run have.
inline constexpr const char* seed_name = "kqzvnafaaa";

/// The requests of a case of the catalogue, unsigned, with a fixed fresh name. The same on every machine.
[[nodiscard]] inline std::vector<wire::WireRequest> requests_of(const suite::Case& one) {
  static const std::vector<std::pair<std::string, std::string>> base{{"productDescription", "\"a\""},
                                                                     {"region", "\"gz\""}};
  const suite::TemplateValues values{seed_name, &base, 1700000000, 7, 7, 1};
  suite::ControlForm form;
  form.base = base;
  std::vector<wire::WireRequest> out;
  for (const suite::Step& step : one.steps) out.push_back(wire::encode(suite::step_request(step, values, form)));
  return out;
}

/// The catalogue's cases as inputs of a grammar: for a script a case each, for a part each one that occurs. Sorted,
/// each once, the same on every machine. What a script cannot hold is left out.
[[nodiscard]] inline std::vector<std::string> seeds(Grammar grammar) {
  std::set<std::string> out;
  for (const suite::Case& one : suite::builtin_catalogue()) {
    const std::vector<wire::WireRequest> requests = requests_of(one);
    if (grammar == Grammar::script && std::all_of(requests.begin(), requests.end(), fits_script))
      out.insert(script_text(requests));
    if (grammar == Grammar::script) continue;
    for (const wire::WireRequest& request : requests) {
      const std::string& text = request.method == "POST" ? request.body : request.query;
      if (grammar == Grammar::form) out.insert(text);
      judge::Reading reading;
      reading.query = reading.body = true;
      judge::DecidingParameters parameters = judge::read_parameters(judge::split_parameters(request), reading);
      if (grammar == Grammar::name && parameters.name) out.insert(*parameters.name);
      if (grammar == Grammar::properties && parameters.properties) out.insert(*parameters.properties);
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace createproduct::fuzz
