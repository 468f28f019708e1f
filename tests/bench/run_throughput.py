#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How many requests a second a whole run of the program sends, start-up included, beside what wrk gets out of the same
mock with as many connections.

  run_throughput.py PROGRAM [--rounds N]

PROGRAM is an optimised createproduct-conformance, as of the preset `program`. The mock is a process of its own; nothing
is pinned to a processor. In each round wrk and a deep run of 6000 requests take turns, so that a busy moment of the
machine hits both, and their ratio is taken. wrk sends one request over and over: one for a name that exists after the
first. Needs wrk.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

JOBS = 2
REQUESTS = 6000
WRK_SECONDS = 2
QUERY = ("?Action=CreateProduct&productName=bench&productProperties=%7B%22productDescription%22%3A%22desc%22%2C"
         "%22region%22%3A%22gz%22%7D&Region=gz&Timestamp=1465185768&Nonce=11886")


def rate_of_wrk(url: str) -> float:
    command = ["wrk", f"-t{JOBS}", f"-c{JOBS}", f"-d{WRK_SECONDS}s", url + QUERY]
    text = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    if "Socket errors" in text or "Non-2xx" in text:
        sys.exit(f"wrk saw errors:\n{text}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", text)[1])


def rate_of_run(program: str, url: str, report: pathlib.Path) -> float:
    command = [program, "run", "--endpoint", url, "--budget", "deep", "--max-requests", str(REQUESTS), "--jobs",
               str(JOBS), "--quiet", "--report", f"json={report}"]
    begin = time.monotonic()
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    seconds = time.monotonic() - begin
    if result.returncode != 0:
        sys.exit(f"the run ended with {result.returncode}: {result.stdout}{result.stderr}")
    return json.loads(report.read_text())["requests"] / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description="requests a second of a whole run, beside those of wrk")
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed, so there is nothing to compare with")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CREATEPRODUCT_")}
    os.environ.clear()
    os.environ.update(environment)
    mock = subprocess.Popen([arguments.program, "mock", "--port", "0", "--quota", "1000000"], stdout=subprocess.PIPE,
                            text=True)
    try:
        url = mock.stdout.readline().strip()
        print(f"{'wrk':>10} {'run':>10} {'ratio':>7}   requests/s; {JOBS} connections, {REQUESTS} requests each run")
        ratios = []
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(arguments.rounds):
                wrk = rate_of_wrk(url)
                run = rate_of_run(arguments.program, url, pathlib.Path(folder) / "report")
                ratios.append(run / wrk)
                print(f"{wrk:10.0f} {run:10.0f} {ratios[-1]:7.2f}", flush=True)
        load = os.getloadavg()[0]
        print(f"median ratio {statistics.median(ratios):.2f} of {arguments.rounds} rounds on {os.cpu_count()} "
              f"processors; load at the end {load:.1f}")
    finally:
        mock.send_signal(signal.SIGTERM)
        mock.wait(timeout=20)


if __name__ == "__main__":
    main()
