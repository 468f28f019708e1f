// SPDX-License-Identifier: MIT
#include <createproduct/judge/request_reading.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using createproduct::judge::Ambiguities;
using createproduct::judge::DecidingParameters;
using createproduct::judge::find_ambiguities;
using createproduct::judge::permitted_readings;
using createproduct::judge::read_parameters;
using createproduct::judge::Reading;
using createproduct::judge::split_parameters;
using createproduct::judge::WireParameters;
using createproduct::wire::Plus;
using createproduct::wire::WireRequest;

namespace {

/// The ambiguities of a request, by name, with a space between two.
std::string ambiguities(const WireRequest& request) {
  const Ambiguities found = find_ambiguities(split_parameters(request), request.method == "POST");
  std::string out;
  const auto note = [&out](bool is, const char* name) {
    if (is) out.append(out.empty() ? "" : " ").append(name);
  };
  note(found.plus, "plus");
  note(found.repeats, "repeats");
  note(found.repeats_by_case, "repeats-by-case");
  note(found.case_variants, "case");
  note(found.unknown_parameters, "unknown");
  note(found.both_places, "places");
  note(found.undecodable, "undecodable");
  note(found.unsafe_bytes, "unsafe");
  note(found.breaks_framing, "framing");
  note(found.doubtful_values, "values");
  return out;
}

std::string ambiguities(const std::string& query) { return ambiguities({"GET", query, {}}); }

/// The values of the deciding parameters, (none) for those that are missing.
std::string values(const WireRequest& request, const Reading& reading) {
  const WireParameters split = split_parameters(request);
  const DecidingParameters read = read_parameters(split, reading);
  return read.action.value_or("(none)") + "|" + read.name.value_or("(none)") + "|" + read.properties.value_or("(none)");
}

std::size_t count_readings(const WireRequest& request) {
  const bool post = request.method == "POST";
  return permitted_readings(find_ambiguities(split_parameters(request), post), post).size();
}

}  // namespace

TEST_CASE("plain requests are not ambiguous") {
  CHECK(ambiguities("Action=CreateProduct&productName=fruit") == "");
  CHECK(ambiguities("Action=CreateProduct&productName=a:b_c-d&productProperties=%7B%7D") == "");
  CHECK(ambiguities("Action=x&Region=gz&Timestamp=1700000000&Nonce=7&SecretId=a&Signature=b%3D&SignatureMethod=HmacSHA1"
                    "&Token=t&RequestClient=SDK") == "");
  CHECK(ambiguities("product%4eame=fruit") == "");
  CHECK(ambiguities("") == "");
  CHECK(ambiguities({"POST", {}, "Action=CreateProduct&productName=fruit"}) == "");
}

TEST_CASE("each ambiguity is found") {
  struct Row {
    std::string_view query, expected;
  };
  for (const Row& row : {Row{"productName=a+b", "plus"},
                         Row{"productName=a%2Bb", ""},
                         Row{"Region=g+z", "plus values"},
                         Row{"productName=a&productName=a", "repeats"},
                         Row{"productName=a&product%4Eame=a", "repeats"},
                         Row{"Region=gz&Region=gz", "repeats"},
                         Row{"Token=a&Token=b", "repeats"},
                         Row{"ProductName=a", "case"},
                         Row{"action=x", "case"},
                         Row{"region=gz", "case"},
                         Row{"productName=a&ProductName=a", "repeats-by-case case"},
                         Row{"ProductName=a&PRODUCTNAME=a", "repeats-by-case case"},
                         Row{"Region=gz&region=gz", "case"},
                         Row{"extra=1", "unknown"},
                         Row{"extra", "unknown"},
                         Row{"&", "unknown"},
                         Row{"Action=x&", "unknown"},
                         Row{"=x", "unknown"},
                         Row{"productName+=x", "plus unknown"},
                         Row{"productName%20=x", "unknown"},
                         Row{"productName=%", "undecodable"},
                         Row{"productName=%4", "undecodable"},
                         Row{"productName=%zz", "undecodable"},
                         Row{"productName=100%25", ""},
                         Row{"productName=%%41", "undecodable"},
                         Row{"product%Name=x", "unknown undecodable"},
                         Row{"Token=%FF", "undecodable"},
                         Row{"Token=%00", "undecodable"},
                         Row{"Token=%E4%BA%A7", ""},
                         Row{"%FF=1", "unknown undecodable"},
                         Row{"productName=%FF", ""},
                         Row{"productName=%00", ""},
                         Row{"productName={}", "unsafe"},
                         Row{"productName=\"", "unsafe"},
                         Row{"productName=a#b", "unsafe"},
                         Row{"productName=\xE4\xBA\xA7", "unsafe"},
                         Row{"productName=a b", "unsafe framing"},
                         Row{"productName=a\rb", "unsafe framing"},
                         Row{"productName=a\x7F", "unsafe framing"},
                         Row{"productName=-._~!$'()*,;:@/?", ""},
                         Row{"Region=ap-guangzhou", "values"},
                         Row{"Region=%67z", ""},
                         Row{"Region=sh", "values"},
                         Row{"Region=", "values"},
                         Row{"Region", "values"},
                         Row{"Timestamp=", "values"},
                         Row{"Timestamp=now", "values"},
                         Row{"Timestamp=-1", "values"},
                         Row{"Timestamp=1.5", "values"},
                         Row{"Nonce=0", "values"},
                         Row{"Nonce=007", "values"},
                         Row{"Nonce=99999999999", "values"},
                         Row{"SecretId=&Signature=&Token=", ""}}) {
    CAPTURE(row.query);
    CHECK(ambiguities(std::string(row.query)) == row.expected);
  }
}

