// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::suite {

/// One request of a case, as templates (suite/template_text.hpp).
struct Step {
  std::string method;                      ///< "GET", "POST"; empty: as the control requests of the run
  std::optional<std::string> name;         ///< raw bytes of productName
  std::optional<std::string> name_wire;    ///< the same as wire text, untouched
  std::optional<std::string> properties;   ///< raw bytes of productProperties
  std::optional<std::string> properties_wire;
  std::optional<std::string> parameters;   ///< the whole query or body as wire text; excludes the others
  std::vector<std::pair<std::string, std::string>> extra;  ///< further parameters, raw bytes
  std::string content_type;                ///< how Content-Type spells that of a form; empty: as usual
  bool reversed = false;                   ///< the last parameter comes first; not with `parameters`
  bool second_account = false;
  enum class Signing : unsigned char { usual, none, by_other_method };
  Signing signing = Signing::usual;        ///< how it is signed when keys are in use
  std::string mistake;                     ///< it is signed with this mistake (MistakenStamp::name); empty: rightly
  std::string tamper;                      ///< what is done to the signature: flip-first, flip-last, other-case, cut or append
  std::vector<std::pair<std::string, std::string>> after_signing;  ///< parameters changed or added once it is signed
  bool not_authentic = false;              ///< must be refused as an authentication failure
  bool bare = false;                       ///< takes nothing from the control form: GET, no properties
  /// Text that is sent as it is.
  struct Literal {
    wire::WireRequest request;  ///< without what signing adds
    std::string fresh;          ///< the text in its names that stands for the fresh name; may be empty
  };
  std::optional<Literal> literal;  ///< a request once recorded, sent again with fresh names; excludes the others
};

/// One case: a sequence of requests about one clause. Its steps share one fresh name.
struct Case {
  std::string id;
  std::string phase;              ///< the name of its catalogue file
  ClauseId clause = "operation.create";
  Budget budget = Budget::standard;
  std::string title;
  bool needs_keys = false;
  bool needs_second_account = false;
  bool steps_stand_alone = false; ///< a step that gets lost leaves the others their meaning
  bool needs_properties = false;  ///< some step carries productProperties, so an accepted base form must be known
  std::vector<Step> steps;
};

namespace detail {

using Json = nlohmann::json;

/// Reads one catalogue file; every error names the case and the member.
class CatalogueReader {
 public:
  explicit CatalogueReader(std::vector<Case>& out) : out_(out) {}

