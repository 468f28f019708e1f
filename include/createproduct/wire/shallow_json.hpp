// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/wire/utf8.hpp>

namespace createproduct::wire {

/// The kind of a JSON value, with integers told from other numbers by their spelling.
enum class JsonKind : unsigned char { null, boolean, integer, real, string, array, object };

/// The name of a kind for people: "null", "boolean", "integer", "number", "string", "array", "object".
[[nodiscard]] constexpr std::string_view kind_name(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return "boolean";
    case JsonKind::integer: return "integer";
    case JsonKind::real: return "number";
    case JsonKind::string: return "string";
    case JsonKind::array: return "array";
    case JsonKind::object: return "object";
  }
  return "";
}

/// A JSON value without its depths: of an array or object only the kind is kept.
struct ShallowValue {
  JsonKind kind = JsonKind::null;
  std::string text;          ///< string: the decoded characters, UTF-8; real, -0: the spelling; boolean: true or false
  std::int64_t integer = 0;  ///< integer: its value, clamped to the range of the type
  bool clamped = false;      ///< integer: the value lies outside std::int64_t
};

/// One member of the outermost object; repeated keys give repeated members, in their order.
struct ShallowMember {
  std::string key;
  ShallowValue value;
};

/// A JSON text read to the depth of one object: enough for productProperties and for answers, whose values are scalars.
struct ShallowJson {
  enum class State : unsigned char {
    complete,
    malformed,   ///< not JSON; `error` and `offset` say why and where
    too_deep,    ///< nested deeper than the limit, read no further
    too_large,   ///< a number beyond the range of double; the text may be JSON all the same
  };
  State state = State::malformed;
  ShallowValue root;                   ///< complete: the outermost value
  std::vector<ShallowMember> members;  ///< complete, root an object: its members
  std::string error;                   ///< not complete: one line of ASCII, nothing of the text itself
  std::size_t offset = 0;              ///< malformed, too_large: the byte at which that was noticed, counted from 0

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

/// Reads the objects that nearly all requests and answers hold, several times faster than nlohmann: no nesting, no
/// escapes, no numbers but non-negative integers of up to 18 digits. Gives up on everything else, right or wrong.
class PlainObjectReader {
 public:
  explicit PlainObjectReader(std::string_view text) : text_(text) {}

  /// Whether the text is such an object; its members are then in `out`, else what is there means nothing.
  [[nodiscard]] bool read(std::vector<ShallowMember>& out) {
    if (!take('{')) return false;
    constexpr std::size_t usual_members = 5;
    out.reserve(usual_members);
    if (!take('}')) {
      do {
        if (!read_member(out.emplace_back())) return false;
      } while (take(','));
      if (!take('}')) return false;
    }
    skip_space();
    return at_ == text_.size();
  }

 private:
  /// The byte at the present place, or NUL, which is in no plain object.
  [[nodiscard]] char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() noexcept {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at_;
  }

  bool take(char byte) noexcept {
    skip_space();
    if (peek() != byte) return false;
    ++at_;
    return true;
  }

  bool read_member(ShallowMember& member) {
    return read_string(member.key) && take(':') && read_value(member.value);
  }

  bool read_value(ShallowValue& value) {
    skip_space();
    const char first = peek();
    if (first == '"') {
      value.kind = JsonKind::string;
      return read_string(value.text);
    }
    if (first >= '0' && first <= '9') {
      value.kind = JsonKind::integer;
      return read_integer(value.integer);
    }
    value.kind = JsonKind::boolean;
    value.text = first == 't' ? "true" : "false";
    if (first != 'n') return take_word(value.text);
    value.kind = JsonKind::null;
    value.text.clear();
    return take_word("null");
  }

  bool take_word(std::string_view word) noexcept {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool read_integer(std::int64_t& value) noexcept {
    constexpr std::size_t most_digits = 18;
    const std::size_t begin = at_;
    for (; peek() >= '0' && peek() <= '9'; ++at_) {
      if (at_ - begin == most_digits) return false;
      value = value * 10 + (peek() - '0');
    }
    const bool zero_in_front = text_[begin] == '0' && at_ - begin > 1;
    return !zero_in_front && peek() != '.' && peek() != 'e' && peek() != 'E';
  }

  /// Goes on over printable ASCII but quotes and backslashes, eight bytes at a time.
  void skip_ordinary() noexcept {
    constexpr std::uint64_t each = 0x0101010101010101U;
    constexpr std::uint64_t high = each * 0x80U;
    for (; text_.size() - at_ >= 8; at_ += 8) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text_.data() + at_, 8);
      const std::uint64_t quotes = bytes ^ (each * '"');
      const std::uint64_t backslashes = bytes ^ (each * '\\');
      // A borrow reaches into the byte above only where one below is special itself.
      const std::uint64_t special = (bytes - each * 0x20U) | (quotes - each) | (backslashes - each) | bytes;
      if ((special & high) != 0) return;
    }
  }

  bool read_string(std::string& out) {
    if (!take('"')) return false;
    const std::size_t begin = at_;
    for (skip_ordinary(); at_ < text_.size() && text_[at_] != '"'; skip_ordinary()) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte < 0x20 || byte == '\\') return false;
      if (byte < 0x80) {
        ++at_;
        continue;
      }
      const Utf8Step step = utf8_step(text_, at_);
      if (!step.valid) return false;
      at_ += step.size;
    }
    if (at_ == text_.size()) return false;
    out.assign(text_.substr(begin, at_ - begin));
    ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// nlohmann's event interface; builds no tree, so hostile depth costs nothing.
