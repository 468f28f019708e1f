# SPDX-License-Identifier: MIT
"""Runs createproduct-conformance for the tests of its subcommands."""
import contextlib
import json
import os
import pathlib
import signal
import subprocess
import tempfile

PROGRAM = os.environ["CREATEPRODUCT_CONFORMANCE"]
SPEC = pathlib.Path(os.environ.get("CREATEPRODUCT_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2]) / "spec"
# The documentation's own throw-away pair.
KEYS = {"CREATEPRODUCT_SECRET_ID": "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA",
        "CREATEPRODUCT_SECRET_KEY": "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA"}
SECOND_KEYS = {"CREATEPRODUCT_SECOND_SECRET_ID": "AKIDsecond00000000000000000000000000",
               "CREATEPRODUCT_SECOND_SECRET_KEY": "secondKey0000000000000000000000"}


def environment(keys: dict[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CREATEPRODUCT_")}
    return {**clean, **keys}


def call(*arguments: str, keys: dict[str, str] = {}, stdin: str = "", **options) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, *arguments], env=environment(keys), input=stdin, capture_output=True, text=True,
                          timeout=120, **options)


@contextlib.contextmanager
def mock(*arguments: str, keys: dict[str, str] = {}):
    """A mock in a process of its own; gives its URL."""
    process = subprocess.Popen([PROGRAM, "mock", *arguments], env=environment(keys), stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=20)
        process.stdout.close()
    assert status == 0, f"the mock ended with {status}"


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory() as name:
        yield pathlib.Path(name)


def lines_of_json(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]
