#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Keeps include/createproduct/<layer>.hpp including exactly the headers of include/createproduct/<layer>/, less those
that say `// Not in createproduct/<layer>.hpp`: they are for few, and cost everybody too much.

umbrellas.py --check   says which umbrella is out of step and exits 1
umbrellas.py --write   brings them into step
"""
import argparse
import pathlib
import sys

INCLUDE = pathlib.Path(__file__).resolve().parent.parent / "include"
ROOT = INCLUDE / "createproduct"
# Implementation folders: what they hold is reached through the headers that need it.
INTERNAL = {"detail", "generated"}


def umbrella(layer: pathlib.Path) -> str:
    headers = sorted((header for header in layer.rglob("*.hpp") if not INTERNAL & set(header.relative_to(layer).parts)),
                     key=str)
    included = [header.relative_to(INCLUDE).as_posix() for header in headers
                if f"\n// Not in createproduct/{layer.name}.hpp" not in header.read_text()]
    what = "All of" if len(included) == len(headers) else "What most need of"
    lines = ["// SPDX-License-Identifier: MIT", f"// {what} {layer.name}/, kept in step by cmake/umbrellas.py.",
             "#pragma once", "",
             "#include <createproduct/version.hpp>  // first: it refuses compilers that are too old", ""]
    return "\n".join(lines + [f"#include <{name}>" for name in included]) + "\n"


def wanted() -> dict[pathlib.Path, str]:
    layers = sorted(path for path in ROOT.iterdir() if path.is_dir() and any(path.rglob("*.hpp")))
    return {ROOT / f"{layer.name}.hpp": umbrella(layer) for layer in layers}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true")
    mode.add_argument("--write", action="store_true")
    arguments = parser.parse_args()

    stale = [path for path, text in wanted().items() if not path.exists() or path.read_text() != text]
    if arguments.write:
        for path in stale:
            path.write_text(wanted()[path])
            print(f"wrote {path.relative_to(INCLUDE)}")
        return 0
    for path in stale:
        print(f"{path.relative_to(INCLUDE)} is out of step with its folder; run cmake/umbrellas.py --write")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
