// SPDX-License-Identifier: MIT
#include <createproduct/wire/json_events.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

using createproduct::wire::JsonDeviations;
using createproduct::wire::JsonEnd;
using createproduct::wire::JsonKind;
using createproduct::wire::JsonLexer;
using createproduct::wire::JsonNumber;
using createproduct::wire::kind_name;

/// Writes down what it is told.
struct Record {
  std::string log, text;
  bool takes_strings = true;
  int room = 100;

  std::string* key_place() { return &text; }
  void key_read() { log += "key " + text + ';'; }
  std::string* string_place() { return takes_strings ? &text : nullptr; }
  void string_read() { log += takes_strings ? "string " + text + ';' : "string;"; }
  void word(JsonKind kind, std::string_view spelling) {
    log.append(kind_name(kind)).append(" ").append(spelling).append(";");
  }
  void number(const JsonNumber& number) {
    log.append(kind_name(number.kind)).append(" ").append(number.text).append(";");
  }
  bool open(JsonKind kind) {
    log.append("open ").append(kind_name(kind)).append(";");
    return --room > 0;
  }
  void close(JsonKind kind) { log.append("close ").append(kind_name(kind)).append(";"); }
};

JsonEnd read(std::string_view text, Record& record) {
  JsonLexer lexer(text);
  return read_json_events(lexer, record);
}

}  // namespace

TEST_CASE("events come in the order of the text") {
  Record record;
  CHECK(read(R"( {"a":[1,-2.5,{}],"b":{"c":"d","e":[]},"f":null} )", record) == JsonEnd::whole);
  CHECK(record.log ==
        "open object;key a;open array;integer 1;number -2.5;open object;close object;close array;key b;"
        "open object;key c;string d;key e;open array;close array;close object;key f;null null;"
        "close object;");
  Record scalar;
  CHECK(read("true", scalar) == JsonEnd::whole);
  CHECK(scalar.log == "boolean true;");
}

TEST_CASE("strings that nobody wants are checked all the same") {
  Record record;
  record.takes_strings = false;
  CHECK(read(R"(["a","\n"])", record) == JsonEnd::whole);
  CHECK(record.log == "open array;string;string;close array;");
  CHECK(read(R"(["\x"])", record) == JsonEnd::malformed);
}

TEST_CASE("events can be stopped where an array or object starts") {
  Record record;
  record.room = 2;
  CHECK(read("[[1]]", record) == JsonEnd::stopped);
  CHECK(record.log == "open array;open array;");
}

TEST_CASE("a number beyond double ends a strict reading, and is cut in a lenient one") {
  Record strict;
  JsonLexer lexer("[1, -1e999]");
  CHECK(read_json_events(lexer, strict) == JsonEnd::too_large);
  CHECK(lexer.fault().offset == 9);
  Record lenient;
  JsonDeviations tolerated;
  JsonLexer patient("[1, -1e999]", &tolerated);
  CHECK(read_json_events(patient, lenient) == JsonEnd::whole);
  CHECK(tolerated.numbers);
  CHECK(lenient.log == "open array;integer 1;number -9e99;close array;");
}

TEST_CASE("what may not follow is malformed, and what was expected is told") {
  struct Row {
    std::string_view text, reason;
  };
  for (const Row& row :
       {Row{"[1,]", "expected a value, not ']'"}, Row{"[1:2]", "expected ',' or ']', not ':'"},
        Row{"{1", "expected a key or '}', not a number"}, Row{"{\"a\":1,}", "expected a key, not '}'"},
        Row{"{\"a\",", "expected ':', not ','"}, Row{"{\"a\":1]", "expected ',' or '}', not ']'"},
        Row{"1 2", "expected the end, not a number"}, Row{"x", "expected a value"}, Row{"[", "it ends too early"}}) {
    CAPTURE(row.text);
    Record record;
    JsonLexer lexer(row.text);
    CHECK(read_json_events(lexer, record) == JsonEnd::malformed);
    CHECK(lexer.fault().reason == row.reason);
  }
}
