// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <createproduct/model/generated/limits.hpp>
#include <createproduct/model/product_properties.hpp>

namespace createproduct {

/// The operation's own parameters (section 2). Can hold names that break the naming rule: see check_product_name.
struct CreateProductRequest {
  std::string product_name;                             ///< UTF-8
  std::optional<ProductProperties> product_properties;  ///< nothing: the parameter is left out, which must be accepted

  friend bool operator==(const CreateProductRequest&, const CreateProductRequest&) = default;
};

/// The parameters that every operation takes (common parameters page), less Action, which is fixed.
struct CommonParameters {
  static constexpr std::string_view action = spec::action;  ///< value of the parameter Action

  std::optional<std::string> region;            ///< of the resources, such as "gz" or "ap-guangzhou"
  std::optional<std::uint64_t> timestamp;       ///< UNIX time in seconds
  std::optional<std::uint64_t> nonce;           ///< random; with timestamp it prevents replay
  std::optional<std::string> secret_id;         ///< names the key pair that signs the request
  std::optional<std::string> signature_method;  ///< "HmacSHA256", or anything else for HMAC-SHA1
  std::optional<std::string> token;             ///< with temporary keys only
  std::optional<std::string> signature;         ///< Base64

  friend bool operator==(const CommonParameters&, const CommonParameters&) = default;
};

}  // namespace createproduct
