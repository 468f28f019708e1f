// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <createproduct/suite/events.hpp>
#include <createproduct/suite/operation.hpp>

namespace createproduct::suite {

/// A signed request that was accepted, so that its Timestamp and Nonce have been used.
struct UsedNonce {
  std::string timestamp;     ///< as sent
  std::string nonce;         ///< as sent
  Exchange exchange;         ///< the request and its answer
  std::size_t requests = 0;  ///< that had been sent by then, itself among them
};

/// The first nonces that a run has used, to ask much later whether they are still known to be used.
class UsedNonces {
 public:
  static constexpr std::size_t most = 3;  ///< kept

  /// Keeps those of `accepted`, an accepted request of the first account, if it is signed and has both parameters.
  /// `requests`: sent so far.
  void note(const Exchange& accepted, std::size_t requests) {
    if (all_.size() == most || !accepted.is_signed) return;
    const auto timestamp = parameter_of(accepted.sent, "Timestamp");
    const auto nonce = parameter_of(accepted.sent, "Nonce");
    if (timestamp && nonce) all_.push_back({*timestamp, *nonce, accepted, requests});
  }

  /// The target may have forgotten all.
  void forget() noexcept { all_.clear(); }

  /// In the order of their use.
  [[nodiscard]] const std::vector<UsedNonce>& all() const noexcept { return all_; }

 private:
  std::vector<UsedNonce> all_;
};

}  // namespace createproduct::suite
