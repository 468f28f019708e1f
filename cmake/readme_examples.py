#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Keeps the C++ blocks of README.md and docs/guide.md equal to the example programs they quote, which the tests run.

A block belongs to the file that the comment before it names:  <!-- tests/examples/NAME.cpp -->

readme_examples.py --check   says which block is out of step and exits 1
readme_examples.py --write   brings them into step
"""
import argparse
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "docs" / "guide.md"]
BLOCK = re.compile(r"^<!-- (tests/examples/\S+\.cpp) -->\n```cpp\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LICENCE = "// SPDX-License-Identifier: MIT\n"


def quoted(path: str) -> str:
    return (ROOT / path).read_text().removeprefix(LICENCE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true")
    mode.add_argument("--write", action="store_true")
    arguments = parser.parse_args()

    wrong = False
    for document in DOCUMENTS:
        text = document.read_text()
        if arguments.write:
            document.write_text(BLOCK.sub(lambda block: f"<!-- {block[1]} -->\n```cpp\n{quoted(block[1])}```", text))
            continue
        stale = [block[1] for block in BLOCK.finditer(text) if block[2] != quoted(block[1])]
        for path in stale:
            print(f"{document.name} does not quote {path} as it is; run cmake/readme_examples.py --write")
        unmarked = text.count("\n```cpp\n") - len(BLOCK.findall(text))
        if unmarked:
            print(f"{document.name} has {unmarked} C++ blocks that name no example")
        wrong = wrong or bool(stale or unmarked)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
