# SPDX-License-Identifier: MIT
"""What the layout tests know about the source tree."""
import os
import pathlib
import re

ROOT = pathlib.Path(os.environ.get("CREATEPRODUCT_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
INCLUDE = ROOT / "include"
HEADERS = INCLUDE / "createproduct"
GRAPH = ROOT / "CONTRIBUTING.md"


def headers() -> list[pathlib.Path]:
    return sorted(HEADERS.rglob("*.hpp"))


def layer_of(header: pathlib.Path) -> str | None:
    """The layer a header belongs to; its umbrella does too. None for version.hpp, which belongs to no layer."""
    first = header.relative_to(HEADERS).parts[0]
    if first == "version.hpp":
        return None
    return first.removesuffix(".hpp")


def is_generated(header: pathlib.Path) -> bool:
    return "generated" in header.relative_to(HEADERS).parts


def is_umbrella(header: pathlib.Path) -> bool:
    return header.parent == HEADERS and header.name != "version.hpp"


def includes(source: pathlib.Path) -> list[tuple[int, str]]:
    """Line number and target of each include line, as it is spelt: with its brackets or quotes."""
    found = []
    for number, line in enumerate(source.read_text().splitlines(), 1):
        match = re.match(r"\s*#\s*include\s*([<\"][^>\"]*[>\"])", line)
        if match:
            found.append((number, match[1]))
    return found


def drawn_edges() -> dict[str, set[str]]:
    """The layers each layer uses, as the block that starts with ```layers in CONTRIBUTING.md draws them."""
    block = re.search(r"^```layers\n(.*?)^```", GRAPH.read_text(), re.MULTILINE | re.DOTALL)
    if not block:
        raise AssertionError(f"{GRAPH.name} has no block ```layers")
    edges = {}
    for line in block[1].splitlines():
        layer, _, used = line.partition("->")
        edges[layer.strip()] = {name.strip() for name in used.split(",") if name.strip()}
    return edges


def reachable(edges: dict[str, set[str]], layer: str) -> set[str]:
    """The layer itself and all it uses, directly or not."""
    found, waiting = set(), [layer]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(edges[name])
    return found


def sources() -> list[pathlib.Path]:
    """Every file of the project; what version control ignores is left out."""
    found = []
    for folder, names, files in os.walk(ROOT):
        here = pathlib.Path(folder)
        names[:] = [name for name in names
                    if name not in {".git", "__pycache__"} and not (here == ROOT and name.startswith("build"))]
        found += [here / name for name in files if name != ".git" and not name.endswith(".pyc")]
    return sorted(found)
