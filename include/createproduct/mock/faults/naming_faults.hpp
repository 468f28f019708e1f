// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include <createproduct/mock/faults/fault.hpp>

namespace createproduct::mock {

/// Faults in when a name is taken, and in the number of products.
inline constexpr Fault naming_faults[] = {
    {"product-name.unique.not-checked", "product-name.unique", "A name may be used any number of times.",
     [](Behaviour& b) { b.waive(Defect::duplicate_name); }},
    {"product-name.unique.not-checked-in-post", "product-name.unique", "POST requests are not checked for duplicates.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.waive(Defect::duplicate_name);
     }},
    {"product-name.unique.not-checked-after-x", "product-name.unique",
     "Names that begin with x are not checked for duplicates.",
     [](Behaviour& b) {
       b.when.name_prefix = "x";
       b.waive(Defect::duplicate_name);
     }},
    {"product-name.unique.not-checked-in-parallel", "product-name.unique",
     "Duplicates pass while another request is being handled.",
     [](Behaviour& b) {
       b.when.in_flight = 2;
       b.when.linger = std::chrono::microseconds(500);
       b.waive(Defect::duplicate_name);
     },
     needs_concurrency},
    {"product-name.unique.race", "product-name.unique",
     "A name is looked up first and taken later, so two requests may both get it.",
     [](Behaviour& b) { b.naming.race_window = std::chrono::milliseconds(2); }, needs_concurrency},
    {"product-name.unique.race-between-methods", "product-name.unique",
     "GET and POST lock apart, so that one of each may get the same name.",
     [](Behaviour& b) {
       b.naming.race_window = std::chrono::milliseconds(2);
       b.naming.locks_by_method = true;
     },
     needs_concurrency},
    {"product-name.unique.knows-last-product-only", "product-name.unique",
     "A name is compared with the last product only.", [](Behaviour& b) { b.naming.memory = 1; }},
    {"product-name.unique.forgets-after-3", "product-name.unique", "A name is free again after three other products.",
     [](Behaviour& b) { b.naming.memory = 3; }},
    {"product-name.unique.forgets-after-100",
     "product-name.unique",
     "Only the last hundred products are compared: one page of a list.",
     [](Behaviour& b) { b.naming.memory = 100; },
     {false, false, false, false, 100}},
    {"product-name.unique.lost-after-100-products",
     "product-name.unique",
     "Once the service has a hundred products, duplicates pass.",
     [](Behaviour& b) {
       b.when.after_products = 100;
       b.waive(Defect::duplicate_name);
     },
     {false, false, false, false, 100}},
    {"product-name.unique.third-time-only", "product-name.unique",
     "The second product of a name is accepted, the third refused.", [](Behaviour& b) { b.naming.free_copies = 1; }},
    {"product-name.unique.same-properties-only", "product-name.unique",
     "A name may be used again with other properties.", [](Behaviour& b) { b.naming.by_properties = true; }},
    {"product-name.unique.same-region-only", "product-name.unique", "A name may be used again with another Region.",
     [](Behaviour& b) { b.naming.by_region = true; }},
    {"product-name.unique.same-method-only", "product-name.unique",
     "A name used by GET may be used again by POST, and the other way round.",
     [](Behaviour& b) { b.naming.by_method = true; }},
    {"product-name.unique.colon-not-registered", "product-name.unique", "Names with a colon may be used again.",
     [](Behaviour& b) { b.naming.unregistered_with = ":"; }},
    {"product-name.unique.length-32-not-registered", "product-name.unique", "Names of 32 characters may be used again.",
     [](Behaviour& b) { b.naming.unregistered_length = 32; }},
    {"product-name.unique.digits-not-registered", "product-name.unique", "Names of digits only may be used again.",
     [](Behaviour& b) { b.naming.registers_digits_only_names = false; }},
    {"product-name.unique.visible-late", "product-name.unique",
     "A new name is seen by the next requests only after 50 ms.",
     [](Behaviour& b) { b.naming.visible_after = std::chrono::milliseconds(50); }},
    {"product-name.unique.returns-old-product", "product-name.unique",
     "A duplicate is answered with success and the product that exists.",
     [](Behaviour& b) { b.naming.answers_with_old_product = true; }},
    {"product-name.unique.compares-16", "product-name.unique", "Only the first 16 characters are compared.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::first_16; }},
    {"product-name.unique.compares-31", "product-name.unique", "Only the first 31 characters are compared.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::first_31; }},
    {"product-name.unique.ignores-last-character", "product-name.unique", "The last character is not compared.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::all_but_last; }},
    {"product-name.unique.separators-alike", "product-name.unique",
     "Names that differ only in colon, underscore and hyphen collide.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::separators_alike; }},
    {"product-name.unique.ignores-hyphens", "product-name.unique", "Names that differ only in hyphens collide.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::without_hyphens; }},
    {"product-name.unique.anagrams-collide", "product-name.unique",
     "Names of the same characters collide: the sum of the characters is compared.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::sorted; }},
    {"product-name.unique.hashes-collide", "product-name.unique",
     "Names are told apart by a hash of 32 bits, by which Aa and BB are the same.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::hash; }},
    {"product-name.unique.numbers-collide", "product-name.unique",
     "Names of digits are compared as numbers, so 07 and 7 collide.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::number; }},
    {"product-name.unique.after-colon-only", "product-name.unique",
     "Only what stands after the last colon is compared.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::after_colon; }},
    {"product-name.unique.ignores-trailing-specials", "product-name.unique",
     "Hyphens and underscores at the end are not compared.",
     [](Behaviour& b) { b.naming.key = NamingRule::Key::no_trailing_specials; }},
    {"product-name.unique.underscore-is-wildcard", "product-name.unique",
     "Names are looked up with LIKE, so an underscore matches any character.",
     [](Behaviour& b) { b.naming.like = NamingRule::Like::wildcard; }},
    {"product-name.unique.prefix-collides", "product-name.unique",
     "A name that an existing name begins with is refused.",
     [](Behaviour& b) { b.naming.like = NamingRule::Like::prefix; }},
    {"product-name.unique.ids-are-taken", "product-name.unique", "A name that is the productID of a product is taken.",
     [](Behaviour& b) { b.naming.taken_by_ids = true; }},

    {"product-name.scope.whole-service", "product-name.scope", "Names are unique across all accounts.",
     [](Behaviour& b) { b.naming.across_accounts = true; }, needs_second_account},
    {"product-name.scope.whole-service-in-post", "product-name.scope",
     "POST requests compare with the names of all accounts.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.naming.across_accounts = true;
     },
     needs_second_account},
    {"product-name.scope.whole-service-with-colon", "product-name.scope",
     "Names with a colon are unique across all accounts.",
     [](Behaviour& b) {
       b.when.name_with = ":";
       b.naming.across_accounts = true;
     },
     needs_second_account},

    {"product-name.free-after-refusal.properties-keep-name", "product-name.free-after-refusal",
     "The name is taken before the properties are checked, and stays taken if they are refused.",
     [](Behaviour& b) {
       b.naming.reserved_by = {Defect::properties_syntax, Defect::properties_kind, Defect::description_kind,
                               Defect::region_kind,       Defect::region_value,    Defect::encryption_kind,
                               Defect::encryption_value,  Defect::type_kind,       Defect::type_value};
     }},
    {"product-name.free-after-refusal.bad-json-keeps-name", "product-name.free-after-refusal",
     "A request with malformed productProperties leaves its name taken.",
     [](Behaviour& b) { b.naming.reserved_by = {Defect::properties_syntax}; }},
    {"product-name.free-after-refusal.bad-value-keeps-name", "product-name.free-after-refusal",
     "A request with an undefined value leaves its name taken.",
     [](Behaviour& b) {
       b.naming.reserved_by = {Defect::region_value, Defect::encryption_value, Defect::type_value};
     }},
    {"product-name.free-after-refusal.bad-type-keeps-name", "product-name.free-after-refusal",
     "A request with a value of the wrong type leaves its name taken.",
     [](Behaviour& b) {
       b.naming.reserved_by = {Defect::description_kind, Defect::region_kind, Defect::encryption_kind,
                               Defect::type_kind};
     }},

    {"error.quota.one-more", "error.quota", "One product more than the limit is accepted.",
     [](Behaviour& b) { b.quota.slack = 1; }, needs_quota},
    {"error.quota.one-less", "error.quota", "The last product within the limit is refused.",
     [](Behaviour& b) { b.quota.slack = -1; }, needs_quota},
    {"error.quota.not-enforced", "error.quota", "The number of products is not limited.",
     [](Behaviour& b) { b.quota.enforced = false; }, needs_quota},
    {"error.quota.counts-refusals", "error.quota", "Refused requests count as products.",
     [](Behaviour& b) { b.quota.counts_refusals = true; }, needs_quota},
    {"error.quota.counts-duplicates", "error.quota", "Refused duplicates count as products.",
     [](Behaviour& b) { b.quota.counts_duplicates = true; }, needs_quota},
    {"error.quota.post-not-limited", "error.quota", "Products made by POST are not limited and do not count.",
     [](Behaviour& b) { b.quota.counts_post = false; }, needs_quota},
    {"error.quota.not-enforced-in-parallel",
     "error.quota",
     "The limit is not looked at while another request is being handled.",
     [](Behaviour& b) {
       b.when.in_flight = 2;
       b.when.linger = std::chrono::microseconds(500);
       b.quota.enforced = false;
     },
     {false, false, true, true, 0}},
    {"error.quota.for-two-seconds", "error.quota", "A full account takes products again after two seconds.",
     [](Behaviour& b) { b.quota.lets_go_after = std::chrono::seconds(2); }, needs_quota},
    {"error.quota.per-service",
     "error.quota",
     "The products of all accounts are counted together.",
     [](Behaviour& b) { b.quota.per_service = true; },
     {false, true, true, false, 0}},
    {"error.quota.says-1101", "error.quota", "A full account is reported as 1101.",
     [](Behaviour& b) { b.on(Defect::over_quota).module_code = 1101; }, needs_quota},
    {"error.quota.says-1001", "error.quota", "A full account is reported as 1001.",
     [](Behaviour& b) { b.on(Defect::over_quota).module_code = 1001; }, needs_quota},
    {"error.quota.says-1100", "error.quota", "A full account is reported as an internal error.",
     [](Behaviour& b) { b.on(Defect::over_quota).module_code = 1100; }, needs_quota},
    {"error.quota.says-1200", "error.quota", "A full account is reported by a module code that is not documented.",
     [](Behaviour& b) { b.on(Defect::over_quota).module_code = 1200; }, needs_quota},

    {"error.duplicate-name.says-1101", "error.duplicate-name", "A duplicate is reported as an invalid parameter.",
     [](Behaviour& b) { b.on(Defect::duplicate_name).module_code = 1101; }},
    {"error.duplicate-name.says-1000", "error.duplicate-name", "A duplicate is reported as a full account.",
     [](Behaviour& b) { b.on(Defect::duplicate_name).module_code = 1000; }},
    {"error.duplicate-name.says-1100", "error.duplicate-name",
     "A duplicate is reported as an internal error: the key constraint spoke.",
     [](Behaviour& b) { b.on(Defect::duplicate_name).module_code = 1100; }},
    {"error.duplicate-name.says-1002", "error.duplicate-name",
     "A duplicate is reported by a module code that is not documented.",
     [](Behaviour& b) { b.on(Defect::duplicate_name).module_code = 1002; }},
    {"error.duplicate-name.closes-connection", "error.duplicate-name", "The connection is closed on a duplicate.",
     [](Behaviour& b) { b.on(Defect::duplicate_name).manner = Manner::closed; }},
    {"error.duplicate-name.hangs", "error.duplicate-name", "A duplicate is never answered.",
     [](Behaviour& b) { b.on(Defect::duplicate_name).manner = Manner::hanging; }},
    {"error.duplicate-name.internal-in-post", "error.duplicate-name",
     "A duplicate sent by POST is reported as an internal error.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.on(Defect::duplicate_name).module_code = 1100;
     }},

    {"product-name.unique.forgotten-in-long-requests", "product-name.unique",
     "Duplicates are made by requests of more than 2000 bytes.",
     [](Behaviour& b) {
       b.when.longer_than = 2000;
       b.waive(Defect::duplicate_name);
     }},
    {"product-name.unique.forgotten-later", "product-name.unique", "After three seconds, duplicates are made.",
     [](Behaviour& b) {
       b.when.after = std::chrono::seconds(3);
       b.waive(Defect::duplicate_name);
     }},
    {"error.quota.keeps-refused-name", "error.quota", "A name that a full account refused counts as existing.",
     [](Behaviour& b) { b.naming.reserved_by.add(Defect::over_quota); }, needs_quota},
    {"error.quota.nb-iot-not-counted", "error.quota", "NB-IoT products do not count.",
     [](Behaviour& b) { b.quota.free_with = "\"productType\":2"; }, needs_quota},
    {"product-name.unique.unchecked-with-region-in-post", "product-name.unique",
     "Whether a name exists is not looked up in POST requests with the common parameter Region.",
     [](Behaviour& b) {
       b.when.method = "POST";
       b.when.parameter = "Region";
       b.waive(Defect::duplicate_name);
     }},
};

}  // namespace createproduct::mock
