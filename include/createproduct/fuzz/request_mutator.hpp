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
#include <createproduct/draft/product_properties.hpp>
#include <createproduct/draft/random.hpp>
#include <createproduct/draft/request_draft.hpp>
#include <createproduct/draft/spelling.hpp>
#include <createproduct/fuzz/form_fields.hpp>
#include <createproduct/fuzz/json_mutator.hpp>
#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::fuzz {

/// Changes requests in one place at a time, as the contract's grammar has places: the method, a parameter, its
/// spelling, a character of the name, a member of the properties. Draws from `random`, which must outlive it.
class RequestMutator {
 public:
  /// Draws from `random`, which must outlive it.
  explicit RequestMutator(draft::Random& random) : random_(random), json_(random) {}

  /// A productName, decoded, changed.
  [[nodiscard]] std::string changed_name(std::string name) {
    static constexpr std::array<std::size_t, 7> lengths{0,
                                                        1,
                                                        2,
                                                        spec::name_max_length - 1,
                                                        spec::name_max_length,
                                                        spec::name_max_length + 1,
                                                        2 * spec::name_max_length};
    switch (random_.below(12)) {
      case 0: {
        const ClauseSet broken = detail::draw_clauses(draft::name_clauses, draft::can_break_name, random_);
        return draft::to_bytes(draft::draw_name(broken, random_));
      }
      case 1: return draft::to_bytes(draft::draw_near_miss(random_));
      case 2:
      case 3:
        name.resize(draft::one_of(lengths, random_), static_cast<char>(draft::draw_name_character(random_)));
        return name;
      case 4: return edited(std::move(name), static_cast<char32_t>(draft::draw_name_character(random_)));
      case 5: return edited(std::move(name), draft::draw_foreign(random_));
      case 6:
        for (char& c : name)
          if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) c = static_cast<char>(c ^ 0x20);
        return name;
      case 7: return of_one_kind(draft::once_in(2, random_) ? name.size() : draft::one_of(lengths, random_));
      case 8:
      case 9:
      case 10: return beside_a_sign(std::move(name));
      default: {
        static constexpr std::array<std::string_view, 9> ends{":", "_", "-", "0", " ", "\n", ".", "%", "\xC3\xA9"};
        const std::string_view end = draft::one_of(ends, random_);
        return draft::once_in(2, random_) ? name.append(end) : name.insert(0, end);
      }
    }
  }

  /// A productProperties, decoded, changed; see JsonMutator.
  [[nodiscard]] std::string changed_properties(std::string_view text) { return json_(text); }

  /// The wire text of parameters, changed.
  [[nodiscard]] std::string changed_form(std::string_view form) {
    std::vector<std::string> fields = form_fields(form);
    switch (random_.below(16)) {
      case 0:
      case 1:
      case 2: change_value(fields, "productName"); break;
      case 3:
      case 4:
      case 5: change_value(fields, "productProperties"); break;
      case 6:
      case 7:
        change_value(fields, "productName");
        change_value(fields, "productProperties");
        break;
      case 8: respell(fields); break;
      case 9: change_fields(fields); break;
      case 10: add_field(fields); break;
      case 11: change_field_name(fields); break;
      case 12: change_value(fields, "Action"); break;
      case 13: return text_edited(std::string(form));
      default: {
        wire::WireRequest drawn = fresh();
        return drawn.method == "POST" ? drawn.body : drawn.query;
      }
    }
    return joined_form(fields);
  }

  /// Changes any part of the request, or makes it anew.
  void change(wire::WireRequest& request) {
    switch (random_.below(16)) {
      case 0: request = fresh(); return;
      case 1: std::swap(request.query, request.body); [[fallthrough]];
      case 2: request.method = request.method == "GET" ? "POST" : "GET"; return;
      case 3:
        if (draft::once_in(4, random_)) {
          static constexpr std::array<std::string_view, 7> methods{"PUT", "HEAD", "get", "post", "", "DELETE", "POST"};
          request.method = draft::one_of(methods, random_);
        } else if (draft::once_in(2, random_)) {
          move_field(request);
        } else {
          (request.query.empty() ? request.query : request.body) = request.query.empty() ? request.body : request.query;
        }
        return;
      default: {
        std::string& form = request.body.empty() || (!request.query.empty() && draft::once_in(2, random_))
                                ? request.query
                                : request.body;
        form = changed_form(form);
      }
    }
  }

  /// A sequence of requests, changed in one of them, or in their order. What comes of it is not longer than `most`.
  void change(std::vector<wire::WireRequest>& script, std::size_t most = 8) {
    if (script.empty()) {
      script.push_back(fresh());
      return;
    }
    const std::size_t at = random_.below(script.size());
    const auto place = script.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random_.below(8)) {
      case 0:
        if (script.size() < most) {  // the same again, at once or at the end
          const wire::WireRequest again = *place;
          script.insert(draft::once_in(2, random_) ? script.end() : place, again);
          return;
        }
        [[fallthrough]];
      case 1:
        if (script.size() > 1) {
          script.erase(place);
          return;
        }
        break;
      case 2:
        if (script.size() > 1) {
          std::swap(*place, script[random_.below(script.size())]);
          return;
        }
        break;
      default: break;
    }
    change(script[at]);
  }

  /// A request that breaks no clause or a few.
  [[nodiscard]] wire::WireRequest fresh() {
    static constexpr std::array<ClauseId, 14> clauses{
        "common.action",         "product-name.required",   "product-name.min-length",   "product-name.max-length",
        "product-name.alphabet", "product-properties.json", "product-properties.object", "product-description.type",
        "region.type",           "region.values",           "encryption-type.type",      "encryption-type.values",
        "product-type.type",     "product-type.values"};
    const ClauseSet broken = detail::draw_clauses(clauses, draft::can_break_request, random_);
    const draft::RequestDraft draft = draft::draw_request(broken, random_);
    wire::RawRequest raw;
    raw.method = draft.post ? "POST" : "GET";
    if (draft.action) raw.add("Action", draft::to_bytes(*draft.action));
    if (draft.name) raw.add("productName", draft::to_bytes(*draft.name));
    if (draft.properties) raw.add("productProperties", draft::to_text(*draft.properties));
    draft::respell(raw, draft.spelling);
    return wire::encode(raw);
  }

 private:
  [[nodiscard]] static std::string_view name_of(std::string_view field) noexcept {
    return field.substr(0, field.find('='));
  }
  [[nodiscard]] static std::string_view value_of(std::string_view field) noexcept {
    const std::size_t equals = field.find('=');
    return equals == field.npos ? std::string_view() : field.substr(equals + 1);
  }

  [[nodiscard]] std::string edited(std::string name, char32_t character) {
    const std::string bytes = draft::to_bytes({character});
    const std::size_t at = random_.below(name.size() + 1);
    if (at == name.size() || draft::once_in(2, random_)) return name.insert(at, bytes);
    return name.replace(at, 1, bytes);
  }

  /// A name of small letters, of capitals, of digits or of one character again and again.
  [[nodiscard]] std::string of_one_kind(std::size_t length) {
    static constexpr std::array<std::string_view, 4> kinds{"abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                                           "0123456789", ""};
    std::string_view kind = draft::one_of(kinds, random_);
    const char alone = static_cast<char>(draft::draw_name_character(random_));
    if (kind.empty()) kind = {&alone, 1};
    std::string name(length, 'a');
    for (char& c : name) c = kind[random_.below(kind.size())];
    return name;
  }

  /// The name with a character that none may have next to one that is neither letter nor digit.
  [[nodiscard]] std::string beside_a_sign(std::string name) {
    static constexpr std::string_view signs = ":_-";
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < name.size(); ++i)
      if (signs.find(name[i]) != signs.npos) places.push_back(i);
    if (places.empty()) {
      places.push_back(random_.below(name.size() + 1));
      name.insert(places.front(), 1, signs[random_.below(signs.size())]);
    }
    const std::size_t at = draft::one_of(places, random_) + random_.below(2);
    // What code takes together with a sign is mostly another.
    char32_t foreign = draft::draw_foreign(random_);
    if (draft::once_in(2, random_))
      foreign = draft::draw_foreign(
          draft::once_in(2, random_) ? draft::Foreign::punctuation : draft::Foreign::neighbour, random_);
    return name.insert(at, draft::to_bytes({foreign}));
  }

  void change_value(std::vector<std::string>& fields, std::string_view name) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (wire::percent_decoded(name_of(fields[i])).bytes == name) places.push_back(i);
    std::string value;
    if (!places.empty()) value = wire::percent_decoded(value_of(fields[draft::one_of(places, random_)])).bytes;
    if (name == "productName")
      value = changed_name(std::move(value));
    else if (name == "productProperties")
      value = changed_properties(value);
    else
      value = draft::to_bytes(draft::draw_action(draft::once_in(2, random_), random_).value_or(draft::Characters()));
    std::string field = std::string(name) + "=" + wire::percent_encoded(value);
    if (places.empty())
      fields.push_back(std::move(field));
    else
      fields[draft::one_of(places, random_)] = std::move(field);
  }

  /// Writes what values say in another spelling.
  void respell(std::vector<std::string>& fields) {
    draft::SpellingChoices choices(draft::Spelling{random_.next() | 1U});
    for (std::string& field : fields) {
      if (field.find('=') == field.npos) continue;
      const std::string value = wire::percent_decoded(value_of(field), wire::Plus::literal).bytes;
      field = std::string(name_of(field)) + "=" + draft::respelled(value, choices);
    }
    if (draft::once_in(8, random_) && !fields.empty()) {
      std::string& field = fields[random_.below(fields.size())];
      const std::string name(name_of(field));
      const std::string tail = field.substr(name.size());
      field = draft::respelled(name, choices) + tail;
    }
  }

  void change_fields(std::vector<std::string>& fields) {
    if (fields.empty()) return add_field(fields);
    const auto place = fields.begin() + static_cast<std::ptrdiff_t>(random_.below(fields.size()));
    switch (random_.below(4)) {
      case 0: fields.erase(place); return;
      case 1: fields.insert(place, std::string(*place)); return;
      case 2: std::swap(*place, fields[random_.below(fields.size())]); return;
      default: *place = std::string(name_of(*place)); return;
    }
  }

  void add_field(std::vector<std::string>& fields) {
    static constexpr std::array<std::string_view, 12> others{"Region=gz",
                                                             "Timestamp=1700000000",
                                                             "Nonce=7",
                                                             "SecretId=AKID",
                                                             "SignatureMethod=HmacSHA256",
                                                             "Token=t",
                                                             "",
                                                             "=",
                                                             "x=1",
                                                             "productName",
                                                             "RequestClient=SDK",
                                                             "Region=bj"};
    const auto place = fields.begin() + static_cast<std::ptrdiff_t>(random_.below(fields.size() + 1));
    fields.insert(place, std::string(draft::one_of(others, random_)));
  }

  void change_field_name(std::vector<std::string>& fields) {
    if (fields.empty()) return add_field(fields);
    std::string& field = fields[random_.below(fields.size())];
    if (field.empty()) return;
    switch (random_.below(4)) {
      case 0: field[0] = static_cast<char>(field[0] ^ 0x20); return;
      case 1: field.insert(name_of(field).size(), "%20"); return;
      case 2: field.replace(0, 1, wire::percent_encoded("=") + field.substr(0, 1)); return;
      default: field.insert(0, "+"); return;
    }
  }

  void move_field(wire::WireRequest& request) {
    std::vector<std::string> from = form_fields(request.query.empty() ? request.body : request.query);
    if (from.empty()) return;
    std::string& to = request.query.empty() ? request.query : request.body;
    const auto place = from.begin() + static_cast<std::ptrdiff_t>(random_.below(from.size()));
    const std::string field = *place;
    from.erase(place);
    (&to == &request.query ? request.body : request.query) = joined_form(from);
    to += (to.empty() ? "" : "&") + field;
  }

  [[nodiscard]] std::string text_edited(std::string form) {
    static constexpr std::array<std::string_view, 14> inserts{"%", "%4", "%zz", "%00", "%ff", "+",      "&",
                                                              "=", "#",  "%25", "\"",  "%0A", "%C3%A9", ";"};
    form.insert(random_.below(form.size() + 1), draft::one_of(inserts, random_));
    return form;
  }

  draft::Random& random_;
  JsonMutator json_;
};

}  // namespace createproduct::fuzz
