#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs an example and compares its standard output with the file beside it, and its exit code with the last line there.

check.py PROGRAM EXPECTED            exits with 1 and shows the difference if there is one
check.py PROGRAM EXPECTED --write    records what the program does

Seconds and milliseconds are left out of the comparison.
"""
import argparse
import difflib
import pathlib
import re
import subprocess
import sys


def outcome(program: str) -> str:
    result = subprocess.run([program], capture_output=True, text=True, timeout=120)
    sys.stderr.write(result.stderr)
    lines = [re.sub(r"\d+(\.\d+)? ?(ms|s|seconds)\b", r"# \2", line).rstrip() for line in result.stdout.splitlines()]
    return "\n".join([*lines, f"exit code {result.returncode}"]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("expected", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = outcome(arguments.program)
    if arguments.write:
        arguments.expected.write_text(found)
        return 0
    expected = arguments.expected.read_text()
    sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), found.splitlines(True), "expected", "found"))
    return 0 if found == expected else 1


if __name__ == "__main__":
    sys.exit(main())
