#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the layers model, wire and judge as one header, for a release to offer to whoever wants to copy a single file.

amalgamate.py            writes it to the standard output
amalgamate.py -o FILE    writes it to FILE
"""
import argparse
import pathlib
import re
import sys

INCLUDE = pathlib.Path(__file__).resolve().parent.parent / "include"
LAYERS = ["model", "wire", "judge"]
INCLUDE_LINE = re.compile(r"^#include <([^>]+)>.*$")


class Amalgamation:
    def __init__(self) -> None:
        self.foreign: set[str] = set()
        self.taken: set[str] = set()
        self.text: list[str] = []

    def take(self, name: str) -> None:
        """Appends the header createproduct/... after those it includes, each once."""
        if name in self.taken:
            return
        self.taken.add(name)
        own = []
        depth = 0
        for number, line in enumerate((INCLUDE / name).read_text().splitlines(), 1):
            depth += len(re.findall(r"^\s*#\s*if", line)) - len(re.findall(r"^\s*#\s*endif", line))
            include = INCLUDE_LINE.match(line)
            if include and depth:
                sys.exit(f"{name}:{number}: an include under a condition cannot be moved to the top")
            if include and include[1].startswith("createproduct/"):
                self.take(include[1])
            elif include:
                self.foreign.add(include[1])
            elif line not in {"#pragma once", "// SPDX-License-Identifier: MIT"}:
                own.append(line)
        if any(line and not line.startswith("//") for line in own):
            self.text += [f"// {name}", *"\n".join(own).strip("\n").splitlines(), ""]

    def header(self) -> str:
        # A compiler that is too old is to say so before it chokes on what follows.
        self.take("createproduct/version.hpp")
        for layer in LAYERS:
            self.take(f"createproduct/{layer}.hpp")
        top = ["// SPDX-License-Identifier: MIT",
               f"// The layers {', '.join(LAYERS)} of createproduct in one header, made by cmake/amalgamate.py.",
               "#pragma once", ""]
        packages = sorted(name for name in self.foreign if "/" in name)
        standard = sorted(self.foreign - set(packages))
        for group in [standard, packages]:
            top += [f"#include <{name}>" for name in group] + [""]
        return "\n".join(top + self.text).rstrip("\n") + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", dest="output", metavar="FILE", type=pathlib.Path)
    output = parser.parse_args().output
    text = Amalgamation().header()
    if not output:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text)
    except OSError as error:
        sys.exit(f"{output}: {error.strerror}")


if __name__ == "__main__":
    main()
