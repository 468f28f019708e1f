# SPDX-License-Identifier: MIT
"""run --baseline: known failures, new, expired and fixed ones, and the file they stand in."""
import datetime
import json
import pathlib
import unittest
import xml.etree.ElementTree

import jsonschema

import program

FAULT = ["--fault", "product-name.max-length.accepts-33"]
CALL = ["run", "--mock", "--seed", "7", "--salt", "kqzvn", "--budget", "quick", "--only", "product-name.*"]
SCHEMA = jsonschema.Draft202012Validator(json.loads((program.SPEC / "schema/baseline.schema.json").read_text()))


class Baseline(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(program.folder()))
        self.file = self.folder / "known.json"

    def run_with(self, *arguments: str):
        return program.call(*CALL, "--baseline", str(self.file), *arguments)

    def entries(self) -> list[dict]:
        document = json.loads(self.file.read_text())
        SCHEMA.validate(document)
        return document["known"]

    def write(self, entries: list[dict]):
        self.file.write_text(json.dumps({"version": 1, "known": entries}))

    def make(self):
        self.assertEqual(self.run_with(*FAULT, "--update-baseline").returncode, 1)
        self.assertTrue(self.entries())

    def test_known_failures_do_not_break_a_run_in_any_report(self):
        self.make()
        reports = [argument for name in ("ndjson", "json", "junit", "terminal")
                   for argument in ("--report", f"{name}={self.folder / name}")]
        self.assertEqual(self.run_with(*FAULT, *reports).returncode, 0)
        summary = json.loads((self.folder / "json").read_text())
        self.assertEqual((summary["verdict"], summary["exit_code"]), ("known", 0))
        self.assertEqual([finding["verdict"] for finding in summary["findings"]], ["known"])
        event = jsonschema.Draft202012Validator(json.loads((program.SPEC / "schema/event.schema.json").read_text()))
        for line in program.lines_of_json((self.folder / "ndjson").read_text()):
            event.validate(line)
        self.assertIn("KNOWN product-name.max-length", (self.folder / "terminal").read_text())
        self.assertIn("\nCONFORMANT: ", (self.folder / "terminal").read_text())
        suites = xml.etree.ElementTree.parse(self.folder / "junit").getroot()
        self.assertEqual((suites.get("failures"), len(suites.findall(".//failure"))), ("0", 0))

    def test_new_and_expired_failures_break_it(self):
        self.make()
        result = self.run_with(*FAULT, "--fault", "product-name.alphabet.refuses-colon")
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("not in the baseline: product-name.alphabet by case ", result.stdout)
        yesterday = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=2)
        self.write([{**entry, "expires": str(yesterday)} for entry in self.entries()])
        result = self.run_with(*FAULT)
        self.assertEqual(result.returncode, 1)
        self.assertIn("expired in the baseline: product-name.max-length", result.stdout)

    def test_without_one_nothing_is_said_of_it(self):
        result = program.call(*CALL, *FAULT)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertNotIn("baseline", result.stdout)

    def test_fixed_ones_are_named_and_break_a_strict_run(self):
        self.make()
        result = self.run_with()
        self.assertEqual(result.returncode, 0)
        self.assertIn("fixed, and still in the baseline: product-name.max-length", result.stdout)
        strict = self.run_with("--strict-baseline")
        self.assertEqual(strict.returncode, 1)
        self.assertIn("known failures are fixed", strict.stderr)

    def test_an_update_keeps_what_people_wrote_and_drops_what_is_fixed(self):
        self.make()
        mine = {"reason": "sold to customers", "link": "https://tracker/7", "expires": "2999-12-31"}
        first, *others = self.entries()
        fixed = {"clause": "product-name.min-length", "case": "product-name.min-length.empty", "reason": "old"}
        unasked = {"clause": "region.values", "case": "somewhere.else", "reason": "not asked"}
        self.write([{**first, **mine}, fixed, unasked])
        self.assertEqual(self.run_with(*FAULT, "--update-baseline").returncode, 1 if others else 0)
        after = self.entries()
        self.assertIn({**first, **mine}, after)
        self.assertIn(unasked, after)
        self.assertNotIn(fixed, after)
        self.assertEqual(len(after), 2 + len(others))

    def test_bad_files_and_calls(self):
        for text, message in (("", ": byte 1: it is not JSON"), ("{}", ": /version: expected 1"),
                              ('{"version": 1, "known": [{"clause": "region.value", "case": "a", "reason": "b"}]}',
                               ": /known/0/clause: no clause is called region.value"),
                              ('{"version": 1, "known": [{"clause": "region.values", "case": "a", "reason": "b", "expires": "soon"}]}',
                               ": /known/0/expires: expected a date")):
            with self.subTest(text=text):
                self.file.write_text(text)
                result = self.run_with()
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(f"--baseline: {self.file}{message}", result.stderr)
        result = program.call(*CALL, "--baseline", str(self.folder / "none"))
        self.assertEqual(result.returncode, 2)
        self.assertIn("none: the file cannot be read", result.stderr)
        result = program.call(*CALL, "--baseline", str(self.folder))
        self.assertEqual(result.returncode, 2)
        self.assertIn(f"{self.folder}: the file cannot be read", result.stderr)
        for arguments, message in ((["--strict-baseline"], "need --baseline"), (["--update-baseline"], "need --baseline"),
                                   (["--baseline", ""], "the name of the file is empty")):
            result = program.call(*CALL, *arguments)
            self.assertEqual(result.returncode, 2)
            self.assertIn(message, result.stderr)
        blocked = program.call(*CALL, "--baseline", str(self.folder / "no/such/folder.json"), "--update-baseline")
        self.assertEqual(blocked.returncode, 2)
        self.assertIn("could not be written", blocked.stderr)


if __name__ == "__main__":
    unittest.main()
