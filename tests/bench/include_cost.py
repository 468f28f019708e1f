#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""CPU seconds that including each layer costs, by compiler, best of three, beside what two well-known includes cost.

The limits: model 0.8 s; the layers without RapidCheck, httplib and doctest 0.5 s more than <nlohmann/json.hpp>. What is
over one is marked with an exclamation mark. Run it on an idle machine: the figures are times.
tests/layout/include_budget.py holds the same costs in lines.
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "layout"))
import include_budget

COMPILERS = [compiler for compiler in ("g++", "clang++-14") if shutil.which(compiler)]
JSON = "<nlohmann/json.hpp>"
BASELINES = {
    "nothing": "",
    "<string> + <vector>": "#include <string>\n#include <vector>\n",
    JSON: "#include <nlohmann/json.hpp>\n",
}
TRIES = 3
MOST_FOR_MODEL = 0.8
MOST_ABOVE_JSON = 0.5
WITHOUT_LIMIT = {"gen", "http", "doctest", "doctest_gen"}


def cpu_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def most(name: str, json_seconds: float) -> float:
    """The limit of what is included."""
    layer = pathlib.Path(name).stem
    if not name.startswith("createproduct/") or layer in WITHOUT_LIMIT:
        return float("inf")
    return MOST_FOR_MODEL if layer == "model" else json_seconds + MOST_ABOVE_JSON


def main() -> None:
    cases = dict(BASELINES)
    for umbrella in sorted((ROOT / "include" / "createproduct").glob("*.hpp")):
        cases[f"createproduct/{umbrella.name}"] = f"#include <createproduct/{umbrella.name}>\n"
    flags = ["-std=c++20", "-O0", "-c", f"-I{ROOT / 'include'}", *include_budget.httplib_flags(), "-o", os.devnull]

    print(f"{'CPU s, best of ' + str(TRIES):28}" + "".join(f"{compiler:>12}" for compiler in COMPILERS))
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "include.cpp"
        json_seconds = [0.0] * len(COMPILERS)
        for name, text in cases.items():
            source.write_text(text)
            best = [min(cpu_seconds([compiler, *flags, str(source)]) for _ in range(TRIES)) for compiler in COMPILERS]
            if name == JSON:
                json_seconds = best
            marks = ["!" if seconds > most(name, json) else " " for seconds, json in zip(best, json_seconds)]
            print(f"{name:28}" + "".join(f"{seconds:11.2f}{mark}" for seconds, mark in zip(best, marks)), flush=True)


if __name__ == "__main__":
    main()
