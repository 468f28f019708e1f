// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/product_name.hpp>
#include <createproduct/draft/properties_draft.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/spelling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/json_text.hpp>

namespace createproduct::draft {

/// The clauses that properties alone can break.
inline constexpr std::array<ClauseId, 9> properties_clauses{
    "product-properties.json", "product-properties.object", "product-description.type", "region.type", "region.values",
    "encryption-type.type",    "encryption-type.values",    "product-type.type",        "product-type.values"};

/// The rows of spec::property_table.
enum Property : std::size_t { description, encryption_type, region, product_type };
/// How many properties section 2 lists.
inline constexpr std::size_t property_count = spec::property_table.size();
static_assert(spec::property_table[description].name == "productDescription");
static_assert(spec::property_table[encryption_type].name == "encryptionType");
static_assert(spec::property_table[region].name == "region");
static_assert(spec::property_table[product_type].name == "productType");

/// The clauses about one property.
struct PropertyClauses {
  ClauseId type;    ///< about the type of its JSON value
  ClauseId values;  ///< about which values of that type there are; the same as `type` for a description
};

/// By row of spec::property_table.
inline constexpr std::array<PropertyClauses, property_count> clauses_of_property{
    {{"product-description.type", "product-description.type"},
     {"encryption-type.type", "encryption-type.values"},
     {"region.type", "region.values"},
     {"product-type.type", "product-type.values"}}};

/// Whether properties can break exactly `clauses`: the text as a whole, or at most one for each property.
[[nodiscard]] inline bool can_break_properties(const ClauseSet& clauses) {
  ClauseSet others = clauses;
  for (const ClauseId clause : properties_clauses) others.remove(clause);
  if (!others.empty()) return false;
  if (clauses.has("product-properties.json") || clauses.has("product-properties.object")) return clauses.size() == 1;
  return std::all_of(clauses_of_property.begin(), clauses_of_property.end(), [&](const PropertyClauses& of) {
    return of.type == of.values || !clauses.has(of.type) || !clauses.has(of.values);
  });
}

/// A productDescription of ordinary characters that must be accepted: neither blank nor too long to be sure of.
[[nodiscard]] inline Characters draw_description(Random& random) {
  Characters text(between(1, once_in(8, random) ? spec::description_certain_length : 12, random), U' ');
  if (once_in(32, random)) text.resize(spec::description_certain_length, U' ');
  for (char32_t& character : text) character = draw_ordinary_character(random);
  // A blank description need not be accepted.
  if (text.find_first_not_of(U' ') == Characters::npos) text.front() = U'a';
  return text;
}

/// A value that must be accepted.
[[nodiscard]] inline ValueDraft draw_valid_value(std::size_t property, Random& random) {
  if (property == description) return {draw_description(random), true};
  std::array<std::string_view, spec::property_value_table.size()> certain;
  std::size_t count = 0;
  for (const spec::ValueRow& row : spec::property_value_table)
    if (row.property == spec::property_table[property].name && !row.open) certain[count++] = row.value;
  return {to_characters(certain[random.below(count)]), property != product_type};
}

/// A JSON integer from `least` on, behind a minus sign if it is to be `negative`; now and then beyond 64 bits.
[[nodiscard]] inline Characters draw_integer(bool negative, std::size_t least, Random& random) {
  Characters text = negative ? U"-" : U"";
  if (once_in(8, random)) {  // beyond 64 bits
    text.push_back(static_cast<char32_t>(between(U'1', U'9', random)));
    for (std::size_t digits = between(19, 30, random); digits > 0; --digits)
      text.push_back(static_cast<char32_t>(between(U'0', U'9', random)));
    return text;
  }
  static constexpr std::array<std::size_t, 5> spans{1, 10, 1000, 100'000, 10'000'000'000};
  const std::size_t span = one_of(spans, random);
  return text + to_characters(std::to_string(least + random.below(span)));
}

/// JSON of a type that the property does not have, null excepted.
[[nodiscard]] inline ValueDraft draw_other_type(std::size_t property, Random& random) {
  static constexpr std::array<std::u32string_view, 2> booleans{U"true", U"false"};
  static constexpr std::array<std::u32string_view, 6> fractions{U"0.5", U"1.5", U"2.5", U"-0.5", U"1.25e0", U"5e-1"};
  static constexpr std::array<std::u32string_view, 6> arrays{U"[]",  U"[[]]",       U"[null]",
                                                             U"[0]", U"[\"gz\"]", U"[1,\"2\"]"};
  static constexpr std::array<std::u32string_view, 4> objects{U"{}", U"{\"a\":1}", U"{\"region\":\"gz\"}",
                                                              U"{\"a\":{}}"};
  switch (random.below(6)) {
    case 0: return {Characters(one_of(booleans, random)), false};
    case 1: return {Characters(one_of(fractions, random)), false};
    case 2: return {Characters(one_of(arrays, random)), false};
    case 3: return {Characters(one_of(objects, random)), false};
    default: break;
  }
  if (property == product_type) {
    if (once_in(2, random)) return {draw_description(random), true};
    return {draw_valid_value(property, random).text, true};
  }
  if (once_in(2, random)) return {draw_integer(once_in(4, random), 1, random), false};
  return {property == encryption_type ? draw_valid_value(property, random).text : U"0", false};
}

/// `text` less or with one more character, or with another one in place of one.
[[nodiscard]] inline Characters draw_edit(Characters text, Random& random) {
  char32_t character = draw_name_character(random);
  if (once_in(2, random)) character = draw_foreign(static_cast<Foreign>(random.below(foreign_kinds - 1)), random);
  const std::size_t at = random.below(text.size() + 1);
  switch (random.below(3)) {
    case 0: text.insert(at, 1, character); break;
    case 1: text[at % text.size()] = character; break;
    default: text.erase(at % text.size(), 1); break;
  }
  return text;
}

/// A value of the right type that is none of the property's. Precondition: the property is no description.
[[nodiscard]] inline ValueDraft draw_other_value(std::size_t property, Random& random) {
  static constexpr std::array<std::u32string_view, 8> regions{U"GZ", U"Gz",           U"gz ",  U" gz",
                                                              U"bj", U"ap-guangzhou", U"gzgz", U"\uff47\uff5a"};
  static constexpr std::array<std::u32string_view, 10> encryptions{U"0",  U"3",  U"01",  U"1 ",    U" 2",
                                                                   U"12", U"-1", U"1.0", U"\uff11", U"asymmetric"};
  if (property == product_type) {
    const bool negative = once_in(2, random);
    return {draw_integer(negative, negative ? 1 : 3, random), false};
  }
  if (once_in(4, random)) {
    Characters name = draw_valid_name(between(3, 20, random), random);
    return {std::move(name), true};
  }
  if (once_in(2, random))
    return {Characters(property == region ? one_of(regions, random) : one_of(encryptions, random)), true};
  for (;;) {
    Characters text = draw_edit(draw_valid_value(property, random).text, random);
    const bool right = property == region ? text == U"gz" : text == U"1" || text == U"2";
    // Empty text may count as not given.
    if (!right && !text.empty()) return {std::move(text), true};
  }
}

/// Members of which each must be accepted, but for those that break one of `clauses`.
[[nodiscard]] inline PropertiesDraft draw_members(const ClauseSet& clauses, Random& random) {
  PropertiesDraft draft;
  draft.members.reserve(property_count);
  for (std::size_t property = 0; property < property_count; ++property) {
    const PropertyClauses& of = clauses_of_property[property];
    if (clauses.has(of.type)) {
      draft.members.push_back({property, draw_other_type(property, random)});
    } else if (clauses.has(of.values)) {
      draft.members.push_back({property, draw_other_value(property, random)});
    } else if (!spec::property_table[property].may_be_missing || once_in(2, random)) {
      draft.members.push_back({property, draw_valid_value(property, random)});
    }
  }
  shuffle(draft.members, random);
  draft.spelling = draw_spelling(random);
  return draft;
}

/// JSON that is no object, null excepted.
[[nodiscard]] inline std::string draw_no_object(Random& random) {
  static constexpr std::array<std::string_view, 10> plain{"0",     "1",  "-1",   "1.5",   "true",
                                                          "false", "[]", "\"\"", "[1,2]", "\"gz\""};
  if (once_in(2, random)) return std::string(one_of(plain, random));
  const std::string object = to_text(draw_members({}, random));
  return once_in(2, random) ? "[" + object + "]" : wire::json_string(object);
}

/// The text of an object with something that no JSON has.
[[nodiscard]] inline std::string draw_no_json(Random& random) {
  static constexpr std::array<std::string_view, 10> words{"a", "<a/>", "productType=0", "nul", "'gz'",
                                                          "{", "}",    "[",             "\"",  "{a:1}"};
  static constexpr std::array<std::string_view, 10> ends{"}", "{", ",", "]", "x", "0", "\"", "{}", ";", ":"};
  static constexpr std::array<std::u32string_view, 20> values{
      U"NaN", U"True",  U"None", U"undefined", U"gz", U"'gz'", U"01",  U"+1",   U".5",  U"1.",
      U"0x1", U"1e",    U"-",    U"\"\\x\"",   U"",   U"[",    U"[1,]", U"{,}", U"Infinity", U"\"\\u12\""};
  PropertiesDraft draft = draw_members({}, random);
  switch (random.below(6)) {
    case 0: return std::string(one_of(words, random));
    case 1: {
      const std::string text = to_text(draft);
      return text + std::string(one_of(ends, random));
    }
    case 2: {
      MemberDraft& member = draft.members[random.below(draft.members.size())];
      member.value = {Characters(one_of(values, random)), false};
      return to_text(draft);
    }
    case 3: {  // cut off behind the opening brace or later
      const Characters text = to_characters(to_text(draft));
      const std::size_t least = text.find(U'{') + 1;
      const std::size_t most = text.rfind(U'}');
      return to_bytes(text.substr(0, between(least, most, random)));
    }
    default: break;
  }
  std::vector<std::string> tokens = to_tokens(draft);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i] == "{" || tokens[i] == "}" || tokens[i] == ":" || tokens[i] == ",") places.push_back(i);
  std::string& token = tokens[one_of(places, random)];
  if (once_in(2, random))
    token.clear();
  else
    token += token;
  std::string out;
  for (const std::string& piece : tokens) out += piece;
  return out;
}

/// Properties that break exactly `clauses`, with no reason beside them to refuse the request.
/// Precondition: can_break_properties(clauses).
[[nodiscard]] inline PropertiesDraft draw_properties(const ClauseSet& clauses, Random& random) {
  if (clauses.has("product-properties.json")) return {{}, to_characters(draw_no_json(random)), {}};
  if (clauses.has("product-properties.object")) return {{}, to_characters(draw_no_object(random)), {}};
  return draw_members(clauses, random);
}

}  // namespace createproduct::draft
