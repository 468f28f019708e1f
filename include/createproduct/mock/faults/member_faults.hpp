// SPDX-License-Identifier: MIT
#pragma once

#include <createproduct/mock/faults/fault.hpp>

namespace createproduct::mock {

/// Faults in the members of productProperties.
inline constexpr Fault member_faults[] = {
    {"product-description.type.accepts-number", "product-description.type", "A number is accepted.",
     [](Behaviour& b) {
       b.properties.description.kinds.add(JsonKind::integer);
       b.properties.description.kinds.add(JsonKind::real);
     }},
    {"product-description.type.accepts-boolean", "product-description.type", "true and false are accepted.",
     [](Behaviour& b) { b.properties.description.kinds.add(JsonKind::boolean); }},
    {"product-description.type.accepts-array", "product-description.type", "A list is accepted.",
     [](Behaviour& b) { b.properties.description.kinds.add(JsonKind::array); }},
    {"product-description.type.accepts-object", "product-description.type", "An object is accepted.",
     [](Behaviour& b) { b.properties.description.kinds.add(JsonKind::object); }},
    {"product-description.type.not-checked", "product-description.type", "A value of any type is accepted.",
     [](Behaviour& b) { b.waive(Defect::description_kind); }},

    {"product-description.text.refuses-chinese", "product-description.text", "Characters beyond ASCII are refused.",
     [](Behaviour& b) { b.properties.description.ascii_only = true; }},
    {"product-description.text.fails-on-chinese", "product-description.text",
     "Characters beyond ASCII cause an internal error.",
     [](Behaviour& b) {
       b.properties.description.ascii_only = true;
       b.on(Defect::description_text).module_code = 1100;
     }},
    {"product-description.text.refuses-rare-chinese", "product-description.text",
     "A character that GB 2312 does not have is refused, for texts are kept in that.",
     [](Behaviour& b) { b.properties.description.refused_word = "\u9555"; }},
    {"product-description.text.refuses-traditional-chinese", "product-description.text",
     "A traditional Chinese character is refused.",
     [](Behaviour& b) { b.properties.description.refused_word = "\u7522"; }},
    {"product-description.text.refuses-spaces", "product-description.text", "Spaces are refused.",
     [](Behaviour& b) { b.properties.description.refuses = " "; }},
    {"product-description.text.refuses-quotes", "product-description.text", "Double quotes are refused.",
     [](Behaviour& b) { b.properties.description.refuses = "\""; }},
    {"product-description.text.fails-on-apostrophe", "product-description.text",
     "An apostrophe causes an internal error: it ends the SQL text.",
     [](Behaviour& b) {
       b.properties.description.refuses = "'";
       b.on(Defect::description_text).module_code = 1100;
     }},
    {"product-description.text.refuses-markup", "product-description.text", "The characters < and > are refused.",
     [](Behaviour& b) { b.properties.description.refuses = "<>"; }},
    {"product-description.text.refuses-backslash", "product-description.text", "Backslashes are refused.",
     [](Behaviour& b) { b.properties.description.refuses = "\\"; }},
    {"product-description.text.refuses-percent", "product-description.text", "Percent signs are refused.",
     [](Behaviour& b) { b.properties.description.refuses = "%"; }},
    {"product-description.text.refuses-ampersand", "product-description.text", "The characters & and = are refused.",
     [](Behaviour& b) { b.properties.description.refuses = "&="; }},
    {"product-description.text.refuses-double-hyphen", "product-description.text",
     "A filter closes the connection on two hyphens.",
     [](Behaviour& b) {
       b.properties.description.refused_word = "--";
       b.on(Defect::description_text).manner = Manner::closed;
     }},
    {"product-description.text.refuses-what-names-refuse", "product-description.text",
     "Descriptions may hold the characters of names only.",
     [](Behaviour& b) {
       b.properties.description.ascii_only = true;
       b.properties.description.refuses = " !\"#$%&'()*+,./;<=>?@[\\]^`{|}~";
     }},
    {"product-description.text.refuses-33", "product-description.text",
     "Descriptions of more than 32 characters are refused.",
     [](Behaviour& b) { b.properties.description.most_characters = 32; }},
    {"product-description.text.refuses-65", "product-description.text",
     "Descriptions of more than 64 characters are refused.",
     [](Behaviour& b) { b.properties.description.most_characters = 64; }},
    {"product-description.text.limits-bytes", "product-description.text",
     "Descriptions of more than 100 bytes are refused, so that 100 Chinese characters are too many.",
     [](Behaviour& b) { b.properties.description.most_bytes = 100; }},
    {"product-description.text.buffer-of-512", "product-description.text",
     "Values are cut after 512 bytes of wire text, so that long descriptions end in the middle.",
     [](Behaviour& b) { b.decoding.value_limit = 512; }},

    {"region.type.accepts-number", "region.type", "A number is accepted.",
     [](Behaviour& b) {
       b.properties.region.kinds.add(JsonKind::integer);
       b.properties.region.kinds.add(JsonKind::real);
     }},
    {"region.type.accepts-boolean", "region.type", "true and false are accepted.",
     [](Behaviour& b) { b.properties.region.kinds.add(JsonKind::boolean); }},
    {"region.type.accepts-array", "region.type", "A list is accepted.",
     [](Behaviour& b) { b.properties.region.kinds.add(JsonKind::array); }},
    {"region.type.accepts-object", "region.type", "An object is accepted.",
     [](Behaviour& b) { b.properties.region.kinds.add(JsonKind::object); }},
    {"region.type.not-checked", "region.type", "A value of any other type than string is accepted.",
     [](Behaviour& b) { b.waive(Defect::region_kind); }},

    {"region.values.accepts-anything", "region.values", "Any string is accepted.",
     [](Behaviour& b) { b.waive(Defect::region_value); }},
    {"region.values.accepts-capitals", "region.values", "Case is ignored, so GZ is accepted.",
     [](Behaviour& b) { b.properties.region.match = RegionRule::Match::any_case; }},
    {"region.values.accepts-longer", "region.values", "What begins with gz is accepted.",
     [](Behaviour& b) { b.properties.region.match = RegionRule::Match::prefix; }},
    {"region.values.accepts-containing", "region.values", "What contains gz is accepted.",
     [](Behaviour& b) { b.properties.region.match = RegionRule::Match::contained; }},
    {"region.values.accepts-part", "region.values", "g and z are accepted: the given value is looked up in gz.",
     [](Behaviour& b) { b.properties.region.match = RegionRule::Match::part; }},
    {"region.values.accepts-initial", "region.values", "What begins with g is accepted.",
     [](Behaviour& b) { b.properties.region.match = RegionRule::Match::first_letter; }},
    {"region.values.trims", "region.values", "White space around gz is accepted.",
     [](Behaviour& b) { b.properties.region.match = RegionRule::Match::trimmed; }},
    {"region.values.accepts-sh", "region.values", "sh is accepted too.",
     [](Behaviour& b) { b.properties.region.also = "sh"; }},
    {"region.values.accepts-bj", "region.values", "bj is accepted too.",
     [](Behaviour& b) { b.properties.region.also = "bj"; }},
    {"region.values.accepts-ap-guangzhou", "region.values", "ap-guangzhou is accepted too.",
     [](Behaviour& b) { b.properties.region.also = "ap-guangzhou"; }},
    {"region.values.wants-ap-guangzhou", "region.values", "Only ap-guangzhou is accepted.",
     [](Behaviour& b) { b.properties.region.wanted = "ap-guangzhou"; }},
    {"region.values.not-checked-in-post", "region.values", "Any string is accepted in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.waive(Defect::region_value);
     }},

