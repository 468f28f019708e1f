// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/result.hpp>
#include <createproduct/wire/json_events.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_lexer.hpp>
#include <createproduct/wire/json_number.hpp>

namespace createproduct::wire {

/// A JSON value with all that it holds, for documents; members keep their order and their repeats. It is made from what
/// stands for it in C++: `JsonTree{{"a", 1}, {"b", JsonTree::array({"x", true})}}`.
class JsonTree {
 public:
  struct Member;

  JsonKind kind = JsonKind::null;  ///< which of the members below count
  std::string key;                 ///< of a member of an object: its name
  std::string text;                ///< string: the characters; number, boolean: the spelling
  std::int64_t integer = 0;        ///< integer: its value, clamped to the range of the type
  bool clamped = false;            ///< integer: the value lies outside std::int64_t
  std::vector<JsonTree> items;     ///< array: its elements; object: its members

  JsonTree() = default;  ///< null
  /// What stands for the same value in C++: a boolean, an integer, a string of UTF-8, an object of these members.
  /// @{
  // NOLINTBEGIN(google-explicit-constructor)
  JsonTree(bool value) : kind(JsonKind::boolean), text(value ? "true" : "false") {}
  JsonTree(std::int64_t value) : kind(JsonKind::integer), text(std::to_string(value)), integer(value) {}
  JsonTree(int value) : JsonTree(std::int64_t{value}) {}
  JsonTree(std::string value) : kind(JsonKind::string), text(std::move(value)) {}
  JsonTree(std::string_view value) : JsonTree(std::string(value)) {}
  JsonTree(const char* value) : JsonTree(std::string(value)) {}
  JsonTree(std::initializer_list<Member> members);
  // NOLINTEND(google-explicit-constructor)
  /// @}

  /// An array of these.
  [[nodiscard]] static JsonTree array(std::initializer_list<JsonTree> elements = {}) {
    JsonTree out;
    out.kind = JsonKind::array;
    out.items = elements;
    return out;
  }

  /// An object without members.
  [[nodiscard]] static JsonTree object() {
    JsonTree out;
    out.kind = JsonKind::object;
    return out;
  }

  /// Whether it is of this kind.
  /// @{
  [[nodiscard]] bool is_string() const noexcept { return kind == JsonKind::string; }
  [[nodiscard]] bool is_array() const noexcept { return kind == JsonKind::array; }
  [[nodiscard]] bool is_object() const noexcept { return kind == JsonKind::object; }
  /// @}

  /// Whether it is this string.
  [[nodiscard]] bool is(std::string_view value) const noexcept { return is_string() && text == value; }

  /// Whether it is the word true.
  [[nodiscard]] bool is_true() const noexcept { return kind == JsonKind::boolean && text == "true"; }

  /// Whether it is the word false.
  [[nodiscard]] bool is_false() const noexcept { return kind == JsonKind::boolean && text == "false"; }

  /// The last member of that name, which is what most readers keep, or nullptr; also if this is no object. O(members).
  [[nodiscard]] const JsonTree* find(std::string_view name) const noexcept {
    if (!is_object()) return nullptr;
    const auto found =
        std::find_if(items.rbegin(), items.rend(), [name](const JsonTree& one) { return one.key == name; });
    return found == items.rend() ? nullptr : &*found;
  }

  /// Whether it is an object with a member of that name. O(members).
  [[nodiscard]] bool contains(std::string_view name) const noexcept { return find(name) != nullptr; }

  /// The member of that name, or null if there is none. O(members).
  [[nodiscard]] const JsonTree& operator[](std::string_view name) const noexcept {
    static const JsonTree none;
    const JsonTree* const found = find(name);
    return found == nullptr ? none : *found;
  }

  /// Gives the member `name` that value: in its place if there is one, else behind the others. What is no object
  /// becomes one. O(members).
  JsonTree& set(std::string_view name, JsonTree value) {
    kind = JsonKind::object;
    value.key = name;
    const auto found =
        std::find_if(items.begin(), items.end(), [name](const JsonTree& one) { return one.key == name; });
    if (found == items.end())
      items.push_back(std::move(value));
    else
      *found = std::move(value);
    return *this;
  }

  /// Puts `element` behind the others. What is no array becomes one.
  JsonTree& add(JsonTree element) {
    kind = JsonKind::array;
    items.push_back(std::move(element));
    return *this;
  }

  /// Takes off all members of that name. O(members).
  void erase(std::string_view name) {
    std::erase_if(items, [name](const JsonTree& one) { return one.key == name; });
  }
};

/// A member of an object, to make one from.
struct JsonTree::Member {
  std::string_view key;  ///< not owned
  JsonTree value;        ///< it is copied
};

inline JsonTree::JsonTree(std::initializer_list<Member> members) : kind(JsonKind::object) {
  items.reserve(members.size());
  for (const Member& member : members) {
    items.push_back(member.value);
    items.back().key = member.key;
  }
}

namespace detail {

/// Grows a tree.
class TreeBuilder {
 public:
  TreeBuilder(JsonTree& root, std::size_t depth_limit) : root_(root), depth_limit_(depth_limit) {}

  [[nodiscard]] std::string* key_place() { return &key_; }
  void key_read() {}
  [[nodiscard]] std::string* string_place() { return &add(JsonKind::string).text; }
  void string_read() {}
  void word(JsonKind kind, std::string_view spelling) {
    JsonTree& value = add(kind);
    if (kind == JsonKind::boolean) value.text = spelling;
  }
  void number(const JsonNumber& number) {
    JsonTree& value = add(number.kind);
    value.text = number.text;
    value.integer = number.integer;
    value.clamped = number.clamped;
  }
  [[nodiscard]] bool open(JsonKind kind) {
    if (open_.size() == depth_limit_) return false;
    open_.push_back(&add(kind));
    return true;
  }
  void close(JsonKind) { open_.pop_back(); }

 private:
  JsonTree& add(JsonKind kind) {
    // What is open stays where it is, for only the innermost of them grows.
    JsonTree& value = open_.empty() ? root_ : open_.back()->items.emplace_back();
    value.kind = kind;
    value.key = std::move(key_);
    key_.clear();
    return value;
  }

  JsonTree& root_;
  std::size_t depth_limit_;
  std::vector<JsonTree*> open_;
  std::string key_;
};

}  // namespace detail

/// Reads `text` as one JSON value. Error: input, with `byte N`, counted from 1, as `where`; or limit, if it is nested
/// deeper than `depth_limit` or a number is beyond the range of double. O(n).
[[nodiscard]] inline Result<JsonTree> read_json_tree(std::string_view text, std::size_t depth_limit = 64) {
  JsonTree out;
  detail::TreeBuilder builder(out, depth_limit);
  JsonLexer lexer(text);
  switch (read_json_events(lexer, builder)) {
    case JsonEnd::whole: return out;
    case JsonEnd::too_large: return Error{Error::Code::limit, "", lexer.fault().reason};
    case JsonEnd::stopped:
      return Error{Error::Code::limit, "", "it is nested deeper than " + std::to_string(depth_limit) + " levels"};
    case JsonEnd::malformed: break;
  }
  return Error{Error::Code::input, "byte " + std::to_string(lexer.fault().offset + 1), "it is not JSON"};
}

}  // namespace createproduct::wire
