// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace createproduct {

// The values of section 2. Each enumerator is what the wire shows, as a number for productType, as text for the others.

/// encryptionType; left out it means asymmetric.
enum class EncryptionType : unsigned char { asymmetric, symmetric };

/// region of the product, not to be mixed up with the common parameter Region.
enum class Region : unsigned char { guangzhou };

/// productType; left out it means ordinary. The page calls 1 reserved and without meaning.
enum class ProductType : unsigned char { ordinary = 0, reserved = 1, nb_iot = 2 };

/// "1" or "2".
[[nodiscard]] constexpr std::string_view to_text(EncryptionType type) noexcept {
  return type == EncryptionType::asymmetric ? "1" : "2";
}

/// "gz".
[[nodiscard]] constexpr std::string_view to_text(Region) noexcept { return "gz"; }

/// 0, 1 or 2.
[[nodiscard]] constexpr std::int64_t to_number(ProductType type) noexcept { return static_cast<std::int64_t>(type); }

/// The encryptionType written `text`, or nothing.
[[nodiscard]] constexpr std::optional<EncryptionType> parse_encryption_type(std::string_view text) noexcept {
  if (text == "1") return EncryptionType::asymmetric;
  if (text == "2") return EncryptionType::symmetric;
  return std::nullopt;
}

/// The region written `text`, or nothing.
[[nodiscard]] constexpr std::optional<Region> parse_region(std::string_view text) noexcept {
  if (text == "gz") return Region::guangzhou;
  return std::nullopt;
}

/// The productType written `number`, or nothing.
[[nodiscard]] constexpr std::optional<ProductType> parse_product_type(std::int64_t number) noexcept {
  if (number < 0 || number > 2) return std::nullopt;
  return static_cast<ProductType>(number);
}

/// productProperties of section 2; an empty member is left out of the JSON text.
struct ProductProperties {
  std::optional<std::string> product_description;  ///< UTF-8
  std::optional<EncryptionType> encryption_type;   ///< "1" or "2", a string
  std::optional<Region> region;                    ///< "gz"
  std::optional<ProductType> product_type;         ///< an integer

  friend bool operator==(const ProductProperties&, const ProductProperties&) = default;
};

}  // namespace createproduct
