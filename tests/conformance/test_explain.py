# SPDX-License-Identifier: MIT
"""explain: the table of all clauses, and everything about one."""
import json
import unittest

import program

CLAUSES = json.loads((program.SPEC / "clauses.json").read_text())["clauses"]


class Explain(unittest.TestCase):
    def test_without_a_clause_it_lists_all(self):
        result = program.call("explain")
        self.assertEqual(result.returncode, 0)
        self.assertEqual([line.split()[0] for line in result.stdout.splitlines()[1:]], [clause["id"] for clause in CLAUSES])

    def test_each_clause_is_explained_with_all_that_is_known(self):
        for clause in CLAUSES:
            with self.subTest(clause=clause["id"]):
                result = program.call("explain", clause["id"])
                self.assertEqual(result.returncode, 0)
                self.assertTrue(result.stdout.startswith(f"{clause['id']}\n{clause['text']}\n"))
                for key in ("argument", "observed", "unobservable"):
                    self.assertIn(clause.get(key, ""), result.stdout)
                self.assertIn(clause["level"] + ", ", result.stdout)
                self.assertIn("Cases that check it", result.stdout)
                self.assertEqual("Faults of the mock" in result.stdout, clause["level"] != "silent")

    def test_cases_and_faults_are_named(self):
        output = program.call("explain", "product-name.max-length").stdout
        self.assertRegex(output, r"(?m)^  product-name\.max-length\.over-33 +quick ")
        self.assertRegex(output, r"(?m)^  product-name\.max-length\.accepts-33 ")

    def test_an_unknown_clause_is_a_wrong_call_and_near_ones_are_offered(self):
        result = program.call("explain", "product-name.max-lenght")
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("did you mean product-name.max-length or product-name.min-length?", result.stderr)


if __name__ == "__main__":
    unittest.main()
