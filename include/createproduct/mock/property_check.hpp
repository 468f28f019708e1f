// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/mock/defect.hpp>
#include <createproduct/mock/json_reader.hpp>
#include <createproduct/mock/rules.hpp>
#include <createproduct/mock/text.hpp>

namespace createproduct::mock {

/// Checks a productProperties parameter. Stateless but for its rules, which must outlive it.
class PropertyCheck {
 public:
  /// Does not notice the defects in `waived`.
  PropertyCheck(const PropertyRules& rules, DefectSet waived) : rules_(rules), waived_(waived) {}

  /// The first defect of the parameter, or Defect::none. `given` tells an empty parameter from none. O(n).
  [[nodiscard]] Defect operator()(bool given, std::string_view value) const {
    if (!given || (value.empty() && rules_.empty_is_absent))
      return rules_.required ? Defect::properties_missing : Defect::none;
    JsonText json;
    if (!JsonReader(value, rules_.json).read(json)) return unless_waived(Defect::properties_syntax);
    switch (json.root.kind) {
      case JsonKind::object: return object(json.members);
      case JsonKind::null:
        if (rules_.null_is_absent) return Defect::none;
        break;
      case JsonKind::string:
        if (rules_.root_may_hold_text) {
          JsonText inner;
          if (JsonReader(json.root.text, rules_.json).read(inner) && inner.root.kind == JsonKind::object)
            return object(inner.members);
        }
        break;
      case JsonKind::array:
        if (rules_.root_may_be_list && json.elements == 1 && json.element_is_object) return object(json.element);
        break;
      default: break;
    }
    return rules_.root_kinds.has(json.root.kind) ? Defect::none : unless_waived(Defect::properties_kind);
  }

 private:
  using Members = std::vector<JsonMember>;
  static constexpr std::array<std::string_view, 4> names{"productDescription", "encryptionType", "region",
                                                         "productType"};

  [[nodiscard]] Defect unless_waived(Defect defect) const noexcept {
    return waived_.has(defect) ? Defect::none : defect;
  }

  [[nodiscard]] const JsonValue* find(const Members& members, std::string_view key) const noexcept {
    const JsonValue* found = nullptr;
    for (const JsonMember& member : members) {
      if (member.key != key) continue;
      found = &member.value;
      if (rules_.repeat == PropertyRules::Repeat::first) break;
    }
    return found != nullptr && found->kind == JsonKind::null && rules_.null_member_is_absent ? nullptr : found;
  }

  [[nodiscard]] Defect object(const Members& members) const {
    if (const Defect defect = keys(members); defect != Defect::none) return defect;
    const JsonValue* description = find(members, names[0]);
    const JsonValue* encryption = find(members, names[1]);
    const JsonValue* region = find(members, names[2]);
    const JsonValue* type = find(members, names[3]);
    if (encryption != nullptr && rules_.encryption.empty_is_absent && is_empty(*encryption)) encryption = nullptr;
    if (region != nullptr && rules_.region.empty_is_absent && is_empty(*region)) region = nullptr;

    for (const Defect defect :
         {check_description(description), check_encryption(encryption), check_region(region), check_type(type)})
      if (defect != Defect::none && !waived_.has(defect)) return defect;
    return combination(members, description, encryption, region, type);
  }

  [[nodiscard]] static bool is_empty(const JsonValue& value) noexcept {
    return value.kind == JsonKind::string && value.text.empty();
  }

  [[nodiscard]] Defect keys(const Members& members) const noexcept {
    std::size_t last = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
      std::size_t place = 0;
      while (place < names.size() && names[place] != members[i].key) ++place;
      if (place == names.size() && rules_.refuses_unknown) return Defect::property_unknown;
      if (rules_.json.wants_page_order && place < names.size()) {
        if (place < last) return Defect::properties_syntax;
        last = place;
      }
      if (rules_.repeat != PropertyRules::Repeat::refuse) continue;
      for (std::size_t j = 0; j < i; ++j)
        if (members[j].key == members[i].key) return Defect::property_repeated;
    }
    return Defect::none;
  }

  [[nodiscard]] Defect check_description(const JsonValue* value) const {
    const DescriptionRule& rule = rules_.description;
    if (value == nullptr) return rule.required ? Defect::description_missing : Defect::none;
    if (!rule.kinds.has(value->kind)) return Defect::description_kind;
    const std::string& text = value->text;
    bool good = text.size() <= rule.most_bytes && (!text.empty() || !rule.refuses_empty) &&
                text.find_first_of(rule.refuses) == std::string::npos &&
                (rule.refused_word.empty() || text.find(rule.refused_word) == std::string::npos);
    good = good && (rule.most_characters == unlimited || text::characters(text) <= rule.most_characters);
    for (std::size_t i = 0; good && i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      good = !(rule.ascii_only && byte >= 0x80) && !(rule.basic_plane_only && byte >= 0xF0) &&
             !(rule.refuses_controls && (byte < 0x20 || byte == 0x7F));
    }
    return good ? Defect::none : Defect::description_text;
  }

