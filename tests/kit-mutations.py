#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Breaks the kit itself, once in each of these places, and has its selftest tell: each mutation must end it with 1.

The mock shares no code with what judges it, so what goes wrong there shows as faults that survive or variants that are
accused. Takes about two minutes for each mutation; run by hand after changes to selftest, or to what it leans on.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
MUTATIONS = (
    ("a check removed", "judge/rule.hpp",
     'breach("response.product-name.echo", Proof::certain, "productName is not the name that was asked for");', ";"),
    ("a rule inverted", "judge/rule.hpp",
     "if (earlier)\n      breach(\"response.product-id.unique\"", "if (!earlier)\n      breach(\"response.product-id.unique\""),
    ("a bound off by one", "model/product_name.hpp", "defects.too_long = length > spec::name_max_length;",
     "defects.too_long = length > spec::name_max_length + 1;"),
)


def mutate(folder, header, before, after):
    path = folder / "include/createproduct" / header
    text = path.read_text()
    if text.count(before) != 1:
        sys.exit(f"kit-mutations: {header} should hold {before!r} once, but has it {text.count(before)} times")
    path.write_text(text.replace(before, after))


def build(folder):
    entry = folder / "main.cpp"
    entry.write_text("""#include "command.hpp"
int main(int argc, char** argv) { return conformance::selftest_command(argc, argv); }
""")
    libraries = subprocess.run(["pkg-config", "--libs", "openssl", "cpp-httplib"], capture_output=True, text=True,
                               check=True).stdout.split()
    program = folder / "selftest"
    subprocess.run(["g++", "-std=c++20", "-O1", "-DNDEBUG", f"-I{folder / 'include'}", f"-I{ROOT / 'tests/conformance'}",
                    str(ROOT / "tests/conformance/selftest.cpp"), str(entry), "-o", str(program), *libraries, "-pthread"],
                   check=True)
    return program


def main():
    missed = 0
    for kind, header, before, after in (("none", None, None, None), *MUTATIONS):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            shutil.copytree(ROOT / "include", folder / "include")
            if header:
                mutate(folder, header, before, after)
            result = subprocess.run([build(folder), "--quiet"], capture_output=True, text=True)
        expected = 1 if header else 0
        missed += result.returncode != expected
        print(f"mutation: {kind}{f' in {header}' if header else ''}: selftest ended with {result.returncode}"
              f"{'' if result.returncode == expected else f', not {expected}'}")
        print("\n".join(result.stdout.splitlines()[1:6]) + result.stderr)
        sys.stdout.flush()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
