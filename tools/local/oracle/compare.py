#!/usr/bin/env python3
"""Compares the SAM transform of tools/local with that of aws-sam-translator, which AWS runs.

    compare.py TEMPLATE ... [parameter=value ...]

Both transform each template; resources are compared one by one, property by property. A difference is printed and makes the exit
status 1, unless allowed.txt lists it with a reason. Needs the pip package aws-sam-translator and the compiled module
(mvn -pl tools/local -am compile). JAVA names the java to run (25 or later), else that of JAVA_HOME is taken.
"""

import copy
import fnmatch
import glob
import hashlib
import json
import logging
import os
import subprocess
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.model.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402
import yaml  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
MODULE = os.path.dirname(HERE)
MISSING = object()

logging.disable(logging.WARNING)

yaml.SafeLoader.add_constructor("tag:yaml.org,2002:timestamp", yaml.SafeLoader.construct_yaml_str)


class Packaging:
    """Does what `sam package` does before the transform, with names that can be undone."""

    def __init__(self, directory):
        self.directory = directory
        self.original = {}

    def package(self, template):
        for properties in self.sections(template):
            if isinstance(properties.get("CodeUri"), str) and "://" not in properties["CodeUri"]:
                properties["CodeUri"] = self.name(properties["CodeUri"], self.code(properties["CodeUri"]))
            if isinstance(properties.get("DefinitionUri"), str) and "://" not in properties["DefinitionUri"]:
                properties["DefinitionUri"] = self.name(properties["DefinitionUri"], self.digest(properties["DefinitionUri"]))
        self.include(template)
        return template

    @staticmethod
    def sections(template):
        yield from (section for section in template.get("Globals", {}).values() if isinstance(section, dict))
        for resource in template["Resources"].values():
            if resource.get("Type", "").startswith("AWS::Serverless::"):
                yield resource.get("Properties", {})

    def name(self, path, key):
        self.original[key] = path
        return f"s3://local/{key}"

    def code(self, path):
        return self.digest(path) if os.path.isfile(os.path.join(self.directory, path)) else path

    def digest(self, path):
        with open(os.path.join(self.directory, path), "rb") as file:
            return hashlib.md5(file.read()).hexdigest()

    def include(self, node):
        if isinstance(node, dict):
            parameters = (node.get("Fn::Transform") or {}).get("Parameters", {}) if "Fn::Transform" in node else {}
            location = parameters.get("Location")
            if isinstance(location, str) and "://" not in location:
                parameters["Location"] = self.name(location, self.digest(location))
            for value in node.values():
                self.include(value)
        elif isinstance(node, list):
            for item in node:
                self.include(item)

    def undo(self, node):
        if isinstance(node, dict):
            for bucket, key in (("S3Bucket", "S3Key"), ("Bucket", "Key")):
                if node.get(bucket) == "local" and set(node) == {bucket, key}:
                    return {"LocalPath": self.original[node[key]]}
            return {name: self.undo(value) for name, value in node.items()}
        if isinstance(node, list):
            return [self.undo(item) for item in node]
        if isinstance(node, str) and node.startswith("s3://local/"):
            return self.original[node[len("s3://local/"):]]
        return node


class NoPolicies:
    """Stands for IAM, which the translator asks for managed policies that it does not know."""

    def load(self):
        return {}


def ordered(template):
    """The translator makes the condition of several deployment preferences of a set, in any order."""
    any_of = template.get("Conditions", {}).get("ServerlessCodeDeployCondition", {}).get("Fn::Or")
    if any_of:
        any_of.sort(key=json.dumps)
    return template


def oracle(path, parameters):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    packaging = Packaging(os.path.dirname(path) or ".")
    packaged = packaging.package(copy.deepcopy(template))
    return ordered(packaging.undo(transform(packaged, dict(parameters), NoPolicies())))


def classpath():
    jars = glob.glob(os.path.join(MODULE, "target/lib/*.jar"))
    if not jars:
        repository = os.path.expanduser("~/.m2/repository")
        for name, version in (
            ("com/fasterxml/jackson/core/jackson-core", "2.20.1"),
            ("com/fasterxml/jackson/core/jackson-databind", "2.20.1"),
            ("com/fasterxml/jackson/core/jackson-annotations", "2.20"),
            ("org/snakeyaml/snakeyaml-engine", "2.10"),
        ):
            jars += glob.glob(f"{repository}/{name}/{version}/*[0-9].jar")
    return os.pathsep.join([os.path.join(MODULE, "target/classes"), *jars])


def ours(path, parameters):
    home = os.environ.get("JAVA_HOME")
    java = os.environ.get("JAVA") or (os.path.join(home, "bin", "java") if home else "java")
    command = [java, "-XX:TieredStopAtLevel=1", "-cp", classpath(), "ecommerce.local.template.Print", path]
    done = subprocess.run(command + [f"{k}={v}" for k, v in parameters.items()], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{path}: our transform refuses it: {done.stderr.strip()}")
    return ordered(json.loads(done.stdout))


def differences(path, expected, actual):
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in sorted(set(expected) | set(actual)):
            yield from differences(f"{path}/{key}", expected.get(key, MISSING), actual.get(key, MISSING))
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for index, pair in enumerate(zip(expected, actual)):
            yield from differences(f"{path}/{index}", *pair)
    elif type(expected) is not type(actual) or expected != actual:
        yield path, expected, actual


def allowed():
    with open(os.path.join(HERE, "allowed.txt"), encoding="utf-8") as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split("|", 2)) for line in lines]


def show(value):
    text = "nothing" if value is MISSING else json.dumps(value, sort_keys=True)
    return text if len(text) < 300 else text[:300] + " ..."


def main(arguments):
    parameters = dict(argument.split("=", 1) for argument in arguments if "=" in argument)
    templates = [argument for argument in arguments if "=" not in argument]
    if not templates:
        raise SystemExit(__doc__)
    exceptions = allowed()
    wrong = 0
    for template in templates:
        try:
            expected = oracle(template, parameters)
        except InvalidDocumentException as refused:
            raise SystemExit(f"{template}: aws-sam-translator refuses it: {refused} {[c.message for c in refused.causes]}")
        found = list(differences("", expected, ours(template, parameters)))
        for path, theirs, mine in found:
            reason = next((r for t, p, r in exceptions if fnmatch.fnmatch(template, t) and fnmatch.fnmatch(path, p)), None)
            if reason:
                print(f"{template}: {path}: allowed: {reason}")
            else:
                wrong += 1
                print(f"{template}: {path}:\n  aws-sam-translator: {show(theirs)}\n  tools/local:        {show(mine)}")
        print(f"{template}: {len(expected['Resources'])} resources, {len(found)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
