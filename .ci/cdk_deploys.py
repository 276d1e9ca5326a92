"""payment-3p by the unmodified CDK CLI, into an environment that was started empty: deployed, called, compared, destroyed.

Needs the built function zip, Node.js and boto3 (`.ci/requirements.txt`).
"""
import json
import urllib.request

import boto3

from local import ROOT, Checks, Environment, run

CLI = "aws-cdk@2.1148.1"
BUCKET = "files-of-the-cdk"
STACK = "ecommerce-dev-payment-3p"


def cdk(*arguments):
    context = ("-c", "environment=dev", "-c", f"bucket={BUCKET}")
    return run(ROOT / "payment-3p" / "cdk", "npx", "--yes", CLI, "--no-notices", "--ci", *arguments, *context)


def call(operation, body):
    url = boto3.client("ssm").get_parameter(Name="/ecommerce/dev/payment-3p/api/url")["Parameter"]["Value"]
    request = urllib.request.Request(f"{url}/{operation}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main():
    checks = Checks()
    with Environment():
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        code, said = cdk("deploy", "--require-approval", "never")
        checks.that("cdk deploy makes the stack", code == 0, said)
        token = call("preauth", {"cardNumber": "4111111111111111", "amount": 4200})["paymentToken"]
        checks.that("a card is authorised", call("check", {"paymentToken": token, "amount": 4200}) == {"ok": True})
        synthesized = ("--app", "target/cdk.out")
        code, said = cdk("diff", "--fail", *synthesized)
        checks.that("cdk diff finds no difference", code == 0 and "There were no differences" in said, said)
        code, said = cdk("destroy", "--force", *synthesized)
        checks.that("cdk destroy answers", code == 0, said)
        left = [stack["StackName"] for stack in boto3.client("cloudformation").describe_stacks()["Stacks"]]
        checks.that("the stack is gone", STACK not in left, str(left))
        tables = boto3.client("dynamodb").list_tables()["TableNames"]
        checks.that("so are its tables", not tables, str(tables))
    print(f"cdk: {checks.passed} passed")


if __name__ == "__main__":
    main()
