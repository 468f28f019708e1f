// SPDX-License-Identifier: MIT
// Generated from spec/ by spec/generate.py. Do not edit.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// Names, figures and values of the contract, as spec/ has them.
namespace createproduct::spec {

/// Of the specification (spec/README.md, "Version"), not of this library.
inline constexpr std::string_view version = "2026.1";

inline constexpr std::string_view action = "CreateProduct";  ///< of the parameter Action
inline constexpr std::string_view host = "iotcloud.api.qcloud.com";  ///< the documented one
inline constexpr std::string_view path = "/v2/index.php";  ///< the documented one

inline constexpr std::size_t name_min_length = 1;   ///< of a productName, in characters
inline constexpr std::size_t name_max_length = 32;  ///< of a productName, in characters
/// What a productName is made of, all of it ASCII.
inline constexpr std::string_view name_alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-";
inline constexpr std::string_view name_pattern = "[a-zA-Z0-9:_-]{1,32}";  ///< ECMA-262, of the whole name

/// Whether a name may hold a byte, indexed by the byte.
inline constexpr std::array<bool, 256> name_bytes = [] {
  std::array<bool, 256> allowed{};
  for (const char byte : name_alphabet) allowed[static_cast<unsigned char>(byte)] = true;
  return allowed;
}();

/// A productDescription of ordinary text up to this length must be accepted; beyond it nothing is certain. In
/// characters.
inline constexpr std::size_t description_certain_length = 100;
/// A GET request may have this size at most. In bytes.
inline constexpr std::size_t get_length = 32768;
/// The query of a GET request up to this size must be served; common servers stop at request lines of 8 KB. In bytes.
inline constexpr std::size_t get_certain_length = 8000;
/// A Timestamp further than this from the server's clock is refused by every edition of the linked page. In seconds.
inline constexpr std::size_t timestamp_window = 7200;
/// A Timestamp as near as this to the server's clock is accepted by every edition of the linked page. In seconds.
inline constexpr std::size_t timestamp_certain_window = 300;
/// The vendor's own service holds this many products per account; another implementation may hold another number. In
/// products.
inline constexpr std::size_t products_per_account = 2000;
/// The next generation of the API lets an account make this many calls of the operation per second. In requests per
/// second.
inline constexpr std::size_t calls_per_second = 20;

/// One row of spec/parameters.json.
struct ParameterRow {
  std::string_view name;  ///< as it is sent
  std::string_view type;  ///< String, Json or UInt
  bool is_common;         ///< common to all operations of the API
  bool required;          ///< common ones: with keys in use
};

/// The operation's own parameters, then the common ones that the page links to.
inline constexpr std::array<ParameterRow, 10> parameter_table{{
    {"productName", "String", false, true},
    {"productProperties", "Json", false, false},
    {"Action", "String", true, true},
    {"Region", "String", true, false},
    {"Timestamp", "UInt", true, true},
    {"Nonce", "UInt", true, true},
    {"SecretId", "String", true, true},
    {"Signature", "String", true, true},
    {"SignatureMethod", "String", true, false},
    {"Token", "String", true, false},
}};

/// One row of spec/properties.json.
struct PropertyRow {
  std::string_view name;           ///< as it is sent
  std::string_view type;           ///< String or Int
  bool may_be_missing;             ///< false: open
  std::string_view default_value;  ///< as text; empty for none
};

/// The members of productProperties that section 2 lists, in its order.
inline constexpr std::array<PropertyRow, 4> property_table{{
    {"productDescription", "String", false, ""},
    {"encryptionType", "String", true, "1"},
    {"region", "String", false, ""},
    {"productType", "Int", true, "0"},
}};

/// One value that a property may have, as text.
struct ValueRow {
  std::string_view property;  ///< its name
  std::string_view value;     ///< as it is sent; of an Int, in decimal digits
  std::string_view text;      ///< what it means, in our words
  bool open;                  ///< whether it is accepted is silent
};

/// The listed values of all properties, in the order of property_table.
inline constexpr std::array<ValueRow, 6> property_value_table{{
    {"encryptionType", "1", "asymmetric", false},
    {"encryptionType", "2", "symmetric", false},
    {"region", "gz", "Guangzhou", false},
    {"productType", "0", "ordinary", false},
    {"productType", "1", "reserved, without meaning for now", true},
    {"productType", "2", "NB-IoT", false},
}};

/// One row of spec/response-fields.json.
struct FieldRow {
  std::string_view name;  ///< as it is sent
  std::string_view type;  ///< String or Int
  bool in_every_answer;   ///< false: in successes
};

/// The fields of an answer that section 3 lists, in its order.
inline constexpr std::array<FieldRow, 5> response_field_table{{
    {"code", "Int", true},
    {"message", "String", true},
    {"codeDesc", "String", true},
    {"productName", "String", false},
    {"productID", "String", false},
}};

}  // namespace createproduct::spec
