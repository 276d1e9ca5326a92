"""Our own rules, by cfn-guard: guard.py RULES TEMPLATE… fails where a template breaks one;
guard.py RULES --bad TEMPLATE… fails where a template does not break the rule that it is named for, or breaks another."""
import json
import pathlib
import sys

import yaml
from cfn_guard_rs.cfn_guard_rs import run_checks_rs


def broken(rules, path):
    """Name of each rule that a template breaks, with what is wrong where."""
    text = path.read_text(encoding="utf-8")
    template = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    # The full account of the checks: the engine's summary comes cut off when a property is missing.
    account = json.loads(run_checks_rs(json.dumps(template), rules, True))
    found = {}
    for child in account["children"]:
        rule = child["container"].get("RuleCheck")
        if rule and rule["status"] == "FAIL":
            found[rule["name"]] = sorted(set(faults(child)))
    return found


def faults(check):
    """Each failed comparison below a check, with the path of its value; filters only choose what is compared."""
    container = check["container"]
    if container is None or "Filter" in container:
        return
    clause = container.get("ClauseValueCheck") if isinstance(container, dict) else None
    if isinstance(clause, dict):
        kind = next(iter(clause.values()))
        value = kind.get("value", kind) if isinstance(kind, dict) else {}
        origin = next(iter(value.get("from", {}).values()), {})
        yield f"{check['context'].strip()}: {origin.get('traversed_to', origin).get('path', '?')}"
    for child in check["children"]:
        yield from faults(child)


def check(rules, paths):
    failed = 0
    for path in paths:
        for name, where in broken(rules, path).items():
            failed += 1
            print(f"✗ {path.stem}: {name}", *where, sep="\n    ")
    print(f"guard: {len(paths)} templates, {failed} broken rules")
    return failed


def check_bad(rules, paths):
    failed = 0
    for path in paths:
        names = list(broken(rules, path))
        if names != [path.stem]:
            failed += 1
            print(f"✗ {path} should break {path.stem} alone; it breaks {names}")
    declared = {line.split()[1] for line in rules.splitlines() if line.startswith("rule ")}
    for name in sorted(declared - {path.stem for path in paths}):
        failed += 1
        print(f"✗ no template breaks {name}")
    print(f"guard: {len(paths)} bad templates, {failed} wrong")
    return failed


rules = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
bad = sys.argv[2] == "--bad"
files = [pathlib.Path(name) for name in sys.argv[3 if bad else 2 :]]
sys.exit(1 if (check_bad if bad else check)(rules, files) else 0)
