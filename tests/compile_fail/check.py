#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py SOURCE COMPILER [FLAG...]: compiles SOURCE and judges how that went.

known_*.cpp must compile: they show that a neighbour fails for its own reason and not for a missing header.
unknown_*.cpp must not, and what the compiler says must match the regular expression of their first line,
`// expect-error: <regex>`.
"""
import pathlib
import re
import subprocess
import sys


def verdict(source: pathlib.Path, compiles: bool, output: str) -> str:
    """What is wrong, or an empty text."""
    if source.name.startswith("known_"):
        return "" if compiles else "it must compile"
    if not source.name.startswith("unknown_"):
        return "its name starts neither with known_ nor with unknown_"
    first = source.read_text().partition("\n")[0]
    expected = re.fullmatch(r"// expect-error: (\S.*)", first)
    if not expected:
        return "its first line is not `// expect-error: <regex>`"
    if compiles:
        return "it must not compile"
    return "" if re.search(expected[1], output) else f"the compiler's output does not match {expected[1]!r}"


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    result = subprocess.run([*sys.argv[2:], "-fsyntax-only", str(source)], capture_output=True, text=True)
    output = result.stdout + result.stderr
    wrong = verdict(source, result.returncode == 0, output)
    if wrong:
        print(f"{source.name}: {wrong}\n{output}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
