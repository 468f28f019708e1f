#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Splits the documented page into units and tells whether a copy of it is the edition that page.json maps.

usage: page_units.py COPY.md

The page itself is not part of this project; page.json holds a SHA-256 of every unit. Exit status: 0 the copy is the
mapped edition, 1 it differs (each difference on a line), 2 the copy or page.json cannot be read.
"""

import hashlib
import json
import pathlib
import re
import sys
from typing import NamedTuple

HEADING = re.compile(r"###\s+(\d+)\.")
SEPARATOR = re.compile(r"\|[\s|:-]*-[\s|:-]*$")


class Unit(NamedTuple):
    section: str
    ordinal: int
    kind: str  # heading, sentence, note, header, row, example or anchor
    text: str  # normalised

    @property
    def key(self) -> str:
        return f"{self.section}.{self.ordinal}"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def _blocks(lines):
    """(kind, text) of each block: a table row, a fenced or <pre> block, or one line of anything else."""
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        fence = "```" if line.startswith("```") else "</pre>" if line.startswith("<pre>") else None
        if fence:
            block = [line]
            while at + 1 < len(lines):
                at += 1
                block.append(lines[at])
                if lines[at].strip().startswith(fence):
                    break
            yield "example", "\n".join(block)
        elif line.startswith("|"):
            following = lines[at + 1].strip() if at + 1 < len(lines) else ""
            if not SEPARATOR.match(line):
                yield "header" if SEPARATOR.match(following) else "row", line
        elif line.startswith("#"):
            yield "heading", line
        elif line.startswith("<span"):
            yield "anchor", line
        elif line.startswith(">"):
            yield "note", line
        elif line:
            yield "sentence", line
        at += 1


def split(text: str) -> list[Unit]:
    """The units of a page in order: prose is cut after each ideographic full stop, white space runs count as one."""
    units: list[Unit] = []
    section, ordinal = "0", 0
    for kind, block in _blocks(text.removeprefix("\ufeff").splitlines()):
        heading = HEADING.match(block) if kind == "heading" else None
        if heading:
            section, ordinal = heading.group(1), 0
        pieces = re.split(r"(?<=。)", block) if kind in ("sentence", "note") else [block]
        if kind in ("header", "row"):
            pieces = ["|".join(cell.strip() for cell in block.split("|"))]
        for piece in pieces:
            normalised = " ".join(piece.split())
            if normalised:
                ordinal += 1
                units.append(Unit(section, ordinal, kind, normalised))
    return units


def differences(units: list[Unit], mapped: list[dict]) -> list[str]:
    """What a reader of the page should look at, one line each; empty when `units` are the mapped ones."""
    here = {unit.key: unit for unit in units}
    there = {f"{row['section']}.{row['ordinal']}": row for row in mapped}
    lines = [f"{key}: no longer on the page" for key in there if key not in here]
    lines += [f"{key}: new on the page ({unit.kind}): {unit.text}" for key, unit in here.items() if key not in there]
    lines += [
        f"{key}: changed ({unit.kind}): {unit.text}"
        for key, unit in here.items()
        if key in there and (unit.sha256, unit.kind) != (there[key]["sha256"], there[key]["kind"])
    ]
    return lines


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        text = pathlib.Path(arguments[0]).read_text(encoding="utf-8")
        mapped = json.loads((pathlib.Path(__file__).parent / "page.json").read_text(encoding="utf-8"))["units"]
    except (OSError, ValueError) as error:
        print(f"page_units.py: {error}", file=sys.stderr)
        return 2
    lines = differences(split(text), mapped)
    print("\n".join(lines) or f"the mapped edition: {len(mapped)} units")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
