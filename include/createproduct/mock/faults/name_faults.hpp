// SPDX-License-Identifier: MIT
#pragma once

#include <createproduct/mock/faults/fault.hpp>

namespace createproduct::mock {

/// Faults in what a productName may look like.
inline constexpr Fault name_faults[] = {
    {"product-name.required.missing-gets-default", "product-name.required",
     "A request without productName makes a product called unnamed.",
     [](Behaviour& b) { b.name.when_missing = "unnamed"; }},
    {"product-name.required.missing-makes-nameless-product", "product-name.required",
     "A request without productName makes a product without a name.",
     [](Behaviour& b) { b.waive(Defect::name_missing); }},
    {"product-name.required.missing-passes-in-post", "product-name.required",
     "Only GET requests are checked for a missing productName.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.waive(Defect::name_missing);
     }},
    {"product-name.required.missing-passes-with-properties", "product-name.required",
     "With productProperties the name may be left out.",
     [](Behaviour& b) {
       b.when.with_properties = true;
       b.name.when_missing = "unnamed";
     }},

    {"product-name.min-length.accepts-empty", "product-name.min-length",
     "The empty name is accepted: the pattern ends in {0,32} or *.", [](Behaviour& b) { b.name.least = 0; }},
    {"product-name.min-length.accepts-empty-in-post", "product-name.min-length",
     "The empty name is accepted in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.name.least = 0;
     }},
    {"product-name.min-length.empty-gets-default", "product-name.min-length",
     "An empty name is replaced by unnamed and accepted.", [](Behaviour& b) { b.name.when_empty = "unnamed"; }},
    {"product-name.min-length.refuses-1", "product-name.min-length", "Names of one character are refused.",
     [](Behaviour& b) { b.name.least = 2; }},
    {"product-name.min-length.refuses-2", "product-name.min-length", "Names of one or two characters are refused.",
     [](Behaviour& b) { b.name.least = 3; }},
    {"product-name.min-length.refuses-3", "product-name.min-length", "Names of up to three characters are refused.",
     [](Behaviour& b) { b.name.least = 4; }},

    {"product-name.max-length.accepts-33", "product-name.max-length", "Names of 33 characters are accepted.",
     [](Behaviour& b) { b.name.most = 33; }},
    {"product-name.max-length.accepts-33-in-post", "product-name.max-length",
     "Names of 33 characters are accepted in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.name.most = 33;
     }},
    {"product-name.max-length.accepts-64", "product-name.max-length", "Names of up to 64 characters are accepted.",
     [](Behaviour& b) { b.name.most = 64; }},
    {"product-name.max-length.accepts-128", "product-name.max-length",
     "Names of up to 128 characters are accepted, as once documented.", [](Behaviour& b) { b.name.most = 128; }},
    {"product-name.max-length.unbounded", "product-name.max-length", "The length of names is not limited.",
     [](Behaviour& b) { b.waive(Defect::name_long); }},
    {"product-name.max-length.shortens", "product-name.max-length",
     "Longer names are cut to 32 characters and accepted.", [](Behaviour& b) { b.name.cuts_at = 32; }},
    {"product-name.max-length.length-wraps", "product-name.max-length",
     "The length is kept in one byte, so 257 characters count as 1.",
     [](Behaviour& b) { b.name.count = NameRule::Count::low_byte; }},
    {"product-name.max-length.refuses-32", "product-name.max-length",
     "Names of 32 characters are refused: the limit is exclusive.", [](Behaviour& b) { b.name.most = 31; }},
    {"product-name.max-length.refuses-31", "product-name.max-length", "Names of more than 30 characters are refused.",
     [](Behaviour& b) { b.name.most = 30; }},
    {"product-name.max-length.refuses-21", "product-name.max-length", "Names of more than 20 characters are refused.",
     [](Behaviour& b) { b.name.most = 20; }},
    {"product-name.max-length.not-with-properties", "product-name.max-length",
     "The length is not checked if productProperties is given.",
     [](Behaviour& b) {
       b.when.with_properties = true;
       b.waive(Defect::name_long);
     }},

    {"product-name.alphabet.refuses-colon", "product-name.alphabet", "Colons are refused.",
     [](Behaviour& b) { b.name.refuse(":"); }},
    {"product-name.alphabet.refuses-underscore", "product-name.alphabet", "Underscores are refused.",
     [](Behaviour& b) { b.name.refuse("_"); }},
    {"product-name.alphabet.refuses-hyphen", "product-name.alphabet", "Hyphens are refused.",
     [](Behaviour& b) { b.name.refuse("-"); }},
    {"product-name.alphabet.refuses-digits", "product-name.alphabet", "Digits are refused.",
     [](Behaviour& b) { b.name.refuse("0123456789"); }},
    {"product-name.alphabet.refuses-nine", "product-name.alphabet", "The digit 9 is refused: a range ends at 8.",
     [](Behaviour& b) { b.name.refuse("9"); }},
    {"product-name.alphabet.refuses-zero", "product-name.alphabet", "The digit 0 is refused: a range begins at 1.",
     [](Behaviour& b) { b.name.refuse("0"); }},
    {"product-name.alphabet.refuses-upper-case", "product-name.alphabet", "Capital letters are refused.",
     [](Behaviour& b) { b.name.refuse("ABCDEFGHIJKLMNOPQRSTUVWXYZ"); }},
    {"product-name.alphabet.refuses-z", "product-name.alphabet",
     "The letters z and Z are refused: a loop ends one early.", [](Behaviour& b) { b.name.refuse("zZ"); }},
    {"product-name.alphabet.refuses-leading-digit", "product-name.alphabet", "Names must not begin with a digit.",
     [](Behaviour& b) { b.name.not_first = "0123456789"; }},
    {"product-name.alphabet.refuses-leading-hyphen", "product-name.alphabet", "Names must not begin with a hyphen.",
     [](Behaviour& b) { b.name.not_first = "-"; }},
    {"product-name.alphabet.refuses-leading-underscore", "product-name.alphabet",
     "Names must not begin with an underscore.", [](Behaviour& b) { b.name.not_first = "_"; }},
    {"product-name.alphabet.refuses-leading-special", "product-name.alphabet",
     "Names must begin with a letter or digit.", [](Behaviour& b) { b.name.not_first = ":_-"; }},
    {"product-name.alphabet.refuses-trailing-hyphen", "product-name.alphabet", "Names must not end with a hyphen.",
     [](Behaviour& b) { b.name.not_last = "-"; }},
    {"product-name.alphabet.refuses-trailing-colon", "product-name.alphabet", "Names must not end with a colon.",
     [](Behaviour& b) { b.name.not_last = ":"; }},
    {"product-name.alphabet.refuses-double-specials", "product-name.alphabet",
     "Two special characters in a row are refused.", [](Behaviour& b) { b.name.refuses_doubles = true; }},
    {"product-name.alphabet.refuses-digits-only", "product-name.alphabet", "Names of digits only are refused.",
     [](Behaviour& b) { b.name.refuses_digits_only = true; }},
    {"product-name.alphabet.refuses-addresses", "product-name.alphabet",
     "Names that look like the address of a device are refused.",
     [](Behaviour& b) { b.name.refuses_addresses = true; }},
    {"product-name.alphabet.refuses-specials-only", "product-name.alphabet",
     "Names without a letter or digit are refused.", [](Behaviour& b) { b.name.refuses_specials_only = true; }},
    {"product-name.alphabet.refuses-null", "product-name.alphabet", "The name null is taken for none.",
     [](Behaviour& b) { b.name.reserved = "null"; }},
    {"product-name.alphabet.refuses-test", "product-name.alphabet", "The name test is reserved.",
     [](Behaviour& b) { b.name.reserved = "test"; }},
    {"product-name.alphabet.refuses-name-zero", "product-name.alphabet",
     "The name 0 is taken for none, as a loosely typed language does.", [](Behaviour& b) { b.name.reserved = "0"; }},
    {"product-name.alphabet.range-a-to-z", "product-name.alphabet",
     "The pattern says A-z, which includes [ \\ ] ^ and `.", [](Behaviour& b) { b.name.allow_range('A', 'z'); }},
    {"product-name.alphabet.range-colon-to-underscore", "product-name.alphabet",
     "The pattern says :-_, which includes ; < = > ? @ [ \\ ] and ^.",
     [](Behaviour& b) { b.name.allow_range(':', '_'); }},
    {"product-name.alphabet.range-plus-to-colon", "product-name.alphabet",
     "The pattern says +-:, which includes + , . and /.", [](Behaviour& b) { b.name.allow_range('+', ':'); }},
    {"product-name.alphabet.accepts-dot", "product-name.alphabet", "Dots are accepted.",
     [](Behaviour& b) { b.name.allow("."); }},
    {"product-name.alphabet.accepts-space", "product-name.alphabet", "Spaces are accepted.",
     [](Behaviour& b) { b.name.allow(" "); }},
    {"product-name.alphabet.accepts-slash", "product-name.alphabet", "Slashes are accepted.",
     [](Behaviour& b) { b.name.allow("/"); }},
    {"product-name.alphabet.accepts-at", "product-name.alphabet", "The @ sign is accepted.",
     [](Behaviour& b) { b.name.allow("@"); }},
    {"product-name.alphabet.accepts-plus", "product-name.alphabet", "Plus signs are accepted.",
     [](Behaviour& b) { b.name.allow("+"); }},
    {"product-name.alphabet.accepts-percent", "product-name.alphabet", "Percent signs are accepted.",
     [](Behaviour& b) { b.name.allow("%"); }},
    {"product-name.alphabet.accepts-quotes", "product-name.alphabet", "Single and double quotes are accepted.",
     [](Behaviour& b) { b.name.allow("'\""); }},
    {"product-name.alphabet.accepts-tab", "product-name.alphabet", "Tabs are accepted.",
     [](Behaviour& b) { b.name.allow("\t"); }},
    {"product-name.alphabet.accepts-controls", "product-name.alphabet", "Control characters are accepted.",
     [](Behaviour& b) { b.name.allow_range('\x01', '\x1F'); }},
    {"product-name.alphabet.accepts-delete", "product-name.alphabet", "The character U+007F is accepted.",
     [](Behaviour& b) { b.name.allow("\x7F"); }},
    {"product-name.alphabet.accepts-punctuation", "product-name.alphabet", "All printable ASCII is accepted.",
     [](Behaviour& b) { b.name.allow_range('!', '~'); }},
    {"product-name.alphabet.accepts-anything", "product-name.alphabet", "Any character is accepted.",
     [](Behaviour& b) { b.waive(Defect::name_characters); }},
    {"product-name.alphabet.accepts-unicode", "product-name.alphabet",
     "\\w knows Unicode, so letters of other scripts are accepted.",
     [](Behaviour& b) { b.name.wide = NameRule::Wide::any; }},
    {"product-name.alphabet.accepts-full-width", "product-name.alphabet", "Full-width letters and digits are accepted.",
     [](Behaviour& b) { b.name.wide = NameRule::Wide::full_width; }},
    {"product-name.alphabet.accepts-arabic-digits", "product-name.alphabet",
     "\\d knows Unicode, so digits of other scripts are accepted.",
     [](Behaviour& b) { b.name.wide = NameRule::Wide::digits; }},
    {"product-name.alphabet.accepts-case-folded", "product-name.alphabet",
     "The pattern ignores case in Unicode, so the long s U+017F and the Kelvin sign U+212A are accepted.",
     [](Behaviour& b) { b.name.wide = NameRule::Wide::folded; }},
    {"product-name.alphabet.anchored-nowhere", "product-name.alphabet", "One good character anywhere is enough.",
     [](Behaviour& b) { b.name.anchors = NameRule::Anchors::anywhere; }},
    {"product-name.alphabet.anchored-at-start", "product-name.alphabet", "Only the first character is checked.",
     [](Behaviour& b) { b.name.anchors = NameRule::Anchors::start; }},
    {"product-name.alphabet.anchored-at-end", "product-name.alphabet", "Only the last character is checked.",
     [](Behaviour& b) { b.name.anchors = NameRule::Anchors::end; }},
    {"product-name.alphabet.checks-both-ends", "product-name.alphabet",
     "Only the first and the last character are checked.",
     [](Behaviour& b) { b.name.anchors = NameRule::Anchors::both_ends; }},
    {"product-name.alphabet.dollar-before-newline", "product-name.alphabet", "One newline at the end is accepted.",
     [](Behaviour& b) { b.name.anchors = NameRule::Anchors::before_newline; }},
    {"product-name.alphabet.multi-line", "product-name.alphabet",
     "^ and $ match at every line, so one good line is enough.",
     [](Behaviour& b) { b.name.anchors = NameRule::Anchors::any_line; }},
    {"product-name.alphabet.skips-position-32", "product-name.alphabet", "The 32nd character is not checked.",
     [](Behaviour& b) { b.name.anchors = NameRule::Anchors::all_but_last; }},
    {"product-name.alphabet.ends-at-nul", "product-name.alphabet", "The name ends at U+0000, as in C.",
     [](Behaviour& b) { b.name.ends_at_nul = true; }},
    {"product-name.alphabet.trims", "product-name.alphabet",
     "White space around the name is removed and the name accepted.", [](Behaviour& b) { b.name.trims_space = true; }},
    {"product-name.alphabet.drops-bad-characters", "product-name.alphabet",
     "Forbidden characters are removed and the name accepted.",
     [](Behaviour& b) { b.name.drops_bad_characters = true; }},
    {"product-name.alphabet.unchecked-in-post", "product-name.alphabet",
     "The characters are checked in GET requests only.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.waive(Defect::name_characters);
     }},
    {"product-name.alphabet.unchecked-after-x", "product-name.alphabet", "Names that begin with x are not checked.",
     [](Behaviour& b) {
       b.when.name_prefix = "x";
       b.waive(Defect::name_characters);
     }},

    {"product-name.alphabet.unchecked-behind-properties", "product-name.alphabet",
     "Characters are not checked where productProperties come first.",
     [](Behaviour& b) {
       b.when.properties_first = true;
       b.waive(Defect::name_characters);
     }},
    {"product-name.max-length.unchecked-behind-properties", "product-name.max-length",
     "The length is not checked where productProperties come first.",
     [](Behaviour& b) {
       b.when.properties_first = true;
       b.waive(Defect::name_long);
     }},
    {"product-name.alphabet.unchecked-for-symmetric-in-post", "product-name.alphabet",
     "Characters are not checked in POST requests with encryptionType 2.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.when.properties_with = "\"encryptionType\":\"2\"";
       b.waive(Defect::name_characters);
     }},
    {"product-name.alphabet.unchecked-in-long-requests", "product-name.alphabet",
     "Characters are not checked in requests of more than 2000 bytes.",
     [](Behaviour& b) {
       b.when.longer_than = 2000;
       b.waive(Defect::name_characters);
     }},
};

}  // namespace createproduct::mock
