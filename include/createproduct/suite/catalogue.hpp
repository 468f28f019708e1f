// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: the cases of the kit itself are built in.

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/suite/case.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/wire/json_tree.hpp>

namespace createproduct::suite {

namespace detail {

/// Reads one catalogue file; every error names the case and the member.
class CatalogueReader {
  using Json = wire::JsonTree;

 public:
  explicit CatalogueReader(std::vector<Case>& out) : out_(out) {}

  std::optional<Error> read(std::string_view text, std::string_view where) {
    where_ = where;
    const Result<Json> read = wire::read_json_tree(text);
    if (!read) return fail("", "not valid JSON");
    const Json& document = *read;
    if (!document["cases"].is_array()) return fail("", "expected an object with an array named cases");
    if (const Json* sets = document.find("sets")) sets_ = *sets;
    if (!sets_.is_object()) return fail("/sets", "expected an object");
    std::size_t index = 0;
    for (const Json& entry : document["cases"].items) {
      const std::string pointer = "/cases/" + std::to_string(index++);
      if (!entry.is_object()) return fail(pointer, "expected an object");
      if (auto error = read_family(entry, pointer)) return error;
    }
    return std::nullopt;
  }

 private:
  static constexpr std::array<std::string_view, 7> case_members{"id",    "clause", "title", "budget",
                                                               "needs", "each",   "steps"};
  using Substitution = std::map<std::string, std::pair<std::string, std::string>>;  // axis -> (slug, text)

  [[nodiscard]] Error fail(const std::string& pointer, std::string message) const {
    return {Error::Code::input, where_ + "#" + pointer, std::move(message)};
  }

  static std::string substituted(std::string text, const Substitution& values, bool slug) {
    for (const auto& [axis, value] : values) {
      const std::string token = "<<" + axis + ">>";
      const std::string& with = slug ? value.first : value.second;
      for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, at + with.size()))
        text.replace(at, token.size(), with);
    }
    return text;
  }

  /// Ascending by name, so that cases do not depend on how a file is laid out.
  static std::vector<Json> sorted(std::vector<Json> members) {
    std::stable_sort(members.begin(), members.end(), [](const Json& a, const Json& b) { return a.key < b.key; });
    return members;
  }

  /// The values of an axis: an array (each value its own slug), an object (slug to text) or "@name" of a set.
  std::optional<std::vector<std::pair<std::string, std::string>>> axis_values(const Json& definition) const {
    std::vector<std::pair<std::string, std::string>> values;
    const Json* named = nullptr;
    if (definition.is_string()) {
      if (!definition.text.starts_with('@')) return std::nullopt;
      named = sets_.find(std::string_view(definition.text).substr(1));
      if (named == nullptr) return std::nullopt;
    }
    const Json& axis = named != nullptr ? *named : definition;
    if (!axis.is_array() && !axis.is_object()) return std::nullopt;
    for (const Json& value : sorted(axis.items)) {
      if (!value.is_string()) return std::nullopt;
      values.emplace_back(axis.is_array() ? value.text : value.key, value.text);
    }
    return values;
  }

  friend std::optional<Error> read_step(const wire::JsonTree& step, const std::string& where, Step& out);

  std::optional<Error> read_family(const Json& entry, const std::string& pointer) {
    std::vector<Substitution> rows{{}};
    const Json* const each = entry.find("each");
    if (each != nullptr && !each->is_object()) return fail(pointer + "/each", "expected an object");
    for (const Json& axis : each == nullptr ? std::vector<Json>{} : sorted(each->items)) {
      const auto values = axis_values(axis);
      if (!values || values->empty()) return fail(pointer + "/each/" + axis.key, "expected texts or the name of a set");
      std::vector<Substitution> product;
      for (const Substitution& row : rows)
        for (const auto& value : *values) {
          product.push_back(row);
          product.back()[axis.key] = value;
        }
      rows = std::move(product);
    }
    for (const Substitution& row : rows)
      if (auto error = read_case(entry, row, pointer)) return error;
    return std::nullopt;
  }

