# SPDX-License-Identifier: MIT
"""Each header is complete by itself and has its test; each umbrella has all its headers."""
import pathlib
import re
import subprocess
import sys
import unittest

import tree

# No namespace of ours may hide the root namespace of a package from code inside createproduct.
FOREIGN_ROOTS = {"doctest", "rc", "httplib", "nlohmann", "CLI", "std"}


class Headers(unittest.TestCase):
    def test_each_starts_with_licence_and_guard(self):
        for header in tree.headers():
            lines = header.read_text().splitlines()
            with self.subTest(header=header.name):
                self.assertEqual(lines[0], "// SPDX-License-Identifier: MIT")
                self.assertEqual(lines.count("#pragma once"), 1)
                code = [line for line in lines if line and not line.startswith("//")]
                self.assertEqual(code[0], "#pragma once")

    def test_each_has_a_test_of_the_same_path_that_includes_it_first(self):
        problems = []
        for header in tree.headers():
            if tree.is_generated(header) or tree.is_umbrella(header):
                continue
            name = header.relative_to(tree.INCLUDE).as_posix()
            test = tree.ROOT / "tests" / header.relative_to(tree.HEADERS).with_suffix(".cpp")
            if not test.is_file():
                problems.append(f"{test.relative_to(tree.ROOT)} is missing")
            elif tree.includes(test)[0][1] != f"<{name}>":
                problems.append(f"{test.relative_to(tree.ROOT)} does not include <{name}> first")
        self.assertFalse(problems, "\n" + "\n".join(problems))

    def test_each_test_has_its_header(self):
        """The one of the same path, or, as a part of a test that was split, one whose name its own begins with."""
        problems = []
        for layer in tree.drawn_edges():
            for test in sorted((tree.ROOT / "tests" / layer).rglob("*.cpp")):
                header = tree.HEADERS / test.relative_to(tree.ROOT / "tests").with_suffix(".hpp")
                if header.is_file():
                    continue
                first = tree.INCLUDE / tree.includes(test)[0][1].strip("<>")
                if not (first.is_file() and first.parent == header.parent and test.stem.startswith(first.stem + "_")):
                    problems.append(f"{test.relative_to(tree.ROOT)} has no {header.relative_to(tree.ROOT)}")
        self.assertFalse(problems, "\n" + "\n".join(problems))

    def test_namespaces_do_not_hide_those_of_packages(self):
        for header in tree.headers():
            opened = re.findall(r"^\s*(?:inline\s+)?namespace\s+([\w:]+)\s*{", header.read_text(), re.MULTILINE)
            if not opened:
                continue  # an umbrella
            with self.subTest(header=header.relative_to(tree.HEADERS).as_posix()):
                self.assertEqual(opened[0].split("::")[0], "createproduct")
                self.assertFalse(FOREIGN_ROOTS & {name for names in opened for name in names.split("::")})

    def test_umbrellas_are_in_step(self):
        result = subprocess.run([sys.executable, tree.ROOT / "cmake" / "umbrellas.py", "--check"],
                                capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, "\n" + result.stdout + result.stderr)


class TestCases(unittest.TestCase):
    """ctest runs test cases one by one, found by their names."""

    NAME = re.compile(r"^\s*TEST_CASE(?:_FIXTURE|_TEMPLATE)?\s*\(.*?\"((?:[^\"\\]|\\.)*)\"", re.MULTILINE | re.DOTALL)

    def cases(self, layer: str) -> list[tuple[pathlib.Path, str]]:
        tests = sorted((tree.ROOT / "tests" / layer).rglob("*.cpp"))
        return [(test, name) for test in tests for name in self.NAME.findall(test.read_text())]

    def test_no_name_holds_a_semicolon(self):
        """CMake would make two tests of it, neither of which exists."""
        for layer in tree.drawn_edges():
            for test, name in self.cases(layer):
                with self.subTest(test=test.name, name=name):
                    self.assertNotIn(";", name)

    def test_names_are_unique_in_their_layer(self):
        for layer in tree.drawn_edges():
            seen = {}
            for test, name in self.cases(layer):
                # The filters ignore case.
                other = seen.setdefault(name.lower(), test)
                with self.subTest(test=test.name, name=name):
                    self.assertIs(other, test, f"{other.name} has it too")


if __name__ == "__main__":
    unittest.main()
