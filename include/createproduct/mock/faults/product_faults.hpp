// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include <createproduct/mock/faults/fault.hpp>

namespace createproduct::mock {

/// Faults in productName and productID of successes, and in which module code a defect gets.
inline constexpr Fault product_faults[] = {
    {"response.product-name.type.missing", "response.product-name.type", "Successes have no productName.",
     [](Behaviour& b) { b.answer.product_name.always(FieldShape::As::missing); }},
    {"response.product-name.type.missing-with-properties", "response.product-name.type",
     "With productProperties, successes have no productName.",
     [](Behaviour& b) {
       b.when.with_properties = true;
       b.answer.product_name.always(FieldShape::As::missing);
     }},
    {"response.product-name.type.null", "response.product-name.type", "productName is null.",
     [](Behaviour& b) { b.answer.product_name.on_success = FieldShape::As::null; }},
    {"response.product-name.type.number-if-digits", "response.product-name.type",
     "A name of digits comes back as a number.",
     [](Behaviour& b) { b.answer.product_name.on_success = FieldShape::As::number_if_digits; }},
    {"response.product-name.type.object", "response.product-name.type", "productName is an object.",
     [](Behaviour& b) { b.answer.product_name.on_success = FieldShape::As::object; }},
    {"response.product-name.type.array", "response.product-name.type", "productName is a list.",
     [](Behaviour& b) { b.answer.product_name.on_success = FieldShape::As::array; }},
    {"response.product-name.type.capital", "response.product-name.type", "The field is called ProductName.",
     [](Behaviour& b) { b.answer.product_name.key = "ProductName"; }},

    {"response.product-name.echo.lower-case", "response.product-name.echo", "productName comes back in small letters.",
     [](Behaviour& b) { b.answer.echo = Echo::lower_case; }},
    {"response.product-name.echo.upper-case", "response.product-name.echo", "productName comes back in capitals.",
     [](Behaviour& b) { b.answer.echo = Echo::upper_case; }},
    {"response.product-name.echo.cut-at-16", "response.product-name.echo",
     "productName comes back cut to 16 characters.", [](Behaviour& b) { b.answer.echo = Echo::first_16; }},
    {"response.product-name.echo.cut-at-31", "response.product-name.echo",
     "productName comes back cut to 31 characters.", [](Behaviour& b) { b.answer.echo = Echo::first_31; }},
    {"response.product-name.echo.percent-encoded", "response.product-name.echo",
     "productName comes back percent-encoded.", [](Behaviour& b) { b.answer.echo = Echo::percent_encoded; }},
    {"response.product-name.echo.colon-replaced", "response.product-name.echo", "Colons come back as underscores.",
     [](Behaviour& b) { b.answer.echo = Echo::colon_replaced; }},
    {"response.product-name.echo.trimmed", "response.product-name.echo",
     "Hyphens and underscores at the ends are lost.", [](Behaviour& b) { b.answer.echo = Echo::trimmed; }},
    {"response.product-name.echo.leading-zeros-lost", "response.product-name.echo", "Leading zeros are lost.",
     [](Behaviour& b) { b.answer.echo = Echo::no_leading_zeros; }},
    {"response.product-name.echo.previous", "response.product-name.echo", "productName is that of the product before.",
     [](Behaviour& b) { b.answer.echo = Echo::previous; }},
    {"response.product-name.echo.qualified", "response.product-name.echo", "The account stands before the name.",
     [](Behaviour& b) { b.answer.echo = Echo::qualified; }},
    {"response.product-name.echo.empty", "response.product-name.echo", "productName comes back empty.",
     [](Behaviour& b) { b.answer.echo = Echo::empty; }},
    {"response.product-name.echo.constant", "response.product-name.echo", "productName is always the same.",
     [](Behaviour& b) { b.answer.echo = Echo::constant; }},
    {"response.product-name.echo.every-20th", "response.product-name.echo",
     "Every twentieth answer has the name of the product before.",
     [](Behaviour& b) {
       b.when.every = 20;
       b.answer.echo = Echo::previous;
     }},

    {"response.product-id.type.missing", "response.product-id.type", "Successes have no productID.",
     [](Behaviour& b) { b.answer.product_id.always(FieldShape::As::missing); }},
    {"response.product-id.type.missing-in-post", "response.product-id.type",
     "Successes of POST requests have no productID.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.answer.product_id.always(FieldShape::As::missing);
     }},
    {"response.product-id.type.missing-with-properties", "response.product-id.type",
     "With productProperties, successes have no productID.",
     [](Behaviour& b) {
       b.when.with_properties = true;
       b.answer.product_id.always(FieldShape::As::missing);
     }},
    {"response.product-id.type.null", "response.product-id.type", "productID is null.",
     [](Behaviour& b) { b.answer.product_id.on_success = FieldShape::As::null; }},
    {"response.product-id.type.number", "response.product-id.type", "productID is a number.",
     [](Behaviour& b) {
       b.answer.id_form = IdForm::digits;
       b.answer.product_id.on_success = FieldShape::As::number;
     }},
    {"response.product-id.type.array", "response.product-id.type", "productID is a list.",
     [](Behaviour& b) { b.answer.product_id.on_success = FieldShape::As::array; }},
    {"response.product-id.type.object", "response.product-id.type", "productID is an object.",
     [](Behaviour& b) { b.answer.product_id.on_success = FieldShape::As::object; }},
    {"response.product-id.type.called-product-id", "response.product-id.type", "The field is called productId.",
     [](Behaviour& b) { b.answer.product_id.key = "productId"; }},

