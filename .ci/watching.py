"""What clients of AWS see of the platform while it runs: logs with REPORT lines, metrics of every service, the trace of an order; and
`./ecom load`, compared with a baseline.

In a local environment of its own. Needs the built function zips, sam and boto3 (`.ci/requirements.txt`).
"""
import datetime
import json
import pathlib
import re
import subprocess
import tempfile

import boto3

from local import ROOT, Checks, Environment, within

STACK = "ecommerce-dev-orders"
REPORT = re.compile(
    r"REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: \d+ MB\tMax Memory Used: \d+ MB"
)
METRICS = [
    ("AWS/Lambda", "Invocations", "FunctionName"),
    ("AWS/Lambda", "Duration", "FunctionName"),
    ("AWS/ApiGateway", "Count", "ApiName"),
    ("AWS/AppSync", "Requests", "GraphQLAPIId"),
    ("AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName"),
    ("AWS/Events", "Invocations", "RuleName"),
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName"),
    ("ecommerce", "OrdersCreated", "service"),
]


def log_group():
    resource = boto3.client("cloudformation").describe_stack_resource(StackName=STACK, LogicalResourceId="LogGroup")
    return resource["StackResourceDetail"]["PhysicalResourceId"]


def logs(checks, environment):
    begun = int(datetime.datetime.now().timestamp() * 1000)
    with tempfile.TemporaryFile("w+") as tailed:
        command = ["sam", "logs", "--stack-name", STACK, "--name", "CreateOrder", "--tail"]
        tail = subprocess.Popen(command, cwd=ROOT / "orders", stdin=subprocess.DEVNULL, stdout=tailed, stderr=tailed)
        try:
            story = environment.ecom("order")
            checks.that("an order is fulfilled", "FULFILLED" in story, story)

            def said():
                tailed.seek(0)
                return tailed.read()

            checks.that("sam logs --tail shows it while it goes on", within(30, lambda: "REPORT RequestId" in said()), said())
        finally:
            tail.terminate()
            tail.wait(timeout=30)
    pages = boto3.client("logs").get_paginator("filter_log_events")
    found = [
        event["message"]
        for page in pages.paginate(logGroupName=log_group(), filterPattern="REPORT", startTime=begun)
        for event in page["events"]
    ]
    checks.that("filter-log-events gives REPORT lines", found and all(map(REPORT.match, found)), "\n".join(found))
    cold = [line for line in found if "Init Duration: " in line or "Restore Duration: " in line]
    checks.that("cold starts say how long they took", cold, "\n".join(found))
    return re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", story).group()


def metrics(checks):
    cloud_watch = boto3.client("cloudwatch")
    now = datetime.datetime.now(datetime.timezone.utc)

    def values(namespace, name, dimension):
        listed = cloud_watch.get_paginator("list_metrics").paginate(Namespace=namespace, MetricName=name)
        metrics = [metric for page in listed for metric in page["Metrics"] if any(d["Name"] == dimension for d in metric["Dimensions"])]
        queries = [
            {"Id": f"m{i}", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "SampleCount"}}
            for i, metric in enumerate(metrics[:100])
        ]
        if not queries:
            return []
        answer = cloud_watch.get_metric_data(
            MetricDataQueries=queries,
            StartTime=now - datetime.timedelta(minutes=30),
            EndTime=now + datetime.timedelta(minutes=5),
        )
        return [value for result in answer["MetricDataResults"] for value in result["Values"]]

    for namespace, name, dimension in METRICS:
        seen = within(90, lambda: sum(values(namespace, name, dimension)) > 0)
        checks.that(f"get-metric-data knows {namespace} {name}", seen)


def trace(checks, environment, order):
    said = json.loads(environment.ecom("trace", order, "--json"))
    services = json.dumps(said)
    missing = [name for name in ("orders", "warehouse", "payment", "delivery", "frontend-api") if name not in services]
    checks.that("the order's trace goes over the services", not missing, f"without {missing}")
    summaries = boto3.client("xray").get_trace_summaries(
        StartTime=datetime.datetime.now() - datetime.timedelta(minutes=30),
        EndTime=datetime.datetime.now() + datetime.timedelta(minutes=5),
        FilterExpression=f'annotation.orderId = "{order}"',
    )["TraceSummaries"]
    checks.that("X-Ray finds its traces by the annotation", len(summaries) > 3, str(len(summaries)))


def load(checks, environment):
    with tempfile.TemporaryDirectory() as scratch:
        saved = pathlib.Path(scratch) / "load.json"
        plan = ("--users", "4", "--think", "0.2", "--duration", "25")
        code, said = environment.tried("load", *plan, "--save", str(saved))
        checks.that("./ecom load: no order fails", code == 0, said)
        print(said)
        code, said = environment.tried("load", *plan, "--baseline", str(saved), "--tolerance", "20")
        checks.that("it is as fast as it was", code == 0, said)
        report = json.loads(saved.read_text())
        faster(report)
        saved.write_text(json.dumps(report))
        code, said = environment.tried("load", *plan, "--baseline", str(saved), "--tolerance", "2")
        checks.that("what became slower is said, with exit code 1", code == 1 and "times" in said, said)


def faster(report):
    """Makes of a report one of a platform that is a thousand times as fast."""
    if isinstance(report, dict):
        for name, value in report.items():
            if name.startswith("p") and isinstance(value, (int, float)):
                report[name] = value / 1000
            else:
                faster(value)
    elif isinstance(report, list):
        for value in report:
            faster(value)


def main():
    checks = Checks()
    with Environment(empty=False) as environment:
        order = logs(checks, environment)
        metrics(checks)
        trace(checks, environment, order)
        load(checks, environment)
    print(f"watching: {checks.passed} passed")


if __name__ == "__main__":
    main()
