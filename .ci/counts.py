"""Sums the reports of Surefire and Failsafe under the working directory and prints one line."""
import glob
import sys
import xml.etree.ElementTree as xml

totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
for report in glob.glob("**/target/*-reports/TEST-*.xml", recursive=True):
    suite = xml.parse(report).getroot()
    for name in totals:
        totals[name] += int(suite.get(name, 0))
failed = totals["failures"] + totals["errors"]
passed = totals["tests"] - failed - totals["skipped"]
print(f"{passed} passed, {failed} failed, {totals['skipped']} skipped")
sys.exit(1 if failed or not passed else 0)
