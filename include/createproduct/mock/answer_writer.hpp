// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/mock/answer_shape.hpp>
#include <createproduct/mock/answer_text.hpp>
#include <createproduct/mock/json_writer.hpp>
#include <createproduct/mock/public_codes.hpp>
#include <createproduct/mock/reply.hpp>

namespace createproduct::mock {

/// What an answer is to say. Success is public_code 0.
struct Outcome {
  int public_code = 0;             ///< 0, or why nothing was done
  int module_code = 0;             ///< 0: message is `text` alone
  std::string_view text;           ///< of a refusal: stands in message
  std::string_view name;           ///< the product's, or of a refusal the name asked for
  std::string_view id;             ///< of a success: the productID
  std::string_view account;        ///< of a success: the one that the product belongs to
  std::string_view previous_name;  ///< of the account's product before
};

/// Spells outcomes as answers by an AnswerShape, which must outlive it.
class AnswerWriter {
 public:
  /// Spells answers as `shape` says.
  explicit AnswerWriter(const AnswerShape& shape) : shape_(shape) {}

  /// The answer that says `outcome`. O(length of the name and the text).
  [[nodiscard]] Reply write(const Outcome& outcome) const {
    const bool success = outcome.public_code == 0;
    const int code = code_of(outcome);
    const std::string message = message_of(outcome);
    Reply reply;
    reply.content_type = shape_.content_type;
    if (!success) reply.status = shape_.error_status;
    if (outcome.module_code == 1001 && shape_.duplicate_status != 0) reply.status = shape_.duplicate_status;
    reply.body.reserve(192);

    ObjectWriter writer(
        reply.body, shape_.style == AnswerShape::Style::page && !success ? AnswerShape::Style::compact : shape_.style);
    for (const Name name : order(success)) field(name, outcome, code, message, writer, reply.body);
    if (shape_.extra_fields) extra(writer, reply.body);
    writer.end();
    if (shape_.wrapper != Wrapper::none && (success ? shape_.wraps_success : shape_.wraps_errors))
      reply.body = wrapped(std::move(reply.body), code, message, shape_.wrapper);
    return reply;
  }

 private:
  enum class Name : unsigned char { code, message, code_desc, product_name, product_id };
  using As = FieldShape::As;

  [[nodiscard]] const std::array<Name, 5>& order(bool success) const noexcept {
    using enum Name;
    static constexpr std::array<Name, 5> example{product_id, product_name, message, code_desc, code};
    static constexpr std::array<Name, 5> error{code, message, code_desc, product_name, product_id};
    static constexpr std::array<Name, 5> alphabetical{code, code_desc, message, product_id, product_name};
    static constexpr std::array<Name, 5> reversed{product_id, product_name, code_desc, message, code};
    switch (shape_.order) {
      case AnswerShape::Order::page: return success ? example : error;
      case AnswerShape::Order::table: return error;
      case AnswerShape::Order::alphabetical: return alphabetical;
      case AnswerShape::Order::reversed: return reversed;
    }
    return error;
  }

  [[nodiscard]] int code_of(const Outcome& outcome) const noexcept {
    if (outcome.public_code == 0) return shape_.success_code;
    switch (shape_.code_form) {
      case CodeForm::public_code: return shape_.error_code.value_or(outcome.public_code);
      case CodeForm::module_code: return outcome.module_code != 0 ? outcome.module_code : outcome.public_code;
      case CodeForm::zero: return 0;
      case CodeForm::negative: return -outcome.public_code;
    }
    return outcome.public_code;
  }

  [[nodiscard]] std::string message_of(const Outcome& outcome) const {
    if (outcome.public_code == 0) return std::string(shape_.success_message);
    std::string_view text = outcome.text;
    if (shape_.language == AnswerShape::Language::chinese) text = chinese_text(outcome.module_code);
    if (outcome.module_code == 0) return std::string(text);
    return module_message(outcome.module_code, outcome.public_code, text, shape_.message_form);
  }

