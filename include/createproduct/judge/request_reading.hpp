// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>
#include <createproduct/wire/utf8.hpp>

// The wire text of a request as permitted readers understand it (spec/readings.json: plus-sign, invalid-percent,
// invalid-utf8, repeated-parameter, parameter-place, parameter-case, unknown-parameter).

namespace createproduct::judge {

/// How one reader understands the wire text of a request.
struct Reading {
  /// Which of several parameters of one name counts.
  enum class Repeats : unsigned char { first, last };
  wire::Plus plus = wire::Plus::space;  ///< what a plus sign stands for
  Repeats repeats = Repeats::first;     ///< which of several parameters of one name counts
  bool fold_case = false;               ///< of parameter names
  bool query = true;                    ///< whether the parameters in the query count
  bool body = false;                    ///< whether the parameters in the body count
};

/// The parameters that decide about a request, as one reader sees them, decoded.
struct DecidingParameters {
  std::optional<std::string> action;      ///< of Action; nothing: it is missing
  std::optional<std::string> name;        ///< of productName; nothing: it is missing
  std::optional<std::string> properties;  ///< of productProperties; nothing: it is missing
  bool bare_name = false;                 ///< productName came without an equals sign
};

/// What in a request makes readers differ, or lets them refuse it as a whole.
struct Ambiguities {
  bool plus = false;                ///< a plus sign
  bool repeats = false;             ///< two parameters of one name
  bool repeats_by_case = false;     ///< two parameters that decide, of names that differ only in case
  bool case_variants = false;       ///< a known name in another case
  bool unknown_parameters = false;  ///< a name that no page lists
  bool both_places = false;         ///< parameters where those of the method do not belong
  bool undecodable = false;      ///< a broken percent sequence; bytes that are not UTF-8, or NUL, in any other than the
                                 ///< deciding parameters
  bool unsafe_bytes = false;     ///< a byte that may not stand in a URL as itself
  bool breaks_framing = false;   ///< a space or control character as itself, which tears a request line apart
  bool doubtful_values = false;  ///< a common parameter whose value some services refuse
};

/// The parameters of a request as they lie on the wire. Views into the request.
struct WireParameters {
  std::vector<wire::FormField> query;  ///< its pieces, in their order
  std::vector<wire::FormField> body;   ///< the same of the body
};

namespace detail {

[[nodiscard]] constexpr bool equals_folded(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

/// The parameters that decide come first, in the order of DecidingParameters.
inline constexpr std::array<std::string_view, 11> known_parameters{
    "Action",   "productName", "productProperties", "Region", "Timestamp",    "Nonce",
    "SecretId", "Signature",   "SignatureMethod",   "Token",  "RequestClient"};
inline constexpr std::size_t deciding_parameters = 3;

/// What a byte of wire text means before it is decoded.
enum class WireByte : unsigned char { plain, plus, percent, unsafe, breaking };

inline constexpr std::array<WireByte, 256> wire_bytes = [] {
  std::array<WireByte, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i)
    table[i] = i <= 0x20 || i == 0x7F ? WireByte::breaking : i > 0x7F ? WireByte::unsafe : WireByte::plain;
  for (const char byte : std::string_view("\"#<>[\\]^`{|}")) table[static_cast<unsigned char>(byte)] = WireByte::unsafe;
  table['+'] = WireByte::plus;
  table['%'] = WireByte::percent;
  return table;
}();

/// Bytes that a front end may refuse, or replace, before anybody looks at them.
[[nodiscard]] inline bool undecodable(std::string_view bytes) noexcept {
  return bytes.find('\0') != std::string_view::npos || !wire::is_utf8(bytes);
}

/// Whether every service takes `value` for the common parameter `name` as far as its form goes.
[[nodiscard]] inline bool ordinary_common_value(std::string_view name, std::string_view value) noexcept {
  if (name == "Region") return value == "gz";
  if (name != "Timestamp" && name != "Nonce") return true;
  return !value.empty() && value.size() <= 10 && value.front() != '0' &&
         value.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Looks for what makes readers differ, one field after the other.
class Survey {
 public:
  void take(const wire::FormField& field) {
    const bool name_encoded = scan(field.name);
    const bool value_encoded = scan(field.value);
    std::string name_buffer, value_buffer;
    const std::string_view name = decoded(field.name, name_encoded, name_buffer);
    std::size_t known = 0;
    while (known < known_parameters.size() && known_parameters[known] != name) ++known;
    if (known < deciding_parameters) {
      if (seen_[known])
        out.repeats = true;
      else if (seen_by_case_[known])
        out.repeats_by_case = true;
      seen_[known] = seen_by_case_[known] = true;
      if (value_encoded && !wire::percent_decoded(field.value).valid) out.undecodable = true;
      return;
    }
    const std::string_view value = decoded(field.value, value_encoded, value_buffer);
    out.undecodable = out.undecodable || undecodable(name) || undecodable(value);
    if (known < known_parameters.size()) {
      if (seen_[known]) out.repeats = true;
      seen_[known] = true;
      if (!ordinary_common_value(name, value)) out.doubtful_values = true;
      return;
    }
    for (known = 0; known < known_parameters.size() && !equals_folded(known_parameters[known], name);) ++known;
    if (known == known_parameters.size()) {
      out.unknown_parameters = true;
      return;
    }
    out.case_variants = true;
    if (known < deciding_parameters && std::exchange(seen_by_case_[known], true)) out.repeats_by_case = true;
  }

  Ambiguities out;

 private:
  /// Notes what the raw bytes say; whether there is anything to decode or to check.
  bool scan(std::string_view text) noexcept {
    bool encoded = false;
    for (const char byte : text) switch (wire_bytes[static_cast<unsigned char>(byte)]) {
        case WireByte::plain: break;
        case WireByte::plus: out.plus = true; break;
        case WireByte::percent: encoded = true; break;
        case WireByte::unsafe: out.unsafe_bytes = true; break;
        case WireByte::breaking: out.unsafe_bytes = out.breaks_framing = true; break;
      }
    return encoded;
  }

  std::string_view decoded(std::string_view text, bool encoded, std::string& buffer) {
    if (!encoded) return text;
    wire::PercentDecoded whole = wire::percent_decoded(text);
    if (!whole.valid) out.undecodable = true;
    buffer = std::move(whole.bytes);
    return buffer;
  }

  std::array<bool, known_parameters.size()> seen_{};
  std::array<bool, deciding_parameters> seen_by_case_{};
};

inline void read_fields(const std::vector<wire::FormField>& fields, const Reading& reading, DecidingParameters& out) {
  std::optional<std::string>* const slots[deciding_parameters] = {&out.action, &out.name, &out.properties};
  for (const wire::FormField& field : fields) {
    std::string buffer;
    std::string_view name = field.name;
    if (name.find_first_of("%+") != std::string_view::npos) {
      buffer = wire::percent_decoded(name, reading.plus).bytes;
      name = buffer;
    }
    for (std::size_t i = 0; i < deciding_parameters; ++i) {
      const bool match = reading.fold_case ? equals_folded(name, known_parameters[i]) : name == known_parameters[i];
      if (!match || (slots[i]->has_value() && reading.repeats == Reading::Repeats::first)) continue;
      *slots[i] = wire::percent_decoded(field.value, reading.plus).bytes;
      if (slots[i] == &out.name) out.bare_name = !field.has_equals;
    }
  }
}

}  // namespace detail

/// Splits the wire text of `request`, which must outlive the outcome. O(n).
[[nodiscard]] inline WireParameters split_parameters(const wire::WireRequest& request) {
  return {wire::split_form(request.query), wire::split_form(request.body)};
}

/// What in a request makes readers differ. `post`: the method is POST. O(n).
[[nodiscard]] inline Ambiguities find_ambiguities(const WireParameters& parameters, bool post) {
  detail::Survey survey;
  for (const wire::FormField& field : parameters.query) survey.take(field);
  for (const wire::FormField& field : parameters.body) survey.take(field);
  survey.out.both_places = post ? !parameters.query.empty() : !parameters.body.empty();
  return survey.out;
}

/// The readings under which a request has to be judged, the likeliest first; one if nothing is ambiguous, 24 at most.
[[nodiscard]] inline std::vector<Reading> permitted_readings(const Ambiguities& ambiguous, bool post) {
  std::vector<Reading> out{{wire::Plus::space, Reading::Repeats::first, false, !post, post}};
  const auto fork = [&out](bool needed, auto change) {
    const std::size_t count = needed ? out.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
      out.push_back(out[i]);
      change(out.back());
    }
    return count;
  };
  fork(ambiguous.plus, [](Reading& reading) { reading.plus = wire::Plus::literal; });
  fork(ambiguous.repeats || ambiguous.repeats_by_case,
       [](Reading& reading) { reading.repeats = Reading::Repeats::last; });
  fork(ambiguous.case_variants, [](Reading& reading) { reading.fold_case = true; });
  const std::size_t of_method =
      fork(ambiguous.both_places, [](Reading& reading) { reading.query = reading.body = true; });
  for (std::size_t i = 0; i < of_method; ++i) {
    out.push_back(out[i]);
    std::swap(out.back().query, out.back().body);
  }
  return out;
}

/// The parameters that decide, as one reader sees them. O(n).
[[nodiscard]] inline DecidingParameters read_parameters(const WireParameters& parameters, const Reading& reading) {
  DecidingParameters out;
  if (reading.query) detail::read_fields(parameters.query, reading, out);
  if (reading.body) detail::read_fields(parameters.body, reading, out);
  return out;
}

}  // namespace createproduct::judge
