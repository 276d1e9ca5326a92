"""The whole platform by the unmodified SAM CLI, into an environment that was started empty.

Every service in dependency order with `sam deploy --config-env dev` in its folder; an order brought to its end; a change that keeps the data; a
broken change that is rolled back with its reason; `sam list`, `sam logs`, `sam remote invoke`; `sam build` before `sam deploy`; `sam delete`
in the opposite order. Needs the built function zips, sam and boto3 (`.ci/requirements.txt`).
"""
import json
import pathlib
import re
import shutil
import tempfile
import time

import boto3
import yaml

from local import REGION, ROOT, Checks, Environment, run, within

ENVIRONMENT = "dev"


def sam(folder, *arguments):
    return run(folder, "sam", *arguments)


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


def deploy_all(checks, services):
    for service in services:
        begun = time.monotonic()
        code, said = sam(ROOT / service, "deploy", "--config-env", ENVIRONMENT)
        checks.that(f"sam deploy {service} ({time.monotonic() - begun:.0f} s)", code == 0, said)
        checks.that(f"{stack(service)} is CREATE_COMPLETE", status(service) == "CREATE_COMPLETE", status(service))
    code, said = sam(ROOT / services[0], "deploy", "--config-env", ENVIRONMENT)
    checks.that("the same again changes nothing", code == 0 and "No changes to deploy" in said, said)


def ways_to_look(checks):
    def listed(service, what):
        code, said = sam(ROOT / service, "list", what, "--stack-name", stack(service), "--output", "json")
        return said if code == 0 else f"exit code {code}: {said}"

    table = boto3.client("ssm").get_parameter(Name=f"/ecommerce/{ENVIRONMENT}/products/table/name")["Parameter"]["Value"]
    said = listed("products", "resources")
    checks.that("sam list resources knows what the stack made", f'"{table}"' in said, said)
    said = listed("frontend-api", "stack-outputs")
    checks.that("sam list stack-outputs knows where GraphQL is", '"ApiUrl"' in said and "/graphql" in said, said)
    said = listed("products", "endpoints")
    checks.that("sam list endpoints knows the API's path", "/backend/validate['post'" in said, said)
    event = json.dumps({"userId": "nobody", "order": {}})
    code, said = sam(ROOT / "orders", "remote", "invoke", "CreateOrder", "--stack-name", stack("orders"), "--event", event)
    checks.that("sam remote invoke gets the function's answer", code == 0 and "order.address is missing" in said, said)

    def logs():
        return sam(ROOT / "orders", "logs", "--stack-name", stack("orders"), "--name", "CreateOrder")[1]

    checks.that("sam logs shows what it logged", within(20, lambda: '"OrdersRefused": 1' in logs()), logs())


def copy_of(service, folder):
    """A copy of the service's folder, for changes."""
    target = pathlib.Path(folder) / service
    shutil.copytree(ROOT / "shared" / "monitoring", pathlib.Path(folder) / "shared" / "monitoring")
    shutil.copytree(ROOT / service, target, ignore=shutil.ignore_patterns("src", "classes", "node_modules", "cdk", "*-reports"))
    return target


def changes(checks):
    table = boto3.client("ssm").get_parameter(Name=f"/ecommerce/{ENVIRONMENT}/products/table/name")["Parameter"]["Value"]
    products = boto3.resource("dynamodb").Table(table)
    products.put_item(Item={"productId": "kept", "name": "Walnut desk", "price": 34900})
    stacks = boto3.client("cloudformation")
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy_of("products", scratch)
        template = folder / "template.yaml"
        original = template.read_text()

        def with_delay(seconds):
            queue = r"(  DeadLetters:\n    Type: AWS::SQS::Queue\n    Properties:\n)"
            return re.sub(queue, rf"\1      DelaySeconds: {seconds}\n", original)

        before = stacks.describe_stack_events(StackName=stack("products"))["StackEvents"][0]["EventId"]
        template.write_text(with_delay(1))
        code, said = sam(folder, "deploy", "--config-env", ENVIRONMENT)
        checks.that("a change is deployed", code == 0 and status("products") == "UPDATE_COMPLETE", said)
        touched = set()
        for event in stacks.describe_stack_events(StackName=stack("products"))["StackEvents"]:
            if event["EventId"] == before:
                break
            touched.add(event["LogicalResourceId"])
        checks.that("it touches nothing else", touched == {stack("products"), "DeadLetters"}, str(touched))
        checks.that("the data is still there", "Item" in products.get_item(Key={"productId": "kept"}))

        template.write_text(
            with_delay(2)
            + "\n  Broken:\n    Type: AWS::SSM::Parameter\n    DependsOn: DeadLetters\n    Properties:\n      Type: String\n"
            + "      Name: !Sub \"/ecommerce/${Environment}/users/user-pool/id\"\n      Value: taken\n"
        )
        code, said = sam(folder, "deploy", "--config-env", ENVIRONMENT)
        checks.that("a broken change fails and says why", code != 0 and "already exists" in said, said)
        checks.that("it is rolled back", status("products") == "UPDATE_ROLLBACK_COMPLETE", status("products"))
        checks.that("also what had been changed by then", delay() == "1", delay())
        checks.that("the data is still there after it", "Item" in products.get_item(Key={"productId": "kept"}))

        template.write_text(original)
        code, said = sam(folder, "build")
        checks.that("sam build takes the folder", code == 0, said)
        # It deploys template.yaml, as samconfig.toml says: Maven has built, and `sam build` has nothing to add.
        code, said = sam(folder, "deploy", "--config-env", ENVIRONMENT)
        checks.that("sam deploy after sam build deploys", code == 0 and status("products") == "UPDATE_COMPLETE", said)
        checks.that("what was changed is as it was", delay() == "0", delay())


def delay():
    """DelaySeconds of the queue that is changed."""
    resource = boto3.client("cloudformation").describe_stack_resource(StackName=stack("products"), LogicalResourceId="DeadLetters")
    url = resource["StackResourceDetail"]["PhysicalResourceId"]
    return boto3.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]["DelaySeconds"]


def delete_all(checks, services):
    for service in reversed(services):
        code, said = sam(ROOT / service, "delete", "--stack-name", stack(service), "--region", REGION, "--no-prompts")
        checks.that(f"sam delete {service}", code == 0, said)
    left = [
        left["StackName"]
        for left in boto3.client("cloudformation").describe_stacks()["Stacks"]
        if left["StackName"].startswith("ecommerce-")
    ]
    checks.that("no stack of the platform is left", not left, str(left))
    tables = boto3.client("dynamodb").list_tables()["TableNames"]
    checks.that("no table is left", not tables, str(tables))
    functions = [left["FunctionName"] for left in boto3.client("lambda").list_functions()["Functions"]]
    checks.that("no function is left", not functions, str(functions))


def main():
    checks = Checks()
    services = services_in_order()
    with Environment() as environment:
        deploy_all(checks, services)
        story = environment.ecom("order")
        checks.that("an order is fulfilled", "FULFILLED" in story, story)
        ways_to_look(checks)
        changes(checks)
        delete_all(checks, services)
    print(f"sam: {checks.passed} passed")


if __name__ == "__main__":
    main()
