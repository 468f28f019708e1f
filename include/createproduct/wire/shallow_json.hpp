// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/wire/json_events.hpp>
#include <createproduct/wire/json_kind.hpp>
#include <createproduct/wire/json_lexer.hpp>
#include <createproduct/wire/json_number.hpp>

namespace createproduct::wire {

/// A JSON value without its depths: of an array or object only the kind is kept.
struct ShallowValue {
  JsonKind kind = JsonKind::null;  ///< which of the members below count
  std::string text;          ///< string: the decoded characters, UTF-8; real, -0: the spelling; boolean: true or false
  std::int64_t integer = 0;  ///< integer: its value, clamped to the range of the type
  bool clamped = false;      ///< integer: the value lies outside std::int64_t
};

/// One member of the outermost object; repeated keys give repeated members, in their order.
struct ShallowMember {
  std::string key;     ///< its characters, UTF-8
  ShallowValue value;  ///< of an array or object only the kind
};

/// A JSON text read to the depth of one object: enough for productProperties and for answers, whose values are scalars.
struct ShallowJson {
  /// How far the text could be read.
  enum class State : unsigned char {
    complete,
    malformed,  ///< not JSON; `error` and `offset` say why and where
    too_deep,   ///< nested deeper than the limit, read no further
    too_large,  ///< a number beyond the range of double; the text may be JSON all the same
  };
  State state = State::malformed;      ///< how far the text could be read
  ShallowValue root;                   ///< complete: the outermost value
  std::vector<ShallowMember> members;  ///< complete, root an object: its members
  std::string error;                   ///< not complete: one line of ASCII, nothing of the text itself
  std::size_t offset = 0;              ///< malformed, too_large: the byte at which that was noticed, counted from 0

  /// Whether the text is one complete object, so that its members can be asked for.
  [[nodiscard]] bool is_object() const noexcept { return state == State::complete && root.kind == JsonKind::object; }

  /// The number of members with this key. O(members).
  [[nodiscard]] std::size_t count(std::string_view key) const noexcept {
    std::size_t found = 0;
    for (const ShallowMember& member : members) found += member.key == key ? 1U : 0U;
    return found;
  }

  /// The last member with this key, which is what most readers keep, or nullptr. O(members).
  [[nodiscard]] const ShallowValue* find(std::string_view key) const noexcept {
    for (std::size_t i = members.size(); i-- > 0;)
      if (members[i].key == key) return &members[i].value;
    return nullptr;
  }
};

namespace detail {

/// Keeps the outermost value and its members.
class ShallowReader {
 public:
  ShallowReader(ShallowJson& out, std::size_t depth_limit, JsonDeviations* tolerated)
      : out_(out), depth_limit_(depth_limit), tolerated_(tolerated) {}

  [[nodiscard]] std::string* key_place() { return depth_ == 1 ? &out_.members.emplace_back().key : nullptr; }
  void key_read() {}

  [[nodiscard]] std::string* string_place() {
    ShallowValue* const value = place();
    if (value == nullptr) return nullptr;
    value->kind = JsonKind::string;
    return &value->text;
  }
  void string_read() {}

  void word(JsonKind kind, std::string_view spelling) {
    ShallowValue* const value = place();
    if (value == nullptr) return;
    value->kind = kind;
    if (kind == JsonKind::boolean) value->text = spelling;
  }

  void number(const JsonNumber& number) {
    ShallowValue* const value = place();
    if (value == nullptr) return;
    value->kind = number.kind;
    value->integer = number.integer;
    value->clamped = number.clamped;
    const bool minus_zero = number.integer == 0 && number.text.starts_with('-');
    if (number.kind == JsonKind::real || minus_zero) value->text = number.text;
  }

  bool open(JsonKind kind) {
    if (ShallowValue* const value = place()) value->kind = kind;
    constexpr std::size_t usual_members = 5;
    if (depth_ == 0 && kind == JsonKind::object) out_.members.reserve(usual_members);
    if (++depth_ <= depth_limit_) return true;
    if (tolerated_ != nullptr) tolerated_->depth = true;
    return tolerated_ != nullptr;
  }

  void close(JsonKind) { --depth_; }

 private:
  /// Where the value that comes next is kept, if it is.
  [[nodiscard]] ShallowValue* place() noexcept {
    if (depth_ == 0) return &out_.root;
    return depth_ == 1 && out_.root.kind == JsonKind::object ? &out_.members.back().value : nullptr;
  }

  ShallowJson& out_;
  std::size_t depth_limit_;
  JsonDeviations* tolerated_;
  std::size_t depth_ = 0;
};

}  // namespace detail

/// Reads `text` as one JSON value. Never throws and never recurses; text that is not JSON, or is nested deeper than
/// `depth_limit`, comes back with its state saying so. `tolerated`: reads leniently, however deep, and says there what
/// was let pass. O(n) time; memory for the outermost members, and a byte for each level.
[[nodiscard]] inline ShallowJson read_shallow_json(std::string_view text, std::size_t depth_limit = 64,
                                                   JsonDeviations* tolerated = nullptr) {
  ShallowJson out;
  detail::ShallowReader reader(out, depth_limit, tolerated);
  JsonLexer lexer(text, tolerated);
  switch (read_json_events(lexer, reader)) {
    case JsonEnd::whole: out.state = ShallowJson::State::complete; return out;
    case JsonEnd::malformed: out.state = ShallowJson::State::malformed; break;
    case JsonEnd::too_large: out.state = ShallowJson::State::too_large; break;
    case JsonEnd::stopped: out.state = ShallowJson::State::too_deep; break;
  }
  out.members.clear();
  if (out.state == ShallowJson::State::too_deep) {
    out.error = "nested deeper than " + std::to_string(depth_limit) + " levels";
  } else {
    out.error = lexer.fault().reason;
    out.offset = lexer.fault().offset;
  }
  return out;
}

}  // namespace createproduct::wire
