#!/usr/bin/env python3
"""Runs the query of every panel against a Prometheus as Grafana does: a range, aligned to its step, or an instant where the
panel says so. Fails on an error, an empty answer or a panel without a number.

check-dashboards.py http://127.0.0.1:9090
"""
import glob
import json
import math
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "grafana")
# What Grafana would put in; a window that holds two scrapes of a lab.
VARIABLES = {"$__rate_interval": "1m", "$source": ".*"}


# The default range of the dashboards, and the step that Grafana takes for it on a screen of 1,440 points.
RANGE, STEP = 24 * 3600, 60


def ask(prometheus, query, is_instant):
    if is_instant:
        address = f"{prometheus}/api/v1/query?" + urllib.parse.urlencode({"query": query})
    else:
        end = int(time.time()) // STEP * STEP
        times = {"start": end - RANGE, "end": end, "step": STEP}
        address = f"{prometheus}/api/v1/query_range?" + urllib.parse.urlencode({"query": query, **times})
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return json.load(answer)["data"]["result"], None
    except urllib.error.HTTPError as refused:
        return [], json.load(refused).get("error", str(refused))


def problem_of(prometheus, expression, is_instant):
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    # $1 is a part of a label, not a variable.
    if re.search(r"\$\D", expression):
        return f"a variable is left in {expression}"
    series, error = ask(prometheus, expression, is_instant)
    if error:
        return f"{error}: {expression}"
    if not series:
        return f"empty: {expression}"
    values = [value for one in series for _, value in one.get("values", [one.get("value")])]
    if all(math.isnan(float(value)) for value in values):
        return f"not a number: {expression}"
    return None


def shape_of(dashboard, sources):
    """What Grafana would stumble over."""
    ids = [panel["id"] for panel in dashboard["panels"]]
    if len(set(ids)) != len(ids):
        yield "two panels have one id"
    for panel in dashboard["panels"]:
        if not panel.get("targets"):
            yield f"{panel['title']}: no query"
        for part in [panel, *panel.get("targets", [])]:
            if part["datasource"]["uid"] not in sources:
                yield f"{panel['title']}: data source {part['datasource']['uid']} is not provisioned"
        place = panel["gridPos"]
        if place["x"] + place["w"] > 24:
            yield f"{panel['title']}: wider than the grid"


def main(prometheus):
    with open(os.path.join(FOLDER, "provisioning/datasources/prometheus.yml"), encoding="utf-8") as file:
        sources = {line.split(":", 1)[1].strip() for line in file if line.strip().startswith("uid:")}
    asked, problems = 0, []
    for path in sorted(glob.glob(os.path.join(FOLDER, "dashboards", "*.json"))):
        with open(path, encoding="utf-8") as file:
            dashboard = json.load(file)
        problems += [f"{dashboard['title']}: {problem}" for problem in shape_of(dashboard, sources)]
        for panel in dashboard["panels"]:
            for target in panel["targets"]:
                asked += 1
                problem = problem_of(prometheus, target["expr"], target.get("instant", False))
                if problem:
                    problems.append(f"{dashboard['title']}, {panel['title']}: {problem}")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{asked} queries of {FOLDER}/dashboards: {len(problems)} problems")
    return 1 if problems or not asked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
