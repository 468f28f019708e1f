# SPDX-License-Identifier: MIT
"""Each way to get the kit into a project of one's own, followed from nothing."""
import shutil
import sys
import unittest

from installed import COMPILER, ENVIRONMENT, HERE, ROOT, WARNINGS, Scratch, build_and_run, installed, must

scratch = Scratch()


def tearDownModule():
    scratch.clean()


def compile_consumer(layer: str, folder, *flags: str, compiler=(COMPILER,), standard="20", link=()) -> None:
    """Two translation units, linked together and run."""
    folder.mkdir(parents=True, exist_ok=True)
    common = [*compiler, f"-std=c++{standard}", *WARNINGS, *flags]
    objects = []
    for unit in ["first", "second"]:
        objects.append(folder / f"{unit}.o")
        must(*common, f"-DCONSUMER_FUNCTION={unit}", f"-DCONSUMER_IS_{unit}", "-c", HERE / "use" / f"{layer}.cpp",
             "-o", objects[-1])
    must(*common, HERE / "use" / "main.cpp", *objects, *link, "-o", folder / "consumer")
    must(folder / "consumer")


def pkg_config(prefix, module: str, what: str) -> list[str]:
    environment = {**ENVIRONMENT, "PKG_CONFIG_PATH": str(prefix / "share" / "pkgconfig")}
    return must("pkg-config", what, module, env=environment).split()


class WaysIn(unittest.TestCase):
    def test_copied_headers(self):
        copy = scratch.folder / "copied" / "include"
        shutil.copytree(ROOT / "include", copy)
        compile_consumer("model", scratch.folder / "copied", f"-I{copy}")

    def test_add_subdirectory(self):
        build_and_run(HERE / "add_subdirectory", scratch.folder / "add_subdirectory",
                      f"CREATEPRODUCT_SOURCE_DIR={ROOT}")

    def test_fetch_content(self):
        archive = scratch.folder / "createproduct.tar.gz"
        must("tar", "-czf", archive, "-C", ROOT, "--transform", "s,^,createproduct/,", "CMakeLists.txt", "LICENSE",
             "cmake", "fuzz", "include", "tests/CMakeLists.txt")
        build_and_run(HERE / "fetch_content", scratch.folder / "fetch_content", f"CREATEPRODUCT_URL={archive}")

    def test_find_package(self):
        build_and_run(HERE / "find_package", scratch.folder / "find_package", f"CMAKE_PREFIX_PATH={scratch.prefix}",
                      "CONSUMER_LAYER=judge", "CONSUMER_WITHOUT=OpenSSL;Threads;httplib;rapidcheck;doctest")

    def test_find_package_of_a_debian_package(self):
        if not installed("dpkg-deb"):
            self.skipTest("dpkg-deb is not installed")
        must("cpack", "-G", "DEB", "-B", scratch.folder / "deb", cwd=scratch.kit_build)
        packages = list((scratch.folder / "deb").glob("*.deb"))
        self.assertEqual([package.name for package in packages], ["libcreateproduct-dev_0.1.0_all.deb"])
        root = scratch.folder / "root"
        must("dpkg-deb", "-x", packages[0], root)
        self.assertTrue((root / "usr/share/doc/libcreateproduct-dev/copyright").is_file())
        self.assertNotIn("Depends", must("dpkg-deb", "-f", packages[0]))
        build_and_run(HERE / "find_package", scratch.folder / "debian", f"CMAKE_PREFIX_PATH={root / 'usr'}",
                      "CONSUMER_LAYER=model",
                      "CONSUMER_WITHOUT=OpenSSL;Threads;httplib;rapidcheck;doctest")

    def test_pkg_config(self):
        if not installed("pkg-config"):
            self.skipTest("pkg-config is not installed")
        flags = pkg_config(scratch.prefix, "createproduct-sign", "--cflags")
        compile_consumer("sign", scratch.folder / "pkg_config", *flags,
                         link=pkg_config(scratch.prefix, "createproduct-sign", "--libs"))

    def test_pkg_config_asks_for_what_a_layer_needs_only(self):
        if not installed("pkg-config"):
            self.skipTest("pkg-config is not installed")
        required = {layer: pkg_config(scratch.prefix, f"createproduct-{layer}", "--print-requires")
                    for layer in ["model", "wire", "judge", "http"]}
        self.assertEqual(required["model"], [])
        self.assertEqual([word for word in required["judge"] if word[0].isalpha()], ["createproduct-wire"])
        self.assertIn("cpp-httplib", required["http"])

    def test_amalgamated_header(self):
        folder = scratch.folder / "amalgamated"
        folder.mkdir()
        must(sys.executable, ROOT / "cmake" / "amalgamate.py", "-o", folder / "createproduct.hpp")
        self.assertNotIn("include <createproduct", (folder / "createproduct.hpp").read_text())
        compile_consumer("judge", folder, f"-I{folder}", '-DCONSUMER_HEADER="createproduct.hpp"')


if __name__ == "__main__":
    unittest.main()
