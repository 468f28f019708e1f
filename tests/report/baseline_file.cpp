// SPDX-License-Identifier: MIT
#include <createproduct/report/baseline_file.hpp>

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;

namespace {

std::string error_of(const std::string& text) {
  const auto known = report::read_baseline(text);
  return known ? std::string() : known.error().text();
}

std::string with_entry(const std::string& entry) { return R"({"version":1,"known":[)" + entry + "]}"; }

}  // namespace

TEST_CASE("a baseline comes back as it was written") {
  const std::vector<suite::KnownFailure> known{
      {"product-name.max-length", "over-33", "sold \"long\"", "http://tracker/7", "2028-02-29"},
      {"region.values", "region", "later"}};
  const std::string text = report::baseline_text(known);
  CHECK(text.ends_with("}\n"));
  const auto read = report::read_baseline(text);
  REQUIRE(read);
  CHECK(*read == known);
  CHECK(error_of(report::baseline_text({})).empty());
}

TEST_CASE("what is wrong with a baseline is said with its place") {
  const std::pair<std::string, const char*> texts[] = {
      {"", "byte 1: it is not JSON"},
      {"{\"version\":1,", "byte 14: it is not JSON"},
      {"[]", "expected an object"},
      {R"({"version":1e400})", "a number is beyond the range of double"},
      {"{}", "/version: expected 1"},
      {R"({"version":2,"known":[]})", "/version: expected 1"},
      {R"({"version":1})", "/known: expected an array"},
      {R"({"version":1,"known":[],"other":1})", "/other: there is no such member"},
      {with_entry("1"), "/known/0: expected an object"},
      {with_entry(R"({"case":"a","reason":"b"})"), "/known/0/clause: it is missing"},
      {with_entry(R"({"clause":"region.values","case":"a"})"), "/known/0/reason: it is missing"},
      {with_entry(R"({"clause":"region.values","case":"a","reason":""})"), "/known/0/reason: expected a text that is not empty"},
      {with_entry(R"({"clause":"region.value","case":"a","reason":"b"})"), "/known/0/clause: no clause is called region.value"},
      {with_entry(R"({"clause":"region.values","case":"a","reason":"b","until":"c"})"), "/known/0/until: there is no such member"},
      {with_entry(R"({"clause":"region.values","case":"a","reason":"b"},{"clause":"region.values","case":"a","reason":"c"})"),
       "/known/1: the same clause and case stand further up"},
  };
  for (const auto& entry : texts) {
    CAPTURE(entry.first);
    CHECK(error_of(entry.first) == entry.second);
  }
}

TEST_CASE("an expiry is a day of the calendar") {
  for (const char* date : {"2027-01-01", "2028-02-29", "2000-02-29", "2027-12-31"})
    CHECK(error_of(with_entry(R"({"clause":"region.values","case":"a","reason":"b","expires":")" + std::string(date) + "\"}")).empty());
  for (const char* date : {"2027-02-29", "2100-02-29", "2027-13-01", "2027-00-01", "2027-01-00", "2027-04-31", "2027-1-01",
                           "27-01-01", "2027/01/01", "tomorrow", "2027-01-01T00:00", "2027-0a-01"}) {
    CAPTURE(date);
    CHECK(error_of(with_entry(R"({"clause":"region.values","case":"a","reason":"b","expires":")" + std::string(date) + "\"}")) ==
          "/known/0/expires: expected a date, YYYY-MM-DD");
  }
}
