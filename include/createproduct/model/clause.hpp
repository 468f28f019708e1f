// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include <createproduct/model/generated/clause_table.hpp>

namespace createproduct {

namespace detail {

/// FNV-1a. Ids are looked up by hash, and compared in plain loops, for the compiler does it for every literal, and the
/// functions of std::string_view take it several times as long.
[[nodiscard]] constexpr std::uint32_t id_hash(std::string_view id) noexcept {
  std::uint32_t hash = 2166136261U;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

[[nodiscard]] constexpr bool same_text(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  const char* other = b.data();
  for (const char c : a)
    if (c != *other++) return false;
  return true;
}

[[nodiscard]] constexpr std::string_view text_of(const char* literal) noexcept {
  const char* end = literal;
  while (*end != '\0') ++end;
  return {literal, static_cast<std::size_t>(end - literal)};
}

}  // namespace detail

/// Position of `id` in the clause table, or clause_count when there is no such clause. O(log n).
[[nodiscard]] constexpr std::size_t clause_index(std::string_view id) noexcept {
  const std::uint32_t hash = detail::id_hash(id);
  const ClausePlace* place = clause_places.data();
  for (std::size_t left = clause_count; left > 1;) {
    const std::size_t half = left / 2;
    if (place[half].hash <= hash) place += half;
    left -= half;
  }
  return detail::same_text(clause_table[place->index].id, id) ? place->index : clause_count;
}

/// How many clauses of their own users can add; see define_clause().
inline constexpr std::size_t own_clause_capacity = 16;

/// One more than the greatest index that a clause can have.
inline constexpr std::size_t clause_capacity = clause_count + own_clause_capacity;

namespace detail {

/// The clauses that users have added.
struct OwnClauses {
  std::array<Clause, own_clause_capacity> rows{};
  std::size_t count = 0;
};
inline OwnClauses own_clauses;

/// Not constexpr, and so the end of a compilation that comes to it. Defined, for clang 14 refers to it.
inline void no_clause_has_this_id() {}

}  // namespace detail

/// The number of clauses that there are: those of the contract, at the indices below clause_count, then the users' own.
[[nodiscard]] inline std::size_t clause_total() noexcept { return clause_count + detail::own_clauses.count; }

/// A clause of the contract, or one of a user's own. From a string literal it is checked at compile time: a name that spec/clauses.json
/// does not have does not compile. From run-time text: ClauseId::find.
class ClauseId {
 public:
  /// The clause called `id`, a literal.
  consteval ClauseId(const char* id) : ClauseId(clause_index(detail::text_of(id))) {  // NOLINT
    if (index_ == clause_count) detail::no_clause_has_this_id();
  }

  /// The clause called `id`, or nothing.
  [[nodiscard]] static constexpr std::optional<ClauseId> find(std::string_view id) noexcept {
    if (const std::size_t index = clause_index(id); index != clause_count) return ClauseId(index);
    for (std::size_t own = 0; own < detail::own_clauses.count; ++own)
      if (detail::own_clauses.rows[own].id == id) return ClauseId(clause_count + own);
    return std::nullopt;
  }

  /// The clause at `index`. Precondition: index < clause_total().
  [[nodiscard]] static constexpr ClauseId at(std::size_t index) noexcept { return ClauseId(index); }

  /// Position in clause_table, or, of a clause of one's own, clause_count and more. Below clause_total().
  [[nodiscard]] constexpr std::size_t index() const noexcept { return index_; }

  /// The row with its texts; lives as long as the program.
  [[nodiscard]] constexpr const Clause& get() const noexcept {
    return index_ < clause_count ? clause_table[index_] : detail::own_clauses.rows[index_ - clause_count];
  }

  /// Such as "product-name.max-length".
  [[nodiscard]] constexpr std::string_view id() const noexcept { return get().id; }

  /// How binding it is.
  [[nodiscard]] constexpr Level level() const noexcept { return get().level; }

  /// Whether answers can show that the clause is broken. The others are documented and never judged.
  [[nodiscard]] constexpr bool observable() const noexcept { return get().unobservable.empty(); }

  friend constexpr bool operator==(ClauseId, ClauseId) noexcept = default;

 private:
  explicit constexpr ClauseId(std::size_t index) noexcept : index_(static_cast<unsigned char>(index)) {}
  unsigned char index_;
};
static_assert(clause_capacity < 256);

/// A set of clauses, in table order.
class ClauseSet {
 public:
  ClauseSet() = default;

  /// The set of these.
  ClauseSet(std::initializer_list<ClauseId> ids) {
    for (const ClauseId id : ids) add(id);
  }

  /// What one does with sets. Adding what is in and taking out what is not changes nothing.
  /// @{
  void add(ClauseId id) noexcept { word(id) |= bit(id); }
  void add(const ClauseSet& other) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  void remove(ClauseId id) noexcept { word(id) &= ~bit(id); }
  [[nodiscard]] bool has(ClauseId id) const noexcept { return (words_[id.index() / word_bits] & bit(id)) != 0; }
  [[nodiscard]] bool empty() const noexcept { return words_ == Words{}; }
  [[nodiscard]] std::size_t size() const noexcept {
    std::size_t count = 0;
    for (const std::uint64_t bits : words_) count += static_cast<std::size_t>(std::popcount(bits));
    return count;
  }
  [[nodiscard]] ClauseSet operator&(const ClauseSet& other) const noexcept {
    ClauseSet both = *this;
    for (std::size_t i = 0; i < words_.size(); ++i) both.words_[i] &= other.words_[i];
    return both;
  }
  friend bool operator==(const ClauseSet&, const ClauseSet&) = default;
  /// @}

  /// The first clause in table order. Precondition: not empty.
  [[nodiscard]] ClauseId first() const noexcept {
    std::size_t i = 0;
    while (words_[i] == 0) ++i;
    return ClauseId::at(i * word_bits + static_cast<std::size_t>(std::countr_zero(words_[i])));
  }

  /// Calls visit(ClauseId) for each clause, in table order.
  template <class Visitor>
  void for_each(Visitor&& visit) const {
    const Words words = words_;  // what is visited may change the set
    for (std::size_t i = 0; i < words.size(); ++i)
      for (std::uint64_t bits = words[i]; bits != 0; bits &= bits - 1)
        visit(ClauseId::at(i * word_bits + static_cast<std::size_t>(std::countr_zero(bits))));
  }

 private:
  static constexpr std::size_t word_bits = 64;
  using Words = std::array<std::uint64_t, (clause_capacity + word_bits - 1) / word_bits>;

  [[nodiscard]] static std::uint64_t bit(ClauseId id) noexcept { return std::uint64_t{1} << (id.index() % word_bits); }
  [[nodiscard]] std::uint64_t& word(ClauseId id) noexcept { return words_[id.index() / word_bits]; }

  Words words_{};
};

}  // namespace createproduct
