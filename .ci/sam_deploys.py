"""The whole platform by the unmodified SAM CLI, into an environment that was started empty.

Every service in dependency order with `sam deploy --config-env dev` in its folder; an order brought to its end; a change that keeps the data; a
broken change that is rolled back with its reason; `sam list`, `sam logs`, `sam remote invoke`; `sam build` before `sam deploy`; `sam delete`
in the opposite order. Needs the built function zips, sam and boto3 (`.ci/requirements.txt`).
"""
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import boto3
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
ENVIRONMENT = "dev"
REGION = "us-east-1"


class Checks:
    """What was looked at; ends the run at the first thing that is not so."""

    def __init__(self):
        self.passed = 0

    def that(self, what, holds, instead=""):
        if not holds:
            sys.exit(f"✗ {what}\n{instead}")
        self.passed += 1
        print(f"✓ {what}", flush=True)


class Environment:
    """A local environment of this run's own, empty."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.state = tempfile.mkdtemp(prefix="sam-deploys")
        self.variables = dict(
            os.environ,
            AWS_ENDPOINT_URL=f"http://localhost:{self.port}",
            AWS_ACCESS_KEY_ID="test",
            AWS_SECRET_ACCESS_KEY="test",
            AWS_DEFAULT_REGION=REGION,
            AWS_REGION=REGION,
            AWS_EC2_METADATA_DISABLED="true",
            SAM_CLI_TELEMETRY="0",
            SAM_CLI_POLL_DELAY="0.5",
        )

    def __enter__(self):
        self.ecom("up", "--empty", "--detach", "--state", self.state)
        os.environ.update(self.variables)
        return self

    def __exit__(self, *_):
        self.ecom("down")
        shutil.rmtree(self.state, ignore_errors=True)

    def ecom(self, command, *arguments):
        return subprocess.run(
            [ROOT / "ecom", command, "--port", self.port, *arguments], check=True, text=True, capture_output=True
        ).stdout

    def sam(self, folder, *arguments):
        """The SAM CLI's exit code and everything that it said."""
        run = subprocess.run(
            ["sam", *arguments], cwd=folder, env=self.variables, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return run.returncode, run.stdout


def services_in_order():
    """Names of all services, each after those that it depends on."""
    metadata = {}
    for file in sorted(ROOT.glob("*/metadata.yaml")):
        read = yaml.safe_load(file.read_text())
        metadata[read["name"]] = read.get("dependencies") or []
    ordered = []

    def visit(name):
        if name not in ordered:
            for dependency in metadata[name]:
                visit(dependency)
            ordered.append(name)

    for name in metadata:
        visit(name)
    return ordered


def stack(service):
    return f"ecommerce-{ENVIRONMENT}-{service}"


def status(service):
    return boto3.client("cloudformation").describe_stacks(StackName=stack(service))["Stacks"][0]["StackStatus"]


def within(seconds, look):
    """The first true answer of `look`, or its last one."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found or time.monotonic() > deadline:
            return found
        time.sleep(0.5)


def deploy_all(aws, checks, services):
    for service in services:
        begun = time.monotonic()
        code, said = aws.sam(ROOT / service, "deploy", "--config-env", ENVIRONMENT)
        checks.that(f"sam deploy {service} ({time.monotonic() - begun:.0f} s)", code == 0, said)
        checks.that(f"{stack(service)} is CREATE_COMPLETE", status(service) == "CREATE_COMPLETE", status(service))
    code, said = aws.sam(ROOT / services[0], "deploy", "--config-env", ENVIRONMENT)
    checks.that("the same again changes nothing", code == 0 and "No changes to deploy" in said, said)


def ways_to_look(aws, checks):
    code, said = aws.sam(ROOT, "list", "resources", "--stack-name", stack("products"), "--output", "json")
    checks.that("sam list resources names the function", code == 0 and "ValidateProducts" in said, said)
    code, said = aws.sam(ROOT, "list", "stack-outputs", "--stack-name", stack("products"), "--output", "json")
    checks.that("sam list stack-outputs answers", code == 0 or "no outputs" in said.lower(), said)
    code, said = aws.sam(ROOT, "list", "endpoints", "--stack-name", stack("products"), "--output", "json")
    checks.that("sam list endpoints answers", code == 0, said)
    event = json.dumps({"userId": "nobody", "order": {}})
    code, said = aws.sam(ROOT, "remote", "invoke", "CreateOrder", "--stack-name", stack("orders"), "--event", event)
    checks.that("sam remote invoke gets the function's answer", code == 0 and '"success"' in said, said)
    logs = within(20, lambda: "CreateOrder" in aws.sam(ROOT, "logs", "--stack-name", stack("orders"), "--name", "CreateOrder")[1])
    checks.that("sam logs shows the function's lines", logs, aws.sam(ROOT, "logs", "--stack-name", stack("orders"))[1])


def copy_of(service, folder):
    """A copy of the service's folder, for changes."""
    target = pathlib.Path(folder) / service
    shutil.copytree(ROOT / service, target, ignore=shutil.ignore_patterns("src", "classes", "node_modules", "cdk", "*-reports"))
    return target


def changes(aws, checks):
    table = boto3.client("ssm").get_parameter(Name=f"/ecommerce/{ENVIRONMENT}/products/table/name")["Parameter"]["Value"]
    products = boto3.resource("dynamodb").Table(table)
    products.put_item(Item={"productId": "kept", "name": "Walnut desk", "price": 34900})
    events = boto3.client("cloudformation")
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy_of("products", scratch)
        template = folder / "template.yaml"
        original = template.read_text()

        before = events.describe_stack_events(StackName=stack("products"))["StackEvents"][0]["EventId"]
        template.write_text(re.sub(r"(  DeadLetters:\n    Type: AWS::SQS::Queue\n    Properties:\n)", r"\1      DelaySeconds: 1\n", original))
        code, said = aws.sam(folder, "deploy", "--config-env", ENVIRONMENT)
        checks.that("a change is deployed", code == 0 and status("products") == "UPDATE_COMPLETE", said)
        touched = set()
        for event in events.describe_stack_events(StackName=stack("products"))["StackEvents"]:
            if event["EventId"] == before:
                break
            touched.add(event["LogicalResourceId"])
        checks.that("it touches nothing else", touched == {stack("products"), "DeadLetters"}, str(touched))
        checks.that("the data is still there", "Item" in products.get_item(Key={"productId": "kept"}))

        broken = original + "\n  Broken:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n" \
            "      Name: !Sub \"/ecommerce/${Environment}/products/table/name\"\n      Value: taken\n"
        template.write_text(broken.replace("DelaySeconds: 1", "DelaySeconds: 2"))
        code, said = aws.sam(folder, "deploy", "--config-env", ENVIRONMENT)
        checks.that("a broken change fails and says why", code != 0 and "already exists" in said, said)
        checks.that("it is rolled back", status("products") == "UPDATE_ROLLBACK_COMPLETE", status("products"))
        checks.that("the data is still there after it", "Item" in products.get_item(Key={"productId": "kept"}))

        template.write_text(original)
        code, said = aws.sam(folder, "build")
        checks.that("sam build takes the folder", code == 0, said)
        code, said = aws.sam(folder, "deploy", "--config-env", ENVIRONMENT)
        checks.that("sam deploy after sam build deploys", code == 0 and status("products") == "UPDATE_COMPLETE", said)


def delete_all(aws, checks, services):
    for service in reversed(services):
        code, said = aws.sam(ROOT / service, "delete", "--stack-name", stack(service), "--region", REGION, "--no-prompts")
        checks.that(f"sam delete {service}", code == 0, said)
    left = [
        left["StackName"]
        for left in boto3.client("cloudformation").describe_stacks()["Stacks"]
        if left["StackName"].startswith("ecommerce-")
    ]
    checks.that("no stack of the platform is left", not left, str(left))
    checks.that("no table is left", boto3.client("dynamodb").list_tables()["TableNames"] == [])
    checks.that("no function is left", boto3.client("lambda").list_functions()["Functions"] == [])


def main():
    checks = Checks()
    services = services_in_order()
    with Environment() as aws:
        deploy_all(aws, checks, services)
        story = aws.ecom("order")
        checks.that("an order is fulfilled", "FULFILLED" in story, story)
        ways_to_look(aws, checks)
        changes(aws, checks)
        delete_all(aws, checks, services)
    print(f"sam: {checks.passed} passed")


if __name__ == "__main__":
    main()
