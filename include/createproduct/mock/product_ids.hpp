// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <createproduct/mock/answer_shape.hpp>
#include <createproduct/mock/text.hpp>

namespace createproduct::mock {

/// The finaliser of SplitMix64: a bijection that scatters its input. Steele, Lea, Flood: Fast splittable PRNGs (2014).
[[nodiscard]] constexpr std::uint64_t scattered(std::uint64_t x) noexcept {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

/// What an id can be made from.
struct IdSource {
  std::uint64_t product = 0;          ///< number of the product within the service, from 0
  std::uint64_t account_product = 0;  ///< number of the product within its account, from 0
  std::int64_t second = 0;            ///< UNIX time
  std::string_view name;              ///< of the product
};

namespace id_detail {

inline constexpr std::uint64_t mask = (std::uint64_t{1} << 50U) - 1;

/// A bijection on 50 bits, so that counted products get scattered ids that never repeat: each step (adding, multiplying
/// by an odd number, folding the upper half down) can be undone.
[[nodiscard]] constexpr std::uint64_t permuted(std::uint64_t x, std::uint64_t seed) noexcept {
  x = (x + scattered(seed)) & mask;
  for (int round = 0; round < 2; ++round) {
    x = (x * 0x9E3779B97F4A7C15U) & mask;
    x ^= x >> 25U;
  }
  return x;
}

[[nodiscard]] inline std::uint64_t hashed(std::string_view text) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  return scattered(hash);
}

inline void append_digits(std::uint64_t value, std::string_view digits, std::size_t count, std::string& out) {
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back(digits[static_cast<std::size_t>(value % digits.size())]);
    value /= digits.size();
  }
}

[[nodiscard]] inline std::string spelled(std::uint64_t value, IdForm form) {
  constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  constexpr std::string_view smalls = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::string_view hex = "0123456789abcdef";
  std::string id;
  switch (form) {
    case IdForm::page: append_digits(value, capitals, 10, id); break;  // 36^10 > 2^50
    case IdForm::one_character_more: append_digits(value, capitals, 11, id); break;
    case IdForm::lower_case: append_digits(value, smalls, 10, id); break;
    case IdForm::digits: append_digits(value, "0123456789", 16, id); break;
    case IdForm::symbols:
      id = "iot/";
      append_digits(value, capitals, 5, id);
      id += "+_.";
      append_digits(value / (36 * 36 * 36 * 36 * 36), smalls, 5, id);
      id += "=";
      break;
    case IdForm::long_40:
      append_digits(value, capitals, 10, id);
      append_digits(scattered(value), smalls, 12, id);
      append_digits(scattered(~value), capitals, 18, id);
      break;
    case IdForm::uuid:
      append_digits(value, hex, 8, id);
      id += '-';
      append_digits(value >> 32U, hex, 4, id);
      id += "-4";
      append_digits(value >> 48U, hex, 3, id);
      id += "-a";
      append_digits(scattered(value), hex, 3, id);
      id += '-';
      append_digits(scattered(~value), hex, 12, id);
      break;
  }
  return id;
}

}  // namespace id_detail

/// The id of a product. With Identity::unique no two products of a service get the same one.
[[nodiscard]] inline std::string product_id(const IdSource& source, std::uint64_t seed, Identity identity,
                                            IdForm form) {
  using id_detail::hashed;
  std::uint64_t value = source.product;
  switch (identity) {
    case Identity::unique: break;
    case Identity::constant: value = 0; break;
    case Identity::modulo_10: value %= 10; break;
    case Identity::modulo_100: value %= 100; break;
    case Identity::per_account: value = source.account_product; break;
    case Identity::by_second: value = static_cast<std::uint64_t>(source.second); break;
    case Identity::by_name: value = hashed(source.name.substr(0, 4)); break;
    case Identity::by_folded_name: value = hashed(text::lowered(source.name)); break;
    case Identity::by_length: value = source.name.size(); break;
    case Identity::random_below_1000: value = scattered(value ^ seed) % 1000; break;
    case Identity::previous: value -= value % 2; break;
  }
  return id_detail::spelled(id_detail::permuted(value, seed), form);
}

}  // namespace createproduct::mock
