# SPDX-License-Identifier: MIT
"""Nothing in the tree depends on the machine it was written on."""
import re
import unittest

import tree

TEXT = {".cpp", ".hpp", ".py", ".sh", ".md", ".txt", ".cmake", ".json", ".yml", ""}
# Spelt in pieces, so that this file does not hold them.
FOREIGN = re.compile("|".join([r"(?<![\w.])/(?:" + "|".join(["ho" "me", "ro" "ot", "wo" "rk"]) + r")/",
                               r"\.\./" "shared"]))
TOP_LEVEL = {
    "CMakeLists.txt", "include", "spec", "tests", "fuzz", "README.md",
    # Wanted here by tools and by custom.
    "CMakePresets.json", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "cmake", "docs",
}


class Text(unittest.TestCase):
    def test_the_top_level_holds_what_belongs_there(self):
        found = {path.relative_to(tree.ROOT).parts[0] for path in tree.sources()}
        visible = {name for name in found if not name.startswith(".")} - {"CMakeUserPresets.json"}
        self.assertEqual(visible, TOP_LEVEL)

    def test_no_file_names_a_place_of_one_machine(self):
        problems = []
        for path in tree.sources():
            if path.suffix not in TEXT:
                continue
            for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
                if FOREIGN.search(line):
                    problems.append(f"{path.relative_to(tree.ROOT)}:{number}: {line.strip()}")
        self.assertFalse(problems, "\n" + "\n".join(problems))

    def test_text_files_end_in_a_line_feed_and_have_no_tabs_or_trailing_space(self):
        for path in tree.sources():
            if path.suffix not in {".cpp", ".hpp", ".py", ".sh", ".md", ".cmake"}:
                continue
            text = path.read_text()
            with self.subTest(file=path.relative_to(tree.ROOT).as_posix()):
                self.assertTrue(text.endswith("\n") and not text.endswith("\n\n"))
                self.assertNotRegex(text, r"[ \t]\n|\t|\r")


if __name__ == "__main__":
    unittest.main()
