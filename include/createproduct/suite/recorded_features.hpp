// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who judge or replay recordings.

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/judge/classification.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/hex.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::suite {

namespace detail {

/// What a valid request has that a service may object to, in the order of the clauses that clause_of() has for them.
enum class Feature : unsigned char {
  post,
  get,
  properties_in_post,
  odd_content_type,
  region,
  region_in_post,
  action_late,
  needless_encoding,
  letter_encoded,
  small_hex_digits,
  name_encoded,
  unencoded_colon,
  no_properties,
  no_properties_in_post,
  no_encryption,
  no_encryption_in_post,
  no_type,
  no_type_in_post,
  encryption_1,
  encryption_2,
  type_0,
  type_2,
  properties,
  blanks_in_properties,
  line_breaks,
  escapes_in_properties,
  unicode_escapes,
  slash_escapes,
  members_reordered,
  any_encoded,
  not_ascii,
  space,
  quote,
  apostrophe,
  backslash,
  markup,
  percent,
  ampersand,
  hyphens,
  punctuation,
  description_over_32,
  description_over_64,
  description_over_256,
  colon,
  underscore,
  hyphen,
  digit,
  capital,
  digit_first,
  special_first,
  special_last,
  specials_in_row,
  no_letter,
  colon_first,
  underscore_first,
  hyphen_first,
  colon_last,
  underscore_last,
  hyphen_last,
  one_character,
  two_characters,
  three_characters,
  name_length,  // from here on, a length of at least 9, 10, … 32
  count = name_length + 24,
};

}  // namespace detail

/// The features of a request. Combinations count as features where services are known to object to them.
using Features = std::bitset<static_cast<std::size_t>(detail::Feature::count)>;

/// The clause that promises that requests with a feature are accepted.
[[nodiscard]] constexpr ClauseId clause_of(std::size_t feature) {
  using F = detail::Feature;
  const auto upto = [feature](F last) { return feature <= static_cast<std::size_t>(last); };
  if (upto(F::odd_content_type)) return "common.method";
  if (upto(F::region_in_post)) return "common.region";
  if (upto(F::unencoded_colon)) return "common.encoding";
  if (upto(F::no_properties_in_post)) return "product-properties.optional";
  if (upto(F::no_encryption_in_post)) return "encryption-type.optional";
  if (upto(F::no_type_in_post)) return "product-type.optional";
  if (upto(F::encryption_2)) return "encryption-type.values";
  if (upto(F::type_2)) return "product-type.values";
  if (upto(F::members_reordered)) return "product-properties.json";
  if (upto(F::any_encoded)) return "common.encoding";
  if (upto(F::description_over_256)) return "product-description.text";
  if (upto(F::hyphen_last)) return "product-name.alphabet";
  return upto(F::three_characters) ? ClauseId("product-name.min-length") : ClauseId("product-name.max-length");
}

namespace detail {

class FeatureReader {
 public:
  [[nodiscard]] Features read(const wire::WireRequest& sent) {
    const bool is_post = sent.method == "POST";
    set(is_post ? Feature::post : Feature::get);
    set(Feature::odd_content_type, !sent.content_type.empty());
    std::size_t index = 0;
    bool has_properties = false;
    for (const wire::FormField& field : wire::split_form(is_post ? sent.body : sent.query)) {
      const std::string name = wire::percent_decoded(field.name).bytes;
      if (name == "Action") set(Feature::action_late, index != 0);
      if (name == "Region") {
        set(Feature::region);
        set(Feature::region_in_post, is_post);
      }
      if (name == "productName") {
        read_spelling(field.value);
        set(Feature::name_encoded, field.value.find('%') != std::string_view::npos);
        set(Feature::unencoded_colon, field.value.find(':') != std::string_view::npos);
        read_name(wire::percent_decoded(field.value).bytes);
      }
      if (name == "productProperties") {
        has_properties = true;
        read_spelling(field.value);
        set(Feature::properties_in_post, is_post);
        read_properties(wire::percent_decoded(field.value).bytes, is_post);
      }
      ++index;
    }
    set(Feature::no_properties, !has_properties);
    set(Feature::no_properties_in_post, !has_properties && is_post);
    return out_;
  }

 private:
  void set(Feature feature, bool value = true) {
    if (value) out_.set(static_cast<std::size_t>(feature));
  }

  void read_spelling(std::string_view value) {
    for (std::size_t i = 0; i + 2 < value.size(); ++i) {
      if (value[i] != '%') continue;
      const int byte = wire::detail::hex_value(value[i + 1]) * 16 + wire::detail::hex_value(value[i + 2]);
      set(Feature::any_encoded);
      const bool small = (value[i + 1] >= 'a' && value[i + 1] <= 'f') || (value[i + 2] >= 'a' && value[i + 2] <= 'f');
      set(Feature::small_hex_digits, small);
      const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
      set(Feature::letter_encoded, letter);
      set(Feature::needless_encoding, letter || byte == '-' || byte == '_' || byte == '.' || byte == '~');
    }
  }

  void read_name(std::string_view name) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto is_special = [](char c) { return c == ':' || c == '_' || c == '-'; };
    if (name.empty()) return;
    bool letter = false;
    bool before = false;
    for (const char c : name) {
      set(Feature::colon, c == ':');
      set(Feature::underscore, c == '_');
      set(Feature::hyphen, c == '-');
      set(Feature::digit, is_digit(c));
      set(Feature::capital, is_capital(c));
      set(Feature::specials_in_row, before && is_special(c));
      before = is_special(c);
      letter = letter || is_capital(c) || (c >= 'a' && c <= 'z');
    }
    set(Feature::digit_first, is_digit(name.front()));
    set(Feature::special_first, is_special(name.front()));
    set(Feature::special_last, is_special(name.back()));
    set(Feature::no_letter, !letter);
    set(Feature::colon_first, name.front() == ':');
    set(Feature::underscore_first, name.front() == '_');
    set(Feature::hyphen_first, name.front() == '-');
    set(Feature::colon_last, name.back() == ':');
    set(Feature::underscore_last, name.back() == '_');
    set(Feature::hyphen_last, name.back() == '-');
    set(Feature::one_character, name.size() == 1);
    set(Feature::two_characters, name.size() == 2);
    set(Feature::three_characters, name.size() == 3);
    for (std::size_t length = 9; length <= std::min<std::size_t>(name.size(), 32); ++length)
      out_.set(static_cast<std::size_t>(Feature::name_length) + length - 9);
  }

  void read_properties(const std::string& text, bool is_post) {
    set(Feature::properties);
    const wire::ShallowJson json = wire::read_shallow_json(text);
    if (!json.is_object()) return;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (in_string && text[i] == '\\') {
        set(Feature::escapes_in_properties);
        ++i;
        set(Feature::unicode_escapes, text[i] == 'u');
        set(Feature::slash_escapes, text[i] == '/');
      } else if (text[i] == '"') {
        in_string = !in_string;
      } else {
        const bool line_break = text[i] == '\n' || text[i] == '\r';
        set(Feature::line_breaks, line_break);
        set(Feature::blanks_in_properties, !in_string && (line_break || text[i] == ' ' || text[i] == '\t'));
      }
    }
    constexpr std::array<std::string_view, 4> order{"productDescription", "encryptionType", "region", "productType"};
    std::size_t last = 0;
    for (const wire::ShallowMember& member : json.members) {
      const auto place = static_cast<std::size_t>(std::find(order.begin(), order.end(), member.key) - order.begin());
      set(Feature::members_reordered, place < last);
      last = place;
    }
    const wire::ShallowValue* const encryption = json.find("encryptionType");
    set(Feature::no_encryption, encryption == nullptr);
    set(Feature::no_encryption_in_post, encryption == nullptr && is_post);
    if (encryption != nullptr) set(encryption->text == "1" ? Feature::encryption_1 : Feature::encryption_2);
    const wire::ShallowValue* const type = json.find("productType");
    set(Feature::no_type, type == nullptr);
    set(Feature::no_type_in_post, type == nullptr && is_post);
    if (type != nullptr) set(type->integer == 0 ? Feature::type_0 : Feature::type_2);
    if (const wire::ShallowValue* const description = json.find("productDescription"))
      read_description(description->text);
  }

  void read_description(std::string_view text) {
    std::size_t characters = 0;
    char before = '\0';
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte & 0xC0U) != 0x80U) ++characters;
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0x80;
      set(Feature::not_ascii, byte >= 0x80);
      set(Feature::space, c == ' ');
      set(Feature::quote, c == '"');
      set(Feature::apostrophe, c == '\'');
      set(Feature::backslash, c == '\\');
      set(Feature::markup, c == '<' || c == '>');
      set(Feature::percent, c == '%');
      set(Feature::ampersand, c == '&' || c == '=');
      set(Feature::hyphens, c == '-' && before == '-');
      set(Feature::punctuation, !plain && c != ':' && c != '_' && c != '-');
      before = c;
    }
    set(Feature::description_over_32, characters > 32);
    set(Feature::description_over_64, characters > 64);
    set(Feature::description_over_256, characters > 256);
  }

  Features out_;
};

}  // namespace detail

/// The features of a request that keeps every rule; of others, those that can be made out. O(length).
[[nodiscard]] inline Features features_of(const wire::WireRequest& sent) { return detail::FeatureReader().read(sent); }

}  // namespace createproduct::suite
