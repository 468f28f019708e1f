// SPDX-License-Identifier: MIT
#pragma once

#include <createproduct/mock/faults/fault.hpp>

namespace createproduct::mock {

/// Faults in the form of answers and in their fields code, message and codeDesc.
inline constexpr Fault answer_faults[] = {
    {"response.json.array", "response.json", "The object stands in a list.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::array; }},
    {"response.json.quoted", "response.json", "The object is sent as a JSON string: it was encoded twice.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::quoted; }},
    {"response.json.jsonp", "response.json", "The object is the argument of a call.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::jsonp; }},
    {"response.json.xml", "response.json", "Answers are XML.", [](Behaviour& b) { b.answer.wrapper = Wrapper::xml; }},
    {"response.json.html-errors", "response.json", "Refusals are HTML pages.",
     [](Behaviour& b) {
       b.answer.wrapper = Wrapper::html;
       b.answer.wraps_success = false;
     }},
    {"response.json.form", "response.json", "Answers are form text.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::form; }},
    {"response.json.empty-errors", "response.json", "Refusals have no body.",
     [](Behaviour& b) {
       b.answer.wrapper = Wrapper::nothing;
       b.answer.wraps_success = false;
     }},
    {"response.json.empty-success", "response.json", "Successes have no body.",
     [](Behaviour& b) {
       b.answer.wrapper = Wrapper::nothing;
       b.answer.wraps_errors = false;
     }},
    {"response.json.trailing-text", "response.json", "A remark follows the object.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::trailing_text; }},
    {"response.json.leading-text", "response.json", "A word precedes the object.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::leading_text; }},
    {"response.json.byte-order-mark", "response.json", "A byte order mark precedes the object.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::byte_order_mark; }},
    {"response.json.two-codes", "response.json", "Refusals have a field code of 0 in front of the right one.",
     [](Behaviour& b) {
       b.answer.wrapper = Wrapper::other_code_first;
       b.answer.wraps_success = false;
     }},
    {"response.json.twice", "response.json", "The object is sent twice.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::twice; }},
    {"response.json.single-quotes", "response.json", "Strings stand in single quotes.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::single_quotes; }},
    {"response.json.trailing-comma", "response.json", "A comma follows the last field.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::trailing_comma; }},
    {"response.json.bare-keys", "response.json", "Nothing is quoted.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::bare_keys; }},
    {"response.json.cut-short", "response.json", "The last byte of refusals is missing.",
     [](Behaviour& b) {
       b.answer.wrapper = Wrapper::cut_short;
       b.answer.wraps_success = false;
     }},
    {"response.json.gbk-message", "response.json", "The message of refusals is in GBK, which is not UTF-8.",
     [](Behaviour& b) {
       b.answer.wrapper = Wrapper::gbk_message;
       b.answer.wraps_success = false;
     }},
    {"response.json.unescaped-name", "response.json", "Refusals quote the productName without escaping it.",
     [](Behaviour& b) { b.answer.unescaped_name_in_message = true; }},
    {"response.json.html-on-bad-json", "response.json",
     "Malformed productProperties are answered with an HTML page and status 500.",
     [](Behaviour& b) { b.on(Defect::properties_syntax).manner = Manner::html_page; }},
    {"response.json.html-on-duplicate", "response.json", "A duplicate is answered with an HTML page and status 500.",
     [](Behaviour& b) { b.on(Defect::duplicate_name).manner = Manner::html_page; }},
    {"response.json.empty-on-long-name", "response.json",
     "A name that is too long is answered with status 500 and no body.",
     [](Behaviour& b) { b.on(Defect::name_long).manner = Manner::empty_body; }},

    {"response.code.type.string", "response.code.type", "code is a string.",
     [](Behaviour& b) { b.answer.code.always(FieldShape::As::text); }},
    {"response.code.type.string-on-error", "response.code.type", "code of refusals is a string.",
     [](Behaviour& b) { b.answer.code.on_error = FieldShape::As::text; }},
    {"response.code.type.missing", "response.code.type", "There is no code.",
     [](Behaviour& b) { b.answer.code.always(FieldShape::As::missing); }},
    {"response.code.type.missing-on-success", "response.code.type", "Successes have no code.",
     [](Behaviour& b) { b.answer.code.on_success = FieldShape::As::missing; }},
    {"response.code.type.missing-every-50th", "response.code.type", "Every fiftieth answer has no code.",
     [](Behaviour& b) {
       b.when.every = 50;
       b.answer.code.always(FieldShape::As::missing);
     }},
    {"response.code.type.null-on-success", "response.code.type", "code of successes is null.",
     [](Behaviour& b) { b.answer.code.on_success = FieldShape::As::null; }},
    {"response.code.type.boolean", "response.code.type", "code is true or false.",
     [](Behaviour& b) { b.answer.code.always(FieldShape::As::boolean); }},
    {"response.code.type.fraction", "response.code.type", "code has a fraction.",
     [](Behaviour& b) { b.answer.code.always(FieldShape::As::real); }},
    {"response.code.type.object", "response.code.type", "code is an object.",
     [](Behaviour& b) { b.answer.code.always(FieldShape::As::object); }},
    {"response.code.type.array", "response.code.type", "code is a list.",
     [](Behaviour& b) { b.answer.code.always(FieldShape::As::array); }},
    {"response.code.type.capital", "response.code.type", "The field is called Code.",
     [](Behaviour& b) { b.answer.code.key = "Code"; }},
    {"response.code.type.in-data", "response.code.type", "All fields stand in a field data.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::data; }},
    {"response.code.type.in-response", "response.code.type",
     "All fields stand in a field Response, as in the third generation.",
     [](Behaviour& b) { b.answer.wrapper = Wrapper::response; }},

    {"response.code.meaning.zero-on-errors", "response.code.meaning", "code is always 0.",
     [](Behaviour& b) { b.answer.code_form = CodeForm::zero; }},
    {"response.code.meaning.zero-on-duplicate", "response.code.meaning", "code of a duplicate is 0.",
     [](Behaviour& b) {
       b.answer.code_form = CodeForm::zero;
       b.answer.only_module = 1001;
     }},
    {"response.code.meaning.zero-on-invalid", "response.code.meaning", "code of an invalid parameter is 0.",
     [](Behaviour& b) {
       b.answer.code_form = CodeForm::zero;
       b.answer.only_module = 1101;
     }},
    {"response.code.meaning.success-is-200", "response.code.meaning", "code of a success is 200.",
     [](Behaviour& b) { b.answer.success_code = 200; }},
    {"response.code.meaning.success-is-1", "response.code.meaning", "code of a success is 1.",
     [](Behaviour& b) { b.answer.success_code = 1; }},
    {"response.code.meaning.success-message-names-error", "response.code.meaning",
     "The message of a success is that of a duplicate.",
     [](Behaviour& b) { b.answer.success_message = "(1001)product exists"; }},

    {"response.code.public.module-code", "response.code.public", "code is the module code.",
     [](Behaviour& b) { b.answer.code_form = CodeForm::module_code; }},
    {"response.code.public.module-code-on-duplicate", "response.code.public", "code of a duplicate is 1001.",
     [](Behaviour& b) {
       b.answer.code_form = CodeForm::module_code;
       b.answer.only_module = 1001;
     }},
    {"response.code.public.module-code-on-invalid", "response.code.public", "code of an invalid parameter is 1101.",
     [](Behaviour& b) {
       b.answer.code_form = CodeForm::module_code;
       b.answer.only_module = 1101;
     }},
    {"response.code.public.module-code-on-full", "response.code.public", "code of a full account is 1000.",
     [](Behaviour& b) {
       b.answer.code_form = CodeForm::module_code;
       b.answer.only_module = 1000;
     },
     needs_quota},

    {"response.message.type.missing", "response.message.type", "There is no message.",
     [](Behaviour& b) { b.answer.message.always(FieldShape::As::missing); }},
    {"response.message.type.missing-on-success", "response.message.type", "Successes have no message.",
     [](Behaviour& b) { b.answer.message.on_success = FieldShape::As::missing; }},
    {"response.message.type.missing-on-error", "response.message.type", "Refusals have no message.",
     [](Behaviour& b) { b.answer.message.on_error = FieldShape::As::missing; }},
    {"response.message.type.null-on-success", "response.message.type", "message of successes is null.",
     [](Behaviour& b) { b.answer.message.on_success = FieldShape::As::null; }},
    {"response.message.type.number", "response.message.type", "message of refusals is a number.",
     [](Behaviour& b) { b.answer.message.on_error = FieldShape::As::number; }},
    {"response.message.type.object", "response.message.type", "message of refusals is an object.",
     [](Behaviour& b) { b.answer.message.on_error = FieldShape::As::object; }},
    {"response.message.type.array", "response.message.type", "message of refusals is a list.",
     [](Behaviour& b) { b.answer.message.on_error = FieldShape::As::array; }},
    {"response.message.type.called-msg", "response.message.type", "The field is called msg.",
     [](Behaviour& b) { b.answer.message.key = "msg"; }},

    {"response.message.format.brackets", "response.message.format", "The message reads [code]text.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::brackets; }},
    {"response.message.format.braces", "response.message.format", "The message reads {code}text.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::braces; }},
    {"response.message.format.colon", "response.message.format", "The message reads code: text.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::colon; }},
    {"response.message.format.unclosed", "response.message.format", "The closing parenthesis is missing.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::unclosed; }},
    {"response.message.format.unopened", "response.message.format", "The opening parenthesis is missing.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::unopened; }},
    {"response.message.format.no-parentheses", "response.message.format", "Both parentheses are missing.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::no_parentheses; }},
    {"response.message.format.full-width", "response.message.format", "The parentheses are the full-width ones.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::full_width; }},
    {"response.message.format.full-width-digits", "response.message.format", "The digits of the code are full-width.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::full_width_digits; }},
    {"response.message.format.text-first", "response.message.format", "The code stands after the text.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::text_first; }},
    {"response.message.format.no-code", "response.message.format", "The message is text only.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::plain; }},
    {"response.message.format.no-code-on-duplicate", "response.message.format",
     "The message of a duplicate is text only.",
     [](Behaviour& b) { b.on(Defect::duplicate_name).manner = Manner::plain_answer; }},
    {"response.message.format.no-code-on-long-name", "response.message.format",
     "The message about a long name is text only.",
     [](Behaviour& b) { b.on(Defect::name_long).manner = Manner::plain_answer; }},
    {"response.message.format.no-code-on-bad-json", "response.message.format",
     "The message about malformed productProperties is text only.",
     [](Behaviour& b) { b.on(Defect::properties_syntax).manner = Manner::plain_answer; }},
    {"response.message.format.leading-space", "response.message.format", "A space stands before the parenthesis.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::leading_space; }},
    {"response.message.format.inner-spaces", "response.message.format", "Spaces stand inside the parentheses.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::inner_spaces; }},
    {"response.message.format.lettered", "response.message.format", "The code begins with E.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::lettered; }},
    {"response.message.format.hexadecimal", "response.message.format", "The code is hexadecimal.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::hexadecimal; }},
    {"response.message.format.doubled", "response.message.format", "The parentheses are doubled.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::doubled; }},
    {"response.message.format.number-only", "response.message.format", "The message is the bare module code.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::number; }},
    {"response.message.format.empty", "response.message.format", "The message of refusals is empty.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::empty; }},

    {"response.code-desc.type.missing", "response.code-desc.type", "There is no codeDesc.",
     [](Behaviour& b) { b.answer.code_desc.always(FieldShape::As::missing); }},
    {"response.code-desc.type.missing-on-error", "response.code-desc.type", "Refusals have no codeDesc.",
     [](Behaviour& b) { b.answer.code_desc.on_error = FieldShape::As::missing; }},
    {"response.code-desc.type.missing-on-success", "response.code-desc.type", "Successes have no codeDesc.",
     [](Behaviour& b) { b.answer.code_desc.on_success = FieldShape::As::missing; }},
    {"response.code-desc.type.null-on-error", "response.code-desc.type", "codeDesc of refusals is null.",
     [](Behaviour& b) { b.answer.code_desc.on_error = FieldShape::As::null; }},
    {"response.code-desc.type.number", "response.code-desc.type", "codeDesc of refusals is a number.",
     [](Behaviour& b) { b.answer.code_desc.on_error = FieldShape::As::number; }},
    {"response.code-desc.type.lower-case-key", "response.code-desc.type", "The field is called codedesc.",
     [](Behaviour& b) { b.answer.code_desc.key = "codedesc"; }},

    {"response.code-desc.english.chinese", "response.code-desc.english", "codeDesc of refusals is Chinese.",
     [](Behaviour& b) { b.answer.error_desc = "参数错误"; }},
    {"response.code-desc.english.chinese-success", "response.code-desc.english", "codeDesc of successes is Chinese.",
     [](Behaviour& b) { b.answer.success_desc = "成功"; }},
    {"response.code-desc.english.empty", "response.code-desc.english", "codeDesc of refusals is empty.",
     [](Behaviour& b) { b.answer.error_desc = ""; }},
    {"response.code-desc.english.digits", "response.code-desc.english", "codeDesc of refusals repeats the number.",
     [](Behaviour& b) { b.answer.error_desc = "4000"; }},

    {"response.code-desc.agrees.always-success", "response.code-desc.agrees", "codeDesc is always Success.",
     [](Behaviour& b) { b.answer.error_desc = "Success"; }},
    {"response.code-desc.agrees.success-on-duplicate", "response.code-desc.agrees",
     "codeDesc of a duplicate is Success.",
     [](Behaviour& b) {
       b.answer.error_desc = "Success";
       b.answer.only_module = 1001;
     }},
    {"response.code-desc.agrees.success-on-invalid", "response.code-desc.agrees",
     "codeDesc of an invalid parameter is Success.",
     [](Behaviour& b) {
       b.answer.error_desc = "Success";
       b.answer.only_module = 1101;
     }},

    {"response.code-desc.success.ok", "response.code-desc.success", "codeDesc of a success is OK.",
     [](Behaviour& b) { b.answer.success_desc = "OK"; }},
    {"response.code-desc.success.lower-case", "response.code-desc.success", "codeDesc of a success is success.",
     [](Behaviour& b) { b.answer.success_desc = "success"; }},
    {"response.code-desc.success.no-error", "response.code-desc.success", "codeDesc of a success is NoError.",
     [](Behaviour& b) { b.answer.success_desc = "NoError"; }},

    {"response.code-desc.agrees.error-on-success", "response.code-desc.agrees",
     "codeDesc of a success is InvalidParameter.", [](Behaviour& b) { b.answer.success_desc = "InvalidParameter"; }},
    {"response.json.empty-now-and-then", "response.json", "Every 40th answer has an empty body.",
     [](Behaviour& b) {
       b.when.every = 40;
       b.answer.wrapper = Wrapper::nothing;
     }},
};

}  // namespace createproduct::mock
