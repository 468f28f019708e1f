#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What checking a name, and a name with 299 bytes of productProperties, costs beside other ways, in one run.

hot_path.py BENCHMARK    the program createproduct-bench-hot_path, from the release preset

RE2 takes part if libre2-dev was installed as the benchmark was built, Node if NODE_PATH is where ajv is. Exits with 1
if this kit misses its limits or is slower than a way that does the same work, and if two that do disagree.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-"
PATTERN = "^[a-zA-Z0-9:_-]{1,32}$"
BYTES = 299
# Nanoseconds.
LIMITS = {"name": 10, "both": 2500}


def names(draw: random.Random) -> list[str]:
    """1024 names, of which those at even places are valid; the others have a wrong character or a wrong length."""
    made = []
    for i in range(1024):
        name = draw.choices(ALPHABET, k=draw.randint(1, 32))
        if i % 2:
            kind = draw.randrange(4)
            if kind < 2:
                name[draw.randrange(len(name))] = draw.choice(" .@#/\\")
            else:
                name = draw.choices(ALPHABET, k=draw.randint(33, 64)) if kind == 2 or draw.random() < 0.9 else []
        made.append("".join(name))
    return made


def properties(draw: random.Random) -> list[str]:
    """256 texts of 299 bytes, of which a quarter break a rule or are not JSON."""
    made = []
    for i in range(256):
        members = {"productDescription": "", "encryptionType": draw.choice("12"), "region": "gz",
                   "productType": draw.choice([0, 1, 2])}
        if i % 4 == 0:
            key, value = draw.choice([("encryptionType", "3"), ("region", "sh"), ("productType", 7), ("region", 5)])
            members[key] = value
        letters = BYTES - len(json.dumps(members, separators=(",", ":")))
        members["productDescription"] = "".join(draw.choices("abcdefghijklmnopqrstuvwxyz  ,.", k=letters))
        text = json.dumps(members, separators=(",", ":"))
        made.append(text[:-1] + "," if i % 32 == 0 else text)
        assert len(made[-1]) == BYTES
    return made


SCHEMA = {
    "type": "object",
    "properties": {
        "productDescription": {"type": "string"},
        "encryptionType": {"enum": ["1", "2"]},
        "region": {"enum": ["gz"]},
        "productType": {"enum": [0, 1, 2]},
    },
}


def lines(*command, **options) -> list[tuple[str, float, int]]:
    words = [str(word) for word in command]
    output = subprocess.run(words, check=True, capture_output=True, text=True, **options).stdout
    return [(what, float(time), int(valid)) for what, time, valid in (line.split("\t") for line in output.splitlines())]


def node() -> str | None:
    """Why Node takes no part, or None."""
    if not shutil.which("node"):
        return "node is not installed"
    if subprocess.run(["node", "-e", "require('ajv')"], capture_output=True).returncode != 0:
        return "no ajv where NODE_PATH says: npm install --prefix FOLDER ajv, and NODE_PATH=FOLDER/node_modules"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark", type=pathlib.Path)
    benchmark = parser.parse_args().benchmark
    if not os.access(benchmark, os.X_OK):
        parser.error(f"{benchmark} is no program; build createproduct-bench-hot_path in the release preset")

    draw = random.Random(1)
    inputs = {"names": names(draw), "properties": properties(draw), "pattern": PATTERN, "schema": SCHEMA}
    best: dict[str, tuple[float, int]] = {}
    without_node = node()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "inputs.json"
        file.write_text(json.dumps(inputs))
        # Turn by turn, so that a busy moment of the machine does not hit one of them only.
        for _ in range(3):
            found = lines(benchmark, file) + ([] if without_node else lines("node", HERE / "hot_path.cjs", file))
            for what, time, valid in found:
                best[what] = (min(time, best.get(what, (time, valid))[0]), valid)

    failures = []
    for kind, title in [("name", "a name"), ("both", f"a name and {BYTES} bytes of productProperties"),
                        ("less", "less than that: whether they are JSON")]:
        print(f"{title:56}{'ns':>10}{'ratio':>8}{'valid':>7}")
        kit, valid = best[f"{'both' if kind == 'less' else kind}: this kit"]
        for what, (time, found) in best.items():
            if not what.startswith(kind):
                continue
            print(f"  {what.removeprefix(kind + ': '):54}{time:10.1f}{time / kit:8.1f}{found:7}")
            if kind != "less" and found != valid:
                failures.append(f"{what}: finds {found} inputs valid, the kit {valid}")
            if kind != "less" and time < kit:
                failures.append(f"{what} is faster than the kit")
        if kind in LIMITS and kit > LIMITS[kind]:
            failures.append(f"{title}: {kit:.1f} ns are over the limit of {LIMITS[kind]} ns")
    if "name: RE2" not in best:
        print("skipped: RE2, libre2-dev was not there as the benchmark was built")
    if without_node:
        print(f"skipped: Node, {without_node}")
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
