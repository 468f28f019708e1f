// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/pieces.hpp>
#include <createproduct/fuzz/form_fields.hpp>
#include <createproduct/fuzz/json_mutator.hpp>
#include <createproduct/fuzz/mutate.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::fuzz {

namespace detail {

/// Appends `text` with pieces left out, then with characters that tell nothing in place of others.
inline void simpler_text(std::string_view text, std::vector<std::string>& out) {
  draft::append_without_pieces(std::string(text), out);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == 'a') continue;
    if (!spec::name_bytes[static_cast<unsigned char>(text[i])]) continue;
    out.emplace_back(text);
    out.back()[i] = 'a';
  }
}

/// Appends JSON with members, tokens and characters of strings left out.
inline void simpler_json(std::string_view text, std::vector<std::string>& out) {
  const std::vector<std::string> pieces = json_pieces(text);
  // Members with the comma before or behind them: a run of three to eight tokens.
  for (std::size_t size = std::min<std::size_t>(8, pieces.size()); size > 0; --size)
    for (std::size_t begin = 0; begin + size <= pieces.size(); ++begin) {
      std::vector<std::string> fewer(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(begin));
      fewer.insert(fewer.end(), pieces.begin() + static_cast<std::ptrdiff_t>(begin + size), pieces.end());
      out.push_back(joined(fewer));
    }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!is_quoted(pieces[i]) || pieces[i].size() < 3) continue;
    std::vector<std::string> texts{"a"};
    if (pieces[i].find('\\') != std::string::npos) {
      const std::string plain = wire::json_string(wire::read_shallow_json(pieces[i]).root.text);
      texts.push_back(plain.substr(1, plain.size() - 2));
    }
    simpler_text(std::string_view(pieces[i]).substr(1, pieces[i].size() - 2), texts);
    for (const std::string& simpler : texts) {
      std::vector<std::string> changed = pieces;
      changed[i] = "\"" + simpler + "\"";
      out.push_back(joined(changed));
    }
  }
  draft::append_without_pieces(std::string(text), out);
}

/// Appends parameters with some left out, or with simpler values, or spelled plainly.
inline void simpler_form(std::string_view form, std::vector<std::string>& out) {
  const std::vector<std::string> fields = form_fields(form);
  std::vector<std::vector<std::string>> fewer;
  draft::append_without_pieces(fields, fewer);
  for (const std::vector<std::string>& list : fewer) out.push_back(joined_form(list));
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t equals = fields[i].find('=');
    if (equals == std::string::npos) continue;
    const std::string name = fields[i].substr(0, equals + 1);
    const std::string value = fields[i].substr(equals + 1);
    const std::string plain = wire::percent_decoded(value, wire::Plus::literal).bytes;
    std::vector<std::string> values{plain};
    simpler_json(plain, values);
    if (plain.find_first_of("{[\"") == std::string::npos) simpler_text(plain, values);
    std::vector<std::string> changed = fields;
    for (const std::string& simpler : values) {
      changed[i] = name + wire::percent_encoded(simpler);
      out.push_back(joined_form(changed));
    }
    std::vector<std::string> shorter;
    draft::append_without_pieces(value, shorter);
    for (const std::string& text : shorter) {
      changed[i] = name + text;
      out.push_back(joined_form(changed));
    }
  }
}

}  // namespace detail

/// Inputs of the grammar that are simpler than `input`, the boldest simplification first.
[[nodiscard]] inline std::vector<std::string> simpler_inputs(Grammar grammar, std::string_view input) {
  std::vector<std::string> out;
  switch (grammar) {
    case Grammar::bytes:
    case Grammar::name: detail::simpler_text(input, out); break;
    case Grammar::properties: detail::simpler_json(input, out); break;
    case Grammar::form: detail::simpler_form(input, out); break;
    case Grammar::script: {
      const std::vector<wire::WireRequest> requests = read_script(input);
      std::vector<std::vector<wire::WireRequest>> fewer;
      draft::append_without_pieces(requests, fewer);
      for (const std::vector<wire::WireRequest>& list : fewer) out.push_back(script_text(list));
      for (std::size_t i = 0; i < requests.size(); ++i) {
        std::vector<wire::WireRequest> changed = requests;
        if (requests[i].method == "POST" && requests[i].query.empty()) {
          changed[i] = {"GET", requests[i].body, ""};
          if (fits_script(changed[i])) out.push_back(script_text(changed));
        }
        for (std::string wire::WireRequest::*member : {&wire::WireRequest::query, &wire::WireRequest::body}) {
          std::vector<std::string> forms;
          detail::simpler_form(requests[i].*member, forms);
          for (std::string& form : forms) {
            changed = requests;
            changed[i].*member = std::move(form);
            if (fits_script(changed[i])) out.push_back(script_text(changed));
          }
        }
      }
    }
  }
  return out;
}

/// Whether `a` is to be preferred to `b`: shorter, or as long and with more of the letter a in place of others.
[[nodiscard]] inline bool is_simpler(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return a.size() < b.size();
  return std::count(a.begin(), a.end(), 'a') > std::count(b.begin(), b.end(), 'a');
}

/// The simplest input for which `holds`, reached by trying at most `most` simpler ones. Precondition: holds(input).
[[nodiscard]] inline std::string minimised(Grammar grammar, std::string input,
                                           const std::function<bool(std::string_view)>& holds,
                                           std::size_t most = 20000) {
  for (bool smaller = true; smaller && most > 0;) {
    smaller = false;
    for (std::string& simpler : simpler_inputs(grammar, input)) {
      if (most == 0) break;
      if (!is_simpler(simpler, input)) continue;
      --most;
      if (!holds(simpler)) continue;
      input = std::move(simpler);
      smaller = true;
      break;
    }
  }
  return input;
}

}  // namespace createproduct::fuzz
