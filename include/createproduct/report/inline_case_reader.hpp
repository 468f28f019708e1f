// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/report.hpp: it is for those who read recordings.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/report/inline_case.hpp>
#include <createproduct/report/transcript.hpp>
#include <createproduct/report/transcript_reader.hpp>
#include <createproduct/suite/builtin_catalogue.hpp>
#include <createproduct/suite/case_id.hpp>
#include <createproduct/suite/catalogue.hpp>
#include <createproduct/suite/replay_case.hpp>
#include <createproduct/wire/json_tree.hpp>
#include <createproduct/wire/shallow_json.hpp>

namespace createproduct::report {

/// Gives the steps of a case that stems from no recording a fresh name in common. Cases with one `number` share it.
inline void share_fresh_name(suite::ReplayCase& one, std::size_t number) {
  for (suite::ReplayStep& step : one.steps)
    if (!step.recorded) step.key = "case " + std::to_string(number);
}

/// The case of the catalogue called `id`, or nothing.
[[nodiscard]] inline std::optional<suite::ReplayCase> catalogue_case(std::string_view id) {
  const suite::Case* found = suite::find_builtin_case(id);
  if (found == nullptr) return std::nullopt;
  suite::ReplayCase out;
  out.id = found->id;
  out.clause = found->clause;
  for (const suite::Step& step : found->steps) out.steps.push_back({step, std::nullopt, {}});
  return out;
}

/// Reads {"case":ID,"clause":CLAUSE,"salt":LETTERS,"steps":[…]}, all of it optional but one of case and steps. A step
/// with a query is sent as it stands, but for names, which are made fresh, and signing; one without is a step of the
/// catalogue. `clause` is the one that was seen broken; `salt` is that of the run that the requests stem from, and goes
/// into `salt_out`. Without steps, those of the catalogue's case are taken; what
/// is told by its name has none. Error: input, with a JSON
/// pointer as `where`.
[[nodiscard]] inline Result<suite::ReplayCase> read_inline_case(std::string_view text, std::string& salt_out) {
  const auto fail = [](std::string where, std::string message) {
    return Error{Error::Code::input, std::move(where), std::move(message)};
  };
  const Result<wire::JsonTree> read = wire::read_json_tree(text);
  if (!read) return fail({}, "it is not JSON");
  const wire::JsonTree& json = *read;
  if (!json.is_object()) return fail({}, "expected an object");
  for (const wire::JsonTree& value : json.items) {
    const std::string& key = value.key;
    if (key != "case" && key != "clause" && key != "salt" && key != "steps") return fail("/" + key, "unknown member");
    if (key == "steps" ? !value.is_array() || value.items.empty() : !value.is_string())
      return fail("/" + key, key == "steps" ? "expected an array with steps" : "expected a text");
  }
  const std::string& id = json["case"].text;
  const std::string& salt = json["salt"].text;
  if (!is_recorded_salt(salt)) return fail("/salt", "expected 4 to 14 small letters");
  if (!salt.empty()) salt_out = salt;
  std::optional<ClauseId> broken;
  if (json.contains("clause")) {
    broken = ClauseId::find(json["clause"].text);
    if (!broken) return fail("/clause", "no clause is called " + json["clause"].text);
  }
  suite::ReplayCase out;
  if (!json.contains("steps")) {
    std::optional<suite::ReplayCase> known = catalogue_case(id);
    if (!known && !suite::is_told_by_name(id))
      return fail(id.empty() ? "" : "/case",
                  id.empty() ? "expected a case or steps" : "the catalogue has no case " + id);
    if (known) out = *std::move(known);
  } else {
    const std::vector<wire::JsonTree>& steps = json["steps"].items;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const wire::JsonTree& step = steps[i];
      const std::string where = "/steps/" + std::to_string(i);
      if (!step.is_object()) return fail(where, "expected an object");
      if (step.contains("query")) {
        wire::ShallowJson members;
        for (const wire::JsonTree& one : step.items)
          members.members.push_back({one.key, {one.kind, one.text, one.integer, one.clamped}});
        Result<suite::Recorded> recorded = read_recorded(members);
        if (!recorded) return fail(where + recorded.error().where, recorded.error().message);
        recorded->exchange = unstamped(std::move(recorded->exchange));
        out.steps.push_back(suite::replay_step(*std::move(recorded), salt));
      } else {
        suite::ReplayStep made;
        if (auto error = suite::detail::read_step(step, where, made.step)) return *std::move(error);
        out.steps.push_back(std::move(made));
      }
    }
  }
  out.id = id.empty() ? "the case given" : id;
  out.broken = broken;
  if (broken) out.clause = *broken;
  return out;
}

}  // namespace createproduct::report
