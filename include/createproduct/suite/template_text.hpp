// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace createproduct::suite {

/// What the tokens of a case's templates stand for in one execution of the case.
struct TemplateValues {
  std::string fresh;  ///< the case's fresh name, lower-case letters
  /// Members of the properties object that the target is known to accept: name and JSON text.
  const std::vector<std::pair<std::string, std::string>>* base = nullptr;
  std::int64_t now = 0;     ///< Unix time in seconds
  std::uint64_t random = 0; ///< for short names
  std::uint64_t nonce = 0;  ///< positive; never from the seed, or the next run would be a replay
  std::uint64_t execution = 0;  ///< which one, counted from 1 within a session
  std::string last_id{};        ///< the productID of the latest answer of the execution; empty if none told
  std::string last_signature{};  ///< the Signature of its latest request; empty if it was not signed
};

namespace detail {

inline std::string padded(std::string text, std::size_t length, char padding = 'a') {
  text.resize(length, padding);
  return text;
}

inline std::string mapped(std::string text, std::string_view to) {
  std::string out;
  for (const char letter : text) {
    std::size_t value = static_cast<std::size_t>(letter - 'a');
    if (to.size() >= 26) {
      out.push_back(to[value]);
      continue;
    }
    // Fewer characters than letters: as many places as 26 values need, so that names stay distinct.
    for (std::size_t span = 1; span < 26; span *= to.size()) {
      out.push_back(to[value % to.size()]);
      value /= to.size();
    }
  }
  return out;
}

/// Where {head} ends and {tail} begins: behind the salt, so that the two halves make a fresh name whatever stands
/// between them.
inline std::size_t head_length(const std::string& fresh) { return fresh.size() - (fresh.size() < 3 ? 0 : 2); }

/// The fresh name that `head`, a token without its argument, stands for: `fresh` the first one of the case, `fresh.K` its
/// K-th one; empty if none. No fresh name is the beginning of another, so that a letter makes a further one of it.
inline std::string fresh_name(std::string_view head, const std::string& fresh) {
  if (head == "fresh") return fresh;
  constexpr std::string_view numbered = "fresh.";
  unsigned count = 0;
  const char* const end = head.data() + head.size();
  if (!head.starts_with(numbered)) return {};
  const auto [rest, failed] = std::from_chars(head.data() + numbered.size(), end, count);
  if (failed != std::errc{} || rest != end || count < 2 || count > 26) return {};
  return fresh + static_cast<char>('a' + count - 1);
}

/// The end of `text`, where the count of a fresh name is, with room left for a few more characters in a name.
inline std::string last(const std::string& text) {
  constexpr std::size_t most = 28;
  return text.size() > most ? text.substr(text.size() - most) : text;
}

/// A number of `digits` digits, at most 9 of them and at least 1, that hangs on `number`.
inline std::uint64_t of_digits(std::uint64_t number, std::size_t digits) {
  std::uint64_t least = 1;
  for (std::size_t i = 1; i < std::min<std::size_t>(digits, 9); ++i) least *= 10;
  return least + number % (9 * least);
}

/// Six pairs of hexadecimal digits that hang on all of `fresh`.
inline std::string mac_address(std::string_view fresh) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  for (const char letter : fresh) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
  hash ^= hash >> 32U;
  std::string out;
  for (unsigned i = 0; i < 12; ++i, hash >>= 4U) {
    if (i != 0 && i % 2 == 0) out.push_back(':');
    out.push_back("0123456789abcdef"[hash & 15U]);
  }
  return out;
}

inline std::string members(const TemplateValues& values, std::string_view without) {
  std::string out;
  if (values.base == nullptr) return out;
  for (const auto& [name, text] : *values.base) {
    if (name == without) continue;
    if (!out.empty()) out.push_back(',');
    out.append("\"").append(name).append("\":").append(text);
  }
  return out;
}

