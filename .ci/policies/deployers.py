"""What CloudFormation calls to make, read, change and remove the services' resources, against what the pipeline's roles for it allow.

deployers.py EXCEPTIONS ENVIRONMENT TEMPLATE…: ENVIRONMENT is the template with those roles' managed policies, each TEMPLATE a
service's, transformed, or one that is nested there. The calls are those that the CloudFormation registry's schemas name for the types'
handlers, as cfn-lint has them. Only actions are compared, not the resources that they are allowed on. An exception is a type, an action
(either may have wildcards) and the reason. Fails where a call is neither allowed nor excepted, or where an exception
for a type that is looked at is stale.
"""
import fnmatch
import pathlib
import sys

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from samcli.yamlhelper import yaml_parse


def resources(template):
    return yaml_parse(pathlib.Path(template).read_text(encoding="utf-8"))["Resources"].values()


def allowed(environment):
    for resource in resources(environment):
        if resource["Type"] == "AWS::IAM::ManagedPolicy":
            for statement in resource["Properties"]["PolicyDocument"]["Statement"]:
                actions = statement["Action"]
                yield from [actions] if isinstance(actions, str) else actions


def calls(kind):
    handlers = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema.get("handlers", {})
    asked = [action for handler in ("create", "read", "update", "delete") for action in handlers.get(handler, {}).get("permissions", [])]
    if not asked:
        sys.exit(f"the registry names no permissions for {kind}")
    return sorted(set(asked))


def matches(value, pattern):
    return fnmatch.fnmatchcase(value.lower(), pattern.lower())


def main(exceptions, environment, *templates):
    lines = pathlib.Path(exceptions).read_text(encoding="utf-8").splitlines()
    excepted = [tuple(line.split(maxsplit=2)[:2]) for line in lines if line and not line.startswith("#")]
    policies = list(allowed(environment))
    if not policies:
        sys.exit(f"{environment} has no managed policies")
    kinds = sorted({resource["Type"] for template in templates for resource in resources(template)})
    used = set()
    missing = []
    count = 0
    for kind in kinds:
        for action in calls(kind):
            count += 1
            if any(matches(action, pattern) for pattern in policies):
                continue
            by = [one for one in excepted if matches(kind, one[0]) and matches(action, one[1])]
            used.update(by)
            if not by:
                missing.append(f"✗ {environment}: CloudFormation may call {action} for {kind}: allow it, or except it in {exceptions}")
    looked_at = [one for one in excepted if one[0] != "*" and any(matches(kind, one[0]) for kind in kinds)]
    stale = [f"✗ {exceptions}: not needed any more: {' '.join(one)}" for one in looked_at if one not in used]
    print(*missing, *stale, sep="\n", end="\n" if missing or stale else "")
    print(f"deployers: {count} calls for {len(kinds)} types, {len(missing)} missing")
    sys.exit(1 if missing or stale else 0)


main(*sys.argv[1:])