  std::optional<Error> read_case(const Json& entry, const Substitution& row, const std::string& pointer) {
    Case one;
    one.phase = where_;
    for (const Json& member : entry.items)
      if (std::find(case_members.begin(), case_members.end(), member.key) == case_members.end())
        return fail(pointer + "/" + member.key, "unknown member");
    for (const char* required : {"id", "clause", "title"})
      if (!entry[required].is_string()) return fail(pointer, std::string("expected a text named ") + required);
    one.id = substituted(entry["id"].text, row, true);
    if (one.id.empty()) return fail(pointer + "/id", "expected a text that is not empty");
    one.title = substituted(entry["title"].text, row, true);
    const std::string& clause = entry["clause"].text;
    const auto id = ClauseId::find(clause);
    if (!id) return fail(pointer + "/clause", "no clause is called " + clause);
    one.clause = *id;
    const Json& budget = entry["budget"];
    if (budget.is("quick"))
      one.budget = Budget::quick;
    else if (budget.is("deep"))
      one.budget = Budget::deep;
    else if (entry.contains("budget") && !budget.is("standard"))
      return fail(pointer + "/budget", "expected quick, standard or deep");
    const Json& needs = entry["needs"];
    if (entry.contains("needs") && !needs.is_array()) return fail(pointer + "/needs", "expected an array");
    for (const Json& means : needs.items) {
      if (means.is("keys"))
        one.needs_keys = true;
      else if (means.is("second-account"))
        one.needs_second_account = true;
      else
        return fail(pointer + "/needs", "expected keys or second-account");
    }
    const Json& steps = entry["steps"];
    if (!steps.is_array() || steps.items.empty()) return fail(pointer, "expected an array named steps");
    std::size_t index = 0;
    for (const Json& step : steps.items) {
      Step made;
      if (auto error = read_step(step, row, pointer + "/steps/" + std::to_string(index++), made)) return error;
      one.needs_properties = one.needs_properties || made.properties || made.properties_wire;
      one.steps.push_back(std::move(made));
    }
    out_.push_back(std::move(one));
    return std::nullopt;
  }

  std::optional<Error> read_step(const Json& step, const Substitution& row, const std::string& pointer, Step& out) const {
    if (!step.is_object()) return fail(pointer, "expected an object");
    const auto text = [&](const Json& value) { return substituted(value.text, row, false); };
    using Slot = std::pair<std::string_view, std::optional<std::string>*>;
    const std::array<Slot, 5> texts{Slot{"name", &out.name}, Slot{"name-wire", &out.name_wire},
                                    Slot{"properties", &out.properties}, Slot{"properties-wire", &out.properties_wire},
                                    Slot{"parameters", &out.parameters}};
    for (const Json& value : step.items) {
      const std::string& key = value.key;
      const auto named = [&wanted = key](const Slot& slot) { return slot.first == wanted; };
      if (const auto slot = std::find_if(texts.begin(), texts.end(), named); slot != texts.end()) {
        if (!value.is_string()) return fail(pointer + "/" + key, "expected a text");
        *slot->second = text(value);
      } else if (key == "method" && value.is_string()) {
        out.method = text(value);
      } else if (key == "bare" && value.is_true()) {
        out.bare = true;
      } else if (key == "content-type" && value.is_string()) {
        out.content_type = text(value);
      } else if (key == "reversed" && value.is_true()) {
        out.reversed = true;
      } else if (key == "mistake" && value.is_string()) {
        out.mistake = text(value);
      } else if (key == "account" && value.is("second")) {
        out.second_account = true;
      } else if (key == "connection" && value.is("new")) {
        out.new_connection = true;
      } else if (key == "signed" && value.is_false()) {
        out.signing = Step::Signing::none;
      } else if (key == "signed" && value.is("by-other-method")) {
        out.signing = Step::Signing::by_other_method;
      } else if (key == "signed" && value.is("without-method")) {
        out.signing = Step::Signing::without_method;
      } else if (key == "tamper" && (value.is("flip-first") || value.is("flip-last") || value.is("other-case") || value.is("cut") ||
                                     value.is("append") || value.is("other-end") || value.is("exchange"))) {
        out.tamper = value.text;
      } else if (key == "authentic" && value.is_false()) {
        out.not_authentic = true;
      } else if ((key == "extra" || key == "after-signing") && value.is_array()) {
        for (const Json& pair : value.items) {
          if (!pair.is_array() || pair.items.size() != 2 || !pair.items[0].is_string() || !pair.items[1].is_string())
            return fail(pointer + "/" + key, "expected pairs of texts");
          (key == "extra" ? out.extra : out.after_signing).emplace_back(text(pair.items[0]), text(pair.items[1]));
        }
      } else {
        return fail(pointer + "/" + key, "unknown member or wrong value");
      }
    }
    return std::nullopt;
  }

  std::vector<Case>& out_;
  std::string where_;
  Json sets_ = Json::object();
};

/// Reads one step, as the catalogue has them, less its axes. `where`: a JSON pointer to it, for errors.
[[nodiscard]] inline std::optional<Error> read_step(const wire::JsonTree& step, const std::string& where, Step& out) {
  std::vector<Case> none;
  CatalogueReader reader(none);
  std::optional<Error> error = reader.read_step(step, {}, where, out);
  if (error) error->where = error->where.substr(1);
  return error;
}

}  // namespace detail

/// Appends the cases of one catalogue file (spec/README.md, "Catalogue") to `out`. `where` names the file in errors,
/// which point at a member as file#/json/pointer.
[[nodiscard]] inline std::optional<Error> read_catalogue(std::string_view text, std::string_view where, std::vector<Case>& out) {
  return detail::CatalogueReader(out).read(text, where);
}

}  // namespace createproduct::suite
