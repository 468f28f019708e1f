// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/suite.hpp: it is for those who judge or replay recordings.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/judge/classification.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/suite/noise.hpp>
#include <createproduct/suite/recorded.hpp>
#include <createproduct/suite/recorded_features.hpp>
#include <createproduct/wire/form.hpp>

namespace createproduct::suite {

/// What requests are alike in, as far as a service can have a reason to treat them alike. Hashes.
struct RequestKind {
  std::uint64_t coarse = 0;  ///< method, what must come of it and why, whether it has properties and its name a product
  std::uint64_t fine = 0;    ///< also the kinds of characters in the name, its length, the text of productProperties
};

namespace detail {

/// FNV-1a.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view text) {
    value = (draft::seed_of(text, value) ^ 0x100U) * 0x100000001B3U;
    return *this;
  }
  Fingerprint& add(std::uint64_t number) {
    value = (value ^ number) * 0x100000001B3U;
    return *this;
  }
  std::uint64_t value = 0xCBF29CE484222325U;
};

/// Which kinds of characters a name has, and about how long it is.
[[nodiscard]] inline std::uint64_t name_shape(std::string_view name) {
  std::uint64_t shape = 0;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z')
      shape |= 1U;
    else if (c >= 'A' && c <= 'Z')
      shape |= 2U;
    else if (c >= '0' && c <= '9')
      shape |= 4U;
    else if (c == ':')
      shape |= 8U;
    else if (c == '_')
      shape |= 16U;
    else if (c == '-')
      shape |= 32U;
    else
      shape |= 64U;
  }
  const std::size_t size = name.size();
  const std::uint64_t length = size < 4 ? size : size <= 24 ? 4 : size <= 33 ? size : 34;
  return shape | (length << 8U);
}

}  // namespace detail

/// `exists`: whether a product of the name is known to exist, so that another answer is right than otherwise.
[[nodiscard]] inline RequestKind kind_of(const wire::WireRequest& sent, const judge::Classification& request,
                                         bool exists) {
  detail::Fingerprint print;
  print.add(sent.method).add(static_cast<std::uint64_t>(request.demand)).add(exists ? 1U : 0U);
  request.broken.for_each([&print](ClauseId clause) { print.add(clause.index() + 1); });
  std::string_view properties;
  bool has_properties = false;
  for (const std::string_view text : {std::string_view(sent.query), std::string_view(sent.body)}) {
    constexpr std::string_view name = "productProperties=";
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
      if (at != 0 && text[at - 1] != '&') continue;
      properties = text.substr(at + name.size());
      properties = properties.substr(0, properties.find('&'));
      has_properties = true;
      break;
    }
  }
  print.add(has_properties ? 1U : 0U);
  RequestKind kind;
  kind.coarse = print.value;
  if (!request.names.empty()) print.add(detail::name_shape(request.names.front()));
  kind.fine = print.add(properties).value;
  return kind;
}

/// What a recording shows of breaches that one answer does not prove: refusals, wrong codes, answers that did not come.
/// A run would send the request again; a recording counts what was sent anyway. Memory is bounded.
class RecordedEvidence {
 public:
  /// How often requests of one kind broke one clause.
  struct Tally {
    judge::Breach breach;      ///< the first of them
    std::uint64_t kind = 0;    ///< hash of what the requests are alike in
    bool fine = false;         ///< of requests alike in all that is looked at; else alike in the main
    bool maybe_noise = false;  ///< whether noise explains it, too
    std::size_t broken = 0;    ///< how often
    /// Of these, so many with a success of the same account between one and the next.
    std::size_t separate = 0;
    std::map<std::string, std::size_t> last_epochs{};  ///< by account, of the first few
    ClauseSet exercised;            ///< that all the requests put to the test
    Features features{};            ///< that all the requests have
    bool valid = false;             ///< the requests keep every rule
    std::uint64_t coarse = 0;       ///< the kind, as far as it is alike in the main
    Exchange sample;                ///< the first
    std::string name;               ///< of its case, or its place
    std::vector<std::string> also;  ///< further cases or places, the first few
  };

  /// What the evidence comes to.
  enum class Weight : unsigned char {
    proof,    ///< each time, often enough, while others were accepted in between
    flaky,    ///< often enough, but not each time
    too_few,  ///< less than that
    noise,    ///< what right services do, too, now and then
  };

  /// The answer to a request of this kind broke nothing that must repeat.
  void held(const RequestKind& kind) {
    if (kept_.size() < most_kinds) {
      ++kept_[kind.fine];
      ++kept_[kind.coarse];
      return;
    }
    for (const std::uint64_t one : {kind.fine, kind.coarse})
      if (const auto found = kept_.find(one); found != kept_.end()) ++found->second;
  }

