// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <createproduct/mock/configuration.hpp>
#include <createproduct/mock/parameters.hpp>
#include <createproduct/sign/signature.hpp>

namespace createproduct::mock {

/// The outcome of authentication: an account, or a public code and why.
struct Admission {
  int public_code = 0;       ///< 0: admitted
  std::string_view text;     ///< refused: why, for the message
  std::string_view account;  ///< admitted: its name
};

/// Checks SecretId, Timestamp, Signature and Nonce of requests (clauses common.*). Every member may be called from any
/// thread.
class Gatekeeper {
 public:
  /// `configuration` must outlive it.
  explicit Gatekeeper(const Configuration& configuration) : configuration_(configuration) {}

  /// `now` is the service's clock. The account of the outcome is a view into the configuration or `parameters`.
  [[nodiscard]] Admission admit(const Parameters& parameters, std::string_view method, std::string_view host,
                                std::string_view path, const Authentication& rules,
                                std::chrono::system_clock::time_point now) {
    const std::string_view secret_id = parameters.value("SecretId");
    if (configuration_.keys.empty()) return {0, {}, secret_id.empty() ? default_account : secret_id};

    const KeyPair* key = find_key(secret_id, rules.id_match);
    const bool missing = secret_id.empty();
    if (missing && !rules.wants_secret_id) return {0, {}, default_account};
    if (missing) return {4100, "SecretId is missing", {}};
    if (key == nullptr && rules.unknown_secret_id_passes) return {0, {}, secret_id};
    if (key == nullptr && rules.keys == Authentication::Keys::first_for_unknown) key = &configuration_.keys.front();
    if (key == nullptr) return {4104, "SecretId is not known", {}};
    if (!key->credentials.token.empty() && parameters.value("Token") != key->credentials.token)
      return {4105, "Token does not fit the key", {}};

    const std::int64_t clock = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const std::string_view stamp = parameters.value("Timestamp");
    const std::optional<std::int64_t> timestamp = unsigned_integer(stamp);
    if (stamp.empty() && rules.wants_timestamp) return {4000, "Timestamp is missing", {}};
    if (!stamp.empty() && !timestamp) return {4000, "Timestamp is not an unsigned integer", {}};
    if (timestamp && rules.checks_past && *timestamp < clock - rules.window) return expired;
    if (timestamp && rules.checks_future && *timestamp > clock + rules.window) return expired;

    const std::string_view nonce = parameters.value("Nonce");
    if (nonce.empty() && rules.wants_nonce) return {4000, "Nonce is missing", {}};
    const std::optional<std::int64_t> number = unsigned_integer(nonce);
    if (!nonce.empty() && !number) return {4000, "Nonce is not an unsigned integer", {}};
    if (number && *number > rules.most_nonce) return {4000, "Nonce is too large", {}};

    const auto fits = [&](const KeyPair& one) {
      return signature_fits(parameters, method, host, path, one.credentials.secret_key, rules);
    };
    const bool is_signed = rules.keys == Authentication::Keys::any ? std::ranges::any_of(configuration_.keys, fits)
                           : rules.keys == Authentication::Keys::first_for_all ? fits(configuration_.keys.front())
                                                                               : fits(*key);
    if (rules.takes_used_signatures ? !fits_again(parameters.value("Signature"), is_signed) : !is_signed)
      return {4100, "Signature does not fit the request", {}};
    // Last, so that nobody without the key can use up a nonce.
    if (!nonce.empty() && rules.checks_nonce)
      return remember(rules.nonce_by_method ? std::string(method).append(secret_id) : std::string(secret_id), nonce,
                      timestamp.value_or(0), clock, rules, *key);
    return {0, {}, key->account};
  }

 private:
  static constexpr std::string_view default_account = "default";
  static constexpr Admission expired{4200, "the request has expired", {}};
  static constexpr std::size_t memory_limit = std::size_t{1} << 20U;
  static constexpr std::int64_t longest_window = 7200;

