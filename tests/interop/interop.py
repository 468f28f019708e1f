# SPDX-License-Identifier: MIT
"""What the tests with tools and clients by other hands have in common. One that is absent is a reason to skip."""
import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "conformance"))
import program  # noqa: E402


def installed(path: str) -> pathlib.Path:
    """`path` below the directory that setup.sh filled; raises SkipTest if it is not there."""
    directory = os.environ.get("CREATEPRODUCT_INTEROP_DIR")
    if not directory:
        raise unittest.SkipTest("CREATEPRODUCT_INTEROP_DIR names no directory: see tests/interop/setup.sh")
    found = pathlib.Path(directory).resolve() / path
    if not found.exists():
        raise unittest.SkipTest(f"{path} is not in CREATEPRODUCT_INTEROP_DIR: run tests/interop/setup.sh")
    return found


def command(name: str) -> str:
    """The path of a program of the system; raises SkipTest if there is none."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not found:
        raise unittest.SkipTest(f"{name} is not installed")
    return found


def node_tool(name: str) -> list[str]:
    """The command line of a tool from npm."""
    return [command("node"), str(installed(f"node_modules/.bin/{name}"))]


def run(*arguments: object, **options) -> subprocess.CompletedProcess:
    return subprocess.run(list(map(str, arguments)), capture_output=True, text=True, timeout=240, **options)


def export(document: str, file: pathlib.Path) -> None:
    result = program.call("export", document, "-o", str(file))
    if result.returncode != 0:
        raise AssertionError(result.stderr)


def free_port() -> int:
    """A port for a server that cannot pick one itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(arguments: list[object], port: int, log: pathlib.Path):
    """A process that listens at `port`; its output goes to `log`."""
    with log.open("w") as output:
        process = subprocess.Popen(list(map(str, arguments)), stdout=output, stderr=subprocess.STDOUT,
                                   stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{arguments[0]} does not serve: {log.read_text()}")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
