// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include <createproduct/mock/faults/fault.hpp>

namespace createproduct::mock {

/// Faults in the operation as a whole, the common parameters and the signature.
inline constexpr Fault common_faults[] = {
    {"operation.create.refuses-symmetric-nb-iot", "operation.create",
     "encryptionType 2 and productType 2 are refused together.",
     [](Behaviour& b) { b.properties.refuses_symmetric_nb_iot = true; }},
    {"operation.create.refuses-all-four-properties", "operation.create",
     "A request with all four properties is refused.", [](Behaviour& b) { b.properties.refuses_all_four = true; }},
    {"operation.create.fails-on-description-with-type", "operation.create",
     "productDescription and productType together cause an internal error.",
     [](Behaviour& b) {
       b.properties.refuses_description_with_type = true;
       b.on(Defect::combination).module_code = 1100;
     }},
    {"operation.create.hangs-on-symmetric-nb-iot", "operation.create",
     "encryptionType 2 with productType 2 is never answered.",
     [](Behaviour& b) {
       b.properties.refuses_symmetric_nb_iot = true;
       b.on(Defect::combination).manner = Manner::hanging;
     }},
    {"operation.create.seven-parameters-at-most", "operation.create", "A request with more than seven parameters is refused.",
     [](Behaviour& b) { b.common.most_parameters = 7; }},
    {"operation.create.fails-on-long-name-with-properties", "operation.create",
     "A name of 32 characters together with productProperties causes an internal error.",
     [](Behaviour& b) {
       b.when.name_length = 32;
       b.when.with_properties = true;
       b.trouble.always_module_code = 1100;
     }},

    {"common.method.no-post", "common.method", "POST is not supported.",
     [](Behaviour& b) { b.common.takes_post = false; }},
    {"common.method.no-get", "common.method", "GET is not supported.",
     [](Behaviour& b) { b.common.takes_get = false; }},
    {"common.method.post-not-decoded", "common.method", "The body of a POST is not percent-decoded.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.decoding.percent = Decoding::Percent::never;
     }},
    {"common.method.post-cut-at-64", "common.method", "Values in the body of a POST are cut after 64 bytes.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.decoding.value_limit = 64;
     }},
    {"common.method.post-not-validated", "common.method", "Neither names nor properties are checked in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       for (std::size_t i = static_cast<std::size_t>(Defect::name_long);
            i <= static_cast<std::size_t>(Defect::type_value); ++i)
         b.waive(static_cast<Defect>(i));
     }},

    {"common.encoding.not-decoded", "common.encoding", "Percent sequences are not decoded.",
     [](Behaviour& b) { b.decoding.percent = Decoding::Percent::never; }},
    {"common.encoding.decoded-twice", "common.encoding", "Percent sequences are decoded twice.",
     [](Behaviour& b) { b.decoding.percent = Decoding::Percent::twice; }},
    {"common.encoding.upper-case-only", "common.encoding", "Percent sequences with small letters are not decoded.",
     [](Behaviour& b) { b.decoding.percent = Decoding::Percent::upper_case_only; }},
    {"common.encoding.letters-not-decoded", "common.encoding",
     "Percent sequences that stand for letters and digits are not decoded.",
     [](Behaviour& b) { b.decoding.percent = Decoding::Percent::where_needed_only; }},
    {"common.encoding.decoded-before-splitting", "common.encoding",
     "The text is decoded before it is split, so an encoded & ends a value.",
     [](Behaviour& b) { b.decoding.splits_decoded_text = true; }},
    {"common.encoding.cut-at-equals", "common.encoding",
     "The text is decoded first, and a value ends at an equals sign.",
     [](Behaviour& b) { b.decoding.cuts_at_equals = true; }},
    {"common.encoding.length-before-decoding", "common.encoding",
     "The length of a name is taken before it is decoded, so that a name with encoded characters is too long.",
     [](Behaviour& b) { b.name.count = NameRule::Count::wire_bytes; }},
    {"common.encoding.action-must-lead", "common.encoding", "Action must be the first parameter.",
     [](Behaviour& b) { b.decoding.wants_action_first = true; }},
    {"common.encoding.name-before-properties", "common.encoding", "productName must come before productProperties.",
     [](Behaviour& b) { b.decoding.wants_name_before_properties = true; }},

    {"common.action.any", "common.action", "Every Action creates a product.",
     [](Behaviour& b) { b.common.action = CommonRule::ActionMatch::any; }},
    {"common.action.missing-passes", "common.action", "A request without Action creates a product.",
     [](Behaviour& b) { b.common.action = CommonRule::ActionMatch::missing_passes; }},
    {"common.action.prefix-passes", "common.action", "An Action that begins with CreateProduct creates a product.",
     [](Behaviour& b) { b.common.action = CommonRule::ActionMatch::prefix; }},
    {"common.action.containing-passes", "common.action", "An Action that contains CreateProduct creates a product.",
     [](Behaviour& b) { b.common.action = CommonRule::ActionMatch::contained; }},
    {"common.action.any-in-post", "common.action", "Every Action creates a product in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.common.action = CommonRule::ActionMatch::any;
     }},

    {"common.region.refused", "common.region", "A request with Region is refused.",
     [](Behaviour& b) { b.common.region_refused = true; }},
    {"common.region.ap-guangzhou-only", "common.region", "A Region other than ap-guangzhou is refused.",
     [](Behaviour& b) { b.common.region_must_be = "ap-guangzhou"; }},
    {"common.region.refused-in-post", "common.region", "A POST request with Region is refused.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.common.region_refused = true;
     }},

    {"common.signature.not-checked", "common.signature", "Any Signature is accepted.",
     [](Behaviour& b) { b.authentication.compare = Authentication::Compare::never; }, needs_keys},
    {"common.signature.says-1001", "common.signature", "Whoever is not let in is told that the product exists.",
     [](Behaviour& b) { b.authentication.module_code = 1001; }, needs_keys},
    {"common.signature.not-checked-in-post", "common.signature", "Any Signature is accepted in POST requests.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.authentication.compare = Authentication::Compare::never;
     },
     needs_keys},
    {"common.signature.missing-passes", "common.signature", "A request without Signature is accepted.",
     [](Behaviour& b) { b.authentication.wants_signature = false; }, needs_keys},
    {"common.signature.first-8-compared", "common.signature", "Only the first 8 characters are compared.",
     [](Behaviour& b) { b.authentication.compare = Authentication::Compare::first_8; }, needs_keys},
    {"common.signature.given-length-compared", "common.signature",
     "Only as many characters as were given are compared.",
     [](Behaviour& b) { b.authentication.compare = Authentication::Compare::given_length; }, needs_keys},
    {"common.signature.case-ignored", "common.signature", "Signatures are compared without regard to case.",
     [](Behaviour& b) { b.authentication.compare = Authentication::Compare::any_case; }, needs_keys},
    {"common.signature.loses-plus", "common.signature",
     "The signature is decoded twice, so right ones with a plus sign are refused.",
     [](Behaviour& b) { b.authentication.loses_plus = true; }, needs_keys},
    {"common.signature.loses-plus-by-number", "common.signature",
     "The same, and a number of the gateway's own stands in front of the message.",
     [](Behaviour& b) {
       b.authentication.loses_plus = true;
       b.authentication.module_code = 100004;
     },
     needs_keys},
    {"common.signature.encoded-values", "common.signature",
     "The text is built from encoded values, so right signatures are refused.",
     [](Behaviour& b) { b.authentication.signs_encoded_values = true; }, needs_keys},
    {"common.signature.post-signed-as-get", "common.signature", "The text of a POST request begins with GET.",
     [](Behaviour& b) { b.authentication.signs_post_as_get = true; }, needs_keys},
    {"common.signature.leaves-out-properties", "common.signature", "productProperties is not part of the text.",
     [](Behaviour& b) { b.authentication.unsigned_parameter = "productProperties"; }, needs_keys},

    {"common.signature-method.sha1-only", "common.signature-method", "Every signature is taken for HMAC-SHA1.",
     [](Behaviour& b) { b.authentication.methods = Authentication::Methods::sha1_only; }, needs_keys},
    {"common.signature-method.sha256-only", "common.signature-method", "Every signature is taken for HMAC-SHA256.",
     [](Behaviour& b) { b.authentication.methods = Authentication::Methods::sha256_only; }, needs_keys},
    {"common.signature-method.ignored", "common.signature-method",
     "Either kind of signature is accepted, whatever SignatureMethod says.",
     [](Behaviour& b) { b.authentication.methods = Authentication::Methods::either; }, needs_keys},
    {"common.signature-method.sha256-by-default", "common.signature-method",
     "Without SignatureMethod a signature is taken for HMAC-SHA256.",
     [](Behaviour& b) { b.authentication.methods = Authentication::Methods::sha256_by_default; }, needs_keys},
    {"common.signature-method.unknown-refused", "common.signature-method",
     "Other values of SignatureMethod are refused.",
     [](Behaviour& b) { b.authentication.methods = Authentication::Methods::known_only; }, needs_keys},
    {"common.signature-method.case-ignored", "common.signature-method", "hmacsha256 counts as HmacSHA256.",
     [](Behaviour& b) { b.authentication.methods = Authentication::Methods::any_case; }, needs_keys},

    {"common.secret-id.unknown-passes", "common.secret-id", "A request with an unknown SecretId is accepted.",
     [](Behaviour& b) { b.authentication.unknown_secret_id_passes = true; }, needs_keys},
    {"common.secret-id.missing-passes", "common.secret-id", "A request without SecretId is accepted.",
     [](Behaviour& b) { b.authentication.wants_secret_id = false; }, needs_keys},
    {"common.secret-id.any-id-fits", "common.secret-id", "An unknown SecretId is checked with the first key.",
     [](Behaviour& b) { b.authentication.keys = Authentication::Keys::first_for_unknown; }, needs_keys},

    {"common.timestamp.not-checked", "common.timestamp", "Any Timestamp is accepted.",
     [](Behaviour& b) {
       b.authentication.checks_past = false;
       b.authentication.checks_future = false;
     },
     needs_keys},
    {"common.timestamp.past-passes", "common.timestamp", "Old time stamps are accepted.",
     [](Behaviour& b) { b.authentication.checks_past = false; }, needs_keys},
    {"common.timestamp.future-passes", "common.timestamp", "Time stamps of the future are accepted.",
     [](Behaviour& b) { b.authentication.checks_future = false; }, needs_keys},
    {"common.timestamp.missing-passes", "common.timestamp", "A request without Timestamp is accepted.",
     [](Behaviour& b) { b.authentication.wants_timestamp = false; }, needs_keys},
    {"common.timestamp.window-of-a-day", "common.timestamp", "Time stamps up to a day off are accepted.",
     [](Behaviour& b) { b.authentication.window = 86400; }, needs_keys},

    {"common.nonce.not-checked", "common.nonce", "A request may be sent again.",
     [](Behaviour& b) { b.authentication.checks_nonce = false; }, needs_keys},
    {"common.nonce.not-checked-in-post", "common.nonce", "A POST request may be sent again.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.authentication.checks_nonce = false;
     },
     needs_keys},
    {"common.nonce.missing-passes", "common.nonce", "A request without Nonce is accepted.",
     [](Behaviour& b) { b.authentication.wants_nonce = false; }, needs_keys},
    {"common.nonce.last-only", "common.nonce", "Only the last Nonce is remembered.",
     [](Behaviour& b) { b.authentication.nonce_memory = 0; }, needs_keys},
    {"common.nonce.last-fifty-only", "common.nonce", "Only the last fifty are remembered.",
     [](Behaviour& b) { b.authentication.nonce_memory = 49; }, needs_keys},
    {"common.nonce.lost-update", "common.nonce", "Of requests at the same time several pass with one Nonce.",
     [](Behaviour& b) { b.authentication.nonce_race_window = std::chrono::milliseconds(3); }, {true, false, false, true, 0}},
    {"common.nonce.last-ten-only", "common.nonce", "Only the last ten are remembered.",
     [](Behaviour& b) { b.authentication.nonce_memory = 9; }, needs_keys},

    {"common.method.exact-content-type", "common.method",
     "A form body is refused where Content-Type has a charset or capitals.",
     [](Behaviour& b) { b.common.wants_plain_content_type = true; }},
    {"common.signature.name-may-be-unsigned", "common.signature", "A signature that leaves out productName fits too.",
     [](Behaviour& b) { b.authentication.optional_parameter = "productName"; }, needs_keys},
    {"common.signature.properties-may-be-unsigned", "common.signature",
     "A signature that leaves out productProperties fits too.",
     [](Behaviour& b) { b.authentication.optional_parameter = "productProperties"; }, needs_keys},
    {"common.signature.unknown-parameter-may-be-unsigned", "common.signature",
     "A signature that leaves out a parameter of no meaning fits too.",
     [](Behaviour& b) { b.authentication.optional_parameter = "note"; }, needs_keys},
    {"common.signature.longer-passes", "common.signature", "What stands behind a right signature is not looked at.",
     [](Behaviour& b) { b.authentication.compare = Authentication::Compare::expected_length; }, needs_keys},
    {"common.signature.used-one-fits-again", "common.signature", "A signature that fitted once fits any request.",
     [](Behaviour& b) { b.authentication.takes_used_signatures = true; }, needs_keys},
    {"common.signature.order-ignoring-case", "common.signature", "Parameters are sorted without regard to case.",
     [](Behaviour& b) { b.authentication.orders_ignoring_case = true; }, needs_keys},
    {"common.signature.lower-case-text", "common.signature", "The text is signed in lower case.",
     [](Behaviour& b) { b.authentication.signs_lower_case = true; }, needs_keys},
    {"common.signature.last-of-path", "common.signature", "The text that is signed has /index.php for its path.",
     [](Behaviour& b) { b.authentication.signs_last_of_path = true; }, needs_keys},
    {"common.signature.any-order-fits", "common.signature", "The characters of a signature may come in any order.",
     [](Behaviour& b) { b.authentication.compare = Authentication::Compare::any_order; }, needs_keys},
    {"common.signature.unchecked-without-region", "common.signature",
     "The signature of a request without Region is not looked at.",
     [](Behaviour& b) { b.authentication.checks_without_region = false; }, needs_keys},
    {"common.signature.unchecked-post-with-properties", "common.signature",
     "The signature of a POST with productProperties is not looked at.",
     [](Behaviour& b) {
       b.authentication.compare = Authentication::Compare::never;
       b.when.method = "POST";
       b.when.with_properties = true;
     },
     needs_keys},
    {"common.timestamp.strict-in-post", "common.timestamp", "A POST must not be older than a minute.",
     [](Behaviour& b) {
       b.authentication.window = 60;
       b.when.method = "POST";
     },
     needs_keys},
    {"common.signature.wants-no-padding", "common.signature", "Signatures must lack the padding of their Base64.",
     [](Behaviour& b) { b.authentication.wants_no_padding = true; }, needs_keys},
    {"common.signature.every-key-fits", "common.signature",
     "A signature with the key of any account fits, whatever the SecretId.",
     [](Behaviour& b) { b.authentication.keys = Authentication::Keys::any; }, {true, true, false, false, 0}},
    {"common.signature.one-key-for-all", "common.signature", "Every signature is checked with the key of the first account.",
     [](Behaviour& b) { b.authentication.keys = Authentication::Keys::first_for_all; }, {true, true, false, false, 0}},
    {"common.signature-method.required", "common.signature-method", "A request without SignatureMethod is refused.",
     [](Behaviour& b) { b.authentication.methods = Authentication::Methods::required; }, needs_keys},
    {"common.signature-method.lower-case-means-either", "common.signature-method",
     "With hmacsha256 either kind of signature is accepted.",
     [](Behaviour& b) { b.authentication.methods = Authentication::Methods::any_case_too; }, needs_keys},
    {"common.secret-id.beginning-fits", "common.secret-id", "The beginning of a SecretId counts as all of it.",
     [](Behaviour& b) { b.authentication.id_match = Authentication::IdMatch::beginning; }, needs_keys},
    {"common.secret-id.longer-fits", "common.secret-id", "What stands behind a known SecretId is not looked at.",
     [](Behaviour& b) { b.authentication.id_match = Authentication::IdMatch::longer; }, needs_keys},
    {"common.secret-id.case-ignored", "common.secret-id", "SecretIds are compared without regard to case.",
     [](Behaviour& b) { b.authentication.id_match = Authentication::IdMatch::any_case; }, needs_keys},
    {"common.nonce.apart-by-method", "common.nonce", "GET and POST each remember their own requests.",
     [](Behaviour& b) { b.authentication.nonce_by_method = true; }, needs_keys},
    {"common.nonce.thirty-one-bits", "common.nonce", "A Nonce from 2^31 on is refused.",
     [](Behaviour& b) { b.authentication.most_nonce = 2147483647; }, needs_keys},
    {"common.nonce.sixteen-bits", "common.nonce", "A Nonce above 32767 is refused.",
     [](Behaviour& b) { b.authentication.most_nonce = 32767; }, needs_keys},
};

}  // namespace createproduct::mock
