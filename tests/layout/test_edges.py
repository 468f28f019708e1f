# SPDX-License-Identifier: MIT
"""Headers include what the drawn layers allow: CMake cannot tell, since all headers share their include folders."""
import re
import unittest

import tree

# The layers that may include these: the one that brings the package in, and those named in CONTRIBUTING.md beside it.
PACKAGES = {
    "nlohmann/": set(),  # for tests only
    "openssl/": {"sign", "http"},
    "httplib.h": {"http"},
    "rapidcheck": {"gen", "doctest_gen"},
    "doctest/": {"doctest", "doctest_gen"},
}
WITHOUT_SYSTEM_HEADERS = {"model", "wire", "judge"}
STANDARD = set("""
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint
cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem forward_list fstream functional
future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore
set shared_mutex span sstream stack stdexcept stop_token streambuf string string_view strstream syncstream system_error
thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version
""".split())


class Edges(unittest.TestCase):
    def setUp(self):
        self.edges = tree.drawn_edges()

    def complain(self, header, number, text):
        self.problems.append(f"{header.relative_to(tree.ROOT)}:{number}: {text}")

    def check(self, judge_include):
        self.problems = []
        for header in tree.headers():
            for number, target in tree.includes(header):
                judge_include(header, number, target)
        self.assertFalse(self.problems, "\n" + "\n".join(self.problems))

    def test_the_graph_is_closed_and_has_no_cycle(self):
        for layer, used in self.edges.items():
            self.assertLessEqual(used, set(self.edges), f"{layer} uses a layer that is not drawn")
            for name in used:
                self.assertNotIn(layer, tree.reachable(self.edges, name), f"{layer} uses itself through {name}")

    def test_every_folder_is_a_drawn_layer(self):
        folders = {tree.layer_of(header) for header in tree.headers()} - {None}
        self.assertLessEqual(folders, set(self.edges))

    def test_cmake_declares_the_drawn_edges(self):
        text = (tree.ROOT / "CMakeLists.txt").read_text()
        declared = {}
        for arguments in re.findall(r"^createproduct_layer\((.*)\)$", text, re.MULTILINE):
            words = arguments.split(" NEEDS ")[0].split()
            declared[words[0]] = set(words[2:])
        self.assertEqual(declared, self.edges)

    def test_own_headers_come_from_layers_in_use(self):
        def judge(header, number, target):
            if not target[1:].startswith("createproduct/"):
                return
            included = tree.INCLUDE / target[1:-1]
            if not included.is_file():
                self.complain(header, number, f"{target} does not exist")
                return
            layer, other = tree.layer_of(header), tree.layer_of(included)
            if other is not None and (layer is None or other not in tree.reachable(self.edges, layer)):
                self.complain(header, number, f"{layer} does not use {other}")
            if tree.is_umbrella(included):
                self.complain(header, number, f"{target} is for users; include what is needed of it")
        self.check(judge)

    def test_package_headers_stay_in_their_layer(self):
        def judge(header, number, target):
            for prefix, layers in PACKAGES.items():
                if target[1:].startswith(prefix) and tree.layer_of(header) not in layers:
                    self.complain(header, number, f"{target} is for {', '.join(sorted(layers))}")
        self.check(judge)

    def test_the_inner_layers_use_no_system_headers(self):
        def judge(header, number, target):
            name = target[1:-1]
            if tree.layer_of(header) in WITHOUT_SYSTEM_HEADERS | {None} and not (
                    name in STANDARD or name.startswith("createproduct/") or name.startswith(tuple(PACKAGES))):
                self.complain(header, number, f"{target} is not a header of the C++ standard library")
        self.check(judge)

    def test_includes_are_spelt_with_angle_brackets(self):
        def judge(header, number, target):
            if target[0] != "<":
                self.complain(header, number, f"write <{target[1:-1]}>")
        self.check(judge)


if __name__ == "__main__":
    unittest.main()
