// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <createproduct/mock/behaviour.hpp>
#include <createproduct/sign/signature.hpp>

namespace createproduct::mock {

/// One key pair that the service knows and the account it belongs to. Several pairs may share an account.
struct KeyPair {
  sign::Credentials credentials;  ///< with a token, requests must carry it as Token
  std::string account;            ///< name of the account
};

/// The time of the service.
using Clock = std::function<std::chrono::system_clock::time_point()>;

/// How a Service is set up.
struct Configuration {
  std::size_t quota = 2000;  ///< products per account
  /// Empty: requests need no signature, and the account is the SecretId if one is sent, else "default". Otherwise every
  /// request must be signed with one of these.
  std::vector<KeyPair> keys;
  /// Hosts that may stand in the signed text, besides the Host header of the request.
  std::vector<std::string> hosts{"iotcloud.api.qcloud.com"};
  Clock clock;             ///< empty for the system's clock
  std::uint64_t seed = 1;  ///< of productIDs and of trouble's dice
  Behaviour behaviour;     ///< for the requests that behaviour.when selects, which by default are all
  Behaviour otherwise;     ///< for the rest
};

}  // namespace createproduct::mock
