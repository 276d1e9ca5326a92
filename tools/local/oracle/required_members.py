#!/usr/bin/env python3
"""Writes which members AWS's service models require, for the services that the local environment offers.

The Java SDK's model classes do not say it, botocore's do. Usage: required_members.py > required-members.json
"""
import json

import botocore.session

SERVICES = {
    "apigateway": "apigateway",
    "apigatewayv2": "apigateway",
    "apigatewaymanagementapi": "execute-api",
    "appsync": "appsync",
    "cloudformation": "cloudformation",
    "cloudtrail": "cloudtrail",
    "cloudwatch": "monitoring",
    "codebuild": "codebuild",
    "codecommit": "codecommit",
    "codedeploy": "codedeploy",
    "codepipeline": "codepipeline",
    "cognito-idp": "cognito-idp",
    "events": "events",
    "iam": "iam",
    "lambda": "lambda",
    "logs": "logs",
    "s3": "s3",
    "sns": "sns",
    "sqs": "sqs",
    "ssm": "ssm",
    "sts": "sts",
    "xray": "xray",
}


def main():
    session = botocore.session.get_session()
    required = {}
    for service, signing_name in SERVICES.items():
        model = session.get_service_model(service)
        entry = required.setdefault(signing_name, {"operations": {}, "shapes": {}})
        for name in model.operation_names:
            shape = model.operation_model(name).input_shape
            if shape is not None and shape.required_members:
                entry["operations"][name] = sorted(shape.required_members)
        for name in model.shape_names:
            shape = model.shape_for(name)
            if shape.type_name == "structure" and shape.required_members:
                entry["shapes"][name] = sorted(shape.required_members)
    print(json.dumps(required, separators=(",", ":"), sort_keys=True))


main()
