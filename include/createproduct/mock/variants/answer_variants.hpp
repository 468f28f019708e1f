// SPDX-License-Identifier: MIT
#pragma once

#include <createproduct/mock/variants/variant.hpp>

namespace createproduct::mock {

/// Choices on the answer side that the document leaves open.
inline constexpr Variant answer_variants[] = {
    {"product-id-form.uuid", "Ids are UUIDs.", [](Behaviour& b) { b.answer.id_form = IdForm::uuid; }},
    {"product-id-form.digits", "Ids are digits.", [](Behaviour& b) { b.answer.id_form = IdForm::digits; }},
    {"product-id-form.small-letters", "Ids are small letters and digits.",
     [](Behaviour& b) { b.answer.id_form = IdForm::lower_case; }},
    {"product-id-form.40-characters", "Ids have 40 characters.",
     [](Behaviour& b) { b.answer.id_form = IdForm::long_40; }},
    {"product-id-form.11-characters", "Ids have 11 characters.",
     [](Behaviour& b) { b.answer.id_form = IdForm::one_character_more; }},
    {"product-id-form.symbols", "Ids hold slashes, plus signs and equals signs.",
     [](Behaviour& b) { b.answer.id_form = IdForm::symbols; }},
    {"error-fields.empty", "Refusals have an empty productName and productID.",
     [](Behaviour& b) { b.answer.error_fields = AnswerShape::ErrorFields::empty; }},
    {"error-fields.named", "Refusals repeat productName and have an empty productID.",
     [](Behaviour& b) { b.answer.error_fields = AnswerShape::ErrorFields::named; }},
    {"success-message.text", "The message of a success is a word.",
     [](Behaviour& b) { b.answer.success_message = "OK"; }},
    {"success-message.chinese", "The message of a success is Chinese.",
     [](Behaviour& b) { b.answer.success_message = "成功"; }},
    {"http-status.400", "Refusals have HTTP status 400.", [](Behaviour& b) { b.answer.error_status = 400; }},
    {"http-status.409-on-duplicate", "Refusals have HTTP status 400, duplicates 409.",
     [](Behaviour& b) {
       b.answer.error_status = 400;
       b.answer.duplicate_status = 409;
     }},
    {"http-status.500", "Refusals have HTTP status 500.", [](Behaviour& b) { b.answer.error_status = 500; }},
    {"extra-fields.present", "Answers have further fields.", [](Behaviour& b) { b.answer.extra_fields = true; }},
    {"order.table", "Fields come in the order of the table.",
     [](Behaviour& b) { b.answer.order = AnswerShape::Order::table; }},
    {"order.alphabetical", "Fields come in alphabetical order.",
     [](Behaviour& b) { b.answer.order = AnswerShape::Order::alphabetical; }},
    {"order.reversed", "Fields come in reversed order.",
     [](Behaviour& b) { b.answer.order = AnswerShape::Order::reversed; }},
    {"style.compact", "Answers have no white space.",
     [](Behaviour& b) { b.answer.style = AnswerShape::Style::compact; }},
    {"style.pretty", "All answers are pretty-printed.",
     [](Behaviour& b) { b.answer.style = AnswerShape::Style::pretty; }},
    {"style.spaced", "Answers have spaces wherever JSON allows them.",
     [](Behaviour& b) { b.answer.style = AnswerShape::Style::spaced; }},
    {"style.tabbed", "Answers have tabs and carriage returns.",
     [](Behaviour& b) { b.answer.style = AnswerShape::Style::tabbed; }},
    {"escapes.non-ascii", "Answers are ASCII: other characters are escaped.",
     [](Behaviour& b) {
       b.answer.escapes = AnswerShape::Escapes::non_ascii;
       b.answer.language = AnswerShape::Language::chinese;
     }},
    {"escapes.all", "Every character of a string is escaped.",
     [](Behaviour& b) { b.answer.escapes = AnswerShape::Escapes::all; }},
    {"language.chinese", "The text of messages is Chinese.",
     [](Behaviour& b) { b.answer.language = AnswerShape::Language::chinese; }},
    {"language.spaced", "A space stands between the module code and its text.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::spaced; }},
    {"content-type.html", "Answers claim to be HTML, as a script's default.",
     [](Behaviour& b) { b.answer.content_type = "text/html; charset=UTF-8"; }},
    {"content-type.text", "Answers claim to be plain text.",
     [](Behaviour& b) { b.answer.content_type = "text/plain"; }},
    {"public-code.4000", "Every refusal has code 4000.", [](Behaviour& b) { b.answer.error_code = 4000; }},
    {"public-code.5100", "Every refusal has code 5100.", [](Behaviour& b) { b.answer.error_code = 5100; }},
    {"public-code.6000", "Every refusal has code 6000.", [](Behaviour& b) { b.answer.error_code = 6000; }},
    {"public-code.unlisted", "Every refusal has a code that the public page does not list.",
     [](Behaviour& b) { b.answer.error_code = 7707; }},
    {"public-code.negative", "Codes of refusals are negative.",
     [](Behaviour& b) { b.answer.code_form = CodeForm::negative; }},
    {"code-desc.other-words", "codeDesc names the module's error.",
     [](Behaviour& b) { b.answer.error_desc = "ProductError.Refused"; }},
    {"missing-name.by-gateway", "A missing productName is refused by a gateway, in plain text.",
     [](Behaviour& b) { b.on(Defect::name_missing).manner = Manner::plain_answer; }},
};

}  // namespace createproduct::mock
