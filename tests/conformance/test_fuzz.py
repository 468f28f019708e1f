# SPDX-License-Identifier: MIT
"""createproduct-conformance fuzz."""
import os
import unittest

import program
from test_replay import lines_of, run_line

FAULT = "product-name.max-length.accepts-33"
FIXED = ("--seed", "5", "--salt", "abcdefg")


class Fuzz(unittest.TestCase):
    def test_a_mock_that_keeps_the_contract_is_accused_of_nothing(self):
        result = program.call("fuzz", "--mock", "--max-requests", "400", *FIXED)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertRegex(result.stdout, r"\d+ kinds of answers were seen")
        self.assertIn("--max-requests was reached", result.stdout)

    def test_a_fault_is_found_over_http_and_its_replay_line_shows_it(self):
        with program.mock("--fault", FAULT) as url:
            result = program.call("fuzz", "--endpoint", url, "--max-requests", "4000", "--quiet", *FIXED)
            self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
            self.assertIn("FAIL product-name.max-length", result.stdout)
            replayed = run_line(lines_of("replay", result.stdout)[0])
            self.assertEqual(replayed.returncode, 1, replayed.stdout + replayed.stderr)

    def test_the_same_seed_and_salt_send_the_same_requests(self):
        with program.folder() as folder:
            recordings = []
            for name in ("one", "two"):
                file = folder / name
                program.call("fuzz", "--mock", "--max-requests", "200", *FIXED, "--record", str(file))
                recordings.append([(line["query"], line.get("body")) for line in program.lines_of_json(file.read_text())
                                   if "query" in line])
            self.assertGreater(len(recordings[0]), 100)
            self.assertEqual(*recordings)

    def test_a_search_goes_on_from_its_corpus(self):
        with program.folder() as folder:
            corpus = folder / "corpus"
            arguments = ("fuzz", "--mock", "--max-requests", "300", "--corpus", str(corpus), *FIXED)
            self.assertEqual(program.call(*arguments).returncode, 0)
            first = set(os.listdir(corpus))
            self.assertGreater(len(first), 20)
            again = program.call(*arguments)
            self.assertEqual(again.returncode, 0, again.stdout + again.stderr)
            self.assertIn(f"beside {len(first) - 1} known before", again.stdout)
            self.assertLessEqual(first, set(os.listdir(corpus)))

    def test_a_folder_of_somebody_else_is_refused_and_left_alone(self):
        with program.folder() as folder:
            (folder / "thesis.txt").write_text("years of work")
            result = program.call("fuzz", "--mock", "--corpus", str(folder))
            self.assertEqual(result.returncode, 2)
            self.assertIn("--corpus", result.stderr)
            self.assertIn("no corpus", result.stderr)
            self.assertEqual(os.listdir(folder), ["thesis.txt"])

    def test_a_foreign_file_in_a_corpus_is_named(self):
        with program.folder() as folder:
            corpus = folder / "corpus"
            made = program.call("fuzz", "--mock", "--max-requests", "20", "--corpus", str(corpus))
            self.assertEqual(made.returncode, 0, made.stderr)
            (corpus / "notes.md").write_text("mine")
            result = program.call("fuzz", "--mock", "--corpus", str(corpus))
            self.assertEqual(result.returncode, 2)
            self.assertIn("notes.md", result.stderr)
            self.assertEqual((corpus / "notes.md").read_text(), "mine")

    def test_a_corpus_that_cannot_be_made_is_an_error(self):
        with program.folder() as folder:
            (folder / "file").write_text("")
            result = program.call("fuzz", "--mock", "--corpus", str(folder / "file" / "corpus"))
            self.assertEqual(result.returncode, 2)
            self.assertIn("cannot be made", result.stderr)

    def test_wrong_calls_are_errors(self):
        for arguments in ((), ("--mock", "--endpoint", "http://127.0.0.1:1"), ("--mock", "--max-requests", "x"),
                          ("--mock", "--salt", "A"), ("--mock", "--corpus", ""), ("--mock", "--max-request", "1")):
            with self.subTest(arguments=arguments):
                result = program.call("fuzz", *arguments)
                self.assertEqual(result.returncode, 2, result.stdout)
                self.assertTrue(result.stderr.startswith("createproduct-conformance fuzz: "), result.stderr)

    def test_an_endpoint_that_is_not_there_is_inconclusive(self):
        result = program.call("fuzz", "--endpoint", "http://127.0.0.1:1", "--max-requests", "50")
        self.assertEqual(result.returncode, 3, result.stdout + result.stderr)


if __name__ == "__main__":
    unittest.main()