  std::optional<Error> read(std::string_view text, std::string_view where) {
    where_ = where;
    const Json document = Json::parse(text, nullptr, false);
    if (document.is_discarded()) return fail("", "not valid JSON");
    if (!document.is_object() || !document.contains("cases") || !document["cases"].is_array())
      return fail("", "expected an object with an array named cases");
    sets_ = document.value("sets", Json::object());
    if (!sets_.is_object()) return fail("/sets", "expected an object");
    std::size_t index = 0;
    for (const Json& entry : document["cases"]) {
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

  /// The values of an axis: an array (each value its own slug), an object (slug to text) or "@name" of a set.
  std::optional<std::vector<std::pair<std::string, std::string>>> axis_values(const Json& definition) const {
    std::vector<std::pair<std::string, std::string>> values;
    const Json* named = nullptr;
    if (definition.is_string()) {
      const std::string name = definition.get<std::string>();
      if (name.empty() || name[0] != '@' || !sets_.contains(name.substr(1))) return std::nullopt;
      named = &sets_[name.substr(1)];
    }
    const Json& axis = named != nullptr ? *named : definition;
    if (!axis.is_array() && !axis.is_object()) return std::nullopt;
    for (const auto& [slug, text] : axis.items()) {
      if (!text.is_string()) return std::nullopt;
      values.emplace_back(axis.is_array() ? text.get<std::string>() : slug, text.get<std::string>());
    }
    return values;
  }

  friend std::optional<Error> read_step(const Json& step, const std::string& where, Step& out);

  std::optional<Error> read_family(const Json& entry, const std::string& pointer) {
    std::vector<Substitution> rows{{}};
    const Json each = entry.value("each", Json::object());
    if (!each.is_object()) return fail(pointer + "/each", "expected an object");
    for (const auto& [axis, definition] : each.items()) {
      const auto values = axis_values(definition);
      if (!values || values->empty()) return fail(pointer + "/each/" + axis, "expected texts or the name of a set");
      std::vector<Substitution> product;
      for (const Substitution& row : rows)
        for (const auto& value : *values) {
          product.push_back(row);
          product.back()[axis] = value;
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
    for (const auto& [key, value] : entry.items())
      if (std::find(case_members.begin(), case_members.end(), key) == case_members.end())
        return fail(pointer + "/" + key, "unknown member");
    for (const char* required : {"id", "clause", "title"})
      if (!entry.contains(required) || !entry[required].is_string())
        return fail(pointer, std::string("expected a text named ") + required);
    one.id = substituted(entry["id"].get<std::string>(), row, true);
    one.title = substituted(entry["title"].get<std::string>(), row, true);
    const std::string clause = entry["clause"].get<std::string>();
    const auto id = ClauseId::find(clause);
    if (!id) return fail(pointer + "/clause", "no clause is called " + clause);
    one.clause = *id;
    const Json budget = entry.value("budget", Json("standard"));
    if (budget == "quick")
      one.budget = Budget::quick;
    else if (budget == "deep")
      one.budget = Budget::deep;
    else if (budget != "standard")
      return fail(pointer + "/budget", "expected quick, standard or deep");
    const Json needs = entry.value("needs", Json::array());
    if (!needs.is_array()) return fail(pointer + "/needs", "expected an array");
    for (const Json& means : needs) {
      if (means == "keys")
        one.needs_keys = true;
      else if (means == "second-account")
        one.needs_second_account = true;
      else
        return fail(pointer + "/needs", "expected keys or second-account");
    }
    if (!entry.contains("steps") || !entry["steps"].is_array() || entry["steps"].empty())
      return fail(pointer, "expected an array named steps");
    std::size_t index = 0;
    for (const Json& step : entry["steps"]) {
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
    const auto text = [&](const Json& value) { return substituted(value.get<std::string>(), row, false); };
    using Slot = std::pair<std::string_view, std::optional<std::string>*>;
    const std::array<Slot, 5> texts{Slot{"name", &out.name}, Slot{"name-wire", &out.name_wire},
                                    Slot{"properties", &out.properties}, Slot{"properties-wire", &out.properties_wire},
                                    Slot{"parameters", &out.parameters}};
    for (const auto& [key, value] : step.items()) {
      const auto named = [&wanted = key](const Slot& slot) { return slot.first == wanted; };
      if (const auto slot = std::find_if(texts.begin(), texts.end(), named); slot != texts.end()) {
        if (!value.is_string()) return fail(pointer + "/" + key, "expected a text");
        *slot->second = text(value);
      } else if (key == "method" && value.is_string()) {
        out.method = text(value);
      } else if (key == "bare" && value == true) {
        out.bare = true;
      } else if (key == "content-type" && value.is_string()) {
        out.content_type = text(value);
      } else if (key == "reversed" && value == true) {
        out.reversed = true;
      } else if (key == "mistake" && value.is_string()) {
        out.mistake = text(value);
      } else if (key == "account" && value == "second") {
        out.second_account = true;
      } else if (key == "signed" && value == false) {
        out.signing = Step::Signing::none;
      } else if (key == "signed" && value == "by-other-method") {
        out.signing = Step::Signing::by_other_method;
      } else if (key == "tamper" && (value == "flip-first" || value == "flip-last" || value == "other-case" || value == "cut" ||
                                     value == "append")) {
        out.tamper = value.get<std::string>();
      } else if (key == "authentic" && value == false) {
        out.not_authentic = true;
      } else if ((key == "extra" || key == "after-signing") && value.is_array()) {
        for (const Json& pair : value) {
          if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string())
            return fail(pointer + "/" + key, "expected pairs of texts");
          (key == "extra" ? out.extra : out.after_signing).emplace_back(text(pair[0]), text(pair[1]));
        }
      } else {
        return fail(pointer + "/" + key, "unknown member or wrong value");
      }
    }
    return std::nullopt;
  }

  std::vector<Case>& out_;
  std::string where_;
  Json sets_;
};

/// Reads one step, as the catalogue has them, less its axes. `where`: a JSON pointer to it, for errors.
[[nodiscard]] inline std::optional<Error> read_step(const Json& step, const std::string& where, Step& out) {
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
