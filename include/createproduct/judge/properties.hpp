// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <createproduct/judge/assessment.hpp>
#include <createproduct/judge/decimal.hpp>
#include <createproduct/judge/description_text.hpp>
#include <createproduct/judge/lenient_json.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::judge {

namespace detail {

/// product-description.type, product-description.text.
inline void assess_description(const wire::ShallowValue& value, Assessment& out) {
  if (value.kind != wire::JsonKind::string) return out.broken.add("product-description.type");
  out.exercised.add("product-description.type");
  switch (classify_description(value.text)) {
    case DescriptionText::ordinary: return out.exercised.add("product-description.text");
    case DescriptionText::unusual: return out.silences.add("silent.description-text");
    case DescriptionText::long_text: return out.silences.add("silent.description-length");
  }
}

/// region.type, region.values.
inline void assess_region(const wire::ShallowValue& value, Assessment& out) {
  if (value.kind != wire::JsonKind::string) return out.broken.add("region.type");
  if (value.text.empty()) return out.silences.add("silent.empty-property");
  if (value.text != "gz") return out.broken.add("region.values");
  out.exercised.add("region.type");
  out.exercised.add("region.values");
}

/// encryption-type.type, encryption-type.values.
inline void assess_encryption_type(const wire::ShallowValue& value, Assessment& out) {
  if (value.kind != wire::JsonKind::string) return out.broken.add("encryption-type.type");
  if (value.text.empty()) return out.silences.add("silent.empty-property");
  if (value.text != "1" && value.text != "2") return out.broken.add("encryption-type.values");
  out.exercised.add("encryption-type.type");
  out.exercised.add("encryption-type.values");
}

/// product-type.type, product-type.values.
inline void assess_product_type(const wire::ShallowValue& value, Assessment& out) {
  double number = static_cast<double>(value.integer);
  if (value.kind == wire::JsonKind::real) {
    // A spelling such as 2.0 may or may not count as an Int; its value is bound by the table either way.
    const Decimal decimal = read_decimal(value.text);
    if (!decimal.whole) return out.broken.add("product-type.type");
    number = decimal.value;
  } else if (value.kind != wire::JsonKind::integer) {
    return out.broken.add("product-type.type");
  }
  if (number < 0 || number > 2) {
    if (value.kind == wire::JsonKind::real) out.perhaps.add("product-type.type");
    return out.broken.add("product-type.values");
  }
  if (!value.text.empty()) out.silences.add("silent.integer-spelling");
  if (number == 1) out.silences.add("silent.reserved-product-type");
  if (out.silences.empty()) {
    out.exercised.add("product-type.type");
    out.exercised.add("product-type.values");
  }
}

using AssessValue = void (*)(const wire::ShallowValue&, Assessment&);

/// Judges every member called `key`. Which of several counts is silent: all of them must be broken to break a clause.
/// Returns how many there are.
inline std::size_t assess_member(const wire::ShallowJson& json, std::string_view key, AssessValue assess,
                                 Assessment& out) {
  std::size_t count = 0;
  Assessment all;
  bool every_one_broken = true;
  for (const wire::ShallowMember& member : json.members) {
    if (member.key != key) continue;
    Assessment one;
    if (member.value.kind == wire::JsonKind::null)
      one.silences.add("silent.null-property");
    else
      assess(member.value, one);
    every_one_broken = every_one_broken && !one.broken.empty();
    if (count++ == 0) {
      all = one;
    } else {
      all.perhaps.add(one.broken);
      all.perhaps.add(one.perhaps);
    }
  }
  if (count == 1 || (count > 1 && every_one_broken)) out.add(all);
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
  out.exercised.add("product-properties.object");
  return out;
}

}  // namespace detail

/// Judges the text of a productProperties parameter against section 2 (clauses product-properties.*,
/// product-description.*, region.*, encryption-type.*, product-type.*) under every reading of it that is permitted:
/// of a byte order mark, of bytes that are not UTF-8, of repeated members, of depth and of huge numbers. O(n).
[[nodiscard]] inline Assessment assess_properties(std::string_view text) {
  Assessment out;
  const std::size_t marks = byte_order_marks(text);
  if (marks != 0) out.silences.add("silent.undecodable-text");
  text.remove_prefix(marks);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    out.silences.add("silent.empty-properties");
    return out;
  }
  const LenientJson read = read_lenient_json(text);
  // Some readers refuse undecodable bytes, great depth or huge numbers; the others find what is found here.
  if (read.bytes) out.silences.add("silent.undecodable-text");
  if (read.beyond_limits) out.silences.add("silent.nested-json");
  using State = wire::ShallowJson::State;
  if (read.json.state != State::complete) {
    if (read.json.state == State::malformed) out.broken.add("product-properties.json");
    return out;
  }
  const wire::JsonKind kind = read.json.root.kind;
  if (kind == wire::JsonKind::object)
    out.add(detail::assess_object(read.json));
  else if (kind == wire::JsonKind::null)
    out.silences.add("silent.null-properties");
  else
    out.broken.add("product-properties.object");
  // To a reader that refuses it, the text itself is what is wrong.
  if (!out.broken.empty() && (marks != 0 || read.refusable())) out.perhaps.add("product-properties.json");
  return out;
}

}  // namespace createproduct::judge
