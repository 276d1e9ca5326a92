"""checkov's findings without the exceptions: findings.py EXCEPTIONS < checkov's JSON. Fails where one is left, or an exception is stale."""
import json
import pathlib
import sys

lines = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
exceptions = {tuple(line.split(maxsplit=3)[:3]) for line in lines if line and not line.startswith("#")}
scanned = {pathlib.Path(name).stem for name in sys.argv[2:]}
report = json.load(sys.stdin)
if "results" not in report:
    sys.exit("checkov has scanned nothing")
found = {
    (pathlib.Path(check["file_path"]).stem, check["check_id"], check["resource"].split(".")[-1]): check["check_name"]
    for check in report["results"]["failed_checks"]
}
wrong = 0
for (service, check, resource), name in sorted(found.items()):
    if (service, check, resource) not in exceptions:
        wrong += 1
        print(f"✗ {service}: {resource}: {check} {name}")
for exception in sorted(exceptions - set(found)):
    if exception[0] in scanned:
        wrong += 1
        print("✗ exceptions.txt: not found any more:", *exception)
summary = report["summary"]
print(f"checkov: {summary['passed']} passed, {summary['failed']} failed, {len(found) - wrong} of them by exception")
sys.exit(1 if wrong else 0)
