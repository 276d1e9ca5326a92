"""This platform through its own pipeline, in a local environment: by a push to prod, over tests, staging and an approval.

A copy of the checkout is shipped from nothing; then a change that no unit test finds, and the integration tests do; then a good one. What is in
prod's tables stays. Needs ./ecom, built. `--whole` runs the pipeline's suites as they are; without it they are shortened in the copy.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import boto3

from local import ROOT, Checks, Environment, run

SHORTER = [
    ("changed", 'case "${wanted', 'echo products; exit\ncase "${wanted'),
    ("integration-tests", "ecommerce.suite.*IT", "GraphQlCatalogueIT,ProductsApiIT"),
    ("end-to-end", "OrderJourneyIT,OrderLifeIT", "OrderJourneyIT"),
    ("load", "--users 5 --think 1 --duration 60 --tolerance 2", "--users 4 --think 0.2 --duration 25 --tolerance 20"),
]
RESOLVER = "frontend-api/resolvers/getProduct.js"


class Copy:
    """A copy of the checkout, with a history of its own, and its ./ecom."""

    def __init__(self, folder, environment):
        self.folder = pathlib.Path(folder) / "platform"
        self.environment = environment
        shutil.copytree(ROOT, self.folder, ignore=made_by_work)
        git(self.folder, "init", "-q", "-b", "main")
        shutil.copytree(ROOT / "tools/ecom/target", self.folder / "tools/ecom/target")

    def change(self, file, text, other):
        path = self.folder / file
        before = path.read_text()
        if text not in before:
            sys.exit(f"✗ {file} has no {text}")
        path.write_text(before.replace(text, other))

    def commit(self, message):
        git(self.folder, "add", "-A")
        git(self.folder, "-c", "user.name=ci", "-c", "user.email=ci@example.com", "commit", "-q", "-m", message)

    def ecom(self, *arguments):
        """The command's exit code, and what it said."""
        return run(self.folder, "./ecom", *arguments, "--port", self.environment.port)

    def ship(self, checks):
        """Pushes what is committed, and gives the execution that it starts."""
        code, said = self.ecom("ship")
        checks.that("it is pushed, and an execution starts", code == 0 and "execution " in said, said)
        return next(line.split()[1] for line in said.splitlines() if line.startswith("execution "))

    def to_prod(self, checks, execution, what):
        begun = time.monotonic()
        code, said = self.ecom("pipeline", execution, "--until-approval")
        checks.that(f"{what} waits for a person ({time.monotonic() - begun:.0f} s)", code == 0, said)
        code, said = self.ecom("approve", execution)
        checks.that("it is approved", code == 0, said)
        begun = time.monotonic()
        code, said = self.ecom("pipeline", execution)
        checks.that(f"{what} is in prod ({time.monotonic() - begun:.0f} s)", code == 0 and "Prod/Deploy" in said, said)
        print(said)


def made_by_work(_, names):
    """What of a folder is no source: Maven's output (a package has that name, too), and what tools keep."""
    made = {".git", "node_modules", ".ecom", ".aws-sam", ".venv", "__pycache__"} | ({"target"} if "pom.xml" in names else set())
    return made.intersection(names)


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def parameter(name):
    return boto3.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]


def products():
    return boto3.resource("dynamodb").Table(parameter("/ecommerce/prod/products/table/name"))


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory() as scratch, Environment() as environment:
        copy = Copy(scratch, environment)
        if "--whole" not in sys.argv:
            for script, text, other in SHORTER:
                copy.change(f"pipeline/scripts/{script}", text, other)
        copy.commit("The platform")
        copy.to_prod(checks, copy.ship(checks), "the platform, from nothing,")
        products().put_item(Item={"productId": "kept", "name": "Walnut desk", "price": 34900})
        shipped = parameter("/ecommerce/prod/pipeline/commit/id")

        copy.change(RESOLVER, "return ctx.result && {", "return null && {")
        copy.commit("A product is not found any more, which no unit test sees")
        code, said = copy.ecom("pipeline", copy.ship(checks))
        checks.that("the integration tests stop it", code == 1 and "Tests/IntegrationTests failed" in said, said)
        checks.that("it is said which", "✗ ecommerce.suite.GraphQlCatalogueIT." in said, said)
        checks.that("prod is as it was", parameter("/ecommerce/prod/pipeline/commit/id") == shipped)

        git(copy.folder, "checkout", "-q", "HEAD~1", "--", RESOLVER)
        copy.change(RESOLVER, "export function request", "// Shipped by the pipeline.\nexport function request")
        copy.commit("A product is found again")
        copy.to_prod(checks, copy.ship(checks), "the mended change")
        checks.that("prod has the new commit", parameter("/ecommerce/prod/pipeline/commit/id") != shipped)
        checks.that("the data that was there is still there", "Item" in products().get_item(Key={"productId": "kept"}))
    print(f"pipeline: {checks.passed} passed")


if __name__ == "__main__":
    main()
