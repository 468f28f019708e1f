// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/pieces.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/template_text.hpp>
#include <createproduct/wire/json_members.hpp>
#include <createproduct/wire/json_text.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::suite {

namespace detail {

/// The pieces of a template: tokens with their braces, and single characters of literal text (a percent sequence of
/// wire text is one).
inline std::vector<std::string> template_pieces(std::string_view text, bool wire_text) {
  static constexpr std::string_view starts[] = {"{fresh", "{head}", "{tail}", "{upper}", "{digits}", "{specials}",
                                                "{mac}",  "{cut:",  "{rest:", "{short:", "{fill:"};
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    for (const std::string_view start : starts)
      if (text.substr(i).starts_with(start)) size = std::min(text.find('}', i), text.size() - 1) - i + 1;
    if (size == 1 && wire_text && text[i] == '%') size = std::min<std::size_t>(3, text.size() - i);
    pieces.emplace_back(text.substr(i, size));
    i += size;
  }
  return pieces;
}

inline std::string joined(const std::vector<std::string>& pieces) {
  std::string out;
  for (const std::string& piece : pieces) out += piece;
  return out;
}

/// Simpler templates of a name, simplest first: parts left out, tokens turned into one letter, lengths cut.
inline void simpler_names(const std::string& text, bool wire_text, std::vector<std::string>& out) {
  const std::vector<std::string> pieces = template_pieces(text, wire_text);
  const auto without = [&](std::size_t begin, std::size_t count) {
    std::vector<std::string> fewer = pieces;
    const auto at = fewer.begin() + static_cast<std::ptrdiff_t>(begin);
    fewer.erase(at, at + static_cast<std::ptrdiff_t>(count));
    out.push_back(joined(fewer));
  };
  for (std::size_t count = pieces.size() / 2; count >= 1; count /= 2)
    for (std::size_t begin = 0; begin + count <= pieces.size() && pieces.size() > 1; begin += count) without(begin, count);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::string& piece = pieces[i];
    const auto with = [&](std::string other) {
      std::vector<std::string> changed = pieces;
      changed[i] = std::move(other);
      out.push_back(joined(changed));
    };
    const bool token = piece.size() > 2 && piece[0] == '{';
    if (!token) continue;
    std::size_t length = 0;
    const std::size_t colon = piece.find(':');
    if (colon != std::string::npos)
      std::from_chars(piece.data() + colon + 1, piece.data() + piece.size(), length);
    if (piece.starts_with("{fresh:") && length > 1) {
      for (const std::size_t shorter : {std::size_t{33}, length / 2, length - length / 8, length - 1})
        if (shorter < length && shorter > 0) with("{fresh:" + std::to_string(shorter) + "}");
    } else if (piece != "{short:1}") {
      with("{short:1}");
      if (piece != "{short:2}") with("{short:2}");
    }
  }
}

/// The text of an object's members with the white space around them, as they are spelled. O(n).
inline std::vector<std::string_view> spelled_members(std::string_view object) {
  const std::size_t first = object.find('{') + 1;
  const std::string_view inside = object.substr(first, object.rfind('}') - first);
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const char c = inside[i];
    if (in_string) {
      i += c == '\\' ? 1U : 0U;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (c == ',' && depth == 0) {
      out.push_back(inside.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  out.push_back(inside.substr(begin));
  return out;
}

/// The character that an escape such as \u0041 at the start of `text` stands for, if it could stand there as itself; else 0.
inline char plain_character(std::string_view text) {
  if (!text.starts_with("\\u00") || text.size() < 6) return 0;
  unsigned byte = 0;
  const auto [end, failed] = std::from_chars(text.data() + 4, text.data() + 6, byte, 16);
  const bool plain = failed == std::errc{} && end == text.data() + 6 && byte > ' ' && byte < 0x7F && byte != '"' && byte != '\\';
  return plain ? static_cast<char>(byte) : char{0};
}

/// Texts of the same object, or of one with a member fewer, that keep the spelling of the rest: it may be what matters.
inline void simpler_spellings(const std::string& text, std::vector<std::string>& out) {
  const std::vector<std::string_view> members = spelled_members(text);
  for (std::size_t without = 0; without < members.size() && members.size() > 1; ++without) {
    std::string fewer;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (i != without) fewer.append(fewer.empty() ? "{" : ",").append(members[i]);
    out.push_back(fewer + "}");
  }
  std::string tight;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string || std::string_view(" \t\r\n").find(c) == std::string_view::npos) tight.push_back(c);
    if (in_string && c == '\\' && i + 1 < text.size()) tight.push_back(text[++i]);
    else if (c == '"') in_string = !in_string;
  }
  if (tight != text) out.push_back(std::move(tight));
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') continue;
    if (const char plain = plain_character(std::string_view(text).substr(i)); plain != 0)
      out.push_back(std::string(text).replace(i, 6, 1, plain));
    ++i;
  }
}

