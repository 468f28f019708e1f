// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/http/signing_mistake.hpp>
#include <createproduct/http/url.hpp>
#include <createproduct/sign/signature.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/wire/form.hpp>
#include <createproduct/wire/percent.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::http {

/// What a stamp puts on requests.
struct Stamping {
  /// Without a secret_key requests are not signed; secret_id travels all the same if it is set.
  sign::Credentials credentials;
  sign::Method method = sign::Method::hmac_sha256;  ///< the one to sign by
  bool contradict = false;                          ///< sign by another method than the request says
  bool leave_method_out = false;                    ///< add no SignatureMethod, and sign by the one that this means
  SigningMistake mistake = SigningMistake::none;    ///< sign wrongly in this way
  std::string other_key{};                          ///< SecretKey of another account, for one of the mistakes
  std::string host = "iotcloud.api.qcloud.com";     ///< that is signed, whatever host the request goes to
  std::string path{default_path};                   ///< that is signed
  std::string region = "gz";                        ///< value of the common parameter Region
  std::function<std::int64_t()> clock;              ///< seconds since 1970; empty for the system's clock
  std::function<std::uint64_t()> nonce;             ///< positive and new with every call; empty for fresh_nonce()
};

/// A positive number below 2^31 that this process has not had before, in an order of its own for each process; one
/// taken from the seed of a run would make the next run a replay. Repeats after 2^31 - 1 calls. For any thread.
[[nodiscard]] inline std::uint64_t fresh_nonce() {
  constexpr std::uint64_t count = 2147483647;  // prime, so that every step visits every number
  struct Sequence {
    std::random_device device;
    std::uint64_t start = device() % count;
    std::uint64_t step = 1 + device() % (count - 1);
    std::atomic<std::uint64_t> calls{0};
  };
  static Sequence sequence;
  const std::uint64_t call = sequence.calls.fetch_add(1, std::memory_order_relaxed) % count;
  return 1 + (sequence.start + call * sequence.step) % count;
}

namespace detail {

/// The pairs a server makes of `request`, as raw bytes: those of the query, then those of the body. Works on the text
/// that travels, so that a literal parameter counts as what it decodes to, even if that is several. The empty pieces
/// between two separators are none.
[[nodiscard]] inline sign::Pairs decoded_pairs(const wire::RawRequest& request) {
  const wire::WireRequest wire = wire::encode(request);
  sign::Pairs pairs;
  for (const std::string_view text : {std::string_view(wire.query), std::string_view(wire.body)})
    for (const wire::FormField& field : wire::split_form(text))
      if (field.has_equals || !field.name.empty())
        pairs.emplace_back(wire::percent_decoded(field.name).bytes, wire::percent_decoded(field.value).bytes);
  return pairs;
}

/// The value of the first pair called `name`, or nullptr.
[[nodiscard]] inline const std::string* value_of(const sign::Pairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &sign::Pairs::value_type::first);
  return found == pairs.end() ? nullptr : &found->second;
}

}  // namespace detail

