# SPDX-License-Identifier: MIT
"""The program as a whole: help, versions, exit codes."""
import json
import subprocess
import unittest

import program

SUBCOMMANDS = ["run", "mock", "explain", "sign"]


class Main(unittest.TestCase):
    def test_help_names_every_subcommand(self):
        result = program.call("--help")
        self.assertEqual(result.returncode, 0)
        for name in SUBCOMMANDS:
            self.assertRegex(result.stdout, rf"(?m)^  {name} ")

    def test_each_subcommand_has_help_with_examples_that_begin_with_the_program(self):
        for name in SUBCOMMANDS:
            with self.subTest(subcommand=name):
                result = program.call(name, "--help")
                self.assertEqual((result.returncode, result.stderr), (0, ""))
                self.assertIn("Examples:\n", result.stdout)
                self.assertIn(f"createproduct-conformance {name} ", result.stdout.split("Examples:")[1])
                self.assertIn("Exit status: ", result.stdout)

    def test_version_has_those_of_the_kit_and_of_the_specification(self):
        result = program.call("--version")
        version = json.loads((program.SPEC / "version.json").read_text())["version"]
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stdout, rf"\Acreateproduct-conformance \d+\.\d+\.\d+\nspecification {version}\n\Z")

    def test_a_wrong_subcommand_is_a_wrong_call(self):
        result = program.call("rum")
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("no subcommand rum; did you mean run?", result.stderr)
        self.assertIn("no subcommand xyz; --help lists them", program.call("xyz").stderr)
        self.assertEqual(program.call().returncode, 2)

    def test_a_wrong_option_is_a_wrong_call_and_near_ones_are_offered(self):
        result = program.call("run", "--endpiont=http://127.0.0.1:1")
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("no option --endpiont; did you mean --endpoint?", result.stderr)
        self.assertIn("no option --xyzxyz; --help lists them", program.call("run", "--xyzxyz").stderr)
        self.assertEqual(program.call("explain", "region.type", "extra").returncode, 2)

    def test_messages_hold_no_control_characters(self):
        result = program.call("explain", "a\x1b[31m\n\x9b")
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr, r"\A[ -~]*\n\Z")

    def test_a_reader_that_goes_away_is_a_failed_write_and_no_crash(self):
        with subprocess.Popen([program.PROGRAM, "explain"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=program.environment({})) as process:
            process.stdout.close()
            self.assertIn(b"could not be written", process.stderr.read())
            self.assertEqual(process.wait(timeout=20), 2)


if __name__ == "__main__":
    unittest.main()
