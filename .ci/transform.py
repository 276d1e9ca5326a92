"""Transforms a SAM template with aws-sam-translator: transform.py TEMPLATE OUTPUT [PARAMETER=VALUE …]."""
import json
import sys
from unittest.mock import MagicMock

import yaml
from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform

AWS_POLICIES = {
    name: "arn:aws:iam::aws:policy/" + path + name
    for name, path in [
        ("AWSLambdaBasicExecutionRole", "service-role/"),
        ("AWSLambdaDynamoDBExecutionRole", "service-role/"),
        ("AWSLambdaSQSQueueExecutionRole", "service-role/"),
        ("AWSXrayWriteOnlyAccess", ""),
        ("AWSXRayDaemonWriteAccess", ""),
    ]
}


def main(source, target, *parameters):
    with open(source, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    loader = MagicMock()
    loader.load.return_value = AWS_POLICIES
    # Local files become S3 locations when a template is packaged; the transform wants them so.
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
        if resource["Type"] == "AWS::CloudFormation::Stack":
            resource["Properties"]["TemplateURL"] = "https://s3.amazonaws.com/bucket/key"
    for section in template.get("Globals", {}).values():
        if "CodeUri" in section:
            section["CodeUri"] = "s3://bucket/key"
    transformed = transform(template, dict(parameter.split("=", 1) for parameter in parameters), loader)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(transformed, file, indent=1, default=str)


main(*sys.argv[1:])