    {"response.product-id.present.empty", "response.product-id.present", "productID is empty.",
     [](Behaviour& b) { b.answer.id_text = ""; }},
    {"response.product-id.present.empty-in-post", "response.product-id.present",
     "productID is empty in answers to POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.answer.id_text = "";
     }},
    {"response.product-id.present.empty-with-properties", "response.product-id.present",
     "productID is empty if productProperties is given.",
     [](Behaviour& b) {
       b.when.with_properties = true;
       b.answer.id_text = "";
     }},
    {"response.product-id.present.empty-every-20th", "response.product-id.present",
     "productID is empty in every twentieth answer.",
     [](Behaviour& b) {
       b.when.every = 20;
       b.answer.id_text = "";
     }},

    {"response.product-id.unique.constant", "response.product-id.unique", "Every product gets the same id.",
     [](Behaviour& b) { b.answer.identity = Identity::constant; }},
    {"response.product-id.unique.every-second-repeats", "response.product-id.unique",
     "Every second product gets the id of the one before.",
     [](Behaviour& b) { b.answer.identity = Identity::previous; }},
    {"response.product-id.unique.repeats-after-10",
     "response.product-id.unique",
     "Ids repeat after ten products.",
     [](Behaviour& b) { b.answer.identity = Identity::modulo_10; },
     {false, false, false, false, 10}},
    {"response.product-id.unique.repeats-after-100",
     "response.product-id.unique",
     "Ids repeat after a hundred products.",
     [](Behaviour& b) { b.answer.identity = Identity::modulo_100; },
     {false, false, false, false, 100}},
    {"response.product-id.unique.random-below-1000",
     "response.product-id.unique",
     "Ids are drawn from a thousand.",
     [](Behaviour& b) { b.answer.identity = Identity::random_below_1000; },
     {false, false, false, false, 100}},
    {"response.product-id.unique.per-account", "response.product-id.unique", "Two accounts get the same ids.",
     [](Behaviour& b) { b.answer.identity = Identity::per_account; }, needs_second_account},
    {"response.product-id.unique.by-second", "response.product-id.unique", "The id is the time in seconds.",
     [](Behaviour& b) { b.answer.identity = Identity::by_second; }},
    {"response.product-id.unique.by-name", "response.product-id.unique",
     "The id is a hash of the first four characters of the name.",
     [](Behaviour& b) { b.answer.identity = Identity::by_name; }},
    {"response.product-id.unique.by-name-without-case", "response.product-id.unique",
     "The id is a hash of the name without regard to case.",
     [](Behaviour& b) { b.answer.identity = Identity::by_folded_name; }},
    {"response.product-id.unique.by-length", "response.product-id.unique",
     "The id is made from the length of the name.", [](Behaviour& b) { b.answer.identity = Identity::by_length; }},
    {"response.product-id.unique.in-parallel", "response.product-id.unique",
     "Requests handled at the same time may get the same id.",
     [](Behaviour& b) {
       b.when.in_flight = 2;
       b.when.linger = std::chrono::microseconds(500);
       b.answer.identity = Identity::constant;
     },
     needs_concurrency},

    {"error.invalid-parameter.internal-on-long-name", "error.invalid-parameter",
     "A name that is too long is reported as an internal error.",
     [](Behaviour& b) { b.on(Defect::name_long).module_code = 1100; }},
    {"error.invalid-parameter.duplicate-on-bad-name", "error.invalid-parameter",
     "A forbidden character is reported as a duplicate.",
     [](Behaviour& b) { b.on(Defect::name_characters).module_code = 1001; }},
    {"error.invalid-parameter.internal-on-empty-name", "error.invalid-parameter",
     "An empty name is reported as an internal error.",
     [](Behaviour& b) { b.on(Defect::name_empty).module_code = 1100; }},
    {"error.invalid-parameter.1102-on-bad-name", "error.invalid-parameter",
     "A bad name is reported by a module code that is not documented.",
     [](Behaviour& b) {
       for (const Defect defect : {Defect::name_empty, Defect::name_long, Defect::name_characters})
         b.on(defect).module_code = 1102;
     }},
    {"error.invalid-parameter.internal-on-bad-json", "error.invalid-parameter",
     "Malformed productProperties are reported as an internal error.",
     [](Behaviour& b) { b.on(Defect::properties_syntax).module_code = 1100; }},
    {"error.invalid-parameter.internal-on-array", "error.invalid-parameter",
     "productProperties that are no object are reported as an internal error.",
     [](Behaviour& b) { b.on(Defect::properties_kind).module_code = 1100; }},
    {"error.invalid-parameter.internal-on-bad-type", "error.invalid-parameter",
     "A value of the wrong type is reported as an internal error.",
     [](Behaviour& b) {
       for (const Defect defect :
            {Defect::description_kind, Defect::region_kind, Defect::encryption_kind, Defect::type_kind})
         b.on(defect).module_code = 1100;
     }},
    {"error.invalid-parameter.full-on-bad-region", "error.invalid-parameter",
     "A region that is not supported is reported as a full account.",
     [](Behaviour& b) { b.on(Defect::region_value).module_code = 1000; }},
    {"error.invalid-parameter.1103-on-bad-value", "error.invalid-parameter",
     "An undefined value is reported by a module code that is not documented.",
     [](Behaviour& b) {
       for (const Defect defect : {Defect::region_value, Defect::encryption_value, Defect::type_value})
         b.on(defect).module_code = 1103;
     }},
    {"error.invalid-parameter.code-6-on-bad-value", "error.invalid-parameter",
     "An undefined value is reported as 6, the internal error of an older page.",
     [](Behaviour& b) {
       for (const Defect defect : {Defect::region_value, Defect::encryption_value, Defect::type_value})
         b.on(defect).module_code = 6;
     }},
    {"error.invalid-parameter.public-code-in-message", "error.invalid-parameter",
     "The public code stands where the module code belongs.",
     [](Behaviour& b) { b.answer.message_form = MessageForm::public_code; }},
    {"error.invalid-parameter.closes-on-bad-name", "error.invalid-parameter",
     "A filter closes the connection on a forbidden character.",
     [](Behaviour& b) { b.on(Defect::name_characters).manner = Manner::closed; }},
    {"error.invalid-parameter.cut-off-on-bad-json", "error.invalid-parameter",
     "On malformed productProperties the connection is closed in the middle of the answer.",
     [](Behaviour& b) { b.on(Defect::properties_syntax).manner = Manner::cut_off; }},
    {"error.invalid-parameter.hangs-on-long-name", "error.invalid-parameter",
     "A name that is too long is never answered.",
     [](Behaviour& b) { b.on(Defect::name_long).manner = Manner::hanging; }},
    {"error.invalid-parameter.internal-in-post", "error.invalid-parameter",
     "A bad name sent by POST is reported as an internal error.",
     [](Behaviour& b) {
       b.when.method = "POST";
       for (const Defect defect : {Defect::name_empty, Defect::name_long, Defect::name_characters})
         b.on(defect).module_code = 1100;
     }},

    {"operation.create.refuses-first", "operation.create", "The very first request is refused.",
     [](Behaviour& b) {
       b.when.first = 1;
       b.trouble.always_module_code = 1101;
     }},
};

}  // namespace createproduct::mock
