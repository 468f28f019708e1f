#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Says how long a validator's program takes to find the three mistakes of fuzz/example/validator.cpp.

    fuzz/planted.py PROGRAM [--seeds N] [--seconds N]            a program built with CREATEPRODUCT_FUZZ_MAIN
    fuzz/planted.py PROGRAM --engine [--seeds N] [--seconds N]   one built with CREATEPRODUCT_FUZZ: with the mutator
                                                                 that knows the contract, then with libFuzzer's own

--with WORD gives the program one more word, such as a folder of seeds or -dict=FILE; repeatable.

Exit status: 0 if all three were found from every seed by the mutator that knows the contract, else 1."""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

WANTED = {"product-name.max-length", "product-name.alphabet", "product-name.alphabet.refused"}


def found(settings: argparse.Namespace, seed: int, environment: dict[str, str]) -> dict[str, float]:
    """The kinds reported, and when, in seconds. Without an engine each is replayed, and counts only if it shows again."""
    with tempfile.TemporaryDirectory() as folder:
        words = [os.path.abspath(settings.program), f"-seed={seed}", f"-max_total_time={settings.seconds}"]
        if settings.engine:  # which keeps what it finds in the first folder: not in one of seeds
            words.append(os.path.join(folder, "corpus"))
            os.mkdir(words[-1])
        words += [os.path.abspath(word) if os.path.exists(word) else word for word in settings.extra]
        process = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                   errors="replace", env={**os.environ, "CREATEPRODUCT_FUZZ_FOLDER": folder,
                                                          "CREATEPRODUCT_FUZZ_KEEP_GOING": "1", **environment})
        begin = time.monotonic()
        times = {}
        try:
            for line in process.stdout:
                match = re.match(r"  again +.*/([a-z.-]+)-[0-9a-f]{16}$", line)
                if match:
                    times[match[1]] = time.monotonic() - begin
                if WANTED <= set(times):
                    break
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
        for name in () if settings.engine else sorted(os.listdir(folder)):
            again = subprocess.run([words[0], os.path.join(folder, name)], cwd=folder, capture_output=True, text=True,
                                   timeout=60)
            if again.returncode != 1:
                times.pop(name.rpartition("-")[0], None)
        return times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--engine", action="store_true")
    parser.add_argument("--with", dest="extra", action="append", default=[], metavar="WORD")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=10)
    settings = parser.parse_args()
    good = True
    for mutator in ("contract", "default") if settings.engine else ("contract",):
        environment = {"CREATEPRODUCT_FUZZ_MUTATOR": mutator}
        every = 0
        for seed in range(1, settings.seeds + 1):
            times = found(settings, seed, environment)
            three = WANTED <= set(times)
            every += three
            told = ", ".join(kind + (f" {times[kind]:.1f} s" if kind in times else " -") for kind in sorted(WANTED))
            print(f"{mutator} mutator, seed {seed}: {told}", flush=True)
        print(f"{mutator} mutator: all three from {every} of {settings.seeds} seeds in {settings.seconds} s", flush=True)
        good = good and (mutator == "default" or every == settings.seeds)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
