// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

#include <createproduct/judge/assessment.hpp>
#include <createproduct/judge/description_text.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/shallow_json.hpp>
#include <createproduct/wire/utf8.hpp>

namespace createproduct::judge {

namespace detail {

inline void assess_description(const wire::ShallowValue& value, Assessment& out) {
  if (value.kind != wire::JsonKind::string) return out.broken.add("product-description.type");
  switch (classify_description(value.text)) {
    case DescriptionText::ordinary: return out.exercised.add("product-description.text");
    case DescriptionText::unusual: return out.silences.add("silent.description-text");
    case DescriptionText::long_text: return out.silences.add("silent.description-length");
  }
}

inline void assess_region(const wire::ShallowValue& value, Assessment& out) {
  if (value.kind != wire::JsonKind::string) return out.broken.add("region.type");
  if (value.text.empty()) return out.silences.add("silent.empty-property");
  if (value.text != "gz") return out.broken.add("region.values");
  out.exercised.add("region.values");
}

inline void assess_encryption_type(const wire::ShallowValue& value, Assessment& out) {
  if (value.kind != wire::JsonKind::string) return out.broken.add("encryption-type.type");
  if (value.text.empty()) return out.silences.add("silent.empty-property");
  if (value.text != "1" && value.text != "2") return out.broken.add("encryption-type.values");
  out.exercised.add("encryption-type.values");
}

inline void assess_product_type(const wire::ShallowValue& value, Assessment& out) {
  if (value.kind == wire::JsonKind::real) {
    // A spelling such as 2.0 may or may not count as an Int; its value is bound by the table either way.
    const double number = std::strtod(value.text.c_str(), nullptr);
    if (number != std::trunc(number)) return out.broken.add("product-type.type");
    if (number < 0 || number > 2) return out.broken.add("product-type.values");
    return out.silences.add("silent.integer-spelling");
  }
  if (value.kind != wire::JsonKind::integer) return out.broken.add("product-type.type");
  if (value.integer < 0 || value.integer > 2) return out.broken.add("product-type.values");
  if (!value.text.empty()) return out.silences.add("silent.integer-spelling");
  if (value.integer == 1) return out.silences.add("silent.reserved-product-type");
  out.exercised.add("product-type.values");
}

using AssessValue = void (*)(const wire::ShallowValue&, Assessment&);

/// Judges every member called `key`. Which of several counts is silent: all of them must be broken to break a clause.
/// Returns how many there are.
inline std::size_t assess_member(const wire::ShallowJson& json, std::string_view key, AssessValue assess, Assessment& out) {
  std::size_t count = 0;
  Assessment first;
  bool every_one_broken = true;
  for (const wire::ShallowMember& member : json.members) {
    if (member.key != key) continue;
    Assessment one;
    if (member.value.kind == wire::JsonKind::null)
      one.silences.add("silent.null-property");
    else
      assess(member.value, one);
    every_one_broken = every_one_broken && !one.broken.empty();
    if (count++ == 0) first = one;
  }
  if (count == 1 || (count > 1 && every_one_broken)) out.add(first);
  if (count > 1) out.silences.add("silent.duplicate-property");
  return count;
}

inline Assessment assess_object(const wire::ShallowJson& json) {
  Assessment out;
  const std::size_t descriptions = assess_member(json, "productDescription", assess_description, out);
  const std::size_t regions = assess_member(json, "region", assess_region, out);
  const std::size_t encryption_types = assess_member(json, "encryptionType", assess_encryption_type, out);
  const std::size_t product_types = assess_member(json, "productType", assess_product_type, out);
  if (descriptions == 0 || regions == 0) out.silences.add("silent.missing-property");
  if (encryption_types == 0) out.exercised.add("encryption-type.optional");
  if (product_types == 0) out.exercised.add("product-type.optional");
  if (descriptions + regions + encryption_types + product_types < json.members.size())
    out.silences.add("silent.unknown-property");
  out.exercised.add("product-properties.json");
  return out;
}

inline Assessment assess_json(const wire::ShallowJson& json) {
  using State = wire::ShallowJson::State;
  Assessment out;
  switch (json.state) {
    case State::malformed: out.broken.add("product-properties.json"); return out;
    case State::too_deep:
    case State::too_large: out.silences.add("silent.nested-json"); return out;
    case State::complete: break;
  }
  if (json.root.kind == wire::JsonKind::object) return assess_object(json);
  if (json.root.kind == wire::JsonKind::null)
    out.silences.add("silent.null-properties");
  else
    out.broken.add("product-properties.object");
  return out;
}

/// Length of a `\uXXXX` escape of a surrogate code unit at text[at], with its unit in `unit`; 0 if there is none.
inline std::size_t surrogate_escape(std::string_view text, std::size_t at, unsigned& unit) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
  unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = wire::detail::hex_value(text[i]);
    if (digit < 0) return 0;
    unit = unit * 16 + static_cast<unsigned>(digit);
  }
  return unit >= 0xD800 && unit <= 0xDFFF ? 6 : 0;
}

/// `text` with every malformed UTF-8 byte and every escaped lone surrogate replaced by U+FFFD, as lenient readers do.
inline std::string with_replacements(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    unsigned unit = 0;
    unsigned low = 0;
    if (text[i] == '\\') {
      if (surrogate_escape(text, i, unit) == 0) {
        const std::size_t size = i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x80 ? 2 : 1;
        out.append(text.substr(i, size));
        i += size;
      } else if (unit < 0xDC00 && surrogate_escape(text, i + 6, low) != 0 && low >= 0xDC00) {
        out.append(text.substr(i, 12));
        i += 12;
      } else {
        out.append("\\ufffd");
        i += 6;
      }
      continue;
    }
    const wire::Utf8Step step = wire::utf8_step(text, i);
    out.append(step.valid ? text.substr(i, step.size) : std::string_view("\xEF\xBF\xBD"));
    i += step.size;
  }
  return out;
}

}  // namespace detail

/// Judges the text of a productProperties parameter against section 2 (clauses product-properties.*,
/// product-description.*, region.*, encryption-type.*, product-type.*). O(n).
[[nodiscard]] inline Assessment assess_properties(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    Assessment out;
    out.silences.add("silent.empty-properties");
    return out;
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) {
    Assessment out = assess_properties(text.substr(byte_order_mark.size()));
    out.silences.add("silent.undecodable-text");
    return out;
  }
  const wire::ShallowJson json = wire::read_shallow_json(text);
  if (json.state == wire::ShallowJson::State::malformed) {
    // Some readers refuse undecodable text, others replace it and read on: broken only if those find it broken too.
    const std::string replaced = detail::with_replacements(text);
    if (replaced != text) {
      Assessment out = detail::assess_json(wire::read_shallow_json(replaced));
      out.silences.add("silent.undecodable-text");
      return out;
    }
  }
  return detail::assess_json(json);
}

}  // namespace createproduct::judge