  [[nodiscard]] const KeyPair* find_key(std::string_view secret_id, Authentication::IdMatch match) const {
    const auto fits = [&](const std::string& known) {
      using IdMatch = Authentication::IdMatch;
      switch (match) {
        case IdMatch::exact: break;
        case IdMatch::beginning: return !secret_id.empty() && known.starts_with(secret_id);
        case IdMatch::longer: return secret_id.starts_with(known);
        case IdMatch::any_case: return text::same_ignoring_case(known, secret_id);
      }
      return known == secret_id;
    };
    for (const KeyPair& key : configuration_.keys)
      if (fits(key.credentials.secret_id)) return &key;
    return nullptr;
  }

  [[nodiscard]] static std::optional<std::int64_t> unsigned_integer(std::string_view text) noexcept {
    std::int64_t number = 0;
    if (text.empty() || !text::only_of(text, "0123456789")) return std::nullopt;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) return std::nullopt;
    return number;
  }

  [[nodiscard]] bool signature_fits(const Parameters& parameters, std::string_view method, std::string_view host,
                                    std::string_view path, std::string_view secret_key, Authentication rules) const {
    if (!rules.optional_parameter.empty()) {
      rules.unsigned_parameter = std::exchange(rules.optional_parameter, {});
      if (signature_fits(parameters, method, host, path, secret_key, rules)) return true;
      rules.unsigned_parameter = {};
    }
    if (rules.compare == Authentication::Compare::never) return true;
    std::string given(parameters.value("Signature"));
    if (given.empty()) return !rules.wants_signature;
    if (rules.loses_plus)
      for (char& byte : given) byte = byte == '+' ? ' ' : byte;
    if (!rules.checks_without_region && parameters.find("Region") == nullptr) return true;
    if (rules.signs_post_as_get) method = "GET";
    if (rules.signs_last_of_path) path = path.substr(std::min(path.rfind('/'), path.size()));
    if (rules.wants_no_padding && given.ends_with('=')) return false;
    if (rules.wants_no_padding) given.append((4 - given.size() % 4) % 4, '=');

    sign::Pairs pairs;
    pairs.reserve(parameters.all().size());
    for (const Received& parameter : parameters.all()) {
      if (!rules.unsigned_parameter.empty() && parameter.name == rules.unsigned_parameter) continue;
      pairs.emplace_back(parameter.name, rules.signs_encoded_values ? parameter.wire_value : parameter.value);
    }
    const std::optional<std::vector<sign::Method>> methods = methods_for(parameters.value("SignatureMethod"), rules);
    if (!methods) return false;
    const auto fits_host = [&](std::string_view candidate) {
      std::string canonical = rules.orders_ignoring_case ? text_ignoring_case(method, candidate, path, pairs)
                                                         : sign::canonical_text(method, candidate, path, pairs);
      if (rules.signs_lower_case) canonical = text::lowered(canonical);
      for (const sign::Method hash : *methods)
        if (same(sign::signature(canonical, secret_key, hash), given, rules.compare)) return true;
      return false;
    };
    for (const std::string& known : configuration_.hosts)
      if (fits_host(known)) return true;
    if (host.empty()) return false;
    return fits_host(host) || fits_host(host.substr(0, host.rfind(':')));
  }

