# SPDX-License-Identifier: MIT
"""selftest: the kill matrix of the kit, and what it says when something is amiss."""
import re
import unittest

import program


class Selftest(unittest.TestCase):
    def test_the_quick_budget_finds_nearly_every_fault_and_accuses_no_variant(self):
        result = program.call("selftest", "--budget", "quick", "--least-killed", "95", "--least-right", "95", "--quiet")
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)

    def test_the_standard_budget_finds_every_fault_of_names_and_properties(self):
        # The rest of the matrix is for the program as it is built for use; here the sanitizers look on.
        result = program.call("selftest", "--only", "product-*", "--quiet")
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)

    def test_the_matrix_has_a_line_for_each_fault_that_is_chosen(self):
        result = program.call("selftest", "--only", "product-name.max-length.*")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        lines = [line.split() for line in result.stdout.splitlines() if line.startswith("product-name.max-length.")]
        self.assertGreater(len(lines), 3)
        for name, outcome, phase, requests, blamed, case in lines:
            with self.subTest(fault=name):
                self.assertEqual((outcome, blamed), ("killed", "product-name.max-length"))
                self.assertGreater(int(requests), 5)
        self.assertIn(f"faults killed                               {len(lines)} of {len(lines)} (100.0 %)", result.stdout)

    def test_over_http_the_outcome_is_the_same(self):
        for chosen in ("product-name.min-length.*", "http.*", "network.chunked"):
            with self.subTest(only=chosen):
                outputs = [program.call("selftest", "--only", chosen, *how).stdout for how in ((), ("--http",))]
                masked = [re.sub("over HTTP|in process", "", text) for text in outputs]
                self.assertEqual(masked[0], masked[1])

    def test_what_survives_is_named_and_fails(self):
        result = program.call("selftest", "--budget", "quick", "--only", "common.nonce.last-ten-only", "--quiet")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r"common\.nonce\.last-ten-only +survived")
        allowed = program.call("selftest", "--budget", "quick", "--only", "common.nonce.last-ten-only", "--quiet",
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
