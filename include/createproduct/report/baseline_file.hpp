// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/report.hpp: it is for those who keep a list of known failures.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/report/iso_time.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/suite/baseline.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_tree.hpp>

namespace createproduct::report {

namespace detail {

/// Whether `text` is a day as ISO 8601 writes it, such as 2027-02-28.
[[nodiscard]] inline bool is_date(std::string_view text) {
  return text.size() == 10 && read_iso_time(std::string(text) + "T00:00:00Z");
}

/// One entry; what is wrong goes into `error`.
[[nodiscard]] inline suite::KnownFailure read_known(const wire::JsonTree& value, const std::string& where,
                                                    std::optional<Error>& error) {
  suite::KnownFailure out;
  const auto fail = [&](const std::string& place, std::string message) {
    if (!error) error = Error{Error::Code::input, where + place, std::move(message)};
  };
  if (!value.is_object()) {
    fail("", "expected an object");
    return out;
  }
  std::string clause;
  const std::pair<const char*, std::string*> members[] = {
      {"clause", &clause},  {"case", &out.case_id},      {"reason", &out.reason},
      {"link", &out.link}, {"expires", &out.expires}};
  for (const auto& [name, text] : members) {
    const bool optional = text == &out.link || text == &out.expires;
    const wire::JsonTree* const found = value.find(name);
    if (found == nullptr) {
      if (!optional) fail("/" + std::string(name), "it is missing");
    } else if (!found->is_string() || found->text.empty()) {
      fail("/" + std::string(name), "expected a text that is not empty");
    } else {
      *text = found->text;
    }
  }
  for (const wire::JsonTree& member : value.items) {
    bool listed = false;
    for (const auto& entry : members) listed = listed || member.key == entry.first;
    if (!listed) fail("/" + member.key, "there is no such member");
  }
  if (const std::optional<ClauseId> found = ClauseId::find(clause))
    out.clause = *found;
  else
    fail("/clause", "no clause is called " + clause);
  if (!out.expires.empty() && !is_date(out.expires)) fail("/expires", "expected a date, YYYY-MM-DD");
  return out;
}

}  // namespace detail

/// Reads a list of known failures, as spec/schema/baseline.schema.json has it. Error: input, with `byte N` or the JSON
/// pointer as `where`. O(n).
[[nodiscard]] inline Result<std::vector<suite::KnownFailure>> read_baseline(std::string_view text) {
  const Result<wire::JsonTree> json = wire::read_json_tree(text);
  if (!json) return json.error();
  if (!json->is_object()) return Error{Error::Code::input, "", "expected an object"};
  for (const wire::JsonTree& member : json->items)
    if (member.key != "version" && member.key != "known" && member.key != "$schema")
      return Error{Error::Code::input, "/" + member.key, "there is no such member"};
  const wire::JsonTree& version = (*json)["version"];
  if (version.kind != wire::JsonKind::integer || version.integer != 1)
    return Error{Error::Code::input, "/version", "expected 1"};
  const wire::JsonTree& entries = (*json)["known"];
  if (!entries.is_array()) return Error{Error::Code::input, "/known", "expected an array"};
  std::vector<suite::KnownFailure> out;
  std::optional<Error> error;
  for (std::size_t i = 0; i < entries.items.size() && !error; ++i) {
    const std::string where = "/known/" + std::to_string(i);
    suite::KnownFailure one = detail::read_known(entries.items[i], where, error);
    for (const suite::KnownFailure& other : out)
      if (other.clause == one.clause && other.case_id == one.case_id && !error)
        error = Error{Error::Code::input, where, "the same clause and case stand further up"};
    out.push_back(std::move(one));
  }
  if (error) return *error;
  return out;
}

/// The text of a file with these entries.
[[nodiscard]] inline std::string baseline_text(const std::vector<suite::KnownFailure>& known) {
  JsonWriter out(2);
  out.begin_object().key("version").integer(1).key("known").begin_array();
  for (const suite::KnownFailure& one : known) {
    out.begin_object().key("clause").string(one.clause.id()).key("case").string(one.case_id);
    out.key("reason").string(one.reason);
    if (!one.link.empty()) out.key("link").string(one.link);
    if (!one.expires.empty()) out.key("expires").string(one.expires);
    out.end_object();
  }
  out.end_array().end_object();
  return out.text() + "\n";
}

}  // namespace createproduct::report
