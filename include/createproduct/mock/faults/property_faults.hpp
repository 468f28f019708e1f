// SPDX-License-Identifier: MIT
#pragma once

#include <createproduct/mock/faults/fault.hpp>

namespace createproduct::mock {

/// Faults in how productProperties is read as a whole.
inline constexpr Fault property_faults[] = {
    {"product-properties.optional.required", "product-properties.optional", "productProperties must be given.",
     [](Behaviour& b) { b.properties.required = true; }},
    {"product-properties.optional.required-in-post", "product-properties.optional",
     "productProperties must be given in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.properties.required = true;
     }},
    {"product-properties.optional.internal-error-without", "product-properties.optional",
     "A request without productProperties is answered with an internal error.",
     [](Behaviour& b) {
       b.properties.required = true;
       b.on(Defect::properties_missing).module_code = 1100;
     }},
    {"product-properties.optional.closes-without", "product-properties.optional",
     "A request without productProperties crashes the worker, and the connection is closed.",
     [](Behaviour& b) {
       b.properties.required = true;
       b.on(Defect::properties_missing).manner = Manner::closed;
     }},

    {"product-properties.json.not-read", "product-properties.json", "Malformed productProperties are ignored.",
     [](Behaviour& b) { b.waive(Defect::properties_syntax); }},
    {"product-properties.json.not-read-in-post", "product-properties.json",
     "Malformed productProperties are ignored in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.waive(Defect::properties_syntax);
     }},
    {"product-properties.json.accepts-trailing-text", "product-properties.json",
     "Text after the JSON value is ignored.", [](Behaviour& b) { b.properties.json.trailing_text = true; }},
    {"product-properties.json.accepts-trailing-comma", "product-properties.json",
     "A comma after the last member is accepted.", [](Behaviour& b) { b.properties.json.trailing_comma = true; }},
    {"product-properties.json.accepts-missing-comma", "product-properties.json",
     "A comma between members may be missing.", [](Behaviour& b) { b.properties.json.missing_comma = true; }},
    {"product-properties.json.accepts-missing-brace", "product-properties.json", "The closing brace may be missing.",
     [](Behaviour& b) { b.properties.json.missing_brace = true; }},
    {"product-properties.json.accepts-single-quotes", "product-properties.json",
     "Strings in single quotes are accepted.", [](Behaviour& b) { b.properties.json.single_quotes = true; }},
    {"product-properties.json.accepts-comments", "product-properties.json", "Comments are accepted.",
     [](Behaviour& b) { b.properties.json.comments = true; }},
    {"product-properties.json.accepts-bare-keys", "product-properties.json", "Keys without quotes are accepted.",
     [](Behaviour& b) { b.properties.json.bare_keys = true; }},
    {"product-properties.json.accepts-half-quoted-keys", "product-properties.json",
     "A key without its opening quote is accepted, as the page's example has one.",
     [](Behaviour& b) { b.properties.json.half_quoted_keys = true; }},
    {"product-properties.json.accepts-nan", "product-properties.json",
     "NaN and Infinity are accepted, as some libraries do.", [](Behaviour& b) { b.properties.json.nan = true; }},
    {"product-properties.json.accepts-leading-zeros", "product-properties.json",
     "Numbers with leading zeros or a plus sign are accepted.",
     [](Behaviour& b) { b.properties.json.leading_zeros = true; }},
    {"product-properties.json.accepts-python", "product-properties.json", "True, False and None are accepted.",
     [](Behaviour& b) { b.properties.json.python_literals = true; }},
    {"product-properties.json.refuses-space", "product-properties.json", "White space between the tokens is refused.",
     [](Behaviour& b) { b.properties.json.refuses_space = true; }},
    {"product-properties.json.refuses-line-breaks", "product-properties.json",
     "Line breaks between the tokens are refused.", [](Behaviour& b) { b.properties.json.refuses_line_breaks = true; }},
    {"product-properties.json.keeps-escapes", "product-properties.json",
     "Escape sequences in strings and keys are not decoded.",
     [](Behaviour& b) { b.properties.json.keeps_escapes = true; }},
    {"product-properties.json.refuses-unicode-escapes", "product-properties.json",
     "Escape sequences with u are refused.", [](Behaviour& b) { b.properties.json.refuses_unicode_escapes = true; }},
    {"product-properties.json.refuses-slash-escape", "product-properties.json",
     "The escape sequence for a slash is refused.",
     [](Behaviour& b) { b.properties.json.refuses_slash_escape = true; }},
    {"product-properties.json.wants-page-order", "product-properties.json",
     "Members must come in the order of the page's table.",
     [](Behaviour& b) { b.properties.json.wants_page_order = true; }},

    {"product-properties.object.accepts-array", "product-properties.object", "A list is accepted and ignored.",
     [](Behaviour& b) { b.properties.root_kinds.add(JsonKind::array); }},
    {"product-properties.object.accepts-list-of-object", "product-properties.object",
     "A list of one object is read as the object.", [](Behaviour& b) { b.properties.root_may_be_list = true; }},
    {"product-properties.object.accepts-string", "product-properties.object", "A string is accepted and ignored.",
     [](Behaviour& b) { b.properties.root_kinds.add(JsonKind::string); }},
    {"product-properties.object.accepts-encoded-object", "product-properties.object",
     "A string that holds the text of an object is read as the object.",
     [](Behaviour& b) { b.properties.root_may_hold_text = true; }},
    {"product-properties.object.accepts-number", "product-properties.object", "A number is accepted and ignored.",
     [](Behaviour& b) {
       b.properties.root_kinds.add(JsonKind::integer);
       b.properties.root_kinds.add(JsonKind::real);
     }},
    {"product-properties.object.accepts-boolean", "product-properties.object",
     "true and false are accepted and ignored.", [](Behaviour& b) { b.properties.root_kinds.add(JsonKind::boolean); }},
    {"product-properties.object.accepts-any-value", "product-properties.object", "Any JSON value is accepted.",
     [](Behaviour& b) { b.waive(Defect::properties_kind); }},
};

}  // namespace createproduct::mock
