// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <createproduct/draft/characters.hpp>
#include <createproduct/draft/product_properties.hpp>
#include <createproduct/draft/properties_draft.hpp>
#include <createproduct/model/generated/limits.hpp>

namespace createproduct::suite {

/// What a target may make its answer depend on without a right to.
class RequestTraits {
 public:
  /// Of the request as a whole.
  RequestTraits& add_request(bool post, bool reversed, bool common_region, bool respelled) {
    add(post ? Trait::post : Trait::get);
    add(reversed ? Trait::reversed : Trait::usual_order);
    add(common_region ? Trait::common_region : Trait::no_common_region);
    return add(respelled ? Trait::name_respelled : Trait::name_plain);
  }

  /// Of the bytes of productName.
  RequestTraits& add_name(std::string_view name) {
    const std::size_t most = spec::name_max_length;
    add(name.size() > most       ? Trait::name_too_long
        : name.size() == most    ? Trait::name_of_most
        : name.size() > most - 6 ? Trait::name_long
        : name.size() > most / 2 ? Trait::name_middling
                                 : Trait::name_short);
    if (name.empty()) return *this;
    add_kind(Trait::first_small, name.front());
    add_kind(Trait::last_small, name.back());
    const auto has = [name](auto wanted) { return std::any_of(name.begin(), name.end(), wanted); };
    add(has([](char c) { return c >= 'A' && c <= 'Z'; }) ? Trait::capital : Trait::no_capital);
    add(has([](char c) { return c >= '0' && c <= '9'; }) ? Trait::digit : Trait::no_digit);
    bool special = false;
    for (const auto& [character, trait] :
         {Special{':', Trait::colon}, Special{'_', Trait::underscore}, Special{'-', Trait::hyphen}}) {
      if (name.find(character) == std::string_view::npos) continue;
      special = true;
      add(trait);
    }
    return special ? *this : add(Trait::no_special);
  }

  /// That there is no productProperties.
  RequestTraits& add_no_properties() { return add(Trait::no_properties); }

  /// Of productProperties.
  RequestTraits& add_properties(const draft::PropertiesDraft& properties) {
    add(Trait::properties);
    add(properties.spelling == draft::Spelling{} ? Trait::properties_plain : Trait::properties_respelled);
    if (properties.members.empty()) return *this;
    const draft::MemberDraft* found[draft::property_count] = {};
    for (const draft::MemberDraft& member : properties.members) found[member.property] = &member;
    for (std::size_t row = 0; row < draft::property_count; ++row) add_member(row, found[row]);
    return add(Trait::description_leads, properties.members.front().property);
  }

  /// Bit N: the trait of number N.
  [[nodiscard]] std::uint64_t bits() const noexcept { return bits_; }

 private:
  enum class Trait : unsigned char {
    get,
    post,
    usual_order,
    reversed,
    no_common_region,
    common_region,
    name_plain,
    name_respelled,
    name_short,
    name_middling,
    name_long,
    name_of_most,
    name_too_long,
    first_small,
    first_capital,
    first_digit,
    first_special,
    first_foreign,
    last_small,
    last_capital,
    last_digit,
    last_special,
    last_foreign,
    no_capital,
    capital,
    no_digit,
    digit,
    no_special,
    colon,
    underscore,
    hyphen,
    no_properties,
    properties,
    properties_plain,
    properties_respelled,
    description_leads,
    encryption_leads,
    region_leads,
    type_leads,
    no_description,
    description_short,
    description_long,
    description_beyond_ascii,
    description_wrong,
    no_encryption,
    encryption_1,
    encryption_2,
    encryption_wrong,
    no_region,
    region_right,
    region_wrong,
    no_type,
    type_0,
    type_2,
    type_wrong,
    count
  };
  static_assert(static_cast<std::size_t>(Trait::count) <= 64);

  struct Special {
    char character;
    Trait trait;
  };

  /// `offset`: for those that follow each other in the order of what they are about.
  RequestTraits& add(Trait trait, std::size_t offset = 0) noexcept {
    bits_ |= std::uint64_t{1} << (static_cast<std::size_t>(trait) + offset);
    return *this;
  }

  void add_kind(Trait small, char c) {
    const bool is_small = c >= 'a' && c <= 'z', is_capital = c >= 'A' && c <= 'Z', is_digit = c >= '0' && c <= '9';
    const bool is_special = c == ':' || c == '_' || c == '-';
    add(small, is_small ? 0 : is_capital ? 1 : is_digit ? 2 : is_special ? 3 : 4);
  }

  void add_member(std::size_t row, const draft::MemberDraft* member) {
    static constexpr Trait missing[draft::property_count] = {Trait::no_description, Trait::no_encryption,
                                                             Trait::no_region, Trait::no_type};
    if (member == nullptr) {
      add(missing[row]);
      return;
    }
    const draft::Characters& text = member->value.text;
    const bool quoted = member->value.quoted;
    switch (row) {
      case draft::description:
        if (!quoted)
          add(Trait::description_wrong);
        else if (std::any_of(text.begin(), text.end(), [](char32_t c) { return c >= 0x80; }))
          add(Trait::description_beyond_ascii);
        else
          add(text.size() > 32 ? Trait::description_long : Trait::description_short);
        break;
      case draft::encryption_type:
        add(quoted && text == U"1"   ? Trait::encryption_1
            : quoted && text == U"2" ? Trait::encryption_2
                                     : Trait::encryption_wrong);
        break;
      case draft::region: add(quoted && text == U"gz" ? Trait::region_right : Trait::region_wrong); break;
      default:
        add(!quoted && text == U"0" ? Trait::type_0 : !quoted && text == U"2" ? Trait::type_2 : Trait::type_wrong);
    }
  }

  std::uint64_t bits_ = 0;
};

}  // namespace createproduct::suite