  [[nodiscard]] std::string_view desc_of(const Outcome& outcome) const noexcept {
    if (outcome.public_code == 0) return shape_.success_desc;
    if (shape_.error_desc) return *shape_.error_desc;
    return public_code_name(shape_.error_code.value_or(outcome.public_code));
  }

  void field(Name name, const Outcome& outcome, int code, std::string_view message, ObjectWriter& writer,
             std::string& out) const {
    const bool success = outcome.public_code == 0;
    const auto as = [success](const FieldShape& shape) { return success ? shape.on_success : shape.on_error; };
    const bool named = success || shape_.error_fields != AnswerShape::ErrorFields::absent;
    switch (name) {
      case Name::code: return number(shape_.code, as(shape_.code), code, writer, out);
      case Name::message: {
        const bool quotes_name = shape_.unescaped_name_in_message && !success && !outcome.name.empty();
        if (!quotes_name) return text(shape_.message, as(shape_.message), message, writer, out);
        writer.key(shape_.message.key);
        out.append("\"").append(message).append(": ").append(outcome.name).append("\"");
        return;
      }
      case Name::code_desc: return text(shape_.code_desc, as(shape_.code_desc), desc_of(outcome), writer, out);
      case Name::product_name: {
        if (!named) return;
        const bool exact =
            success ? shape_.echo == Echo::exact : shape_.error_fields == AnswerShape::ErrorFields::named;
        if (exact) return text(shape_.product_name, as(shape_.product_name), outcome.name, writer, out);
        const std::string echo =
            success ? echoed(outcome.name, outcome.account, outcome.previous_name, shape_.echo) : std::string();
        return text(shape_.product_name, as(shape_.product_name), echo, writer, out);
      }
      case Name::product_id:
        if (!named) return;
        return text(shape_.product_id, as(shape_.product_id), success ? shape_.id_text.value_or(outcome.id) : "",
                    writer, out);
    }
  }

  void number(const FieldShape& shape, As as, int value, ObjectWriter& writer, std::string& out) const {
    if (as == As::missing) return;
    writer.key(shape.key);
    const std::string digits = std::to_string(value);
    switch (as) {
      case As::text: out.append("\"").append(digits).append("\""); break;
      case As::real: out.append(digits).append(".5"); break;
      default: other(as, digits, out); break;
    }
  }

  void text(const FieldShape& shape, As as, std::string_view value, ObjectWriter& writer, std::string& out) const {
    if (as == As::missing) return;
    writer.key(shape.key);
    const bool digits = !value.empty() && value.size() <= 18 && text::only_of(value, "0123456789");
    if (as == As::documented || as == As::text || (as == As::number_if_digits && !digits)) {
      append_json_string(value, shape_.escapes, out);
    } else if (as == As::number || as == As::number_if_digits) {
      constexpr std::string_view any_number = "10017";
      out.append(digits ? value.substr(std::min(value.find_first_not_of('0'), value.size() - 1)) : any_number);
    } else {
      other(as, value, out);
    }
  }

  /// `spelled` as a value of another type.
  void other(As as, std::string_view spelled, std::string& out) const {
    switch (as) {
      case As::null: out.append("null"); break;
      case As::boolean: out.append(spelled == "0" ? "false" : "true"); break;
      case As::array:
        out.append("[");
        append_json_string(spelled, shape_.escapes, out);
        out.append("]");
        break;
      case As::object:
        out.append("{\"value\":");
        append_json_string(spelled, shape_.escapes, out);
        out.append("}");
        break;
      default: out.append(spelled); break;
    }
  }

  static void extra(ObjectWriter& writer, std::string& out) {
    writer.key("requestId");
    out.append("\"8f0f0b5c-3c1a-4a52-9a55-000000000001\"");
    writer.key("data");
    out.append("{\"code\":1101,\"list\":[null,1.5,true]}");
    writer.key("cost");
    out.append("0.25");
  }

  const AnswerShape& shape_;
};

}  // namespace createproduct::mock