/// `request` with what `stamping` says added at its end, the signature last. A parameter that the request has already,
/// by its decoded name, stays as it is and is signed as it is; so a case can send a stale Timestamp or a wrong
/// Signature. With a secret_key everything is added; without one the SecretId alone, if there is one, or with
/// `with_common` all that needs no key. Clauses: those whose ids begin with common.
[[nodiscard]] inline wire::RawRequest stamped(const Stamping& stamping, wire::RawRequest request, bool with_common) {
  const sign::Credentials& credentials = stamping.credentials;
  const bool is_signed = !credentials.secret_key.empty();
  if (!is_signed && !with_common && credentials.secret_id.empty()) return request;
  sign::Pairs pairs = detail::decoded_pairs(request);
  const auto add = [&](std::string name, std::string value) {
    if (detail::value_of(pairs, name) != nullptr) return;
    pairs.emplace_back(name, value);
    request.add(std::move(name), std::move(value));
  };

  if (!is_signed && !with_common) {
    add("SecretId", credentials.secret_id);
    return request;
  }
  if (stamping.mistake != SigningMistake::absent_region)
    add("Region", stamping.region);
  else if (detail::value_of(pairs, "Region") == nullptr)
    pairs.emplace_back("Region", stamping.region);
  const auto now = [] {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since_1970).count();
  };
  const std::int64_t unit = stamping.mistake == SigningMistake::milliseconds ? 1000 : 1;
  if (stamping.mistake != SigningMistake::absent_timestamp)
    add("Timestamp", std::to_string(unit * (stamping.clock ? stamping.clock() : now())));
  if (stamping.mistake != SigningMistake::absent_nonce) {
    const std::uint64_t nonce = stamping.nonce ? stamping.nonce() : fresh_nonce();
    add("Nonce", std::to_string(stamping.mistake == SigningMistake::small_nonce ? 1 + nonce % 32767 : nonce));
  }
  if (!credentials.secret_id.empty()) add("SecretId", mistaken_secret_id(stamping.mistake, credentials.secret_id));
  if (!is_signed) return request;

  if (!credentials.token.empty()) add("Token", credentials.token);
  const bool absent_method = stamping.mistake == SigningMistake::absent_method;
  if (!stamping.leave_method_out && !absent_method) add("SignatureMethod", std::string(sign::method_name(stamping.method)));
  const std::string* const named = detail::value_of(pairs, "SignatureMethod");
  const bool sha1 = named == nullptr ? !absent_method : sign::method_of(*named) == sign::Method::hmac_sha1;
  const sign::Method method = sha1 != stamping.contradict ? sign::Method::hmac_sha1 : sign::Method::hmac_sha256;
  if (stamping.mistake == SigningMistake::absent) return request;
  add("Signature", mistaken_signature(stamping.mistake, request.method, stamping.host, stamping.path, pairs, credentials,
                                      stamping.other_key, method));
  return request;
}

namespace detail {

/// Whether what `mistake` does makes no difference with these keys, so that it is none.
[[nodiscard]] inline bool comes_out_right(SigningMistake mistake, const Stamping& stamping) {
  const sign::Credentials& credentials = stamping.credentials;
  const std::string& other_key = stamping.other_key;
  switch (mistake) {
    case SigningMistake::last_of_path: return stamping.path.rfind('/') == 0;
    case SigningMistake::other_accounts_key: return other_key.empty() || other_key == credentials.secret_key;
    case SigningMistake::key_is_secret_id: return credentials.secret_id == credentials.secret_key;
    case SigningMistake::cut_key: return credentials.secret_key.size() <= cut_key_length;
    case SigningMistake::cut_secret_id:
    case SigningMistake::longer_secret_id:
    case SigningMistake::other_case_secret_id:
      return mistaken_secret_id(mistake, credentials.secret_id) == credentials.secret_id;
    default: return false;
  }
}

}  // namespace detail

/// The same as a stamp for the suite. As safe to call from several threads as the clock and the nonce in it are.
[[nodiscard]] inline suite::Stamp make_stamp(Stamping stamping) {
  return [stamping = std::move(stamping)](wire::RawRequest request, bool with_common) {
    return stamped(stamping, std::move(request), with_common);
  };
}

/// An account whose requests are stamped so, and signed if there is a secret_key, with all the ways to sign wrongly.
[[nodiscard]] inline suite::Access make_access(Stamping stamping) {
  suite::Access access;
  access.is_signed = !stamping.credentials.secret_key.empty();
  access.stamp = make_stamp(stamping);
  if (!access.is_signed) return access;
  for (const SigningMistakeRow& row : signing_mistakes) {
    if (detail::comes_out_right(row.mistake, stamping)) continue;
    stamping.mistake = row.mistake;
    access.mistaken_stamps.push_back({std::string(row.name), std::string(row.words), make_stamp(stamping), row.clause});
  }
  stamping.mistake = SigningMistake::none;
  stamping.leave_method_out = true;
  access.methodless_stamp = make_stamp(stamping);
  stamping.leave_method_out = false;
  stamping.contradict = true;
  access.mismatched_stamp = make_stamp(std::move(stamping));
  return access;
}

}  // namespace createproduct::http