  /// The text that is signed, its parameters in an order that does not look at case.
  [[nodiscard]] static std::string text_ignoring_case(std::string_view method, std::string_view host,
                                                      std::string_view path, sign::Pairs pairs) {
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
      return text::lowered(a.first) < text::lowered(b.first);
    });
    std::string out = std::string(method).append(host).append(path);
    char separator = '?';
    for (const auto& [name, value] : pairs) {
      if (name == "Signature") continue;
      out.push_back(std::exchange(separator, '&'));
      out.append(name).append("=").append(value);
    }
    return out;
  }

  /// The methods to try, or nothing if the request names one that is refused.
  [[nodiscard]] static std::optional<std::vector<sign::Method>> methods_for(std::string_view name,
                                                                            const Authentication& rules) {
    using Methods = Authentication::Methods;
    constexpr sign::Method sha1 = sign::Method::hmac_sha1;
    constexpr sign::Method sha256 = sign::Method::hmac_sha256;
    using List = std::vector<sign::Method>;
    switch (rules.methods) {
      case Methods::both: break;
      case Methods::sha1_only: return List{sha1};
      case Methods::sha256_only: return List{sha256};
      case Methods::either: return List{sha1, sha256};
      case Methods::sha256_by_default: return List{name == "HmacSHA1" ? sha1 : sha256};
      case Methods::known_only:
        if (!name.empty() && name != "HmacSHA1" && name != "HmacSHA256") return std::nullopt;
        break;
      case Methods::any_case_too:
        if (name != "HmacSHA256" && text::same_ignoring_case(name, "HmacSHA256")) return List{sha1, sha256};
        break;
      case Methods::required:
        if (name.empty()) return std::nullopt;
        break;
      case Methods::any_case: return List{text::same_ignoring_case(name, "HmacSHA256") ? sha256 : sha1};
    }
    return List{sign::method_of(name)};
  }

  [[nodiscard]] static bool same(std::string_view expected, std::string_view given, Authentication::Compare compare) {
    using Compare = Authentication::Compare;
    switch (compare) {
      case Compare::never: return true;
      case Compare::whole: break;
      case Compare::first_8: return expected.substr(0, 8) == given.substr(0, 8);
      case Compare::given_length: return expected.starts_with(given);
      case Compare::expected_length: return given.starts_with(expected);
      case Compare::any_case: return text::same_ignoring_case(expected, given);
      case Compare::any_order: return std::is_permutation(expected.begin(), expected.end(), given.begin(), given.end());
    }
    return sign::equal_in_constant_time(expected, given);
  }

  /// Whether a signature fits, or fitted some request before.
  [[nodiscard]] bool fits_again(std::string_view signature, bool fits) {
    const std::scoped_lock lock(mutex_);
    if (fits) used_signatures_.emplace(signature);
    return used_signatures_.contains(std::string(signature));
  }

  /// Admits `key`'s account unless the nonce was seen; then it counts as seen. Forgets what would be refused as expired
  /// anyway; if there is too much to remember all the same, refuses the oldest time stamps from then on.
  [[nodiscard]] Admission remember(std::string_view secret_id, std::string_view nonce, std::int64_t timestamp,
                                   std::int64_t clock, const Authentication& rules, const KeyPair& key) {
    std::string entry;
    entry.append(secret_id).append("\n").append(nonce);
    if (!rules.nonce_alone) entry.append("\n").append(std::to_string(timestamp));

    std::unique_lock lock(mutex_);
    while (!by_time_.empty() && by_time_.begin()->first < clock - longest_window) forget_oldest();
    if (timestamp < floor_) return expired;
    if (rules.nonce_race_window.count() > 0 && !seen_.contains(entry)) {
      lock.unlock();
      std::this_thread::sleep_for(rules.nonce_race_window);
      lock.lock();
      seen_.erase(entry);
    }
    const auto [seen, fresh] = seen_.try_emplace(entry, admitted_);
    const bool replay = !fresh && admitted_ - seen->second <= rules.nonce_memory;
    if (replay) return {4500, "Nonce has been used", {}};
    seen->second = ++admitted_;
    if (fresh) by_time_[timestamp].push_back(std::move(entry));
    if (seen_.size() > memory_limit) {
      floor_ = by_time_.begin()->first + 1;
      forget_oldest();
    }
    return {0, {}, key.account};
  }

  void forget_oldest() {
    for (const std::string& entry : by_time_.begin()->second) seen_.erase(entry);
    by_time_.erase(by_time_.begin());
  }

  const Configuration& configuration_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::uint64_t> seen_;       ///< number of the request, by key, nonce and time stamp
  std::map<std::int64_t, std::vector<std::string>> by_time_;  ///< entries of seen_, by time stamp
  std::uint64_t admitted_ = 0;
  std::unordered_set<std::string> used_signatures_;  ///< that fitted, for a service that takes them again
  std::int64_t floor_ = 0;  ///< older time stamps are no longer remembered
};

}  // namespace createproduct::mock
