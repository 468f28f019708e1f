// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/model/clause.hpp>
#include <createproduct/model/result.hpp>
#include <createproduct/report/iso_time.hpp>
#include <createproduct/report/json_writer.hpp>
#include <createproduct/suite/baseline.hpp>

namespace createproduct::report {

namespace detail {

/// Whether `text` is a day as ISO 8601 writes it, such as 2027-02-28.
[[nodiscard]] inline bool is_date(std::string_view text) {
  return text.size() == 10 && read_iso_time(std::string(text) + "T00:00:00Z");
}

/// One entry; what is wrong goes into `error`.
[[nodiscard]] inline suite::KnownFailure read_known(const nlohmann::json& value, const std::string& where,
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
    const auto found = value.find(name);
    if (found == value.end()) {
      if (!optional) fail("/" + std::string(name), "it is missing");
    } else if (!found->is_string() || found->get_ref<const std::string&>().empty()) {
      fail("/" + std::string(name), "expected a text that is not empty");
    } else {
      *text = found->get<std::string>();
    }
  }
  for (const auto& [name, member] : value.items()) {
    bool listed = false;
    for (const auto& entry : members) listed = listed || name == entry.first;
    if (!listed) fail("/" + name, "there is no such member");
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
  nlohmann::json json;
  try {
    json = nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    return Error{Error::Code::input, "byte " + std::to_string(error.byte), "it is not JSON"};
  } catch (const nlohmann::json::out_of_range&) {
    return Error{Error::Code::limit, "", "a number is beyond the range of double"};
  }
  if (!json.is_object()) return Error{Error::Code::input, "", "expected an object"};
  for (const auto& [name, member] : json.items())
    if (name != "version" && name != "known" && name != "$schema")
      return Error{Error::Code::input, "/" + name, "there is no such member"};
  if (!json.contains("version") || json["version"] != 1) return Error{Error::Code::input, "/version", "expected 1"};
  if (!json.contains("known") || !json["known"].is_array())
    return Error{Error::Code::input, "/known", "expected an array"};
  std::vector<suite::KnownFailure> out;
  std::optional<Error> error;
  for (std::size_t i = 0; i < json["known"].size() && !error; ++i) {
    const std::string where = "/known/" + std::to_string(i);
    suite::KnownFailure one = detail::read_known(json["known"][i], where, error);
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
