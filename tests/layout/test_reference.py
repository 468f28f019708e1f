# SPDX-License-Identifier: MIT
"""Doxygen has nothing to say against the comments, and each public name has one."""
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

import tree

DOXYFILE = tree.ROOT / "docs" / "Doxyfile"
# Of what stands in a namespace without a comment, doxygen itself lists the types and their members only.
COUNTED = ["EXTRACT_ALL = NO", "GENERATE_HTML = NO", "GENERATE_XML = YES", "WARN_IF_UNDOCUMENTED = YES"]
LISTED = ["EXTRACT_ALL = YES", "GENERATE_HTML = NO", "GENERATE_XML = YES"]


def run_doxygen(folder: pathlib.Path, *settings: str) -> list[str]:
    """What doxygen complains about with these settings beside those of the Doxyfile; what it makes comes to `folder`."""
    text = "\n".join([DOXYFILE.read_text(), f"OUTPUT_DIRECTORY = {folder}", *settings])
    result = subprocess.run(["doxygen", "-"], input=text, cwd=tree.ROOT, capture_output=True, text=True, timeout=600)
    return result.stderr.splitlines()


def log(*settings: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return run_doxygen(pathlib.Path(folder), *settings)


def has_comment(entity: xml.etree.ElementTree.Element) -> bool:
    return any("".join(entity.find(part).itertext()).strip()
               for part in ("briefdescription", "detaileddescription") if entity.find(part) is not None)


def says_itself(member: xml.etree.ElementTree.Element) -> bool:
    """What C++ gives a class, or takes from it, and what its base describes; equality is left out in the Doxyfile."""
    name, arguments = member.findtext("name", ""), member.findtext("argsstring", "")
    return name.startswith("~") or arguments.endswith(("=default", "=delete")) or "override" in arguments.split()


def undocumented() -> list[str]:
    """Public names without a comment, each with its place. Enumerators may have names that say it all."""
    found = set()
    with tempfile.TemporaryDirectory() as folder:
        run_doxygen(pathlib.Path(folder), *LISTED)
        for file in (pathlib.Path(folder) / "xml").glob("*.xml"):
            for compound in xml.etree.ElementTree.parse(file).getroot().findall("compounddef"):
                if compound.get("prot") == "private" or compound.get("kind") in {"dir", "page"}:
                    continue
                is_type = compound.get("kind") not in {"file", "namespace"}
                for entity in compound.findall("sectiondef/memberdef") + [compound] * is_type:
                    if entity.get("prot") == "private" or has_comment(entity) or says_itself(entity):
                        continue
                    name = entity.findtext("qualifiedname") or entity.findtext("name") or entity.findtext("compoundname")
                    place = entity.find("location")
                    found.add(f"{place.get('file')}:{place.get('line')}: {name}")
    return sorted(found)


@unittest.skipUnless(shutil.which("doxygen"), "doxygen is not installed")
class Reference(unittest.TestCase):
    def test_it_is_made_without_a_warning(self):
        self.assertEqual(log(), [])

    def test_every_public_name_is_documented(self):
        self.assertEqual(undocumented(), [])

    def test_doxygen_misses_no_comment(self):
        self.assertEqual(log(*COUNTED), [])


if __name__ == "__main__":
    unittest.main()