/// Appends what `token` (without braces) stands for; false if there is no such token.
inline bool append_token(std::string_view token, const TemplateValues& values, std::string& out) {
  const std::size_t colon = token.find(':');
  const std::string_view head = token.substr(0, colon);
  const std::string_view argument = colon == std::string_view::npos ? std::string_view{} : token.substr(colon + 1);
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(argument.data(), argument.data() + argument.size(), number);
  const bool has_number = !argument.empty() && failed == std::errc{} && end == argument.data() + argument.size();
  const auto length = static_cast<std::size_t>(number < 0 ? 0 : number);
  const bool as_told = has_number || head == token;
  const auto sized = [&](std::string text, char padding) { return has_number ? padded(std::move(text), length, padding) : text; };
  const std::string& fresh = values.fresh;
  const std::string named = fresh_name(head, fresh);
  if (!named.empty() && as_told) out += sized(named, 'a');
  else if (token == "head") out += fresh.substr(0, head_length(fresh));
  else if (token == "tail") out += fresh.substr(head_length(fresh));
  else if (head == "upper" && as_told) out += sized(mapped(fresh, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 'A');
  else if (head == "digits" && as_told) out += sized(last(mapped(fresh, "0123456789")), '0');
  else if (token == "mac") out += mac_address(fresh);
  else if (head == "specials" && as_told) out += sized(last(mapped(fresh, ":_-")), '-');
  else if (head == "cut" && has_number) out += padded(fresh, 31).substr(0, length);
  else if (head == "rest" && has_number) out += padded(fresh, 31).substr(length > 31 ? 31 : length);
  else if (head == "short" && has_number) {
    std::uint64_t rest = values.random;
    for (std::size_t i = 0; i < length; ++i, rest /= 26) out.push_back(static_cast<char>('a' + rest % 26));
  }
  else if (const std::size_t second = argument.find(':'); head == "fill" && second != std::string_view::npos) {
    // {fill:N:text}: text over and over, N bytes.
    std::size_t bytes = 0;
    std::from_chars(argument.data(), argument.data() + second, bytes);
    const std::string_view text = argument.substr(second + 1);
    for (std::size_t i = 0; i < bytes && !text.empty(); ++i) out.push_back(text[i % text.size()]);
  }
  else if (head == "others") out += members(values, argument);
  else if (token == "base") out += members(values, {});
  else if (token == "last-id") out += values.last_id.empty() ? fresh : values.last_id;
  else if (token == "last-signature") out += values.last_signature;
  else if (token == "nonce") out += std::to_string(values.nonce);
  else if (head == "nonce" && has_number) out += std::to_string(of_digits(values.nonce, length));
  else if (head == "now") out += std::to_string(values.now + (has_number ? number : 0));
  else return false;
  return true;
}

}  // namespace detail

/// `text` with its tokens replaced: {fresh}, {fresh.K} (its K-th fresh name, K from 2
/// to 26), {fresh:N} and {fresh.K:N} (padded with a, or cut, to N), {head} and {tail} (the halves of
/// the fresh name), {upper}, {digits}, {specials} (the fresh name in another part of the alphabet; with :N padded with A,
/// 0 or -, or cut, to N), {mac} (a device
/// address that is its own), {cut:K} and
/// {rest:K} (31 letters before and after position K), {short:N} (N random letters), {fill:N:text}, {base} and
/// {others:name} (members of the accepted properties, all or without one), {nonce}, {nonce:N} (one of N digits), {now}, {now:SECONDS}, {last-id} (the productID that the execution was told last, or the fresh name),
/// {last-signature}.
/// Braces that hold no token, as those of JSON, stand for themselves. O(n).
[[nodiscard]] inline std::string expand(std::string_view text, const TemplateValues& values) {
  std::string out;
  out.reserve(text.size() + 64);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') {
      const std::size_t close = text.find_first_of("{}", i + 1);
      if (close != std::string_view::npos && text[close] == '}' &&
          detail::append_token(text.substr(i + 1, close - i - 1), values, out)) {
        i = close;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

}  // namespace createproduct::suite
