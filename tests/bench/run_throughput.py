#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How many requests a second a whole run of the program sends, start-up included, beside what wrk gets out of the same
mock with as many connections.

  run_throughput.py PROGRAM [--rounds N] [--requests N]

PROGRAM is an optimised createproduct-conformance, as of the preset `program`. The mock is a process of its own. In each
round wrk and a deep run of so many requests take turns, so that a busy moment of the machine hits both, and their ratio
is taken. wrk sends one request over and over: one for a name that exists after the first.

This is measured twice: with the mock on one processor and who asks on another, as if they were two machines; and with
nothing pinned. Then, on two processors, it is chance whether the threads of wrk and of the mock that talk to each other
share a processor, which doubles what wrk gets. Needs wrk, and taskset of util-linux.
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
WRK_SECONDS = 2
QUERY = ("?Action=CreateProduct&productName=bench&productProperties=%7B%22productDescription%22%3A%22desc%22%2C"
         "%22region%22%3A%22gz%22%7D&Region=gz&Timestamp=1465185768&Nonce=11886")


def pinned(processor: int | None) -> list[str]:
    return [] if processor is None else ["taskset", "-c", str(processor)]


def rate_of_wrk(url: str, processor: int | None) -> float:
    command = [*pinned(processor), "wrk", f"-t{JOBS}", f"-c{JOBS}", f"-d{WRK_SECONDS}s", url + QUERY]
    text = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    if "Socket errors" in text or "Non-2xx" in text:
        sys.exit(f"wrk saw errors:\n{text}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", text)[1])


def rate_of_run(program: str, url: str, requests: int, processor: int | None, report: pathlib.Path) -> float:
    command = [*pinned(processor), program, "run", "--endpoint", url, "--budget", "deep", "--random", str(requests),
               "--max-requests", str(requests), "--jobs", str(JOBS), "--quiet", "--report", f"json={report}"]
    begin = time.monotonic()
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    seconds = time.monotonic() - begin
    if result.returncode != 0:
        sys.exit(f"the run ended with {result.returncode}: {result.stdout}{result.stderr}")
    return json.loads(report.read_text())["requests"] / seconds


def measure(arguments: argparse.Namespace, how: str, mock_processor: int | None, processor: int | None) -> None:
    mock = subprocess.Popen([*pinned(mock_processor), arguments.program, "mock", "--port", "0", "--quota", "100000000"],
                            stdout=subprocess.PIPE, text=True)
    try:
        url = mock.stdout.readline().strip()
        print(f"{'wrk':>10} {'run':>10} {'ratio':>7}   requests/s; {JOBS} connections, {arguments.requests} requests "
              f"each run, {how}")
        ratios = []
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(arguments.rounds):
                wrk = rate_of_wrk(url, processor)
                run = rate_of_run(arguments.program, url, arguments.requests, processor, pathlib.Path(folder) / "report")
                ratios.append(run / wrk)
                print(f"{wrk:10.0f} {run:10.0f} {ratios[-1]:7.2f}", flush=True)
        print(f"median ratio {statistics.median(ratios):.2f} of {arguments.rounds} rounds on {os.cpu_count()} "
              f"processors, {how}; load at the end {os.getloadavg()[0]:.1f}")
    finally:
        mock.send_signal(signal.SIGTERM)
        mock.wait(timeout=20)


def main() -> None:
    parser = argparse.ArgumentParser(description="requests a second of a whole run, beside those of wrk")
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=40000, help="of each run; 40000 unless given")
    arguments = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed, so there is nothing to compare with")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CREATEPRODUCT_")}
    os.environ.clear()
    os.environ.update(environment)
    processors = sorted(os.sched_getaffinity(0))
    if len(processors) > 1 and shutil.which("taskset") is not None:
        measure(arguments, "apart", processors[0], processors[1])
    measure(arguments, "not pinned", None, None)


if __name__ == "__main__":
    main()
