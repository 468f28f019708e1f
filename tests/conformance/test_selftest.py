# SPDX-License-Identifier: MIT
"""selftest: the kill matrix of the kit, and what it says when something is amiss."""
import re
import unittest

import program


class Selftest(unittest.TestCase):
    def test_the_matrix_has_a_line_for_each_fault_that_is_chosen(self):
        result = program.call("selftest", "--only", "product-name.max-length.*")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        lines = [line.split() for line in result.stdout.splitlines() if line.startswith("product-name.max-length.")]
        self.assertGreater(len(lines), 3)
        for name, outcome, phase, requests, blamed, case, *besides in lines:
            with self.subTest(fault=name):
                self.assertEqual((outcome, blamed), ("killed", "product-name.max-length"))
                self.assertGreater(int(requests), 5)
        self.assertIn(f"faults killed                               {len(lines)} of {len(lines)} (100.0 %)", result.stdout)

    def test_over_http_the_outcome_is_the_same(self):
        for chosen in ("product-name.min-length.*", "network.chunked"):
            with self.subTest(only=chosen):
                results = [program.call("selftest", "--only", chosen, *how) for how in ((), ("--http",))]
                self.assertEqual([result.returncode for result in results], [0, 0])
                masked = [re.sub("over HTTP|in process", "", result.stdout) for result in results]
                self.assertEqual(masked[0], masked[1])

    def test_what_survives_is_named_and_fails(self):
        result = program.call("selftest", "--budget", "quick", "--only", "region.values.unchecked-later", "--quiet")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r"region\.values\.unchecked-later +survived")
        allowed = program.call("selftest", "--budget", "quick", "--only", "region.values.unchecked-later", "--quiet",
                               "--least-killed", "0", "--least-right", "0")
        self.assertEqual(allowed.returncode, 0)

    def test_wrong_calls(self):
        for arguments, complaint in (
            (("--only", "nothing.*"), "--only: no fault or variant has a name like nothing.*"),
            (("--budget", "huge"), "expected quick, standard or deep"),
            (("--least-killed", "101"), "--least-killed"),
            (("--jobs", "0"), "--jobs"),
        ):
            with self.subTest(arguments=arguments):
                result = program.call("selftest", *arguments)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(complaint, result.stderr)


if __name__ == "__main__":
    unittest.main()
