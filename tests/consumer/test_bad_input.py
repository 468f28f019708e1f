# SPDX-License-Identifier: MIT
"""What is missing or too old is said in one line, at configure time, with what to install."""
import re
import shutil
import unittest

from installed import COMPILER, HERE, ROOT, Scratch, configure, must, run

scratch = Scratch()


def tearDownModule():
    scratch.clean()


class BadInput(unittest.TestCase):
    def setUp(self):
        self.build = scratch.folder / self.id().rsplit(".", 1)[1]

    def complaint(self, source, *settings: str) -> str:
        """The line of the kit in what a configuration that must fail prints."""
        result = configure(source, self.build, *settings)
        self.assertNotEqual(result.returncode, 0, result.stdout)
        lines = [line.strip() for line in result.stderr.splitlines() if line.strip().startswith("createproduct: ")]
        self.assertEqual(len(lines), 1, result.stderr)
        return lines[0]

    def of_kit(self, *settings: str) -> str:
        return self.complaint(ROOT, "CREATEPRODUCT_BUILD_TESTS=OFF", "CREATEPRODUCT_BUILD_PROGRAM=OFF", *settings)

    def of_consumer(self, *settings: str) -> str:
        return self.complaint(HERE / "find_package", f"CMAKE_PREFIX_PATH={scratch.prefix}", *settings)

    def package(self, name: str, version: str, target: str) -> str:
        """The folder of a CMake package with nothing in it but its version."""
        folder = self.build.with_name(self.build.name + "-package")
        folder.mkdir()
        (folder / f"{name}Config.cmake").write_text(f"add_library({target} INTERFACE IMPORTED)\n")
        (folder / f"{name}ConfigVersion.cmake").write_text(
            f"set(PACKAGE_VERSION {version})\n"
            "if(NOT PACKAGE_FIND_VERSION VERSION_GREATER PACKAGE_VERSION)\n"
            "  set(PACKAGE_VERSION_COMPATIBLE TRUE)\n"
            "endif()\n")
        return str(folder)

    def compiler(self, *flags: str) -> str:
        """A compiler that says that it is another one."""
        script = self.build.with_name(self.build.name + "-compiler")
        script.write_text(f'#!/bin/sh\nexec {shutil.which(COMPILER)} {" ".join(flags)} "$@"\n')
        script.chmod(0o755)
        return str(script)

    def test_a_package_is_missing(self):
        expected = "createproduct: OpenSSL 3.0 or newer not found: apt-get install libssl-dev"
        self.assertEqual(self.of_kit("CMAKE_DISABLE_FIND_PACKAGE_OpenSSL=ON"), expected)

    def test_each_package_is_missing_to_a_consumer(self):
        for name, layer, debian in [("OpenSSL", "sign", "libssl-dev"),
                                    ("httplib", "http", "libcpp-httplib-dev pkg-config"),
                                    ("rapidcheck", "gen", "librapidcheck-dev"), ("doctest", "doctest", "doctest-dev")]:
            with self.subTest(package=name):
                line = self.of_consumer(f"CONSUMER_LAYER={layer}", f"CONSUMER_WITHOUT={name}")
                self.assertRegex(line, rf"^createproduct: {name} .*not found: apt-get install {debian}$")
                shutil.rmtree(self.build)

    def test_a_package_is_too_old(self):
        folder = self.package("doctest", "2.3.0", "doctest::doctest")
        # Else the search goes on among the system's packages, where the right one is.
        line = self.of_consumer("CONSUMER_LAYER=doctest", f"doctest_DIR={folder}",
                                f"CMAKE_MAKE_PROGRAM={shutil.which('ninja')}",
                                "CMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF", "CMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH=OFF")
        self.assertEqual(line, "createproduct: doctest 2.4 or newer not found (there is 2.3.0): "
                               "apt-get install doctest-dev")

    def test_httplib_is_too_old(self):
        line = self.of_consumer("CONSUMER_LAYER=http",
                                "httplib_DIR=" + self.package("httplib", "0.5.4", "httplib::httplib"))
        self.assertEqual(line, "createproduct: httplib 0.11 or newer not found (there is 0.5.4): "
                               "apt-get install libcpp-httplib-dev pkg-config")

    def test_a_component_does_not_exist(self):
        line = self.of_consumer("CONSUMER_LAYER=model", "CONSUMER_FIND=REQUIRED;COMPONENTS;modle")
        self.assertRegex(line, r"^createproduct: no component is called modle; the components are model, wire, ")

    def test_a_layer_does_not_exist(self):
        line = self.of_kit("CREATEPRODUCT_LAYERS=modle")
        self.assertRegex(line, r"^createproduct: no layer is called modle; the layers are model, wire, ")

    def test_no_component_is_named(self):
        line = self.of_consumer("CONSUMER_LAYER=model", "CONSUMER_FIND=REQUIRED")
        self.assertRegex(line, r"^createproduct: say which layers you use, as in "
                               r"find_package\(createproduct COMPONENTS model ")

    def test_a_component_was_not_installed(self):
        kit = self.build.with_name("one-layer")
        self.assertEqual(configure(ROOT, kit, "CREATEPRODUCT_BUILD_TESTS=OFF", "CREATEPRODUCT_BUILD_PROGRAM=OFF",
                                   "CREATEPRODUCT_LAYERS=model").returncode, 0)
        must("cmake", "--install", kit, "--prefix", kit / "prefix")
        line = self.complaint(HERE / "find_package", f"CMAKE_PREFIX_PATH={kit / 'prefix'}", "CONSUMER_LAYER=wire")
        self.assertEqual(line, "createproduct: wire is not in this installation: "
                               "name it in CREATEPRODUCT_LAYERS and install")

    def test_an_optional_component_may_be_missing(self):
        result = configure(HERE / "find_package", self.build, f"CMAKE_PREFIX_PATH={scratch.prefix}",
                           "CONSUMER_LAYER=model", "CONSUMER_WITHOUT=OpenSSL",
                           "CONSUMER_FIND=REQUIRED;COMPONENTS;model;OPTIONAL_COMPONENTS;sign")
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_the_compiler_is_too_old(self):
        macro, version = ("__clang_major__", 11) if "clang" in COMPILER else ("__GNUC__", 9)
        compiler = self.compiler(f"-U{macro}", f"-D{macro}={version}")
        pattern = r"^createproduct: (GNU 9|Clang 11)\S* has too little of C\+\+20; .*: apt-get install g\+\+-12$"
        self.assertRegex(self.of_kit(f"CMAKE_CXX_COMPILER={compiler}"), pattern)
        shutil.rmtree(self.build)
        self.assertRegex(self.of_consumer(f"CMAKE_CXX_COMPILER={compiler}", "CONSUMER_LAYER=model"), pattern)

    def test_the_standard_is_too_old_for_copied_headers(self):
        result = run(COMPILER, "-std=c++17", "-fsyntax-only", f"-I{ROOT / 'include'}",
                     "-include", "createproduct/judge.hpp", "-x", "c++", "/dev/null")
        self.assertIn("createproduct needs C++20: compile with -std=c++20", re.search(r"error: .*", result.stderr)[0])


if __name__ == "__main__":
    unittest.main()
