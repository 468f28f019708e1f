# SPDX-License-Identifier: MIT
"""run against servers of another language in processes of their own: three that break one rule each, and one that
breaks none but differs from the mock wherever the document is silent."""
import contextlib
import json
import pathlib
import subprocess
import sys
import unittest
import urllib.parse

import program

SERVERS = pathlib.Path(__file__).resolve().parents[1] / "foreign"
FIXED = ["--seed", "7", "--salt", "kqzvn"]


@contextlib.contextmanager
def foreign(name: str):
    """A server in a process of its own; gives its URL."""
    process = subprocess.Popen([sys.executable, str(SERVERS / (name + ".py")), "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def judged(name: str, *arguments: str) -> tuple[int, dict]:
    with foreign(name) as url:
        done = program.call("run", "--endpoint", url, *FIXED, "--report", "json=-", *arguments)
    return done.returncode, json.loads(done.stdout)


def last_request(finding: dict) -> dict[str, str]:
    return dict(urllib.parse.parse_qsl(finding["history"][-1]["query"], keep_blank_values=True))


class Foreign(unittest.TestCase):
    def first_finding(self, name: str, clause: str) -> dict:
        status, summary = judged(name)
        self.assertEqual(status, 1)
        self.assertEqual(summary["findings"][0]["clause"], clause)
        return summary["findings"][0]

    def test_names_of_33_to_64_characters(self):
        finding = self.first_finding("foreign_name_length", "product-name.max-length")
        request = last_request(finding)
        self.assertEqual(len(request["productName"]), 33)
        self.assertNotIn("productProperties", request)

    def test_module_code_in_code(self):
        finding = self.first_finding("foreign_codes", "response.code.public")
        self.assertEqual(len(finding["history"]), 1)
        self.assertNotIn("productProperties", last_request(finding))

    def test_encryption_type_as_a_number(self):
        finding = self.first_finding("foreign_encryption_number", "encryption-type.type")
        properties = json.loads(last_request(finding)["productProperties"])
        self.assertEqual(list(properties), ["encryptionType"])
        self.assertIsInstance(properties["encryptionType"], int)

    def test_one_finding_each(self):
        for name in ("foreign_name_length", "foreign_encryption_number"):
            with self.subTest(name):
                self.assertEqual(len(judged(name)[1]["findings"]), 1)

    def test_own_way_is_not_accused(self):
        for budget in ("quick", "standard"):
            with self.subTest(budget):
                status, summary = judged("foreign_own_way", "--budget", budget)
                self.assertEqual(summary["findings"], [])
                self.assertEqual(status, 0, summary["reason"])


if __name__ == "__main__":
    unittest.main()