  [[nodiscard]] Defect check_region(const JsonValue* value) const {
    const RegionRule& rule = rules_.region;
    using Match = RegionRule::Match;
    if (value == nullptr) return rule.required ? Defect::region_missing : Defect::none;
    if (!rule.kinds.has(value->kind)) return Defect::region_kind;
    if (value->kind != JsonKind::string) return Defect::none;
    const std::string_view given = value->text;
    if (!rule.also.empty() && given == rule.also) return Defect::none;
    bool good = given == rule.wanted;
    switch (rule.match) {
      case Match::exact: break;
      case Match::any: good = true; break;
      case Match::any_case: good = text::same_ignoring_case(given, rule.wanted); break;
      case Match::prefix: good = given.starts_with(rule.wanted); break;
      case Match::contained: good = given.find(rule.wanted) != std::string_view::npos; break;
      case Match::trimmed: good = text::trimmed(given, " \t\r\n") == rule.wanted; break;
      case Match::part: good = !given.empty() && rule.wanted.find(given) != std::string_view::npos; break;
      case Match::first_letter: good = given.starts_with(rule.wanted.front()); break;
    }
    return good ? Defect::none : Defect::region_value;
  }

  [[nodiscard]] Defect check_encryption(const JsonValue* value) const {
    const EncryptionRule& rule = rules_.encryption;
    using Match = EncryptionRule::Match;
    if (value == nullptr) return rule.required ? Defect::encryption_missing : Defect::none;
    if (!rule.kinds.has(value->kind)) return Defect::encryption_kind;
    const bool is_text = value->kind == JsonKind::string;
    if (!is_text && value->kind != JsonKind::integer) return Defect::none;
    const std::string_view given = value->text;
    if (!rule.also.empty() && given == rule.also) return Defect::none;
    if (!rule.except.empty() && given == rule.except) return Defect::encryption_value;
    const auto listed = [](std::string_view text) { return text == "1" || text == "2"; };
    bool good = listed(given);
    switch (rule.match) {
      case Match::exact: break;
      case Match::any: good = true; break;
      case Match::number: good = is_one_or_two(given, false); break;
      case Match::leading_number: good = is_one_or_two(given, true); break;
      case Match::low_byte: good = low_byte_listed(given); break;
      case Match::part: good = !given.empty() && std::string_view("1,2").find(given) != std::string_view::npos; break;
      case Match::trimmed: good = listed(text::trimmed(given, " \t\r\n")); break;
    }
    return good ? Defect::none : Defect::encryption_value;
  }

  /// As strtod reads `given`: `01`, `1.0`, ` 2` and, with a rest, `1abc` are numbers too.
  [[nodiscard]] static bool is_one_or_two(std::string_view given, bool rest_may_follow) {
    const std::string terminated(given);
    char* end = nullptr;
    const double number = std::strtod(terminated.c_str(), &end);
    if (end == terminated.c_str() || (!rest_may_follow && *end != '\0')) return false;
    return number == 1.0 || number == 2.0;
  }

  [[nodiscard]] static bool low_byte_listed(std::string_view given) noexcept {
    if (given.empty() || !text::only_of(given, "0123456789")) return false;
    unsigned number = 0;
    for (const char digit : given) number = (number * 10 + static_cast<unsigned>(digit - '0')) % 256;
    return number == 1 || number == 2;
  }

  /// The integer that `spelling` begins with, clamped to 64 bits.
  [[nodiscard]] static std::int64_t integer(std::string_view spelling) noexcept {
    std::int64_t number = 0;
    const char* const end = spelling.data() + spelling.size();
    if (std::from_chars(spelling.data(), end, number).ec != std::errc::result_out_of_range) return number;
    using Range = std::numeric_limits<std::int64_t>;
    return spelling.starts_with('-') ? Range::min() : Range::max();
  }

  [[nodiscard]] Defect check_type(const JsonValue* value) const {
    const TypeRule& rule = rules_.type;
    if (value == nullptr) return rule.required ? Defect::type_missing : Defect::none;
    if (value->kind == JsonKind::integer && rule.refuses_minus_zero && value->text == "-0") return Defect::type_kind;
    std::int64_t number = 0;
    if (value->kind == JsonKind::real && rule.integral_reals) {
      const double real = std::strtod(value->text.c_str(), nullptr);
      if (!(real > -1e15 && real < 1e15) || real != static_cast<double>(static_cast<std::int64_t>(real)))
        return Defect::type_kind;
      number = static_cast<std::int64_t>(real);
    } else {
      if (!rule.kinds.has(value->kind)) return Defect::type_kind;
      const bool numeric =
          value->kind == JsonKind::integer || value->kind == JsonKind::real ||
          (value->kind == JsonKind::string && !value->text.empty() && text::only_of(value->text, "0123456789"));
      if (!numeric) return value->kind == JsonKind::string ? Defect::type_value : Defect::none;
      number = integer(value->text);
    }
    if (rule.bits < 64) number &= (std::int64_t{1} << rule.bits) - 1;
    return number < rule.least || number > rule.most || number == rule.except ? Defect::type_value : Defect::none;
  }

  [[nodiscard]] Defect combination(const Members& members, const JsonValue* description, const JsonValue* encryption,
                                   const JsonValue* region, const JsonValue* type) const noexcept {
    const bool all = description != nullptr && encryption != nullptr && region != nullptr && type != nullptr;
    const bool refused = (rules_.refuses_all_four && all) || (rules_.refuses_empty_object && members.empty()) ||
                         (rules_.refuses_description_with_type && description != nullptr && type != nullptr) ||
                         (rules_.refuses_symmetric_nb_iot && encryption != nullptr && type != nullptr &&
                          encryption->text == "2" && type->text == "2");
    return refused ? Defect::combination : Defect::none;
  }

  const PropertyRules& rules_;
  DefectSet waived_;
};

}  // namespace createproduct::mock
