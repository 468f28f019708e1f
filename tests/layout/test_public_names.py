# SPDX-License-Identifier: MIT
import re
import unittest

import public_names


class PublicNames(unittest.TestCase):
    def test_the_record_is_what_the_headers_declare(self):
        names, recorded = public_names.public_names(), public_names.recorded()
        hint = "record it with tests/layout/public_names.py --update, and say in CHANGELOG.md what it means to users"
        self.assertEqual(sorted(set(recorded) - set(names)), [], f"these have gone, which breaks users: {hint}")
        self.assertEqual(sorted(set(names) - set(recorded)), [], f"these are new: {hint}")

    def test_names_of_every_kind_are_found(self):
        names = set(public_names.public_names())
        for name in ["createproduct::ClauseId", "createproduct::ClauseId::find", "createproduct::Error::Code::usage",
                     "createproduct::is_product_name", "createproduct::CreateProductRequest::product_name",
                     "createproduct::Result::value", "createproduct::judge::Judge::rule",
                     "createproduct::suite::Target",
                     "createproduct::suite::EventSink", "createproduct::wire::read_shallow_json",
                     "createproduct::version", "CREATEPRODUCT_CHECK_ANSWER", "CREATEPRODUCT_VERSION_MAJOR"]:
            self.assertIn(name, names)
        for odd in [r"::detail::", r"_$", r"operator", r"[^\w:]"]:
            self.assertFalse([name for name in names if re.search(odd, name)], odd)


if __name__ == "__main__":
    unittest.main()
