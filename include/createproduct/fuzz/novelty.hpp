// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/fuzz.hpp: it is for the search over the network, not for validators.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/suite/session.hpp>

namespace createproduct::fuzz {

/// Remembers what answers looked like, and tells the ones that look like none before: by code and transport, by fields
/// and their kinds, by the words of the message, and by what the request had earned.
class Novelty {
 public:
  /// Whether the answer shows anything new. O(length of the exchange).
  bool take(const suite::Sent& sent) {
    const judge::Answer& answer = sent.exchange.answer;
    judge::AnswerReading reading;
    if (answer.transport == judge::Answer::Transport::answered) judge::read_answer(answer.body, reading);
    std::string code = std::to_string(static_cast<int>(answer.transport)) + " " + std::to_string(answer.status);
    if (reading.code_number) code += " " + std::to_string(*reading.code_number);
    if (reading.module_number) code += " (" + std::to_string(*reading.module_number) + ")";

    std::vector<std::string> fields;
    for (const wire::ShallowMember& member : reading.json.members)
      fields.push_back(member.key.substr(0, 40) + ":" + std::string(wire::kind_name(member.value.kind)));
    std::sort(fields.begin(), fields.end());
    std::string shape = "fields " + std::to_string(static_cast<int>(reading.json.state));
    for (const std::string& field : fields) shape += " " + field;

    std::string earned = "earned " + std::to_string(static_cast<int>(sent.request.demand)) + code;
    const ClauseSet& clauses = sent.request.broken.empty() ? sent.request.exercised : sent.request.broken;
    clauses.for_each([&earned](ClauseId clause) { earned.append(" ").append(clause.id()); });
    sent.request.silences.for_each([&earned](ClauseId clause) { earned.append(" ").append(clause.id()); });

    bool is_new = add("code " + code, codes_, most_codes);
    is_new = add(shape, shapes_, most_shapes) || is_new;
    // What hangs on the code counts for those codes only that count themselves.
    if (!has("code " + code)) return is_new;
    is_new = add(earned, earned_, most_earned) || is_new;
    if (judge::AnswerReading::is_string(reading.message))
      is_new = add("words " + code + words(reading.message->text, sent.request.names), messages_[code], most_messages) ||
               is_new;
    return is_new;
  }

  /// How many different features were seen.
  [[nodiscard]] std::size_t size() const noexcept { return seen_.size(); }

 private:
  // A service that never answers twice alike must not make everything new, nor take ever more memory.
  static constexpr std::size_t most_codes = 500;
  static constexpr std::size_t most_shapes = 500;
  static constexpr std::size_t most_earned = 20'000;
  static constexpr std::size_t most_messages = 64;  ///< with each code

  [[nodiscard]] bool has(std::string_view feature) const { return seen_.contains(draft::seed_of(feature)); }

  /// Adds a feature of a kind of which there are `count`.
  bool add(std::string_view feature, std::size_t& count, std::size_t most) {
    if (count >= most || !seen_.insert(draft::seed_of(feature)).second) return false;
    ++count;
    return true;
  }

  /// The message without numbers and names. A name of a few letters is part of other words.
  [[nodiscard]] static std::string words(std::string text, const std::vector<std::string>& names) {
    constexpr std::size_t least = 4;
    for (const std::string& name : names)
      for (std::size_t at = name.size() < least ? text.npos : text.find(name); at != text.npos;
           at = text.find(name, at))
        text.erase(at, name.size());
    std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return text.substr(0, 200);
  }

  std::set<std::uint64_t> seen_;
  std::size_t codes_ = 0, shapes_ = 0, earned_ = 0;
  std::map<std::string, std::size_t> messages_;  ///< by code
};

}  // namespace createproduct::fuzz
