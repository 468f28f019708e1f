# SPDX-License-Identifier: MIT
"""Whatever is wrong with a target: the replay lines of its report show it again, and the recording of a run accuses nobody
whom the run did not. For a sample of the mock's faults, or for all of them and all variants with
CREATEPRODUCT_TEST_FAULTS=all."""
import contextlib
import json
import os
import re
import unittest

import program
from test_replay import lines_of, run_line

ALL = os.environ.get("CREATEPRODUCT_TEST_FAULTS") == "all"
MOCK_KEYS = program.KEYS | {"CREATEPRODUCT_SECOND_SECRET_ID": "AKIDsecondAccountOfTheMock0000000000",
                            "CREATEPRODUCT_SECOND_SECRET_KEY": "secondSecretKeyOfTheMock00000000"}
# What comes but now and then, at one time or in one order of requests, may not come in a replay.
MAY_PASS = r"every-|now-and-then|race|parallel|under-load|later|-after-|loses-plus|random-below|refuses-first"
# In a race, one answer may break either of two clauses.
MAY_CHANGE = {"product-name.free-after-refusal.properties-keep-name"}
# A refusal of valid requests is a breach of operation.create, whatever else it is. In these the recording does not tell
# which of two things is refused, or the run holds its tongue about what it has explained.
ALSO_ACCUSED = {
    "operation.create.fails-on-description-with-type": {"product-type.values"},
    "product-name.alphabet.refuses-z": {"product-properties.json"},
    "product-description.text.fails-on-apostrophe": {"error.duplicate-name"},
    "common.method.exact-content-type": {"response.message.format"},
    "common.method.post-not-validated": {"product-name.alphabet", "product-name.max-length", "product-properties.json",
                                         "product-properties.object", "product-type.values"},
}


def names(kind: str, offset: int, step: int) -> list[str]:
    every = [line.split()[0] for line in program.call("mock", f"--list-{kind}s").stdout.splitlines()]
    return every if ALL else every[offset::step]


def broken_clauses(report: dict) -> set[str]:
    return {clause["clause"] for clause in report["clauses"] if clause["verdict"] in ("fail", "flaky")}


class EveryFault(unittest.TestCase):
    def run_of(self, fault: str, folder, url: str | None = None) -> tuple[str, dict, dict, list[str]]:
        """Terminal report, JSON report, keys and quota of a quick run with as much as is needed to see the fault."""
        report, summary, keys, quota = "", {}, {}, []
        for keys, more in (({}, []), (MOCK_KEYS, ["--auth", "--quota", "60"])):
            if keys and url:
                break
            target = ["--endpoint", url] if url else ["--mock", "--fault", fault]
            report = program.call("run", *target, "--budget", "quick", "--seed", "1", "--salt", "kqzvn", "--quiet", *more,
                                  "--report", "terminal=-", "--report", f"json={folder}/run.json",
                                  "--record", f"{folder}/recorded.ndjson", keys=keys).stdout
            summary = json.loads((folder / "run.json").read_text())
            quota = more[1:]
            if summary["exit_code"] == 1:
                break
        return report, summary, keys, quota

    def check_lines(self, fault: str, report: str, keys: dict, mend) -> None:
        for block in re.split(r"(?m)^(?=\d+\. )", report)[1:]:
            clause = block.split()[2]
            for line in lines_of("replay", block):
                with self.subTest(fault=fault, clause=clause):
                    still = run_line(line, keys)
                    passes = re.search(MAY_PASS, fault) and "FIXED" in still.stdout
                    if not passes and not (fault in MAY_CHANGE and "CHANGED" in still.stdout):
                        self.assertIn("STILL FAILS", still.stdout, line + still.stderr)
                        self.assertEqual(still.returncode, 1)
                    with mend() as change:
                        right = run_line(change(line), keys)
                    self.assertIn("FIXED", right.stdout, line + right.stderr)
                    self.assertEqual(right.returncode, 0)

    def test_replay_lines_and_the_judge_of_a_recording(self):
        for fault in names("fault", 7, 45):
            with program.folder() as folder:
                report, run, keys, quota = self.run_of(fault, folder)
                without_fault = contextlib.nullcontext(lambda line: line.replace(f" --fault {fault}", "", 1))
                self.check_lines(fault, report, keys, lambda: without_fault)
                with self.subTest(fault=fault):
                    read = program.call("judge", f"{folder}/recorded.ndjson", *quota, "--report", "json=-")
                    accused = broken_clauses(json.loads(read.stdout)) - broken_clauses(run)
                    self.assertLessEqual(accused, {"operation.create"} | ALSO_ACCUSED.get(fault, set()))
                    if accused:
                        self.assertEqual(run["exit_code"], 1)

    def test_replay_lines_over_http(self):
        @contextlib.contextmanager
        def right_server():
            with program.mock() as url:
                yield lambda line: re.sub(r"http://[\d.:]+/v2/index.php", url, line, count=1)

        for fault in names("fault", 2, 150)[:20]:
            with program.folder() as folder, program.mock("--fault", fault) as url:
                report, _, _, _ = self.run_of(fault, folder, url)
                self.check_lines(fault, report, {}, right_server)


class EveryVariant(unittest.TestCase):
    def test_its_recording_accuses_nobody(self):
        for variant in names("variant", 4, 17):
            with self.subTest(variant=variant), program.folder() as folder:
                program.call("run", "--mock", "--variant", variant, "--budget", "quick", "--seed", "1", "--quiet",
                             "--record", f"{folder}/recorded.ndjson")
                for how in ([], ["--complete"]):
                    read = program.call("judge", f"{folder}/recorded.ndjson", *how, "--report", "json=-")
                    self.assertEqual(broken_clauses(json.loads(read.stdout)), set())


if __name__ == "__main__":
    unittest.main()
