#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`validate` in one go, step by step, after kill -9 and with an edited plan: the same bytes, or a refusal.

usage: steps.py CONCORD
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from study import concord, fundus_manifest, tasks_of

CONCORD = sys.argv[1]


def wish(manifest):
    return ["--manifest", manifest, "--kind", "fundus", "--folds", 3, "--model", "features", "--model", "shortcut",
            "--checks", "permutation,balance"]


def whole(manifest, out):
    answer = concord(CONCORD, "validate", *wish(manifest), "--workers", 2, "--output", out)
    report = json.loads((out / "report.json").read_text())
    assert abs(report["mean_auc"] - answer["mean_auc"]) < 1e-12
    assert [fold["fold"] for fold in report["folds"]] == [1, 2, 3]
    assert (out / "scores.csv").read_text().startswith("image,patient,label,fold,score")
    for name in ("report.html", "suspicious.csv"):
        assert (out / name).stat().st_size > 0, name
    return tasks_of(out)


def step_by_step(manifest, out):
    plan = concord(CONCORD, "validate", "plan", *wish(manifest), "--output", out)
    assert "label" not in json.loads((out / "plan.json").read_text())["samples"][0]
    # Within a stage the order does not matter: the last first.
    for task in sorted(plan["tasks"], key=lambda t: (t["stage"], -t["id"])):
        concord(CONCORD, "validate", "run", "--plan", out, "--task", task["id"])
    concord(CONCORD, "validate", "aggregate", "--plan", out)
    return tasks_of(out)


def killed(manifest, out):
    """Dies by SIGKILL when the first fold is there; the same command goes on."""
    concord(CONCORD, "validate", "plan", *wish(manifest), "--output", out)
    run = subprocess.Popen([CONCORD, "validate", "run", "--plan", str(out), "--workers", "1"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    folds = [t["id"] for t in json.loads((out / "plan.json").read_text())["tasks"] if t["kind"] == "fold"]
    while run.poll() is None and not (out / "tasks" / f"task-{folds[0]:04}" / "plan.sha256").exists():
        os.sched_yield()
    assert run.poll() is None, "it was done before it could be killed"
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    concord(CONCORD, "validate", "aggregate", "--plan", out, status=2)  # not all is there
    before = (out / "tasks" / f"task-{folds[0]:04}" / "env.json").read_text()
    concord(CONCORD, "validate", *wish(manifest), "--output", out)
    after = (out / "tasks" / f"task-{folds[0]:04}" / "env.json").read_text()
    assert before == after, "a finished task was run again"
    return tasks_of(out)


def main(scratch):
    manifest = fundus_manifest(CONCORD, scratch / "patients", 16, 3)
    first = whole(manifest, scratch / "whole")
    assert step_by_step(manifest, scratch / "steps") == first
    assert killed(manifest, scratch / "killed") == first
    for name in ("report.json", "scores.csv", "report.html"):
        assert (scratch / "whole" / name).read_bytes() == (scratch / "steps" / name).read_bytes(), name

    # A plan that is edited after its tasks ran is another plan: none of its results is taken.
    plan = scratch / "steps" / "plan.json"
    plan.write_text(plan.read_text().replace('"seed": 1', '"seed": 2'))
    refused = concord(CONCORD, "validate", "aggregate", "--plan", scratch / "steps", status=2)
    assert "missing or belong to another plan" in refused["error"]["message"]
    # One task out of another study does not fit either.
    concord(CONCORD, "validate", *wish(manifest), "--seed", 2, "--output", scratch / "whole", status=3)


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