class ShallowReader {
 public:
  ShallowReader(ShallowJson& out, std::size_t depth_limit) : out_(out), depth_limit_(depth_limit) {}

  bool null() { return take({JsonKind::null, {}, 0, false}); }
  bool boolean(bool value) { return take({JsonKind::boolean, value ? "true" : "false", 0, false}); }
  bool number_integer(std::int64_t value) {
    // Only spellings with a minus sign arrive here, so a zero was spelled -0.
    return take({JsonKind::integer, value == 0 ? "-0" : "", value, false});
  }
  bool number_unsigned(std::uint64_t value) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const bool clamped = value > static_cast<std::uint64_t>(most);
    return take({JsonKind::integer, {}, clamped ? most : static_cast<std::int64_t>(value), clamped});
  }
  bool number_float(double value, const std::string& spelling) {
    // An integer too long for 64 bits arrives here too.
    const bool integer = spelling.find_first_not_of("-0123456789") == std::string::npos;
    if (!integer) return take({JsonKind::real, with_decimal_point(spelling), 0, false});
    using Range = std::numeric_limits<std::int64_t>;
    return take({JsonKind::integer, {}, value < 0 ? Range::min() : Range::max(), true});
  }
  bool string(std::string& value) { return take({JsonKind::string, std::move(value), 0, false}); }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    if (depth_ == 1) out_.members.push_back({std::move(name), {}});
    return true;
  }
  bool parse_error(std::size_t bytes_read, const std::string&, const nlohmann::detail::exception& error) {
    constexpr int number_out_of_range = 406;
    const bool out_of_range = error.id == number_out_of_range;
    out_.state = out_of_range ? ShallowJson::State::too_large : ShallowJson::State::malformed;
    out_.offset = bytes_read == 0 ? 0 : bytes_read - 1;
    out_.error = out_of_range ? "a number is beyond the range of double" : reason(error.what());
    return false;
  }

 private:
  /// What nlohmann says, less its numbering and line count in front and the quotation of the text behind.
  static std::string reason(std::string_view what) {
    if (const std::size_t column = what.find(", column "); column != std::string_view::npos)
      if (const std::size_t colon = what.find(": ", column); colon != std::string_view::npos)
        what.remove_prefix(colon + 2);
    return std::string(what.substr(0, what.find("; last read: '")));
  }

  /// nlohmann spells numbers with the decimal point of the program's locale; JSON has a full stop there.
  static std::string with_decimal_point(std::string spelling) {
    if (const std::size_t point = spelling.find_first_not_of("+-0123456789eE"); point != std::string::npos)
      spelling[point] = '.';
    return spelling;
  }

  bool take(ShallowValue value) {
    if (depth_ == 0)
      out_.root = std::move(value);
    else if (depth_ == 1 && out_.root.kind == JsonKind::object)
      out_.members.back().value = std::move(value);
    return true;
  }
  bool open(JsonKind kind) {
    take({kind, {}, 0, false});
    if (++depth_ <= depth_limit_) return true;
    out_.state = ShallowJson::State::too_deep;
    out_.error = "nested deeper than " + std::to_string(depth_limit_) + " levels";
    return false;
  }
  bool close() {
    --depth_;
    return true;
  }

  ShallowJson& out_;
  std::size_t depth_limit_;
  std::size_t depth_ = 0;
};

/// nlohmann::json::sax_parse(text, &reader), which for the sake of its binary formats takes a tenth of a second more to
/// compile.
inline bool read_events(std::string_view text, ShallowReader& reader) {
#if NLOHMANN_JSON_VERSION_MAJOR == 3 && NLOHMANN_JSON_VERSION_MINOR == 11
  auto adapter = nlohmann::detail::input_adapter(text);
  return nlohmann::detail::parser<nlohmann::json, decltype(adapter)>(std::move(adapter)).sax_parse(&reader);
#else
  return nlohmann::json::sax_parse(text, &reader);
#endif
}

/// Any text, by way of nlohmann.
[[nodiscard]] inline ShallowJson read_with_nlohmann(std::string_view text, std::size_t depth_limit) {
  ShallowJson out;
  ShallowReader reader(out, depth_limit);
  if (read_events(text, reader)) {
    // To nlohmann a NUL between tokens is the end of the text.
    const std::size_t nul = text.find('\0');
    if (nul == std::string_view::npos) {
      out.state = ShallowJson::State::complete;
    } else {
      out.offset = nul;
      out.error = "a NUL byte after the value";
    }
  }
  if (out.state != ShallowJson::State::complete) out.members.clear();
  return out;
}

}  // namespace detail

/// Reads `text` as one JSON value. Never throws and never recurses; text that is not JSON, or is nested deeper than
/// `depth_limit`, comes back with its state saying so. O(n) time, memory for the outermost members only.
[[nodiscard]] inline ShallowJson read_shallow_json(std::string_view text, std::size_t depth_limit = 64) {
  ShallowJson out;
  if (depth_limit > 0 && detail::PlainObjectReader(text).read(out.members)) {
    out.state = ShallowJson::State::complete;
    out.root.kind = JsonKind::object;
    return out;
  }
  return detail::read_with_nlohmann(text, depth_limit);
}

}  // namespace createproduct::wire
