// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include <createproduct/mock/variants/variant.hpp>

namespace createproduct::mock {

/// Networks, busy services and used accounts; and whole characters that combine many choices.
inline constexpr Variant network_variants[] = {
    {"network.latency", "Every answer takes a millisecond.",
     [](Behaviour& b) { b.trouble.latency = std::chrono::milliseconds(1); }},
    {"network.close-after", "The connection is closed after each answer.",
     [](Behaviour& b) { b.trouble.close_after = true; }},
    {"network.chunked", "Answers come in chunks.", [](Behaviour& b) { b.trouble.chunked = true; }},
    {"network.closed", "One request in a hundred is not answered and not carried out.",
     [](Behaviour& b) { b.trouble.closed_chance = 10; }, true},
    {"network.lost", "One request in a hundred is carried out and not answered.",
     [](Behaviour& b) { b.trouble.lost_chance = 10; }, true},
    {"network.internal-error-after-all", "One request in a hundred is carried out and answered as an internal error.",
     [](Behaviour& b) { b.trouble.internal_after_chance = 10; }, true},
    {"busy.internal-errors", "One request in fifty gets an internal error.",
     [](Behaviour& b) { b.trouble.internal_chance = 20; }, true},
    {"busy.rate-limit", "More than 200 requests a second get code 4400.", [](Behaviour& b) { b.trouble.rate = 200; },
     true},
    {"busy.rate-limit-429", "More than 200 requests a second get HTTP 429 with Retry-After.",
     [](Behaviour& b) {
       b.trouble.rate = 200;
       b.trouble.rate_by_status = true;
     },
     true},
    {"account.in-use", "The account has 1500 products to begin with.",
     [](Behaviour& b) { b.quota.old_products = 1500; }},
    {"account.small", "An account has room for 40 products.", [](Behaviour& b) { b.quota.most = 40; }},

    {"character.strict", "Everything that may be refused is refused.",
     [](Behaviour& b) {
       b.decoding.repeat = Decoding::Repeat::refuse;
       b.decoding.refuses_undecodable = b.decoding.refuses_unknown = true;
       b.decoding.reads_query_of_post = false;
       b.decoding.query_limit = 8000;
       b.properties.refuses_unknown = true;
       b.properties.repeat = PropertyRules::Repeat::refuse;
       b.properties.region.required = b.properties.description.required = true;
       b.properties.type.except = 1;
       b.properties.type.refuses_minus_zero = true;
       b.properties.description.most_characters = 100;
       b.properties.description.refuses_empty = b.properties.description.refuses_controls = true;
       b.properties.description.basic_plane_only = true;
       b.properties.json.depth_limit = 1;
       b.naming.key = NamingRule::Key::any_case;
       b.naming.frees_deleted_names = false;
       b.authentication.nonce_alone = true;
       b.authentication.window = 300;
     }},
    {"character.lenient", "Everything that may be accepted is accepted.",
     [](Behaviour& b) {
       b.decoding.folds_case = b.decoding.reads_body_of_get = true;
       b.properties.empty_is_absent = b.properties.null_is_absent = b.properties.null_member_is_absent = true;
       b.properties.region.empty_is_absent = b.properties.encryption.empty_is_absent = true;
       b.properties.type.integral_reals = true;
       b.properties.json.byte_order_mark = b.properties.json.lone_surrogates = b.properties.json.bad_utf8 = true;
       b.properties.json.depth_limit = 1000;
     }},
    {"character.chinese-portal", "Chinese texts, HTTP status codes, a gateway of its own.",
     [](Behaviour& b) {
       b.answer.language = AnswerShape::Language::chinese;
       b.answer.success_message = "成功";
       b.answer.error_status = 400;
       b.answer.duplicate_status = 409;
       b.answer.error_fields = AnswerShape::ErrorFields::named;
       b.answer.extra_fields = true;
       b.on(Defect::name_missing).manner = Manner::plain_answer;
     }},
    {"character.script",
     "A loose script: last of everything, literal plus signs, spaced answers that claim to be HTML.",
     [](Behaviour& b) {
       b.decoding.plus_is_space = false;
       b.decoding.folds_case = true;
       b.properties.null_member_is_absent = b.properties.empty_is_absent = true;
       b.properties.type.integral_reals = true;
       b.answer.style = AnswerShape::Style::spaced;
       b.answer.order = AnswerShape::Order::alphabetical;
       b.answer.content_type = "text/html; charset=UTF-8";
       b.answer.error_code = 4000;
       b.answer.escapes = AnswerShape::Escapes::all;
       b.answer.id_form = IdForm::digits;
     }},
    {"character.old-database", "Names without case, a used account, state before properties, unlisted codes.",
     [](Behaviour& b) {
       b.naming.key = NamingRule::Key::any_case;
       b.quota.old_products = 300;
       b.precedence.state_before_properties = b.precedence.quota_before_duplicate = true;
       b.answer.error_code = 7707;
       b.answer.id_form = IdForm::long_40;
       b.properties.description.most_bytes = 1024;
       b.properties.description.basic_plane_only = true;
     }},
    {"character.busy-day", "Slow, closing connections, now and then an internal error or no answer.",
     [](Behaviour& b) {
       b.trouble.latency = std::chrono::milliseconds(1);
       b.trouble.close_after = b.trouble.chunked = true;
       b.trouble.internal_chance = 15;
       b.trouble.closed_chance = b.trouble.lost_chance = 5;
     },
     true},
};

}  // namespace createproduct::mock
