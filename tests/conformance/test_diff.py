# SPDX-License-Identifier: MIT
"""diff: two targets, or a target and what it was like before."""
import json
import sys
import unittest

import program
from test_foreign import SERVERS

QUICK = ["--budget", "quick", "--seed", "7"]
FAULT = "product-name.max-length.accepts-33"


def diff(*arguments: str, **options):
    return program.call("diff", *arguments, **options)


class Diff(unittest.TestCase):
    def test_one_service_by_two_names_does_not_differ(self):
        with program.mock() as url:
            result = diff(url, url.replace("127.0.0.1", "localhost"), *QUICK)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)
        self.assertIn("\n0 clauses and 0 silences differ; ", result.stdout)

    def test_two_that_differ_in_silent_points_only(self):
        result = diff("mock", f"exec:{sys.executable} {SERVERS}/foreign_own_way.py --stdio", *QUICK)
        self.assertEqual(result.returncode, 1)
        self.assertNotIn("\nClauses\n", result.stdout)
        self.assertIn("\n0 clauses and ", result.stdout)
        self.assertRegex(result.stdout, r"\nsilent\.name-case: A accepted, B refused\n   Whether names that differ only in case")

    def test_a_broken_clause_comes_with_its_evidence(self):
        result = diff("mock", f"mock:fault={FAULT}", *QUICK)
        self.assertEqual(result.returncode, 1)
        self.assertIn("product-name.max-length: A pass, B fail\n", result.stdout)
        self.assertIn("B breaks it:\n   request  GET\n", result.stdout)
        self.assertIn(f"   replay   createproduct-conformance replay --mock --fault {FAULT} --case ", result.stdout)
        self.assertIn("\n1 clause and 0 silences differ; ", result.stdout)

    def test_a_profile_is_compared_later(self):
        with program.folder() as folder:
            profile = str(folder / "old.json")
            saved = diff("mock", "--save-profile", profile, *QUICK)
            self.assertEqual((saved.returncode, saved.stdout, saved.stderr), (0, "", ""))
            self.assertEqual(json.loads((folder / "old.json").read_text())["event"], "run-finished")
            self.assertEqual(diff("mock", profile).returncode, 0)
            changed = diff(profile, f"mock:fault={FAULT}")
            self.assertEqual(changed.returncode, 1)
            self.assertIn("product-name.max-length: A pass, B fail\n", changed.stdout)
            stream = str(folder / "run.ndjson")
            program.call("run", "--mock", *QUICK, "--report", f"ndjson={stream}")
            self.assertEqual(diff("mock", stream).returncode, 0)

    def test_a_target_that_cannot_be_reached(self):
        result = diff("mock", "exec:there-is-no-such-program", *QUICK)
        self.assertEqual(result.returncode, 3)
        self.assertIn("B could not be concluded: ", result.stdout)

    def test_wrong_calls(self):
        with program.folder() as folder:
            (folder / "bad.json").write_text("{}")
            (folder / "note.json").write_text('{"event":"note","text":"a"}')
            for arguments, message in (([], "A is required"), (["mock"], "or --save-profile"),
                                       (["mock", "moc"], "neither a target nor a file called moc"),
                                       (["mock", "mock:fault=x"], "there is no fault x"),
                                       (["mock", str(folder / "bad.json")], "bad.json: /event: it is missing"),
                                       (["mock", str(folder)], "neither a target nor a file called"),
                                       (["mock", str(folder / "note.json")], "does not hold the result of a run"),
                                       (["mock", "http://127.0.0.1:99999"], "http://127.0.0.1:99999"),
                                       (["mock", "--save-profile", str(folder / "no/such"), *QUICK], "could not be written")):
                with self.subTest(arguments=arguments):
                    result = diff(*arguments)
                    self.assertEqual((result.returncode, result.stdout), (2, ""))
                    self.assertIn(message, result.stderr)


if __name__ == "__main__":
    unittest.main()