TEST_CASE("parameters where those of the method do not belong are noticed") {
  CHECK(ambiguities({"POST", "Action=CreateProduct", "productName=a"}) == "places");
  CHECK(ambiguities({"GET", "Action=CreateProduct", "productName=a"}) == "places");
  CHECK(ambiguities({"GET", "productName=a", "productName=a"}) == "repeats places");
  CHECK(ambiguities({"PUT", "", "productName=a"}) == "places");
}

TEST_CASE("what is not ambiguous has one reading, everything at once two dozen") {
  CHECK(count_readings({"GET", "Action=x&productName=a", {}}) == 1);
  CHECK(count_readings({"GET", "Action=x&productName=a+b", {}}) == 2);
  CHECK(count_readings({"GET", "Action=x&productName=a&productName=b", {}}) == 2);
  CHECK(count_readings({"GET", "Action=x&ProductName=a", {}}) == 2);
  CHECK(count_readings({"GET", "Action=x", "productName=a"}) == 3);
  CHECK(count_readings({"GET", "Action=+&productName=a&ProductName=b", "productName=c"}) == 24);
}

TEST_CASE("the likeliest reading comes first and goes by the method") {
  const std::vector<Reading> get = permitted_readings({}, false);
  CHECK((get.front().query && !get.front().body));
  const std::vector<Reading> post = permitted_readings({}, true);
  CHECK((post.front().body && !post.front().query));
  CHECK(post.front().plus == Plus::space);
  CHECK(post.front().repeats == Reading::Repeats::first);
  CHECK_FALSE(post.front().fold_case);
}

TEST_CASE("a reading decides what the parameters are") {
  const WireRequest request{"GET", "Action=a+b&productName=%61&productName=b+c&ProductProperties=%7b%7d",
                            "productName=d"};
  Reading reading;
  CHECK(values(request, reading) == "a b|a|(none)");
  reading.plus = Plus::literal;
  CHECK(values(request, reading) == "a+b|a|(none)");
  reading.repeats = Reading::Repeats::last;
  CHECK(values(request, reading) == "a+b|b+c|(none)");
  reading.fold_case = true;
  CHECK(values(request, reading) == "a+b|b+c|{}");
  reading.body = true;
  CHECK(values(request, reading) == "a+b|d|{}");
  reading.query = false;
  CHECK(values(request, reading) == "(none)|d|(none)");
}

TEST_CASE("names are decoded, broken sequences stay as they are") {
  CHECK(values({"GET", "%41ction=x&product%4Eame=%zz%4&%70roductProperties=%", {}}, {}) == "x|%zz%4|%");
  CHECK(values({"GET", "Action=x=y&=z&productName", {}}, {}) == "x=y||(none)");
}

TEST_CASE("productName without an equals sign is told from an empty one") {
  const WireRequest lone{"GET", "productName", {}};
  const WireParameters bare = split_parameters(lone);
  CHECK(read_parameters(bare, {}).bare_name);
  CHECK(read_parameters(bare, {}).name == "");
  const WireRequest twice{"GET", "productName&productName=", {}};
  Reading reading;
  CHECK(read_parameters(split_parameters(twice), reading).bare_name);
  reading.repeats = Reading::Repeats::last;
  CHECK_FALSE(read_parameters(split_parameters(twice), reading).bare_name);
}
