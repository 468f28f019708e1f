// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/wire/shallow_json.hpp>

namespace wire = createproduct::wire;

/// What nlohmann finds in a text, as a ShallowJson.
class ReferenceReader {
 public:
  ReferenceReader(wire::ShallowJson& out, std::size_t depth_limit) : out_(out), depth_limit_(depth_limit) {}

  bool null() { return take({wire::JsonKind::null, {}, 0, false}); }
  bool boolean(bool value) { return take({wire::JsonKind::boolean, value ? "true" : "false", 0, false}); }
  bool number_integer(std::int64_t value) {
    // Only spellings with a minus sign arrive here, so a zero was spelled -0.
    return take({wire::JsonKind::integer, value == 0 ? "-0" : "", value, false});
  }
  bool number_unsigned(std::uint64_t value) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const bool clamped = value > static_cast<std::uint64_t>(most);
    return take({wire::JsonKind::integer, {}, clamped ? most : static_cast<std::int64_t>(value), clamped});
  }
  bool number_float(double value, const std::string& spelling) {
    // An integer too long for 64 bits arrives here too.
    const bool integer = spelling.find_first_not_of("-0123456789") == std::string::npos;
    if (!integer) return take({wire::JsonKind::real, spelling, 0, false});
    using Range = std::numeric_limits<std::int64_t>;
    return take({wire::JsonKind::integer, {}, value < 0 ? Range::min() : Range::max(), true});
  }
  bool string(std::string& value) { return take({wire::JsonKind::string, std::move(value), 0, false}); }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(wire::JsonKind::object); }
  bool start_array(std::size_t) { return open(wire::JsonKind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    if (depth_ == 1) out_.members.push_back({std::move(name), {}});
    return true;
  }
  bool parse_error(std::size_t bytes_read, const std::string&, const nlohmann::detail::exception& error) {
    constexpr int number_out_of_range = 406;
    const bool out_of_range = error.id == number_out_of_range;
    out_.state = out_of_range ? wire::ShallowJson::State::too_large : wire::ShallowJson::State::malformed;
    out_.offset = bytes_read == 0 ? 0 : bytes_read - 1;
    out_.error = "an error";
    return false;
  }

 private:
  bool take(wire::ShallowValue value) {
    if (depth_ == 0)
      out_.root = std::move(value);
    else if (depth_ == 1 && out_.root.kind == wire::JsonKind::object)
      out_.members.back().value = std::move(value);
    return true;
  }
  bool open(wire::JsonKind kind) {
    take({kind, {}, 0, false});
    if (++depth_ <= depth_limit_) return true;
    out_.state = wire::ShallowJson::State::too_deep;
    out_.error = "an error";
    return false;
  }
  bool close() {
    --depth_;
    return true;
  }

  wire::ShallowJson& out_;
  std::size_t depth_limit_;
  std::size_t depth_ = 0;
};

/// What read_shallow_json is held against: a reader by other hands. The text of errors is not its own.
inline wire::ShallowJson read_with_nlohmann(std::string_view text, std::size_t depth_limit) {
  wire::ShallowJson out;
  ReferenceReader reader(out, depth_limit);
  if (nlohmann::json::sax_parse(text, &reader)) {
    // To nlohmann a NUL between tokens is the end of the text.
    const std::size_t nul = text.find('\0');
    if (nul == std::string_view::npos) {
      out.state = wire::ShallowJson::State::complete;
    } else {
      out.offset = nul;
      out.error = "an error";
    }
  }
  if (out.state != wire::ShallowJson::State::complete) out.members.clear();
  return out;
}