    {"encryption-type.type.accepts-number", "encryption-type.type", "The numbers 1 and 2 are accepted.",
     [](Behaviour& b) { b.properties.encryption.kinds.add(JsonKind::integer); }},
    {"encryption-type.type.accepts-boolean", "encryption-type.type", "true and false are accepted.",
     [](Behaviour& b) { b.properties.encryption.kinds.add(JsonKind::boolean); }},
    {"encryption-type.type.accepts-array", "encryption-type.type", "A list is accepted.",
     [](Behaviour& b) { b.properties.encryption.kinds.add(JsonKind::array); }},
    {"encryption-type.type.not-checked", "encryption-type.type", "A value of any other type than string is accepted.",
     [](Behaviour& b) { b.waive(Defect::encryption_kind); }},
    {"encryption-type.type.wants-number", "encryption-type.type",
     "Only numbers are accepted, so the strings 1 and 2 are refused.",
     [](Behaviour& b) { b.properties.encryption.kinds = KindSet{JsonKind::integer}; }},

    {"encryption-type.values.accepts-anything", "encryption-type.values", "Any string is accepted.",
     [](Behaviour& b) { b.waive(Defect::encryption_value); }},
    {"encryption-type.values.accepts-0", "encryption-type.values", "0 is accepted too.",
     [](Behaviour& b) { b.properties.encryption.also = "0"; }},
    {"encryption-type.values.accepts-3", "encryption-type.values", "3 is accepted too.",
     [](Behaviour& b) { b.properties.encryption.also = "3"; }},
    {"encryption-type.values.accepts-word", "encryption-type.values", "asymmetric is accepted too.",
     [](Behaviour& b) { b.properties.encryption.also = "asymmetric"; }},
    {"encryption-type.values.accepts-full-width", "encryption-type.values",
     "The full-width digit U+FF11 is accepted too.",
     [](Behaviour& b) { b.properties.encryption.also = "\xEF\xBC\x91"; }},
    {"encryption-type.values.reads-number", "encryption-type.values",
     "The string is read as a number, so 01 and 1.0 are accepted.",
     [](Behaviour& b) { b.properties.encryption.match = EncryptionRule::Match::number; }},
    {"encryption-type.values.reads-leading-number", "encryption-type.values",
     "What follows a leading 1 or 2 is ignored, as atoi does.",
     [](Behaviour& b) { b.properties.encryption.match = EncryptionRule::Match::leading_number; }},
    {"encryption-type.values.wraps-at-256", "encryption-type.values",
     "The number is kept in one byte, so 257 counts as 1.",
     [](Behaviour& b) { b.properties.encryption.match = EncryptionRule::Match::low_byte; }},
    {"encryption-type.values.accepts-list", "encryption-type.values",
     "1,2 is accepted: the given value is looked up in the text 1,2.",
     [](Behaviour& b) { b.properties.encryption.match = EncryptionRule::Match::part; }},
    {"encryption-type.values.trims", "encryption-type.values", "White space around the value is accepted.",
     [](Behaviour& b) { b.properties.encryption.match = EncryptionRule::Match::trimmed; }},
    {"encryption-type.values.refuses-2", "encryption-type.values", "2 is refused.",
     [](Behaviour& b) { b.properties.encryption.except = "2"; }},
    {"encryption-type.values.refuses-1", "encryption-type.values", "1 is refused.",
     [](Behaviour& b) { b.properties.encryption.except = "1"; }},

