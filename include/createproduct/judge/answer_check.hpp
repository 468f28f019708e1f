// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/judge/answer_reading.hpp>
#include <createproduct/judge/request_reading.hpp>
#include <createproduct/judge/ruling.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/model/codes.hpp>
#include <createproduct/wire/shallow_json.hpp>

// One answer against the response.* clauses of section 3, as far as the answer alone decides them. Each function adds
// to a ruling what holds and what does not.

namespace createproduct::judge::detail {

using Proof = Breach::Proof;

inline void add_breach(Ruling& out, ClauseId clause, Proof proof, std::string why) {
  out.breaches.push_back({clause, proof, std::move(why)});
}

/// What a field must be, beside what it is; `right` says whether the two agree.
inline void check_type(Ruling& out, const wire::ShallowValue* value, bool right, ClauseId clause,
                       std::string_view field, std::string_view type) {
  if (right) return out.checked.add(clause);
  std::string why = "The answer has no field ";
  if (value != nullptr) why = "The field ";
  why += field;
  if (value != nullptr)
    why.append(" is of kind ").append(wire::kind_name(value->kind)).append(" and not ").append(type);
  add_breach(out, clause, Proof::certain, std::move(why));
}

inline void check_string(Ruling& out, const wire::ShallowValue* value, ClauseId clause, std::string_view field) {
  check_type(out, value, AnswerReading::is_string(value), clause, field, "a string");
}

/// response.json of a body that can be read: whether all who read JSON read the same in it. RFC 8259, sections 4 and 8.1.
inline void check_unambiguous(Ruling& out, const AnswerReading& answer) {
  if (answer.has_mark)
    add_breach(out, "response.json", Proof::certain,
               "The answer begins with a byte order mark, which no JSON text that travels may have");
  else if (!answer.contradicted.empty())
    add_breach(out, "response.json", Proof::certain,
               "The answer has the field " + std::string(answer.contradicted) +
                   " twice with unlike values, and which of them counts is up to who reads it");
  else
    out.checked.add("response.json");
}

/// response.code.type, response.message.type, response.code-desc.type: fields of every answer.
inline void check_types(Ruling& out, const AnswerReading& answer) {
  check_type(out, answer.code, answer.code_is_integer, "response.code.type", "code", "an integer");
  check_string(out, answer.message, "response.message.type", "message");
  check_string(out, answer.code_desc, "response.code-desc.type", "codeDesc");
}

/// Whether codeDesc is the word Success, in whatever case.
[[nodiscard]] inline bool says_success(const AnswerReading& answer) {
  return AnswerReading::is_string(answer.code_desc) && equals_folded(answer.code_desc->text, "Success");
}

/// Whether codeDesc and message, both given, tell of an error.
[[nodiscard]] inline bool tells_of_error(const AnswerReading& answer) {
  if (!AnswerReading::is_text(answer.code_desc) || !AnswerReading::is_text(answer.message)) return false;
  const std::string_view word = answer.code_desc->text;
  return !equals_folded(word.substr(0, 5), "succe") && !equals_folded(word, "ok");
}

/// Decides what an answer means, and whether its code agrees (response.code.meaning). Where fields contradict each
/// other, code is what is wrong. `must_succeed`: a success is the only right answer, so that one is the likelier
/// meaning.
inline Ruling::Outcome decide_outcome(Ruling& out, const AnswerReading& answer, bool must_succeed) {
  using Outcome = Ruling::Outcome;
  const std::optional<std::int64_t> module = answer.module_number;
  const bool has_id = answer.has_product_id();
  const bool names_error = module && (module_code(*module) || (*module != 0 && !has_id && !says_success(answer)));
  const bool is_zero = answer.code_number == 0;
  if (!answer.code_number) {
    if (names_error || tells_of_error(answer)) return Outcome::refused;
    return has_id ? Outcome::accepted : Outcome::unknown;
  }
  if (is_zero) {
    const bool has_name = AnswerReading::is_text(answer.product_name);
    if (names_error || (tells_of_error(answer) && !has_id && !has_name && !must_succeed)) {
      add_breach(out, "response.code.meaning", Proof::certain,
                 "code is 0, which means success, but message and codeDesc report an error");
      return must_succeed && has_id && has_name ? Outcome::accepted : Outcome::refused;
    }
  } else if (has_id && !(module && *module != 0) &&
             (must_succeed ? !tells_of_error(answer)
                           : says_success(answer) && !AnswerReading::is_text(answer.message))) {
    add_breach(out, "response.code.meaning", Proof::certain,
               "code is " + std::to_string(*answer.code_number) +
                   ", which means failure, but the answer is that of a success");
    return Outcome::accepted;
  }
  out.checked.add("response.code.meaning");
  return is_zero ? Outcome::accepted : Outcome::refused;
}

/// Whether a codeDesc names an error, as far as words tell: those that such names begin or end with.
[[nodiscard]] inline bool names_error(std::string_view word) {
  constexpr std::string_view starts[] = {"Invalid", "Error", "Fail", "Unauthor", "AuthFail", "Illegal", "Duplicate", "Exceed"};
  constexpr std::string_view ends[] = {"Error", "Failure", "Failed", "Exceeded", "Exceed", "Exists", "Denied", "NotFound"};
  const auto begins = [&](std::string_view text) { return equals_folded(word.substr(0, text.size()), text); };
  const auto closes = [&](std::string_view text) {
    return word.size() >= text.size() && equals_folded(word.substr(word.size() - text.size()), text);
  };
  if (begins("No")) return false;  // as in NoError
  return std::any_of(std::begin(starts), std::end(starts), begins) || std::any_of(std::begin(ends), std::end(ends), closes);
}

/// response.code-desc.english.
inline void check_english(Ruling& out, const AnswerReading& answer) {
  const std::string& text = answer.code_desc->text;
  if (is_english(text)) return out.checked.add("response.code-desc.english");
  add_breach(out, "response.code-desc.english", Proof::certain,
             text.empty() ? "codeDesc is empty and describes nothing" : "codeDesc is no description in English");
}

/// response.code-desc.agrees, response.code-desc.success, response.code-desc.english, silent.success-message: what every
/// success has.
inline void check_success(Ruling& out, const AnswerReading& answer) {
  if (AnswerReading::is_string(answer.code_desc)) {
    // There is no error to describe, so that it need not be a word at all; see response.code-desc.success for that.
    if (has_foreign_letters(answer.code_desc->text) || is_english(answer.code_desc->text)) check_english(out, answer);
    if (names_error(answer.code_desc->text))
      add_breach(out, "response.code-desc.agrees", Proof::certain,
                 "codeDesc names an error beside a success: " + answer.code_desc->text.substr(0, 40));
    else if (answer.code_desc->text == "Success")
      out.checked.add("response.code-desc.success");
    else
      add_breach(out, "response.code-desc.success", Proof::certain,
                 "codeDesc of a success is not Success, as in the example");
  }
  if (AnswerReading::is_string(answer.message))
    out.choices.push_back({"silent.success-message", answer.message->text.empty() ? "empty" : "text"});
}

/// response.code.public, response.code-desc.agrees, response.code-desc.english, silent.error-fields: what every refusal
/// has.
inline void check_refusal(Ruling& out, const AnswerReading& answer) {
  if (const std::optional<std::int64_t> code = answer.code_number; code && *code != 0) {
    out.unknown_public_code = !is_public_code(*code);
    if (module_code(*code) || (out.unknown_public_code && code == answer.module_number))
      add_breach(out, "response.code.public", Proof::certain,
                 "code is the module code " + std::to_string(*code) + ", which belongs into message");
    else
      out.checked.add("response.code.public");
  }
  if (says_success(answer)) {
    add_breach(out, "response.code-desc.agrees", Proof::certain, "codeDesc says Success beside an error");
  } else if (AnswerReading::is_string(answer.code_desc)) {
    out.checked.add("response.code-desc.agrees");
    check_english(out, answer);
  }
  const auto given = [](const wire::ShallowValue* value) {
    return value != nullptr && value->kind != wire::JsonKind::null &&
           !(AnswerReading::is_string(value) && value->text.empty());
  };
  out.choices.push_back(
      {"silent.error-fields", given(answer.product_name) || given(answer.product_id) ? "present" : "absent"});
}

}  // namespace createproduct::judge::detail
