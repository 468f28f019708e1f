#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How much text each layer's umbrella pulls in: a measure of its cost to include that does not depend on the machine.

include_budget.py            prints the layers with their budgets
include_budget.py --update   records the present size plus 2 % as the budget of each layer

A layer over its budget makes everyone who includes it wait. Raise a budget on purpose and say why in the commit;
tests/bench/include_cost.py shows what it costs in seconds.
"""
import argparse
import json
import pathlib
import shutil
import subprocess

import tree

BUDGETS = pathlib.Path(__file__).with_suffix(".json")
COMPILER = "g++"


def compiler_version() -> str | None:
    """The first part of the version of g++, or None without g++."""
    if not shutil.which(COMPILER):
        return None
    return subprocess.run([COMPILER, "-dumpversion"], capture_output=True, text=True, check=True).stdout.strip()


def httplib_flags() -> list[str]:
    """The macros that httplib.h depends on, as its target brings them."""
    found = subprocess.run(["pkg-config", "--cflags", "cpp-httplib"], capture_output=True, text=True)
    return found.stdout.split() if found.returncode == 0 else []


def preprocessed_lines(header: str) -> int:
    flags = ["-std=c++20", "-E", "-P", "-x", "c++", f"-I{tree.INCLUDE}", *httplib_flags(), "-"]
    result = subprocess.run([COMPILER, *flags], input=f"#include <{header}>\n", capture_output=True, text=True)
    if result.returncode != 0:
        raise AssertionError(f"{header} does not preprocess:\n{result.stderr}")
    return result.stdout.count("\n")


def measured() -> dict[str, int]:
    umbrellas = [header for header in tree.headers() if tree.is_umbrella(header)]
    return {header.stem: preprocessed_lines(header.relative_to(tree.INCLUDE).as_posix()) for header in umbrellas}


def recorded() -> dict:
    return json.loads(BUDGETS.read_text())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    update = parser.parse_args().update
    lines = measured()
    if update:
        budget = {layer: -(-count * 102 // 10000) * 100 for layer, count in lines.items()}
        BUDGETS.write_text(json.dumps({"compiler": f"{COMPILER} {compiler_version()}", "lines": budget}, indent=2) + "\n")
    budget = recorded()["lines"]
    print(f"{'layer':10}{'lines':>10}{'budget':>10}")
    for layer, count in lines.items():
        print(f"{layer:10}{count:>10}{budget.get(layer, '-'):>10}")


if __name__ == "__main__":
    main()