  /// The answer broke a clause. `epoch`: how many requests of the account had been accepted before.
  void broke(const RequestKind& kind, const judge::Breach& breach, bool maybe_noise, std::size_t epoch,
             const Recorded& recorded, const judge::Classification& request, const Features& features) {
    for (const bool fine : {false, true}) count(kind, fine, breach, maybe_noise, epoch, recorded, request, features);
  }

  /// A valid request with these features was accepted.
  void accepted(const Features& features) { accepted_ |= features; }

  /// The features of `tally` that no request that was accepted has.
  [[nodiscard]] Features suspicious(const Tally& tally) const { return tally.features & ~accepted_; }

  /// One more answer was judged, for the rate of noise.
  void count_answer(bool maybe_noise) noexcept {
    ++answers_;
    if (maybe_noise) ++noisy_;
  }

  /// The answers to requests of the kind of `tally` that held.
  [[nodiscard]] std::size_t held(const Tally& tally) const {
    const auto found = kept_.find(tally.kind);
    // Where not all kinds could be kept in mind, an unknown one may have held.
    if (found == kept_.end()) return kept_.size() < most_kinds ? 0 : 1;
    return found->second;
  }

  /// What these breaches come to.
  [[nodiscard]] Weight weight(const Tally& tally) const {
    const bool always = held(tally) == 0;
    if (tally.maybe_noise) return always && tally.separate >= enough_against_noise() ? Weight::proof : Weight::noise;
    if (tally.separate < enough) return Weight::too_few;
    return always ? Weight::proof : Weight::flaky;
  }

  /// Each tally, in the order in which the first breaches came.
  [[nodiscard]] const std::vector<Tally>& tallies() const noexcept { return tallies_; }

  static constexpr std::size_t enough = 3;  ///< so often a breach has to show, between successes

 private:
  static constexpr std::size_t most_kinds = 65536;
  static constexpr std::size_t most_tallies = 2048;
  static constexpr std::size_t most_places = 10;
  static constexpr std::size_t most_accounts = 8;
  static constexpr std::size_t largest_sample = 65536;

  void count(const RequestKind& both, bool fine, const judge::Breach& breach, bool maybe_noise, std::size_t epoch,
             const Recorded& recorded, const judge::Classification& request, const Features& features) {
    const std::uint64_t kind = fine ? both.fine : both.coarse;
    detail::Fingerprint key;
    key.add(kind).add(fine ? 1U : 0U).add(breach.clause.index()).add(maybe_noise ? 1U : 0U);
    const auto [place, is_new] = index_.try_emplace(key.value, tallies_.size());
    if (is_new) {
      if (tallies_.size() >= most_tallies) {
        index_.erase(place);
        return;
      }
      Tally& made = tallies_.emplace_back(Tally{breach, kind, fine, maybe_noise, 0, 0, {}, request.exercised, features,
                                                request.demand == judge::Classification::Demand::accept, both.coarse,
                                                {}, name_of(recorded), {}});
      const auto& [whose, sent, is_signed, answer] = recorded.exchange;
      if (sent.query.size() + sent.body.size() + answer.body.size() <= largest_sample) made.sample = recorded.exchange;
    }
    Tally& tally = tallies_[place->second];
    const std::string& account = recorded.exchange.account;
    auto& last = tally.last_epochs;
    const auto seen = last.find(account);
    if (tally.broken++ == 0 || (seen != last.end() && seen->second != epoch)) ++tally.separate;
    if (seen != last.end())
      seen->second = epoch;
    else if (last.size() < most_accounts)
      last.emplace(account, epoch);
    tally.exercised = tally.exercised & request.exercised;
    tally.features &= features;
    std::string name = name_of(recorded);
    if (!is_new && tally.also.size() < most_places && name != tally.name &&
        (tally.also.empty() || tally.also.back() != name))
      tally.also.push_back(std::move(name));
  }

  /// So many that noise of the recording's rate hits all of them almost never.
  [[nodiscard]] std::size_t enough_against_noise() const {
    return times_against_noise(noisy_, answers_, enough, 100);
  }

  std::unordered_map<std::uint64_t, std::size_t> kept_;
  std::unordered_map<std::uint64_t, std::size_t> index_;
  std::vector<Tally> tallies_;
  Features accepted_;
  std::size_t answers_ = 0;
  std::size_t noisy_ = 0;
};

}  // namespace createproduct::suite
