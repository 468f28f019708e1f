# SPDX-License-Identifier: MIT
"""Doxygen has nothing to say against the comments, and knows what each public type and each free function is for."""
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import tree

DOXYFILE = tree.ROOT / "docs" / "Doxyfile"


def log(*settings: str) -> list[str]:
    """What doxygen complains about with these settings beside those of the Doxyfile."""
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join([DOXYFILE.read_text(), f"OUTPUT_DIRECTORY = {pathlib.Path(folder)}", *settings])
        result = subprocess.run(["doxygen", "-"], input=text, cwd=tree.ROOT, capture_output=True, text=True,
                                timeout=600)
    return result.stderr.splitlines()


@unittest.skipUnless(shutil.which("doxygen"), "doxygen is not installed")
class Reference(unittest.TestCase):
    def test_it_is_made_without_a_warning(self):
        self.assertEqual(log(), [])

    def test_types_functions_and_macros_are_documented(self):
        """Members and enumerators may have names that say it all."""
        lines = log("EXTRACT_ALL = NO", "GENERATE_HTML = NO", "GENERATE_XML = YES", "WARN_IF_UNDOCUMENTED = YES")
        wanted = re.compile(r"Compound |\((function|macro definition|typedef|concept)\) of (namespace|file) ")
        self.assertEqual([line for line in lines if wanted.search(line)], [])


if __name__ == "__main__":
    unittest.main()