    {"encryption-type.optional.required", "encryption-type.optional", "encryptionType must be given.",
     [](Behaviour& b) { b.properties.encryption.required = true; }},
    {"encryption-type.optional.internal-error-without", "encryption-type.optional",
     "Without encryptionType there is an internal error.",
     [](Behaviour& b) {
       b.properties.encryption.required = true;
       b.on(Defect::encryption_missing).module_code = 1100;
     }},
    {"encryption-type.optional.required-in-post", "encryption-type.optional",
     "encryptionType must be given in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.properties.encryption.required = true;
     }},

    {"product-type.type.accepts-string", "product-type.type", "Strings that hold a number are accepted.",
     [](Behaviour& b) { b.properties.type.kinds.add(JsonKind::string); }},
    {"product-type.type.accepts-boolean", "product-type.type", "true and false are accepted.",
     [](Behaviour& b) { b.properties.type.kinds.add(JsonKind::boolean); }},
    {"product-type.type.cuts-fractions", "product-type.type", "Numbers with a fraction are accepted and cut.",
     [](Behaviour& b) { b.properties.type.kinds.add(JsonKind::real); }},
    {"product-type.type.accepts-array", "product-type.type", "A list is accepted.",
     [](Behaviour& b) { b.properties.type.kinds.add(JsonKind::array); }},
    {"product-type.type.accepts-object", "product-type.type", "An object is accepted.",
     [](Behaviour& b) { b.properties.type.kinds.add(JsonKind::object); }},
    {"product-type.type.wants-string", "product-type.type",
     "Only strings are accepted, so the numbers 0 and 2 are refused.",
     [](Behaviour& b) { b.properties.type.kinds = KindSet{JsonKind::string}; }},
    {"product-type.type.not-checked", "product-type.type", "A value of any other type than integer is accepted.",
     [](Behaviour& b) { b.waive(Defect::type_kind); }},

    {"product-type.values.accepts-anything", "product-type.values", "Any integer is accepted.",
     [](Behaviour& b) { b.waive(Defect::type_value); }},
    {"product-type.values.accepts-3", "product-type.values", "3 is accepted.",
     [](Behaviour& b) { b.properties.type.most = 3; }},
    {"product-type.values.accepts-9", "product-type.values", "Every digit is accepted.",
     [](Behaviour& b) { b.properties.type.most = 9; }},
    {"product-type.values.accepts-minus-1", "product-type.values", "-1 is accepted.",
     [](Behaviour& b) { b.properties.type.least = -1; }},
    {"product-type.values.accepts-negative", "product-type.values",
     "Negative numbers are accepted: only the upper limit is checked.",
     [](Behaviour& b) { b.properties.type.least = std::numeric_limits<std::int64_t>::min(); }},
    {"product-type.values.wraps-at-256", "product-type.values", "The number is kept in one byte, so 256 counts as 0.",
     [](Behaviour& b) { b.properties.type.bits = 8; }},
    {"product-type.values.wraps-at-65536", "product-type.values",
     "The number is kept in two bytes, so 65536 counts as 0.", [](Behaviour& b) { b.properties.type.bits = 16; }},
    {"product-type.values.wraps-at-2-to-32", "product-type.values",
     "The number is kept in four bytes, so 4294967296 counts as 0.", [](Behaviour& b) { b.properties.type.bits = 32; }},
    {"product-type.values.refuses-2", "product-type.values", "2 is refused.",
     [](Behaviour& b) { b.properties.type.except = 2; }},
    {"product-type.values.refuses-0", "product-type.values", "0 is refused, being taken for none.",
     [](Behaviour& b) { b.properties.type.except = 0; }},

    {"product-type.optional.required", "product-type.optional", "productType must be given.",
     [](Behaviour& b) { b.properties.type.required = true; }},
    {"product-type.optional.internal-error-without", "product-type.optional",
     "Without productType there is an internal error.",
     [](Behaviour& b) {
       b.properties.type.required = true;
       b.on(Defect::type_missing).module_code = 1100;
     }},
    {"product-type.optional.required-in-post", "product-type.optional", "productType must be given in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.properties.type.required = true;
     }},

    {"region.values.unchecked-later", "region.values", "After three seconds, any region is accepted.",
     [](Behaviour& b) {
       b.when.after = std::chrono::seconds(3);
       b.properties.region.match = RegionRule::Match::any;
     }},
    {"region.values.unchecked-for-names-of-32", "region.values", "Any region is accepted for names of 32 characters.",
     [](Behaviour& b) {
       b.when.name_length = 32;
       b.waived.add(Defect::region_value);
     }},
    {"product-type.values.unchecked-beyond-2000-bytes", "product-type.values",
     "Any productType is accepted in requests of more than 2000 bytes.",
     [](Behaviour& b) {
       b.when.longer_than = 2000;
       b.waived.add(Defect::type_value);
     }},
    {"encryption-type.values.unchecked-for-names-with-colon", "encryption-type.values",
     "Any encryptionType is accepted for names with a colon.",
     [](Behaviour& b) {
       b.when.name_with = ":";
       b.waived.add(Defect::encryption_value);
     }},
    {"encryption-type.values.unchecked-with-region-in-post", "encryption-type.values",
     "Any encryptionType is accepted in POST requests with the common parameter Region.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.when.parameter = "Region";
       b.waived.add(Defect::encryption_value);
     }},
    {"region.type.unchecked-for-nb-iot-with-capital", "region.type",
     "A region of any type is accepted for NB-IoT products whose name has a capital.",
     [](Behaviour& b) {
       b.when.name_with = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
       b.when.properties_with = "\"productType\":2";
       b.waived.add(Defect::region_kind);
     }},
    {"region.values.unchecked-under-load", "region.values", "Any region is accepted while other requests are handled.",
     [](Behaviour& b) {
       b.when.in_flight = 2;
       b.when.linger = std::chrono::microseconds(800);
       b.properties.region.match = RegionRule::Match::any;
     },
     needs_concurrency},
};

}  // namespace createproduct::mock
