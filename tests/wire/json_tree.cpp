// SPDX-License-Identifier: MIT
#include <createproduct/wire/json_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "json_corpus.hpp"
#include "random.hpp"

namespace {

using createproduct::Error;
using createproduct::wire::JsonKind;
using createproduct::wire::JsonTree;
using createproduct::wire::read_json_tree;

JsonTree read(std::string_view text) {
  const auto tree = read_json_tree(text);
  REQUIRE(tree);
  return *tree;
}

/// The same value to nlohmann.
nlohmann::json converted(const JsonTree& tree) {
  nlohmann::json out;
  switch (tree.kind) {
    case JsonKind::null: return nullptr;
    case JsonKind::boolean: return tree.is_true();
    case JsonKind::integer:
    case JsonKind::real: return nlohmann::json::parse(tree.text);
    case JsonKind::string: return tree.text;
    case JsonKind::array:
      out = nlohmann::json::array();
      for (const JsonTree& element : tree.items) out.push_back(converted(element));
      return out;
    case JsonKind::object:
      out = nlohmann::json::object();
      for (const JsonTree& member : tree.items) out[member.key] = converted(member);
  }
  return out;
}

}  // namespace

TEST_CASE("a tree has all that the text has") {
  const JsonTree tree = read(R"({"a":[1,-2.5e1,"x",{"b":null}],"c":true,"a":9223372036854775808,"":false})");
  REQUIRE(tree.is_object());
  REQUIRE(tree.items.size() == 4);
  CHECK(tree.items[0].key == "a");
  CHECK(tree.items[0].is_array());
  CHECK(tree.items[0].items[0].kind == JsonKind::integer);
  CHECK(tree.items[0].items[0].integer == 1);
  CHECK(tree.items[0].items[1].kind == JsonKind::real);
  CHECK(tree.items[0].items[1].text == "-2.5e1");
  CHECK(tree.items[0].items[2].is("x"));
  CHECK(tree.items[0].items[3]["b"].kind == JsonKind::null);
  CHECK(tree["c"].is_true());
  CHECK(tree[""].is_false());
  // The last of a name is what is found.
  CHECK(tree["a"].clamped);
  CHECK(tree["a"].text == "9223372036854775808");
}

TEST_CASE("what is not there is null") {
  const JsonTree tree = read(R"({"a":[]})");
  CHECK(tree.contains("a"));
  CHECK_FALSE(tree.contains("b"));
  CHECK(tree.find("b") == nullptr);
  CHECK(tree["b"]["c"].kind == JsonKind::null);
  CHECK(tree["a"].find("b") == nullptr);
  CHECK_FALSE(tree["b"].is(""));
}

TEST_CASE("text that cannot be read is an error with its place") {
  struct Row {
    std::string text, where, message;
    Error::Code code;
  };
  const std::string deep = std::string(65, '[') + std::string(65, ']');
  for (const Row& row : {Row{"", "byte 1", "it is not JSON", Error::Code::input},
                         Row{"{\"a\":1,}", "byte 8", "it is not JSON", Error::Code::input},
                         Row{"[1e999]", "", "a number is beyond the range of double", Error::Code::limit},
                         Row{deep, "", "it is nested deeper than 64 levels", Error::Code::limit}}) {
    CAPTURE(row.text);
    const auto tree = read_json_tree(row.text);
    REQUIRE_FALSE(tree);
    CHECK(tree.error().where == row.where);
    CHECK(tree.error().message == row.message);
    CHECK(tree.error().code == row.code);
  }
  CHECK(read_json_tree(deep, 65));
}

TEST_CASE("trees are made from values") {
  const std::string text = "t";
  JsonTree tree{
      {"a", 1}, {"b", JsonTree::array({"x", true, text, std::string_view("v"), std::int64_t{-7}})}, {"c", {{"d", {}}}}};
  CHECK(tree["a"].integer == 1);
  CHECK(tree["a"].text == "1");
  CHECK(tree["b"].items.size() == 5);
  CHECK(tree["b"].items[0].is("x"));
  CHECK(tree["b"].items[1].is_true());
  CHECK(tree["b"].items[2].is("t"));
  CHECK(tree["b"].items[3].is("v"));
  CHECK(tree["b"].items[4].integer == -7);
  CHECK(tree["c"]["d"].kind == JsonKind::null);
  tree.set("a", "one").set("e", JsonTree::object());
  CHECK(tree.items[0].is("one"));
  CHECK(tree.items[3].key == "e");
  tree.erase("b");
  CHECK(tree.items.size() == 3);
  CHECK_FALSE(tree.contains("b"));
  JsonTree list;
  list.add(1).add("two");
  CHECK(list.is_array());
  CHECK(list.items[1].is("two"));
  CHECK(JsonTree().set("k", false).is_object());
}

TEST_CASE("texts are read as nlohmann reads them into its tree") {
  Random random(23);
  const auto corpus = json_corpus();
  std::size_t whole = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string text = corpus[random.below(corpus.size())];
    if (random.coin()) change_json(text, corpus, random);
    if (text.find('\0') != std::string::npos) continue;
    CAPTURE(text);
    const auto tree = read_json_tree(text);
    const auto wanted = nlohmann::json::parse(text, nullptr, false);
    REQUIRE(tree.has_value() == !wanted.is_discarded());
    if (!tree) continue;
    ++whole;
    CHECK(converted(*tree) == wanted);
  }
  CHECK(whole > 1'000);
}