/// Simpler texts of properties: for an object, members left out and values made plain; for other text, parts left out.
inline void simpler_properties(const std::string& text, std::vector<std::string>& out) {
  if (const std::optional<wire::JsonMembers> object = wire::read_json_members(text)) {
    for (const wire::JsonMember& one : object->all()) out.push_back(object->without(one.key).text());
    for (const wire::JsonMember& one : object->all()) {
      const std::string& json = one.json;
      const auto with = [&](std::string_view plain) { out.push_back(object->with(one.key, plain).text()); };
      if (json.starts_with('"')) {
        const std::string longer = wire::read_shallow_json(json).root.text;
        if (longer.size() < 2) continue;
        std::size_t half = longer.size() / 2;
        while (half > 0 && (static_cast<unsigned char>(longer[half]) & 0xC0U) == 0x80U) --half;  // within a character
        with(wire::json_string(std::string_view(longer).substr(0, half)));
        if (half > 0) with(wire::json_string(std::string_view(longer).substr(half)));
      } else if (json.starts_with('[') && json != "[]") {
        with("[]");
      } else if (json.starts_with('{') && json != "{}") {
        with("{}");
      }
    }
    if (std::string compact = object->text(); compact.size() < text.size()) out.push_back(std::move(compact));
    simpler_spellings(text, out);
    return;
  }
  for (std::size_t count = text.size() / 2; count >= 1; count /= 2)
    for (std::size_t begin = 0; begin + count <= text.size() && text.size() > 1; begin += count)
      out.push_back(std::string(text).erase(begin, count));
}

/// Cases with the first account in place of the second: in all steps, then in each.
inline void simpler_accounts(const Case& one, std::vector<Case>& out) {
  const auto is_second = [](const Step& step) { return step.second_account; };
  const auto count = std::count_if(one.steps.begin(), one.steps.end(), is_second);
  if (count == 0) return;
  out.push_back(one);
  out.back().needs_second_account = false;
  for (Step& step : out.back().steps) step.second_account = false;
  if (count == 1) return;
  for (std::size_t i = 0; i < one.steps.size(); ++i) {
    if (!one.steps[i].second_account) continue;
    out.push_back(one);
    out.back().steps[i].second_account = false;
  }
}

/// Cases with a simpler name in all the steps that have the same one; `member` is where steps have it.
inline void with_simpler_names(const Case& one, std::optional<std::string> Step::*member, std::vector<Case>& out) {
  const bool wire_text = member == &Step::name_wire;
  std::vector<std::string> seen;
  for (const Step& step : one.steps) {
    if (!(step.*member) || std::find(seen.begin(), seen.end(), *(step.*member)) != seen.end()) continue;
    const std::string& name = seen.emplace_back(*(step.*member));
    std::vector<std::string> names;
    simpler_names(name, wire_text, names);
    for (const std::string& simpler : names) {
      out.push_back(one);
      for (Step& changed : out.back().steps)
        if (changed.*member == name) changed.*member = simpler;
    }
  }
}

}  // namespace detail

/// Cases simpler than `one`, the boldest simplification first: fewer steps, one account, GET for POST, fewer parameters,
/// fewer and plainer properties, a shorter name (in all steps that have it). `values` resolves the tokens in properties.
/// Where a step must be refused for how it is signed, further parameters and earlier steps may be what is wrong with
/// it, as a signature or a nonce used before, and stay. Every one has fewer steps, accounts, parameters, encoded
/// values, pieces or bytes than `one`, so that shrinking ends.
[[nodiscard]] inline std::vector<Case> simpler_cases(const Case& one, const TemplateValues& values) {
  std::vector<Case> out;
  const auto with_step = [&](std::size_t index, auto change) {
    Case simpler = one;
    change(simpler.steps[index]);
    out.push_back(std::move(simpler));
  };
  const bool about_signing =
      std::any_of(one.steps.begin(), one.steps.end(), [](const Step& step) { return step.not_authentic; });
  const auto with_steps = [&](std::vector<Step> steps) {
    if (steps.empty()) return;
    out.push_back(one);
    out.back().steps = std::move(steps);
  };
  if (!about_signing) draft::each_without_piece(one.steps, with_steps);
  detail::simpler_accounts(one, out);
  for (std::size_t i = 0; i < one.steps.size(); ++i) {
    const Step& step = one.steps[i];
    if (step.method == "POST") with_step(i, [](Step& s) { s.method = "GET"; });
    if (!step.content_type.empty()) with_step(i, [](Step& s) { s.content_type.clear(); });
    if (step.reversed) with_step(i, [](Step& s) { s.reversed = false; });
    if (!step.extra.empty() && !about_signing) with_step(i, [](Step& s) { s.extra.clear(); });
    if (step.properties || step.properties_wire)
      with_step(i, [](Step& s) {
        s.properties.reset();
        s.properties_wire.reset();
      });
  }
  for (std::size_t i = 0; i < one.steps.size(); ++i) {
    if (const auto& wire_text = one.steps[i].properties_wire)
      with_step(i, [&](Step& s) {
        s.properties = wire::percent_decoded(*wire_text, wire::Plus::literal).bytes;
        s.properties_wire.reset();
      });
    if (!one.steps[i].properties) continue;
    std::vector<std::string> texts;
    detail::simpler_properties(expand(*one.steps[i].properties, values), texts);
    for (std::string& text : texts) with_step(i, [&](Step& s) { s.properties = std::move(text); });
  }
  // Last, for short names are soon used up, and no other request can be seen to create them then.
  detail::with_simpler_names(one, &Step::name, out);
  detail::with_simpler_names(one, &Step::name_wire, out);
  return out;
}

}  // namespace createproduct::suite
