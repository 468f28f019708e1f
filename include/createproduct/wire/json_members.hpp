// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/wire/json_events.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_lexer.hpp>
#include <createproduct/wire/json_number.hpp>
#include <createproduct/wire/json_text.hpp>

namespace createproduct::wire {

/// One member of an object with its value as JSON text.
struct JsonMember {
  std::string key;   ///< its characters, UTF-8
  std::string json;  ///< compact; strings as append_json_string() writes them, numbers as they are spelled
};

/// An object of which members are changed, left out and added, whatever they hold.
class JsonMembers {
 public:
  JsonMembers() = default;

  /// Of these members, in this order.
  explicit JsonMembers(std::vector<JsonMember> members) : members_(std::move(members)) {}

  /// The members, in their order.
  [[nodiscard]] const std::vector<JsonMember>& all() const noexcept { return members_; }

  /// The value of the member of that name as JSON text, or nullptr. O(members).
  [[nodiscard]] const std::string* find(std::string_view key) const noexcept {
    for (const JsonMember& one : members_)
      if (one.key == key) return &one.json;
    return nullptr;
  }

  /// The same with this value for that member: in its place, or at the end if it is new. O(members).
  [[nodiscard]] JsonMembers with(std::string_view key, std::string_view json) const {
    JsonMembers out = *this;
    for (JsonMember& one : out.members_) {
      if (one.key != key) continue;
      one.json = json;
      return out;
    }
    out.members_.push_back({std::string(key), std::string(json)});
    return out;
  }

  /// The same without that member. O(members).
  [[nodiscard]] JsonMembers without(std::string_view key) const {
    JsonMembers out;
    for (const JsonMember& one : members_)
      if (one.key != key) out.members_.push_back(one);
    return out;
  }

  /// The object as compact JSON text.
  [[nodiscard]] std::string text() const {
    std::string out = "{";
    for (const JsonMember& one : members_) {
      append_json_key(one.key, out);
      out += one.json;
    }
    return out + "}";
  }

 private:
  std::vector<JsonMember> members_;
};

namespace detail {

/// Writes the value of each member of the outermost object anew.
class MemberWriter {
 public:
  explicit MemberWriter(std::vector<JsonMember>& out) : out_(out) {}

  [[nodiscard]] std::string* key_place() { return &text_; }
  void key_read() {
    if (depth_ > 1) return append_json_key(text_, *json_);
    auto member = std::find_if(out_.begin(), out_.end(), [this](const JsonMember& one) { return one.key == text_; });
    if (member == out_.end()) member = out_.insert(member, {text_, {}});
    json_ = &member->json;
    json_->clear();
  }
  [[nodiscard]] std::string* string_place() { return &text_; }
  void string_read() {
    if (begin_value()) append_json_string(text_, *json_);
  }
  void word(JsonKind, std::string_view spelling) {
    if (begin_value()) *json_ += spelling;
  }
  void number(const JsonNumber& number) {
    if (begin_value()) *json_ += number.text;
  }
  [[nodiscard]] bool open(JsonKind kind) {
    if (begin_value()) json_->push_back(kind == JsonKind::array ? '[' : '{');
    is_object_ = ++depth_ > 1 || kind == JsonKind::object;
    return is_object_;
  }
  void close(JsonKind kind) {
    if (--depth_ > 0) json_->push_back(kind == JsonKind::array ? ']' : '}');
  }

  /// Whether the outermost value is an object.
  [[nodiscard]] bool is_object() const noexcept { return is_object_; }

 private:
  /// Whether the value that comes next belongs to a member; then what parts it from one before is written.
  bool begin_value() {
    if (depth_ == 0) return false;
    if (!json_->empty() && json_->back() != ':') append_json_comma(*json_);
    return true;
  }

  std::vector<JsonMember>& out_;
  std::string* json_ = nullptr;
  std::string text_;
  std::size_t depth_ = 0;
  bool is_object_ = false;
};

}  // namespace detail

/// Reads a JSON object, nested however deep; nothing if the text is something else. Of a repeated member the last value
/// stands in the place of the first. Never recurses. O(n members).
[[nodiscard]] inline std::optional<JsonMembers> read_json_members(std::string_view text) {
  std::vector<JsonMember> members;
  detail::MemberWriter writer(members);
  JsonLexer lexer(text);
  if (read_json_events(lexer, writer) != JsonEnd::whole || !writer.is_object()) return std::nullopt;
  return JsonMembers(std::move(members));
}

}  // namespace createproduct::wire
