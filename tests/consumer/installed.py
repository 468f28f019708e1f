# SPDX-License-Identifier: MIT
"""The kit as a user has it: installed from this source into a folder of its own, without what the tests need."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(os.environ.get("CREATEPRODUCT_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
HERE = ROOT / "tests" / "consumer"
# A full path, for some of the tests keep CMake from searching.
COMPILER = os.environ.get("CREATEPRODUCT_CXX") or shutil.which("g++") or "g++"
# Everything is built in the full matrix; else what shows most for little time.
ALL = os.environ.get("CREATEPRODUCT_TEST_CONSUMERS") == "all"
LAYERS = re.findall(r"^createproduct_layer\((\w+)", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]
# No flags of the project that runs the tests, and nothing that another installation of the kit offers.
ENVIRONMENT = {key: value for key, value in os.environ.items()
               if key not in {"CXXFLAGS", "CPPFLAGS", "LDFLAGS", "CMAKE_PREFIX_PATH", "PKG_CONFIG_PATH"}}


def run(*command, **options) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600,
                          **{"env": ENVIRONMENT, **options})


def must(*command, **options) -> str:
    """The output of a command that must succeed."""
    result = run(*command, **options)
    if result.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{result.stdout}{result.stderr}")
    return result.stdout


def configure(source, build, *settings) -> subprocess.CompletedProcess:
    settings = [f"-D{setting}" for setting in settings]
    if not any("CMAKE_CXX_COMPILER=" in setting for setting in settings):
        settings.append(f"-DCMAKE_CXX_COMPILER={COMPILER}")
    return run("cmake", "-G", "Ninja", "-S", source, "-B", build, *settings)


def build_and_run(source, build, *settings) -> None:
    """Configures, builds and runs one of the consumers, from nothing."""
    result = configure(source, build, *settings)
    if result.returncode != 0:
        raise AssertionError(result.stdout + result.stderr)
    must("cmake", "--build", build)
    must(build / "consumer")


class Scratch:
    """A temporary folder, in it what is installed as `prefix`; both are made on first use."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory | None = None

    @property
    def folder(self) -> pathlib.Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="createproduct-")
        return pathlib.Path(self._folder.name)

    @property
    def kit_build(self) -> pathlib.Path:
        build = self.folder / "kit"
        if not build.exists():
            result = configure(ROOT, build, "CREATEPRODUCT_BUILD_TESTS=OFF", "CREATEPRODUCT_BUILD_PROGRAM=OFF")
            if result.returncode != 0:
                raise AssertionError(result.stdout + result.stderr)
        return build

    @property
    def prefix(self) -> pathlib.Path:
        prefix = self.folder / "prefix"
        if not prefix.exists():
            must("cmake", "--install", self.kit_build, "--prefix", prefix)
        return prefix

    def clean(self) -> None:
        if self._folder:
            self._folder.cleanup()
            self._folder = None


def installed(tool: str) -> bool:
    return shutil.which(tool) is not None
