# SPDX-License-Identifier: MIT
"""createproduct-conformance merge: the shards of a run say together what the run says."""
import json
import pathlib
import unittest

import program

RUN = ("run", "--mock", "--seed", "4", "--salt", "qwert", "--budget", "quick", "--quiet")


def shard(folder, text: str, *options: str):
    file = folder / text.replace("/", "-")
    result = program.call(*RUN, "--shard", text, "--report", f"ndjson={file}", *options)
    return result.returncode, str(file)


def read(file: str) -> str:
    return pathlib.Path(file).read_text()


def whole(*options: str) -> dict:
    return json.loads(program.call(*RUN, "--report", "json=-", *options).stdout)


class Merge(unittest.TestCase):
    def merged(self, count: int, *options: str) -> dict:
        with program.folder() as folder:
            files = [shard(folder, f"{i + 1}/{count}", *options)[1] for i in range(count)]
            result = program.call("merge", *reversed(files), "--report", "json=-")
        found = json.loads(result.stdout)
        self.assertEqual(result.returncode, found["exit_code"], result.stderr)
        return found

    def test_shards_say_what_one_run_says(self):
        for options in ((), ("--auth",), ("--fault", "product-description.text.refuses-spaces", "--fault", "response.code.type.string-on-error")):
            one = whole(*options)
            for count in (2, 5):
                with self.subTest(options=options, count=count):
                    joined = self.merged(count, *options)
                    verdicts = [{c["clause"]: c["verdict"] for c in run["clauses"]} for run in (one, joined)]
                    self.assertEqual(*verdicts)
                    self.assertEqual([f["clause"] for f in one["findings"]], [f["clause"] for f in joined["findings"]])
                    self.assertEqual((one["exit_code"], one["verdict"], one["planned"]),
                                     (joined["exit_code"], joined["verdict"], joined["planned"]))
                    self.assertEqual(joined["shard"], "")

    def test_names_of_shards_are_disjoint(self):
        with program.folder() as folder:
            names = []
            for text in ("1/3", "2/3", "3/3"):
                ledger = folder / ("ledger" + text[0])
                shard(folder, text, "--ledger", str(ledger))
                names.append({line["name"] for line in program.lines_of_json(ledger.read_text()) if line["salted"]})
        self.assertTrue(all(names))
        self.assertEqual(len(set.union(*names)), sum(map(len, names)))

    def test_what_is_no_complete_run_is_refused(self):
        with program.folder() as folder:
            one, two = (shard(folder, text)[1] for text in ("1/2", "2/2"))
            cut = folder / "cut"
            cut.write_text("".join(read(one).splitlines(True)[:-1]))
            bad = folder / "bad"
            bad.write_text(read(one).splitlines(True)[0] + "{}\n")
            twice = folder / "twice"
            twice.write_text(read(one) * 2)
            other = folder / "other"
            other.write_text(read(two).replace('"seed":4', '"seed":5'))
            for files, problem in (((one,), "there are 1 of 2 shards"), ((one, one), "as one before it"),
                                   ((str(cut), two), "cut: the report ends before the run has finished"),
                                   ((str(bad), two), "bad:2: /event: it is missing"),
                                   ((str(twice), two), "the run has finished on the line before"),
                                   ((one, str(other)), "other: the seed is 5"),
                                   ((one, str(folder / "none")), "none: the file cannot be read")):
                with self.subTest(problem=problem):
                    result = program.call("merge", *files)
                    self.assertEqual((result.returncode, result.stdout), (2, ""))
                    self.assertIn(problem, result.stderr)

    def test_a_shard_wants_seed_and_salt(self):
        result = program.call("run", "--mock", "--shard", "1/2")
        self.assertEqual(result.returncode, 2)
        self.assertIn("--seed and --salt", result.stderr)
        for text in ("0/2", "3/2", "1", "1/", "/2", "1/677", "a/b"):
            result = program.call(*RUN, "--shard", text)
            self.assertEqual(result.returncode, 2, text)
            self.assertIn("expected I/N", result.stderr)


if __name__ == "__main__":
    unittest.main()
