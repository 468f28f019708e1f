# SPDX-License-Identifier: MIT
"""The installed layers with each compiler that is there, in C++20 and C++23, without warnings; and without exceptions.

By default the compiler of the build and what is quick; with CREATEPRODUCT_TEST_CONSUMERS=all each layer with each one.
"""
import itertools
import re
import subprocess
import unittest

from installed import ALL, COMPILER, HERE, LAYERS, installed
from test_ways_in import compile_consumer, pkg_config, scratch

# They link libraries that were built for libstdc++.
PREBUILT = {"gen", "http", "doctest_gen"}


def tearDownModule():
    scratch.clean()


def standard(compiler: str, year: str) -> str:
    """What the compiler calls the standard of the year: clang before 17 knows C++23 by its working title."""
    about = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout
    version = re.search(r"clang version (\d+)", about)
    return "2b" if year == "23" and version and int(version[1]) < 17 else year


class Compilers(unittest.TestCase):
    def build(self, layers, compiler: str, *flags: str) -> None:
        if not installed(compiler):
            self.skipTest(f"{compiler} is not installed")
        for layer, year in itertools.product(layers, ("20", "23")):
            with self.subTest(layer=layer, compiler=compiler, standard=year):
                module = f"createproduct-{layer}"
                compile_consumer(layer, scratch.folder / f"{compiler}-{year}-{layer}",
                                 *pkg_config(scratch.prefix, module, "--cflags"), *flags, compiler=[compiler],
                                 standard=standard(compiler, year), link=pkg_config(scratch.prefix, module, "--libs"))

    def test_each_layer_has_a_consumer(self):
        self.assertEqual({path.stem for path in (HERE / "use").glob("*.cpp")} - {"main"}, set(LAYERS))

    @unittest.skipIf(ALL, "is part of the rest")
    def test_quick(self):
        self.build(["model"], COMPILER)

    @unittest.skipUnless(ALL, "takes minutes: set CREATEPRODUCT_TEST_CONSUMERS=all")
    def test_gcc(self):
        self.build(LAYERS, "g++")

    @unittest.skipUnless(ALL, "takes minutes: set CREATEPRODUCT_TEST_CONSUMERS=all")
    def test_clang_14(self):
        self.build(LAYERS, "clang++-14")

    @unittest.skipUnless(ALL, "takes minutes: set CREATEPRODUCT_TEST_CONSUMERS=all")
    def test_clang_16(self):
        self.build(LAYERS, "clang++-16")

    @unittest.skipUnless(ALL, "takes minutes: set CREATEPRODUCT_TEST_CONSUMERS=all")
    def test_clang_19(self):
        # It finds a deprecation in std::stable_sort of libstdc++ 12, whoever calls that.
        self.build(LAYERS, "clang++-19", "-Wno-deprecated-declarations")

    @unittest.skipUnless(ALL, "takes minutes: set CREATEPRODUCT_TEST_CONSUMERS=all")
    def test_libcxx(self):
        compiler = "clang++-19"
        if not installed(compiler):
            self.skipTest(f"{compiler} is not installed")
        probe = subprocess.run([compiler, "-stdlib=libc++", "-x", "c++", "-fsyntax-only", "-"],
                               input="#include <string>", capture_output=True, text=True)
        if probe.returncode != 0:
            self.skipTest("libc++ is not installed")
        self.build([layer for layer in LAYERS if layer not in PREBUILT], compiler, "-stdlib=libc++")


class WithoutExceptions(unittest.TestCase):
    def test_model_and_parsing(self):
        flags = ["-fno-exceptions", "-fno-rtti", f"-I{scratch.prefix / 'include'}"]
        for layer in ["model", "wire"]:
            with self.subTest(layer=layer):
                compile_consumer(layer, scratch.folder / f"without-exceptions-{layer}", *flags)


if __name__ == "__main__":
    unittest.main()
