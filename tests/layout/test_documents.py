# SPDX-License-Identifier: MIT
"""What README.md, CONTRIBUTING.md and docs/guide.md tell people to type, open and quote exists."""
import functools
import json
import os
import re
import subprocess
import sys
import unittest

import tree

PROGRAM = "createproduct-conformance"
DOCUMENTS = [tree.ROOT / "README.md", tree.ROOT / "CONTRIBUTING.md", tree.ROOT / "docs" / "guide.md"]


def code(document) -> list[str]:
    """The lines of the shell blocks, and every piece of code inside a line."""
    text = document.read_text()
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return lines + re.findall(r"`([^`\n]+)`", prose(document))


def prose(document) -> str:
    """The text without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", document.read_text(), flags=re.MULTILINE | re.DOTALL)


@functools.cache
def help_of(*command: str) -> str:
    result = subprocess.run([os.environ["CREATEPRODUCT_CONFORMANCE"], *command, "--help"],
                            capture_output=True, text=True, timeout=20)
    return result.stdout if result.returncode == 0 else ""


class Documents(unittest.TestCase):
    def for_each_code(self, check):
        for document in DOCUMENTS:
            for piece in code(document):
                with self.subTest(document=document.name, code=piece):
                    check(piece)

    def test_quoted_examples_are_in_step(self):
        result = subprocess.run([sys.executable, tree.ROOT / "cmake" / "readme_examples.py", "--check"],
                                capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, "\n" + result.stdout + result.stderr)

    def test_linked_files_exist(self):
        for document in DOCUMENTS:
            for target in re.findall(r"\]\(([^)#]+)", prose(document)):
                if "://" not in target:
                    with self.subTest(document=document.name, link=target):
                        self.assertTrue((tree.ROOT / target).exists())

    def test_files_named_in_code_exist(self):
        def check(piece):
            for path in re.findall(r"(?<!\S)(?:include|spec|tests|cmake|fuzz)/[\w./-]*", piece):
                if not re.search(r"[<*]", piece):
                    self.assertTrue((tree.ROOT / path).exists(), f"{path} does not exist")
        self.for_each_code(check)

    def test_presets_exist(self):
        presets = json.loads((tree.ROOT / "CMakePresets.json").read_text())
        known = {preset["name"] for preset in presets["configurePresets"] if not preset.get("hidden")}

        def check(piece):
            for name in re.findall(r"--preset[ =]([\w-]+)", piece):
                self.assertIn(name, known)
        self.for_each_code(check)

    @unittest.skipUnless("CREATEPRODUCT_CONFORMANCE" in os.environ, "the program is not built")
    def test_commands_and_options_of_the_program_exist(self):
        def check(piece):
            command = re.search(rf"(?<!\S)(?:\S*/)?{PROGRAM} ([a-z]+)(.*)", piece)
            if command:
                text = help_of(command[1])
                self.assertTrue(text, f"there is no command {command[1]}")
                for option in re.findall(r"(?<!\S)--[\w-]+", command[2]):
                    self.assertRegex(text, rf"(?<![\w-]){option}(?![\w-])")
        self.for_each_code(check)

    @unittest.skipUnless("CREATEPRODUCT_CONFORMANCE" in os.environ, "the program is not built")
    def test_options_named_alone_belong_to_run(self):
        def check(piece):
            option = re.fullmatch(r"(--[\w-]+)( [A-Z|=]+)?", piece)
            if option:
                self.assertRegex(help_of("run"), rf"(?<![\w-]){option[1]}(?![\w-])")
        self.for_each_code(check)


if __name__ == "__main__":
    unittest.main()
