#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The public surface: each name that the headers declare outside of detail and generated, members and macros too.

public_names.py            prints the names
public_names.py --update   records them in public_names.txt

What goes away from the record, or changes its meaning, breaks users: see docs/guide.md, "What stays as it is".
"""
import argparse
import pathlib
import re

import tree

RECORD = pathlib.Path(__file__).with_suffix(".txt")
TOKEN = re.compile(r"[A-Za-z_]\w*|::|\[\[|\]\]|->|[^\s\w]|\d[\w'.]*")
NO_NAMES = {"operator", "static_assert", "if", "requires", "noexcept", "decltype", "alignas", "return"}


def without_text(source: str) -> str:
    """The source without comments, literals and preprocessor lines."""
    source = re.sub(r'R"(\w*)\((.*?)\)\1"', '""', source, flags=re.DOTALL)
    source = re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])+\'',
                    lambda found: "" if found[0].startswith("/") else "0", source, flags=re.DOTALL)
    return re.sub(r"^\s*#(?:[^\n\\]|\\.|\\\n)*", "", source, flags=re.MULTILINE)


def closing(tokens: list[str], at: int) -> int:
    """The place behind the bracket that closes the one at `at`."""
    pairs = {"{": "}", "(": ")", "[": "]", "[[": "]]"}
    opening, depth = tokens[at], 0
    while at < len(tokens):
        depth += (tokens[at] == opening) - (tokens[at] == pairs[opening])
        at += 1
        if depth == 0:
            break
    return at


def behind_angles(tokens: list[str], at: int) -> int:
    """The place behind the angle brackets that open at `at`."""
    depth = 0
    while at < len(tokens):
        depth += (tokens[at] == "<") - (tokens[at] == ">")
        at = closing(tokens, at) if tokens[at] in "([{" else at + 1
        if depth == 0:
            break
    return at


def declared(tokens: list[str]) -> list[str]:
    """The name that a declaration without its body declares, if it is one that users can write."""
    head: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at] == "<" and head and head[-1] not in {"operator"}:
            at = behind_angles(tokens, at)
        elif tokens[at] in {"=", "(", ":", "["} and head:
            break
        else:
            head.append(tokens[at])
            at += 1
    if "friend" in head or "operator" in head or (head and head[0] in NO_NAMES):
        return []
    names = [word for word in head if re.match(r"[A-Za-z_]", word)]
    return names[-1:] if len(names) > 1 else []


def walk(tokens: list[str], scope: str, public: bool, names: set[str], in_class: str = "") -> None:
    at = 0
    while at < len(tokens):
        if tokens[at] in {"public", "private", "protected"} and at + 1 < len(tokens) and tokens[at + 1] == ":":
            public, at = tokens[at] == "public", at + 2
            continue
        begin = at
        if tokens[at] == "template":
            at = begin = behind_angles(tokens, at + 1)
            if at < len(tokens) and tokens[at] == "requires":
                while tokens[at] not in {"struct", "class", "[[", "inline", "constexpr", "explicit", "void", "bool"}:
                    at += 1
                begin = at
        while at < len(tokens) and tokens[at] not in {";", "{"}:
            at = closing(tokens, at) if tokens[at] in {"(", "[[", "["} else at + 1
        head = tokens[begin:at]
        while "[[" in head:
            del head[head.index("[["):closing(head, head.index("[["))]
        body: list[str] = []
        while at < len(tokens) and tokens[at] == "{":  # a body, or initialisers before one
            end = closing(tokens, at)
            body = tokens[at + 1:end - 1]
            at = end
            while at < len(tokens) and tokens[at] == ",":  # further member initialisers
                while at < len(tokens) and tokens[at] != "{":
                    at = closing(tokens, at) if tokens[at] == "(" else at + 1
        if at < len(tokens) and tokens[at] == ";":
            at += 1
        kinds = [word for word in head if word in {"namespace", "struct", "class", "enum", "union", "using", "concept"}]
        if not head or not kinds or "(" in head:
            if public:
                names.update(f"{scope}::{name}" for name in declared(head) if name != in_class)
            continue
        if kinds[0] == "namespace":
            name = "".join(head[head.index("namespace") + 1:])
            if name and "detail" not in name.split("::"):
                walk(body, f"{scope}::{name}" if scope else name, True, names)
        elif public and kinds[0] in {"using", "concept"}:
            if "=" in head:
                names.add(f"{scope}::{head[head.index('=') - 1]}")
        elif public:
            rest = [word for word in head if word not in {"enum", "struct", "class", "union", "final"}]
            if "<" in rest or not rest:
                continue  # a specialisation
            name = rest[0]
            names.add(f"{scope}::{name}")
            if kinds[0] == "enum":
                values = re.findall(r"(?:^|,)\s*([A-Za-z_]\w*)", " ".join(body))
                names.update(f"{scope}::{name}::{value}" for value in values)
            else:
                walk(body, f"{scope}::{name}", kinds[0] != "class", names, name)


def public_names() -> list[str]:
    names: set[str] = set()
    for header in tree.headers():
        if tree.is_generated(header):
            continue
        text = header.read_text()
        names.update(re.findall(r"^#define (CREATEPRODUCT_\w+)", text, re.MULTILINE))
        own: set[str] = set()
        walk(TOKEN.findall(without_text(text)), "", True, own)
        names.update(name for name in own if name.startswith("createproduct::"))
    return sorted(names)


def recorded() -> list[str]:
    return RECORD.read_text().splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    text = "\n".join(public_names()) + "\n"
    if parser.parse_args().update:
        RECORD.write_text(text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
