# SPDX-License-Identifier: MIT
"""export: documents that other tools read, in step with spec/ and with its vectors."""
import json
import os
import pathlib
import unittest
import urllib.parse

import jsonschema

import program


def spec(name: str) -> dict:
    return json.loads((program.SPEC / name).read_text(encoding="utf-8"))


def export(name: str) -> dict:
    result = program.call("export", name)
    if (result.returncode, result.stderr) != (0, ""):
        raise AssertionError(f"export {name} ended with {result.returncode}: {result.stderr}")
    return json.loads(result.stdout)


def validator(name: str) -> jsonschema.Draft202012Validator:
    """For one of the $defs of the exported schema."""
    return jsonschema.Draft202012Validator({**export("json-schema"), "$ref": f"#/$defs/{name}"})


def decoded(value: str | dict) -> bytes:
    return urllib.parse.unquote_to_bytes(value["percent"]) if isinstance(value, dict) else value.encode()


def refuse(word: str):
    raise ValueError(f"{word} is no JSON")


class Documents(unittest.TestCase):
    def test_each_is_ascii_ends_in_a_line_feed_and_is_the_same_again(self):
        for name in ("openapi", "json-schema", "clauses", "cases"):
            with self.subTest(document=name):
                first = program.call("export", name)
                self.assertEqual(first.returncode, 0)
                self.assertTrue(first.stdout.isascii() and first.stdout.endswith("}\n"))
                self.assertEqual(program.call("export", name, "-o", "-").stdout, first.stdout)
                with program.folder() as folder:
                    written = program.call("export", name, "-o", str(folder / "document"))
                    self.assertEqual((written.returncode, written.stdout, written.stderr), (0, "", ""))
                    self.assertEqual((folder / "document").read_text(), first.stdout)

    def test_clauses_are_those_of_spec_and_keep_its_schema(self):
        document = export("clauses")
        jsonschema.Draft202012Validator(spec("schema/clauses.schema.json")).validate(document)
        self.assertEqual(document["clauses"], spec("clauses.json")["clauses"])
        self.assertEqual(document["version"], spec("version.json")["version"])

    def test_cases_are_written_out_and_keep_the_schema_of_the_catalogue(self):
        document = export("cases")
        jsonschema.Draft202012Validator(spec("schema/catalogue.schema.json")).validate(document)
        families = [case for path in sorted((program.SPEC / "catalogue").glob("*.json"))
                    for case in json.loads(path.read_text())["cases"]]
        plain = [case["id"] for case in families if "each" not in case]
        ids = [case["id"] for case in document["cases"]]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertTrue(set(plain) <= set(ids))
        self.assertGreater(len(ids), len(families))
        self.assertEqual({case["clause"] for case in document["cases"]}, {case["clause"] for case in families})

    def test_openapi_has_the_names_limits_and_codes_of_spec(self):
        document = export("openapi")
        operation = spec("operation.json")
        self.assertEqual(document["servers"][0]["url"], "https://" + operation["host"]["value"])
        self.assertEqual(document["x-limits"], operation["limits"])
        methods = document["paths"][operation["path"]["value"]]
        self.assertEqual([method.upper() for method in methods], operation["methods"]["value"])
        parameters = spec("parameters.json")["parameters"]
        self.assertEqual([(one["name"], one["description"], one["x-clause"]) for one in methods["get"]["parameters"]],
                         [(one["name"], one["text"], one["clauses"]) for one in parameters])
        schemas = document["components"]["schemas"]
        self.assertEqual(list(schemas["request"]["properties"]), [one["name"] for one in parameters])
        grammar = parameters[0]["grammar"]
        self.assertEqual([schemas["productName"][key] for key in ("minLength", "maxLength", "pattern")],
                         [grammar["min_length"], grammar["max_length"], f"^{grammar['pattern']}$"])
        for row in spec("properties.json")["properties"]:
            schema = schemas["productProperties"]["properties"][row["name"]]
            self.assertEqual(schema.get("enum"), [one["value"] for one in row["values"]] if "values" in row else None)
            self.assertEqual(schema.get("default"), row.get("default"))
        self.assertEqual(list(schemas["success"]["properties"]),
                         [row["name"] for row in spec("response-fields.json")["fields"]])
        self.assertEqual(schemas["refusal"]["x-module-codes"], spec("module-codes.json")["codes"])
        self.assertEqual(schemas["gatewayRefusal"]["x-public-codes"], spec("public-codes.json")["codes"])

    def test_examples_of_openapi_keep_its_schemas(self):
        document = export("openapi")
        methods = next(iter(document["paths"].values()))
        # References of the document are those of a schema document that has the components at the same place.
        def check(schema, instance):
            jsonschema.Draft202012Validator({"components": document["components"], **schema}).validate(instance)
        for method in methods.values():
            for response in method["responses"].values():
                content = response["content"]["application/json"]
                for example in content["examples"].values():
                    check(content["schema"], example["value"])
        form = methods["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
        check(form["schema"], form["example"])


class Vectors(unittest.TestCase):
    def test_the_schema_document_is_a_schema(self):
        document = export("json-schema")
        jsonschema.Draft202012Validator.check_schema(document)
        self.assertEqual(document["$schema"], "https://json-schema.org/draft/2020-12/schema")

    def test_texts_of_properties_pass_and_fail_as_their_vectors_say(self):
        """What is right passes. Of what is wrong a schema finds all but malformed text, which has no value to judge;
        of members that stand twice it sees one."""
        schema = validator("productProperties")
        counts = {"accept": 0, "malformed": 0, "reject": 0}
        for row in spec("vectors/properties.json")["properties"]:
            with self.subTest(vector=row["id"]):
                try:
                    value = json.loads(decoded(row["text"]).decode(), parse_constant=refuse)
                except ValueError:
                    self.assertNotEqual(row["expect"], "accept")
                    counts["malformed"] += row["expect"] == "reject"
                    continue
                except RecursionError:
                    self.assertEqual(row["expect"], "open")
                    continue
                if row["expect"] != "open":
                    self.assertEqual(schema.is_valid(value), row["expect"] == "accept")
                    counts[row["expect"]] += 1
        self.assertTrue(all(count > 30 for count in counts.values()), counts)

    def test_names_pass_and_fail_as_their_vectors_say(self):
        """All but one kind: in Python, unlike in ECMA-262, $ also matches before a line feed at the end."""
        schema = validator("productName")
        seen = {True: 0, False: 0}
        for row in spec("vectors/names.json")["names"]:
            try:
                name = decoded(row["name"]).decode()
            except UnicodeDecodeError:
                continue  # no string of JSON
            if name.endswith("\n"):
                continue
            with self.subTest(vector=row["id"]):
                self.assertEqual(schema.is_valid(name), row["valid"])
                seen[row["valid"]] += 1
        self.assertTrue(all(count > 30 for count in seen.values()), seen)

    def test_requests(self):
        schema = validator("request")
        right = {"Action": "CreateProduct", "productName": "fruit", "Region": "gz"}
        signed = {**right, "SecretId": "i", "Timestamp": 1, "Nonce": 1, "Signature": "s"}
        for request in (right, signed, {**right, "productProperties": {"region": "gz"}}, {**right, "further": 1}):
            self.assertTrue(schema.is_valid(request), request)
        for change in ({"Action": "DeleteProduct"}, {"productName": ""}, {"productProperties": "{}"},
                       {"Timestamp": -1}, {"Nonce": "x"}):
            self.assertFalse(schema.is_valid({**signed, **change}), change)
        for name in ("Action", "productName", "Timestamp", "Nonce", "SecretId"):
            self.assertFalse(schema.is_valid({key: value for key, value in signed.items() if key != name}), name)

    # What the answer alone does not show: what was asked, earlier answers, language; and the form of message, which
    # is free where the gateway refuses.
    UNSEEN = {"response.product-name.echo", "response.product-id.unique", "response.code-desc.english",
              "response.code-desc.success", "response.message.format"}

    def test_answers_pass_and_fail_as_their_vectors_say(self):
        schema = validator("answer")
        seen = {True: 0, False: 0}
        for row in spec("vectors/answers.json")["answers"]:
            try:
                body = json.loads(decoded(row["body"]).decode(), parse_constant=refuse)
            except ValueError:
                continue
            if row["breaks"] and set(row["breaks"]) <= self.UNSEEN:
                continue
            with self.subTest(vector=row["id"]):
                self.assertEqual(schema.is_valid(body), not row["breaks"])
                seen[not row["breaks"]] += 1
        self.assertTrue(all(count > 10 for count in seen.values()), seen)


class WrongCalls(unittest.TestCase):
    def test_they_are_told_and_nothing_is_written(self):
        with program.folder() as folder:
            calls = [
                ([], "DOCUMENT is required"),
                (["openap"], "there is no document openap; did you mean openapi?"),
                (["openapi", "--ouput", "x"], "there is no option --ouput"),
                (["openapi", "clauses"], "clauses"),
                (["openapi", "-o"], "--output"),
                (["openapi", "-o", str(folder)], f"{folder}: the file cannot be written"),
                (["openapi", "-o", str(folder / "none" / "x")], "the file cannot be written"),
                (["cases", "-o", "/dev/full"], "/dev/full: the file could not be written in full"),
            ]
            for arguments, message in calls:
                with self.subTest(arguments=arguments):
                    result = program.call("export", *arguments)
                    self.assertEqual((result.returncode, result.stdout), (2, ""))
                    self.assertIn(message, result.stderr)
            self.assertEqual(os.listdir(folder), [])

    def test_an_output_that_is_full_is_told(self):
        with pathlib.Path("/dev/full").open("w") as full:
            result = program.subprocess.run([program.PROGRAM, "export", "cases"], stdout=full,
                                            stderr=program.subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertIn("could not be written", result.stderr)


if __name__ == "__main__":
    unittest.main()
