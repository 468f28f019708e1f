// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/mock/rules.hpp>
#include <createproduct/mock/text.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::mock {

/// One parameter as the service read it. Views live as long as the request and the Parameters object.
struct Received {
  std::string_view name;        ///< decoded
  std::string_view value;       ///< decoded
  std::string_view wire_value;  ///< before decoding
};

/// The parameters of a request, read by the rules of a Decoding. Keeps views into the request, which must outlive it.
class Parameters {
 public:
  /// Reads `request`, which must outlive it. O(n).
  Parameters(const wire::WireRequest& request, const Decoding& rules) : rules_(rules) {
    const bool post = request.method == "POST";
    const bool query = !post || rules.reads_query_of_post;
    const bool body = post || rules.reads_body_of_get;
    // Decoding never lengthens text, so decoded_ never moves and views into it stay good.
    decoded_.reserve((query ? request.query.size() : 0) + (body ? request.body.size() : 0));
    all_.reserve(12);
    if (query) read(request.query);
    if (body) read(request.body);
  }
  Parameters(const Parameters&) = delete;
  Parameters& operator=(const Parameters&) = delete;

  /// In the order in which they came, query before body.
  [[nodiscard]] const std::vector<Received>& all() const noexcept { return all_; }

  /// Whether every percent sign started a sequence.
  [[nodiscard]] bool decodable() const noexcept { return decodable_; }

  /// The parameter `name`: of several the one that Decoding::repeat picks. Null if there is none. O(n).
  [[nodiscard]] const Received* find(std::string_view name) const noexcept {
    const Received* found = nullptr;
    for (const Received& parameter : all_) {
      if (!is(parameter, name)) continue;
      found = &parameter;
      if (rules_.repeat == Decoding::Repeat::first) break;
    }
    return found;
  }

  /// The value of the parameter `name`, or empty.
  [[nodiscard]] std::string_view value(std::string_view name) const noexcept {
    const Received* found = find(name);
    return found == nullptr ? std::string_view() : found->value;
  }

  /// How many parameters there are of that name. O(n).
  [[nodiscard]] std::size_t count(std::string_view name) const noexcept {
    std::size_t found = 0;
    for (const Received& parameter : all_) found += is(parameter, name) ? 1U : 0U;
    return found;
  }

  /// Whether `parameter` is the one called `name`.
  [[nodiscard]] bool is(const Received& parameter, std::string_view name) const noexcept {
    return rules_.folds_case ? text::same_ignoring_case(parameter.name, name) : parameter.name == name;
  }

 private:
  using Percent = Decoding::Percent;

  void read(std::string_view wire) {
    if (rules_.splits_decoded_text || rules_.cuts_at_equals) wire = decode(wire, rules_.percent);
    while (!wire.empty()) {
      const std::size_t end = wire.find('&');
      const std::string_view piece = wire.substr(0, end);
      wire = end == std::string_view::npos ? std::string_view() : wire.substr(end + 1);
      if (!piece.empty()) add(piece);
    }
  }

  void add(std::string_view piece) {
    const std::size_t equals = piece.find('=');
    const std::string_view name = piece.substr(0, equals);
    std::string_view value = equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1);
    if (rules_.cuts_at_equals) value = value.substr(0, value.find('='));
    value = value.substr(0, rules_.value_limit);
    if (rules_.splits_decoded_text || rules_.cuts_at_equals)
      all_.push_back({name, value, value});
    else
      all_.push_back({decode(name, rules_.percent), decode(value, rules_.percent), value});
  }

  /// `wire` decoded into decoded_, or `wire` itself if there is nothing to decode.
  std::string_view decode(std::string_view wire, Percent percent) {
    if (wire.find_first_of("%+") == std::string_view::npos) return wire;
    const std::size_t begin = decoded_.size();
    for (std::size_t i = 0; i < wire.size(); ++i) {
      const char byte = wire[i];
      if (byte == '+' && rules_.plus_is_space) {
        decoded_.push_back(' ');
      } else if (byte != '%') {
        decoded_.push_back(byte);
      } else if (!sequence(wire.substr(i), percent)) {
        decoded_.push_back('%');
      } else {
        i += 2;
      }
    }
    if (percent != Percent::twice) return std::string_view(decoded_).substr(begin);
    const std::string once = decoded_.substr(begin);
    decoded_.resize(begin);
    if (once.find_first_of("%+") == std::string::npos) {
      decoded_.append(once);
      return std::string_view(decoded_).substr(begin);
    }
    return decode(once, Percent::once);
  }

  /// Decodes the sequence at the start of `wire`, which is a percent sign, if there is one to decode.
  bool sequence(std::string_view wire, Percent percent) {
    if (wire.size() < 3 || text::hex(wire[1]) < 0 || text::hex(wire[2]) < 0) {
      decodable_ = false;
      return false;
    }
    if (percent == Percent::never) return false;
    const auto lower_case = [](char digit) { return digit >= 'a' && digit <= 'f'; };
    if (percent == Percent::upper_case_only && (lower_case(wire[1]) || lower_case(wire[2]))) return false;
    const char byte = static_cast<char>(static_cast<unsigned char>(text::hex(wire[1]) * 16 + text::hex(wire[2])));
    if (percent == Percent::where_needed_only && (text::is_letter(byte) || text::is_digit(byte))) return false;
    decoded_.push_back(byte);
    return true;
  }

  Decoding rules_;
  std::string decoded_;
  std::vector<Received> all_;
  bool decodable_ = true;
};

}  // namespace createproduct::mock
